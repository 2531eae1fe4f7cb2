package org.latentlab.engine.nn;

import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Losses as plain ND4J operations. */
final class NdLosses implements LossKernels {

    private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

    private static void rowSums(final INDArray terms, final double[] perRow) {
        try (INDArray sums = terms.sum(1)) {
            final double[] values = sums.toDoubleVector();
            System.arraycopy(values, 0, perRow, 0, values.length);
        }
    }

    @Override
    public void bernoulli(final Tensor logits, final Tensor targets, final double scale, final Tensor gradient,
        final double[] perRow, final int rows) {
        final INDArray v = logits.firstRows(rows);
        final INDArray x = targets.firstRows(rows);
        try (INDArray terms = NdOps.softplus(v); INDArray product = v.mul(x)) {
            rowSums(terms.subi(product), perRow);
        }
        if (gradient != null) {
            final INDArray g = gradient.firstRows(rows);
            try (INDArray p = Transforms.sigmoid(v, true)) {
                g.assign(p.subi(x).muli(scale));
            }
        }
    }

    @Override
    public void gaussian(final Tensor means, final Tensor targets, final double standardDeviation, final double scale,
        final Tensor gradient, final double[] perRow, final int rows) {
        final double precision = 1 / (standardDeviation * standardDeviation);
        final double constant = means.columns() * (Math.log(standardDeviation) + HALF_LOG_2PI);
        try (INDArray difference = means.firstRows(rows).sub(targets.firstRows(rows));
                INDArray squares = difference.mul(difference)) {
            rowSums(squares.muli(0.5 * precision), perRow);
            for (int r = 0; r < rows; r++) {
                perRow[r] += constant;
            }
            if (gradient != null) {
                gradient.firstRows(rows).assign(difference.muli(scale * precision));
            }
        }
    }

    @Override
    public void squaredError(final Tensor outputs, final Tensor targets, final double scale, final Tensor gradient,
        final double[] perRow, final int rows) {
        try (INDArray difference = outputs.firstRows(rows).sub(targets.firstRows(rows));
                INDArray squares = difference.mul(difference)) {
            rowSums(squares, perRow);
            if (gradient != null) {
                gradient.firstRows(rows).assign(difference.muli(2 * scale));
            }
        }
    }

    /** @return a row of values in the type of another array */
    static INDArray row(final double[] values, final INDArray like) {
        try (INDArray doubles = Nd4j.createFromArray(values); INDArray cast = doubles.castTo(like.dataType())) {
            return cast.reshape(1, values.length).dup();
        }
    }

    private static double[] columnSums(final INDArray terms) {
        try (INDArray sums = terms.sum(0)) {
            return sums.toDoubleVector();
        }
    }

    @Override
    public void learnedGaussian(final Tensor means, final Tensor targets, final ChannelScales scales,
        final double scale, final Tensor gradient, final double[] perRow, final int rows) {
        final int n = means.columns();
        final double constant = Arrays.stream(scales.columns(n, l -> l + HALF_LOG_2PI)).sum();
        try (INDArray difference = means.firstRows(rows).sub(targets.firstRows(rows));
                INDArray precision = row(scales.columns(n, l -> Math.exp(-2 * l)), difference);
                INDArray weighted = difference.mulRowVector(precision);
                INDArray squares = difference.mul(weighted)) {
            rowSums(squares, perRow);
            for (int r = 0; r < rows; r++) {
                perRow[r] = 0.5 * perRow[r] + constant;
            }
            if (gradient != null) {
                scales.gradientsFrom(Arrays.stream(columnSums(squares)).map(s -> scale * (rows - s)).toArray());
                gradient.firstRows(rows).assign(weighted.muli(scale));
            }
        }
    }

    @Override
    public void discretisedLogistic(final Tensor means, final Tensor targets, final ChannelScales scales,
        final double scale, final Tensor gradient, final double[] perRow, final int rows) {
        final INDArray m = means.firstRows(rows);
        try (NdLogistic logistic = new NdLogistic(m, targets.firstRows(rows), scales)) {
            try (INDArray terms = logistic.terms()) {
                rowSums(terms, perRow);
            }
            if (gradient != null) {
                try (INDArray slopes = logistic.scaleSlopes()) {
                    scales.gradientsFrom(Arrays.stream(columnSums(slopes)).map(s -> scale * s).toArray());
                }
                try (INDArray slopes = logistic.meanSlopes()) {
                    gradient.firstRows(rows).assign(slopes.muli(scale));
                }
            }
        }
    }

    @Override
    public void softmaxCrossEntropy(final Tensor logits, final int[] labels, final double scale, final Tensor gradient,
        final double[] perRow, final int rows) {
        final INDArray v = logits.firstRows(rows);
        final double[] ones = new double[rows * logits.columns()];
        for (int r = 0; r < rows; r++) {
            ones[r * logits.columns() + labels[r]] = 1;
        }
        try (INDArray doubles = Nd4j.createFromArray(ones).reshape(rows, logits.columns());
                INDArray right = doubles.castTo(v.dataType()); INDArray max = v.max(true, 1);
                INDArray shifted = v.sub(max); INDArray exponentials = Transforms.exp(shifted, true);
                INDArray sums = exponentials.sum(true, 1); INDArray logSums = Transforms.log(sums, true)) {
            try (INDArray terms = shifted.mul(right)) {
                rowSums(terms.negi().addi(right.mul(logSums)), perRow);
            }
            if (gradient != null) {
                exponentials.divi(sums).subi(right).muli(scale);
                gradient.firstRows(rows).assign(exponentials);
            }
        }
    }

    private static INDArray half(final INDArray posterior, final int d, final boolean logVariance) {
        return posterior.get(NDArrayIndex.all(), logVariance ? NDArrayIndex.interval(d, 2 * d)
            : NDArrayIndex.interval(0, d));
    }

    @Override
    public void sample(final Tensor posterior, final Tensor noise, final Tensor z, final double[] klPerDimension,
        final double[] klPerRow, final int rows) {
        final int d = z.columns();
        final INDArray mean = half(posterior.firstRows(rows), d, false);
        final INDArray logVariance = half(posterior.firstRows(rows), d, true);
        try (INDArray s = logVariance.mul(0.5)) {
            Transforms.exp(s, false);
            try (INDArray kl = s.mul(s); INDArray square = mean.mul(mean)) {
                kl.addi(square).subi(logVariance).subi(1).muli(0.5);
                if (klPerRow != null) {
                    rowSums(kl, klPerRow);
                }
                if (klPerDimension != null) {
                    try (INDArray sums = kl.sum(0)) {
                        for (int j = 0; j < d; j++) {
                            klPerDimension[j] += sums.getDouble(j);
                        }
                    }
                }
            }
            z.firstRows(rows).assign(s.muli(noise.firstRows(rows)).addi(mean));
        }
    }

    @Override
    public void sampleBack(final Tensor posterior, final Tensor noise, final Tensor zGradient, final double[] scale,
        final Tensor gradient, final int rows) {
        final int d = zGradient.columns();
        final INDArray mean = half(posterior.firstRows(rows), d, false);
        final INDArray logVariance = half(posterior.firstRows(rows), d, true);
        final INDArray dz = zGradient.firstRows(rows);
        try (INDArray factors = row(scale, mean); INDArray direct = mean.mulRowVector(factors);
                INDArray s = logVariance.mul(0.5)) {
            half(gradient.firstRows(rows), d, false).assign(direct.addi(dz));
            Transforms.exp(s, false);
            try (INDArray kl = s.mul(s)) {
                kl.subi(1).muliRowVector(factors).muli(0.5);
                s.muli(0.5).muli(noise.firstRows(rows)).muli(dz).addi(kl);
                half(gradient.firstRows(rows), d, true).assign(s);
            }
        }
    }
}
