package org.latentlab.engine.latent;

import java.util.Arrays;

/**
 * What the maximisation step needs of the points: for each component the sum of the responsibilities, and the weighted
 * sums of the points and of their products, both about a centre near the component's mean, so that no digits are lost
 * where the means are far from the origin.
 */
final class MomentSums {

    private static final double TINY = 10 * Math.ulp(1.0);
    private static final double[] ONES = new double[DensityKernel.BLOCK];

    static {
        Arrays.fill(ONES, 1);
    }

    private final CovarianceType m_type;
    private final int m_components;
    private final int m_dimensions;
    private final boolean m_products;
    private final int m_secondLength;
    private final double[] m_count;
    private final double[] m_first;
    private final double[] m_second;
    private final int[] m_index = new int[DensityKernel.BLOCK];
    private final double[] m_weight;
    private final double[] m_dx;
    private final double[] m_weightedDx;

    MomentSums(final CovarianceType type, final int components, final int dimensions) {
        m_type = type;
        m_components = components;
        m_dimensions = dimensions;
        m_products = type == CovarianceType.FULL || type == CovarianceType.TIED;
        m_secondLength = m_products ? dimensions * (dimensions + 1) / 2 : dimensions;
        m_count = new double[components];
        m_first = new double[components * dimensions];
        m_second = new double[components * m_secondLength];
        m_weight = new double[DensityKernel.BLOCK];
        m_dx = new double[dimensions * DensityKernel.BLOCK];
        m_weightedDx = new double[dimensions * DensityKernel.BLOCK];
    }

    /** @return how many values one of these holds, to bound how many are made */
    static long size(final CovarianceType type, final int components, final int dimensions) {
        final boolean products = type == CovarianceType.FULL || type == CovarianceType.TIED;
        return components * (1L + dimensions + (products ? dimensions * (dimensions + 1L) / 2 : dimensions));
    }

    /**
     * Adds a block of points to component k.
     *
     * @param k the component
     * @param responsibilities the responsibility of point i at offset + i
     * @param offset where they begin
     * @param centered dimension c of point i, less the component's centre, at c·BLOCK + i
     * @param count the number of points
     */
    void add(final int k, final double[] responsibilities, final int offset, final double[] centered,
        final int count) {
        final int used = gather(responsibilities, offset, centered, count);
        if (used == 0) {
            return;
        }
        final double[] weighted = m_weightedDx;
        for (int c = 0; c < m_dimensions; c++) {
            final int o = c * DensityKernel.BLOCK;
            for (int i = 0; i < used; i++) {
                weighted[o + i] = m_weight[i] * m_dx[o + i];
            }
            m_first[k * m_dimensions + c] += dot(m_weight, 0, m_dx, o, used);
        }
        m_count[k] += dot(m_weight, 0, ONES, 0, used);
        int s = k * m_secondLength;
        for (int c = 0; c < m_dimensions; c++) {
            for (int e = m_products ? 0 : c; e <= c; e++, s++) {
                m_second[s] += dot(weighted, c * DensityKernel.BLOCK, m_dx, e * DensityKernel.BLOCK, used);
            }
        }
    }

    /** Takes the points with any responsibility; most components have none for most points. */
    private int gather(final double[] responsibilities, final int offset, final double[] centered, final int count) {
        final int[] index = m_index;
        final double[] weight = m_weight;
        final double[] target = m_dx;
        int used = 0;
        for (int i = 0; i < count; i++) {
            final double r = responsibilities[offset + i];
            weight[used] = r;
            index[used] = i;
            used += r > 0 ? 1 : 0; // no jump: which points are used cannot be predicted
        }
        for (int o = 0; o < target.length; o += DensityKernel.BLOCK) {
            for (int i = 0; i < used; i++) {
                target[o + i] = centered[o + index[i]];
            }
        }
        return used;
    }

    /** Four sums side by side: a single one would wait for each addition. */
    private static double dot(final double[] x, final int a, final double[] y, final int b, final int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += x[a + i] * y[b + i];
            s1 += x[a + i + 1] * y[b + i + 1];
            s2 += x[a + i + 2] * y[b + i + 2];
            s3 += x[a + i + 3] * y[b + i + 3];
        }
        for (; i < n; i++) {
            s0 += x[a + i] * y[b + i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** Adds other sums about the same centres. */
    void add(final MomentSums other) {
        addTo(m_count, other.m_count);
        addTo(m_first, other.m_first);
        addTo(m_second, other.m_second);
    }

    private static void addTo(final double[] sum, final double[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
    }

    /**
     * The maximisation step.
     *
     * @param centers K×d, the centres that the sums are about
     * @param regularisation added to the diagonal of every covariance
     * @return the mixture of highest likelihood, given the responsibilities
     */
    GaussianMixture maximise(final double[] centers, final double regularisation) {
        final int d = m_dimensions;
        double total = 0;
        final double[] counts = new double[m_components];
        for (int k = 0; k < m_components; k++) {
            counts[k] = m_count[k] + TINY; // a component that lost all its points keeps its place, with no weight
            total += counts[k];
        }
        final double[] weights = new double[m_components];
        final double[] shift = new double[m_components * d];
        final double[] means = new double[m_components * d];
        for (int k = 0; k < m_components; k++) {
            weights[k] = counts[k] / total;
            for (int c = k * d; c < (k + 1) * d; c++) {
                shift[c] = m_first[c] / counts[k];
                means[c] = centers[c] + shift[c];
            }
        }
        final double[] packed = new double[Math.toIntExact(m_type.packedLength(m_components, d))];
        for (int k = 0; k < m_components; k++) {
            addCovariance(k, counts, total, shift, packed);
        }
        addToDiagonals(packed, regularisation);
        return new GaussianMixture(m_type, weights, means, packed);
    }

    private void addCovariance(final int k, final double[] counts, final double total, final double[] shift,
        final double[] packed) {
        final int d = m_dimensions;
        int s = k * m_secondLength;
        for (int c = 0; c < d; c++) {
            for (int e = m_products ? 0 : c; e <= c; e++, s++) {
                final double value = m_second[s] / counts[k] - shift[k * d + c] * shift[k * d + e];
                switch (m_type) {
                    case FULL -> {
                        packed[(k * d + c) * d + e] = value;
                        packed[(k * d + e) * d + c] = value;
                    }
                    case TIED -> {
                        final double share = value * (counts[k] / total);
                        packed[c * d + e] += share;
                        if (c != e) {
                            packed[e * d + c] += share;
                        }
                    }
                    case DIAGONAL -> packed[k * d + c] = Math.max(0, value);
                    case SPHERICAL -> packed[k] += Math.max(0, value) / d;
                }
            }
        }
    }

    private void addToDiagonals(final double[] packed, final double regularisation) {
        final int d = m_dimensions;
        for (int i = 0; i < packed.length; i++) {
            final boolean diagonal = !m_products || i % (d * d) / d == i % d;
            if (diagonal) {
                packed[i] += regularisation;
            }
        }
    }
}
