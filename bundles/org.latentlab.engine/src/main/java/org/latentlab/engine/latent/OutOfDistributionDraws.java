package org.latentlab.engine.latent;

import org.latentlab.engine.math.Rng;

/** Draws points of an {@link OutOfDistributionArea}. */
final class OutOfDistributionDraws {

    private OutOfDistributionDraws() {
    }

    /** Writes the points from…to-1, d values each, to their places. */
    static void draw(final OutOfDistributionArea area, final Rng rng, final double[] out, final int from,
        final int to) {
        final int d = area.dimensions();
        for (int i = from; i < to; i++) {
            final int offset = i * d;
            if (area instanceof OutOfDistributionArea.Exponential exponential) {
                exponential(exponential, rng, out, offset);
            } else if (area instanceof OutOfDistributionArea.Shell shell) {
                shell(shell, rng, out, offset);
            } else if (area instanceof OutOfDistributionArea.StudentT t) {
                final double chiSquared = 2 * gamma(t.degreesOfFreedom() / 2, rng);
                gaussian(rng, out, offset, d, t.scale() * Math.sqrt(t.degreesOfFreedom() / chiSquared));
            } else if (area instanceof OutOfDistributionArea.ScaledPrior scaled) {
                prior(scaled.prior(), scaled.factor(), rng, out, offset);
            } else {
                throw new IllegalArgumentException("No way to sample the area '" + area.name() + "' is known.");
            }
        }
    }

    /** Writes one point of a prior, times a factor; of a normal one in double precision. */
    static void prior(final LatentPrior prior, final double factor, final Rng rng, final double[] out,
        final int offset) {
        if (prior instanceof LatentPrior.Normal) {
            gaussian(rng, out, offset, prior.dimensions(), factor);
            return;
        }
        final float[] point = prior.draw(1, rng);
        for (int c = 0; c < point.length; c++) {
            out[offset + c] = factor * point[c];
        }
    }

    private static void gaussian(final Rng rng, final double[] out, final int offset, final int d,
        final double factor) {
        for (int c = 0; c < d; c++) {
            out[offset + c] = factor * rng.nextGaussian();
        }
    }

    private static void exponential(final OutOfDistributionArea.Exponential area, final Rng rng, final double[] out,
        final int offset) {
        for (int c = 0; c < area.dimensions(); c++) {
            final double size = -area.scale() * StrictMath.log1p(-rng.nextDouble());
            out[offset + c] = area.randomSigns() && rng.nextLong() < 0 ? -size : size;
        }
    }

    /** A direction as that of a normal point, and a radius whose d-th power is uniform. */
    private static void shell(final OutOfDistributionArea.Shell area, final Rng rng, final double[] out,
        final int offset) {
        final int d = area.dimensions();
        double squares;
        do {
            squares = 0;
            gaussian(rng, out, offset, d, 1);
            for (int c = 0; c < d; c++) {
                squares += out[offset + c] * out[offset + c];
            }
        } while (squares == 0);
        final double hollow = area.hollow();
        final double radius = hollow == 1 ? area.outerRadius()
            : area.outerRadius() * StrictMath.pow(hollow + (1 - hollow) * rng.nextDouble(), 1.0 / d);
        final double factor = radius / Math.sqrt(squares);
        for (int c = 0; c < d; c++) {
            out[offset + c] *= factor;
        }
    }

    /**
     * Gamma with scale 1 by Marsaglia and Tsang (2000, "A simple method for generating gamma variables"); a shape below
     * 1 by their section 6, from the shape one higher.
     */
    static double gamma(final double shape, final Rng rng) {
        if (shape < 1) {
            return gamma(shape + 1, rng) * StrictMath.pow(1 - rng.nextDouble(), 1 / shape);
        }
        final double d = shape - 1.0 / 3;
        final double c = 1 / Math.sqrt(9 * d);
        while (true) {
            final double x = rng.nextGaussian();
            final double v = 1 + c * x;
            if (v > 0) {
                final double cube = v * v * v;
                if (StrictMath.log(1 - rng.nextDouble()) < 0.5 * x * x + d - d * cube + d * StrictMath.log(cube)) {
                    return d * cube;
                }
            }
        }
    }
}
