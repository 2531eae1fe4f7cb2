package org.latentlab.engine.latent;

import java.util.List;

import org.latentlab.engine.math.Matrix;

/** Checks the parts of a mixture that come from outside and packs its covariances. */
final class CovariancePacking {

    private static final double WEIGHT_SUM_TOLERANCE = 1e-6;

    private CovariancePacking() {
    }

    /**
     * @param weights the weights of a mixture
     * @throws IllegalArgumentException if one is negative or their sum is not 1
     */
    static void checkWeights(final double[] weights) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            if (!(weights[k] >= 0)) {
                throw new IllegalArgumentException("The weight of component " + k + " is " + weights[k]
                    + "; a weight is at least 0.");
            }
            sum += weights[k];
        }
        if (!(Math.abs(sum - 1) <= WEIGHT_SUM_TOLERANCE)) {
            throw new IllegalArgumentException("The weights of a mixture sum up to 1, not " + sum + ".");
        }
    }

    /**
     * @return the covariances as {@link GaussianMixture} keeps them
     * @throws IllegalArgumentException if one has not the form of the type
     */
    static double[] pack(final CovarianceType type, final int d, final List<Matrix> covariances) {
        final int k = covariances.size();
        final double[] packed = new double[Math.toIntExact(type.packedLength(k, d))];
        for (int c = 0; c < k; c++) {
            final Matrix m = covariances.get(c);
            if (m.rows() != d || m.columns() != d) {
                throw new IllegalArgumentException("The covariance of component " + c + " is " + m.rows() + "×"
                    + m.columns() + ", but the means have " + d + " dimensions.");
            }
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    checkEntry(type, covariances, c, i, j);
                }
            }
            switch (type) {
                case FULL -> System.arraycopy(m.data(), 0, packed, c * d * d, d * d);
                case TIED -> System.arraycopy(m.data(), 0, packed, 0, d * d);
                case SPHERICAL -> packed[c] = m.get(0, 0);
                case DIAGONAL -> {
                    for (int i = 0; i < d; i++) {
                        packed[c * d + i] = m.get(i, i);
                    }
                }
            }
        }
        return packed;
    }

    private static void checkEntry(final CovarianceType type, final List<Matrix> all, final int c, final int i,
        final int j) {
        final Matrix m = all.get(c);
        final double v = m.get(i, j);
        final double size = Math.sqrt(Math.abs(m.get(i, i) * m.get(j, j)));
        final double expected = switch (type) {
            case FULL -> m.get(j, i);
            case TIED -> c == 0 ? m.get(j, i) : all.get(0).get(i, j);
            case DIAGONAL -> i == j ? v : 0;
            case SPHERICAL -> i == j ? m.get(0, 0) : 0;
        };
        if (!(Math.abs(v - expected) <= 1e-9 * size)) {
            throw new IllegalArgumentException("The covariance of component " + c + " has " + v + " in row " + (i + 1)
                + ", column " + (j + 1) + ", where " + expected + " is expected of a " + type.label()
                + " covariance.");
        }
    }
}
