package org.latentlab.engine.nn;

import org.latentlab.engine.backend.Parallel;

/** Losses in float32 on the CPU, a part of the rows per thread. */
final class FusedLosses implements LossKernels {

    private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

    /** Below this many values a second thread costs more than it brings. */
    private static final int SMALL = 8192;

    private static void forRows(final int rows, final int columns, final Parallel.Body body) {
        if ((long)rows * columns < SMALL) {
            body.run(0, 0, rows);
        } else {
            Parallel.forRange(rows, body);
        }
    }

    @Override
    public void bernoulli(final Tensor logits, final Tensor targets, final double scale, final Tensor gradient,
        final double[] perRow, final int rows) {
        final int n = logits.columns();
        final float factor = (float)scale;
        forRows(rows, n, (chunk, from, to) -> {
            final float[] v = new float[n];
            final float[] x = new float[n];
            final float[] e = new float[n];
            final float[] l = new float[n];
            for (int r = from; r < to; r++) {
                logits.host().get(r * n, v, 0, n);
                targets.host().get(r * n, x, 0, n);
                FusedMath.expNegAbs(v, n, e);
                FusedMath.softplus(v, e, n, l);
                FusedMath.subtractProduct(l, v, x, n);
                perRow[r] = FusedMath.sum(l, n);
                if (gradient != null) {
                    FusedMath.sigmoid(v, e, n, l);
                    FusedMath.scaledDifference(l, x, factor, n);
                    gradient.host().put(r * n, l, 0, n);
                }
            }
        });
    }

    @Override
    public void gaussian(final Tensor means, final Tensor targets, final double standardDeviation, final double scale,
        final Tensor gradient, final double[] perRow, final int rows) {
        final int n = means.columns();
        final double precision = 1 / (standardDeviation * standardDeviation);
        final double constant = n * (Math.log(standardDeviation) + HALF_LOG_2PI);
        final float factor = (float)(scale * precision);
        forRows(rows, n, (chunk, from, to) -> {
            final float[] m = new float[n];
            final float[] x = new float[n];
            for (int r = from; r < to; r++) {
                means.host().get(r * n, m, 0, n);
                targets.host().get(r * n, x, 0, n);
                for (int j = 0; j < n; j++) {
                    m[j] -= x[j];
                }
                for (int j = 0; j < n; j++) {
                    x[j] = m[j] * m[j];
                }
                perRow[r] = 0.5 * precision * FusedMath.sum(x, n) + constant;
                if (gradient != null) {
                    for (int j = 0; j < n; j++) {
                        m[j] *= factor;
                    }
                    gradient.host().put(r * n, m, 0, n);
                }
            }
        });
    }

    @Override
    public void squaredError(final Tensor outputs, final Tensor targets, final double scale, final Tensor gradient,
        final double[] perRow, final int rows) {
        final int n = outputs.columns();
        final float factor = (float)(2 * scale);
        forRows(rows, n, (chunk, from, to) -> {
            final float[] m = new float[n];
            final float[] x = new float[n];
            for (int r = from; r < to; r++) {
                outputs.host().get(r * n, m, 0, n);
                targets.host().get(r * n, x, 0, n);
                FusedMath.scaledDifference(m, x, 1, n);
                for (int j = 0; j < n; j++) {
                    x[j] = m[j] * m[j];
                }
                perRow[r] = FusedMath.sum(x, n);
                if (gradient != null) {
                    for (int j = 0; j < n; j++) {
                        m[j] *= factor;
                    }
                    gradient.host().put(r * n, m, 0, n);
                }
            }
        });
    }

    @Override
    public void learnedGaussian(final Tensor means, final Tensor targets, final ChannelScales scales,
        final double scale, final Tensor gradient, final double[] perRow, final int rows) {
        final int n = means.columns();
        final float[] precision = scales.floatColumns(n, l -> Math.exp(-2 * l));
        final double constant = java.util.Arrays.stream(scales.columns(n, l -> l + HALF_LOG_2PI)).sum();
        final float factor = (float)scale;
        final float[][] sums = new float[Parallel.chunks(rows)][n];
        forRows(rows, n, (chunk, from, to) -> {
            final float[] m = new float[n];
            final float[] x = new float[n];
            for (int r = from; r < to; r++) {
                means.host().get(r * n, m, 0, n);
                targets.host().get(r * n, x, 0, n);
                FusedMath.scaledDifference(m, x, 1, n);
                for (int j = 0; j < n; j++) {
                    x[j] = m[j] * m[j] * precision[j];
                }
                perRow[r] = 0.5 * FusedMath.sum(x, n) + constant;
                if (gradient != null) {
                    FusedMath.add(sums[chunk], x, n);
                    for (int j = 0; j < n; j++) {
                        m[j] *= factor * precision[j];
                    }
                    gradient.host().put(r * n, m, 0, n);
                }
            }
        });
        if (gradient != null) {
            final double[] columns = total(sums);
            for (int j = 0; j < n; j++) {
                columns[j] = scale * (rows - columns[j]);
            }
            scales.gradientsFrom(columns);
        }
    }

    private static double[] total(final float[][] sums) {
        final double[] columns = new double[sums[0].length];
        for (final float[] part : sums) {
            for (int j = 0; j < columns.length; j++) {
                columns[j] += part[j];
            }
        }
        return columns;
    }

    @Override
    public void discretisedLogistic(final Tensor means, final Tensor targets, final ChannelScales scales,
        final double scale, final Tensor gradient, final double[] perRow, final int rows) {
        final int n = means.columns();
        final float[][] sums = new float[Parallel.chunks(rows)][n];
        forRows(rows, n, (chunk, from, to) -> {
            final FusedLogistic row = new FusedLogistic(n, scales);
            final float[] m = new float[n];
            final float[] x = new float[n];
            for (int r = from; r < to; r++) {
                means.host().get(r * n, m, 0, n);
                targets.host().get(r * n, x, 0, n);
                perRow[r] = row.loss(m, x);
                if (gradient != null) {
                    row.gradient((float)scale, m, sums[chunk]);
                    gradient.host().put(r * n, m, 0, n);
                }
            }
        });
        if (gradient != null) {
            final double[] columns = total(sums);
            for (int j = 0; j < n; j++) {
                columns[j] *= scale;
            }
            scales.gradientsFrom(columns);
        }
    }

    @Override
    public void softmaxCrossEntropy(final Tensor logits, final int[] labels, final double scale, final Tensor gradient,
        final double[] perRow, final int rows) {
        final int n = logits.columns();
        forRows(rows, n, (chunk, from, to) -> {
            final float[] v = new float[n];
            final double[] p = new double[n];
            for (int r = from; r < to; r++) {
                logits.host().get(r * n, v, 0, n);
                perRow[r] = Softmax.of(v, p) - v[labels[r]];
                if (gradient != null) {
                    for (int j = 0; j < n; j++) {
                        v[j] = (float)(scale * (p[j] - (j == labels[r] ? 1 : 0)));
                    }
                    gradient.host().put(r * n, v, 0, n);
                }
            }
        });
    }

    @Override
    public void sample(final Tensor posterior, final Tensor noise, final Tensor z, final double[] klPerDimension,
        final double[] klPerRow, final int rows) {
        final int d = z.columns();
        final double[][] sums = new double[Parallel.chunks(rows)][d];
        forRows(rows, d, (chunk, from, to) -> {
            final float[] q = new float[2 * d];
            final float[] e = new float[d];
            for (int r = from; r < to; r++) {
                posterior.host().get(r * 2 * d, q, 0, 2 * d);
                noise.host().get(r * d, e, 0, d);
                double total = 0;
                for (int j = 0; j < d; j++) {
                    final double mean = q[j];
                    final double logVariance = q[d + j];
                    final double s = Math.exp(0.5 * logVariance);
                    final double kl = 0.5 * (s * s + mean * mean - logVariance - 1);
                    sums[chunk][j] += kl;
                    total += kl;
                    e[j] = (float)(mean + s * e[j]);
                }
                if (klPerRow != null) {
                    klPerRow[r] = total;
                }
                z.host().put(r * d, e, 0, d);
            }
        });
        if (klPerDimension != null) {
            for (final double[] part : sums) {
                for (int j = 0; j < d; j++) {
                    klPerDimension[j] += part[j];
                }
            }
        }
    }

    @Override
    public void sampleBack(final Tensor posterior, final Tensor noise, final Tensor zGradient, final double[] scale,
        final Tensor gradient, final int rows) {
        final int d = zGradient.columns();
        forRows(rows, d, (chunk, from, to) -> {
            final float[] q = new float[2 * d];
            final float[] e = new float[d];
            final float[] g = new float[d];
            for (int r = from; r < to; r++) {
                posterior.host().get(r * 2 * d, q, 0, 2 * d);
                noise.host().get(r * d, e, 0, d);
                zGradient.host().get(r * d, g, 0, d);
                for (int j = 0; j < d; j++) {
                    final double s = Math.exp(0.5 * q[d + j]);
                    q[j] = (float)(g[j] + scale[j] * q[j]);
                    q[d + j] = (float)(0.5 * s * e[j] * g[j] + 0.5 * scale[j] * (s * s - 1));
                }
                gradient.host().put(r * 2 * d, q, 0, 2 * d);
            }
        });
    }
}
