package org.latentlab.engine.latent;

import org.latentlab.engine.math.Matrix;

/** Evaluates a mixture at many points on all threads. */
final class MixtureEvaluation {

    private static final double EXP_UNDERFLOW = 746;

    private MixtureEvaluation() {
    }

    /**
     * @param mixture the mixture
     * @param points n×d
     * @param responsibilitiesOut receives n×K responsibilities, or null
     * @return ln p(x) of each point
     */
    static double[] of(final GaussianMixture mixture, final Matrix points, final Matrix responsibilitiesOut) {
        if (points.columns() != mixture.dimensions()) {
            throw new IllegalArgumentException("The mixture has " + mixture.dimensions()
                + " dimensions, but the points have " + points.columns() + ".");
        }
        final double[] logDensity = new double[points.rows()];
        final Chunks chunks = Chunks.of(points.rows(), Integer.MAX_VALUE);
        chunks.forEach((chunk, from, to) -> {
            final DensityKernel kernel = new DensityKernel(mixture, EXP_UNDERFLOW);
            for (int start = from; start < to; start += DensityKernel.BLOCK) {
                final int count = kernel.load(points, start, to);
                kernel.computeJoint();
                kernel.normalise(logDensity, start);
                if (responsibilitiesOut != null) {
                    copy(kernel.responsibilities(), count, responsibilitiesOut, start);
                }
            }
        });
        return logDensity;
    }

    private static void copy(final double[] block, final int count, final Matrix out, final int start) {
        final int k = out.columns();
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < k; c++) {
                out.data()[(start + i) * k + c] = block[c * DensityKernel.BLOCK + i];
            }
        }
    }
}
