package org.latentlab.engine.latent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

/**
 * A mixture of K Gaussians in d dimensions, p(x) = Σₖ wₖ·N(x; μₖ, Σₖ). Components are counted from 0. Immutable; safe
 * for use by several threads.
 * <p>
 * Covariances are kept packed: {@link CovarianceType#FULL} K d×d matrices, {@link CovarianceType#TIED} one d×d matrix,
 * {@link CovarianceType#DIAGONAL} K×d variances, {@link CovarianceType#SPHERICAL} K variances; beside them, in the same
 * layout, the inverse of each Cholesky factor (or of each standard deviation), with which
 * ln N(x; μ, Σ) = -½·d·ln 2π + Σᵢ ln(L⁻¹)ᵢᵢ - ½·‖L⁻¹(x-μ)‖².
 */
public final class GaussianMixture {

    private final CovarianceType m_type;
    private final int m_components;
    private final int m_dimensions;
    private final double[] m_weights;
    private final double[] m_means;
    private final double[] m_covariances;
    private final double[] m_factors;
    /** ln wₖ - ½·d·ln 2π + Σᵢ ln(L⁻¹)ᵢᵢ for every component. */
    private final double[] m_constants;

    /**
     * @param weights not copied
     * @param means K×d, not copied
     * @param packed the covariances as the type keeps them, not copied
     * @throws EngineException if a covariance is not positive definite
     */
    GaussianMixture(final CovarianceType type, final double[] weights, final double[] means, final double[] packed) {
        m_type = type;
        m_components = weights.length;
        m_dimensions = means.length / weights.length;
        m_weights = weights;
        m_means = means;
        m_covariances = packed;
        m_factors = new double[packed.length];
        m_constants = new double[m_components];
        for (int k = 0; k < m_components; k++) {
            if (type != CovarianceType.TIED || k == 0) {
                factorise(k);
            }
            m_constants[k] = Math.log(weights[k]) - 0.5 * m_dimensions * Math.log(2 * Math.PI) + logFactor(k);
        }
    }

    /**
     * @param type which covariances the components have
     * @param weights one a component, each at least 0, with the sum 1 (to 1e-6)
     * @param means K×d
     * @param covariances d×d and positive definite, one a component (for TIED one for all, or K equal ones); diagonal
     *            for DIAGONAL, a multiple of the identity for SPHERICAL
     * @return the mixture
     * @throws IllegalArgumentException if the values do not make a mixture of this type
     */
    public static GaussianMixture of(final CovarianceType type, final double[] weights, final Matrix means,
        final List<Matrix> covariances) {
        final int k = weights.length;
        final int d = means.columns();
        CovariancePacking.checkWeights(weights);
        if (means.rows() != k) {
            throw new IllegalArgumentException("A mixture of " + k + " weights needs as many means, not "
                + means.rows() + ".");
        }
        final int i = Points.firstNonFinite(means);
        if (i >= 0) {
            throw new IllegalArgumentException("The mean of component " + i / d + " has the value " + means.data()[i]
                + " in dimension " + (i % d + 1) + "; it must be a finite number.");
        }
        if (covariances.size() != k && !(type == CovarianceType.TIED && covariances.size() == 1)) {
            throw new IllegalArgumentException("A mixture of " + k + " components needs as many covariances, not "
                + covariances.size() + ".");
        }
        try {
            return new GaussianMixture(type, weights.clone(), means.data().clone(),
                CovariancePacking.pack(type, d, covariances));
        } catch (EngineException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void factorise(final int k) {
        final int d = m_dimensions;
        if (hasTriangularFactors()) {
            final int o = factorOffset(k);
            final int failed = Cholesky.decompose(m_covariances, o, d, m_factors, o);
            if (failed >= 0) {
                throw notPositive(k, failed);
            }
            Cholesky.invertLower(m_factors, o, d);
            return;
        }
        final int length = m_type == CovarianceType.SPHERICAL ? 1 : d;
        for (int i = k * length; i < (k + 1) * length; i++) {
            if (!(m_covariances[i] > 0) || Double.isInfinite(m_covariances[i])) {
                throw notPositive(k, i - k * length);
            }
            m_factors[i] = 1 / Math.sqrt(m_covariances[i]);
        }
    }

    private EngineException notPositive(final int k, final int dimension) {
        return new EngineException("The covariance of component " + k + " is not positive definite: dimension "
            + (dimension + 1) + " has no variance of its own there. Raise the regularisation, choose fewer components, "
            + "or leave out dimensions that are constant or follow from the others.");
    }

    private double logFactor(final int k) {
        double s = 0;
        for (int i = 0; i < m_dimensions; i++) {
            s += Math.log(diagonalOf(m_factors, k, i));
        }
        return s;
    }

    private double diagonalOf(final double[] packed, final int k, final int i) {
        return switch (m_type) {
            case FULL, TIED -> packed[factorOffset(k) + i * m_dimensions + i];
            case DIAGONAL -> packed[k * m_dimensions + i];
            case SPHERICAL -> packed[k];
        };
    }

    /** @return K, the number of components */
    public int components() {
        return m_components;
    }

    /** @return d, the number of dimensions */
    public int dimensions() {
        return m_dimensions;
    }

    /** @return which covariances the components have */
    public CovarianceType covarianceType() {
        return m_type;
    }

    /** @return a copy of the K weights */
    public double[] weights() {
        return m_weights.clone();
    }

    /** @return a copy of the means, K×d */
    public Matrix means() {
        return new Matrix(m_components, m_dimensions, m_means.clone());
    }

    /**
     * @param k the component, 0…K-1
     * @return a copy of its mean, d values
     */
    public double[] mean(final int k) {
        checkComponent(k);
        return Arrays.copyOfRange(m_means, k * m_dimensions, (k + 1) * m_dimensions);
    }

    /**
     * @param k the component, 0…K-1
     * @return its covariance, d×d, whichever the type
     */
    public Matrix covariance(final int k) {
        checkComponent(k);
        final int d = m_dimensions;
        if (hasTriangularFactors()) {
            final int o = factorOffset(k);
            return new Matrix(d, d, Arrays.copyOfRange(m_covariances, o, o + d * d));
        }
        final Matrix m = Matrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            m.data()[i * d + i] = diagonalOf(m_covariances, k, i);
        }
        return m;
    }

    /**
     * @param k the component, 0…K-1
     * @return its standard deviation in each dimension, d values
     */
    public double[] standardDeviations(final int k) {
        checkComponent(k);
        final double[] sd = new double[m_dimensions];
        for (int i = 0; i < sd.length; i++) {
            sd[i] = Math.sqrt(diagonalOf(m_covariances, k, i));
        }
        return sd;
    }

    /**
     * @param k the component, 0…K-1
     * @param x d values
     * @return the Mahalanobis distance √((x-μₖ)ᵀ Σₖ⁻¹ (x-μₖ)) from its mean
     */
    public double mahalanobis(final int k, final double[] x) {
        checkComponent(k);
        checkPoint(x);
        return Math.sqrt(squaredMahalanobis(k, x));
    }

    private double squaredMahalanobis(final int k, final double[] x) {
        final int d = m_dimensions;
        final int mu = k * d;
        double sum = 0;
        for (int i = 0; i < d; i++) {
            double y = 0;
            if (hasTriangularFactors()) {
                final int row = factorOffset(k) + i * d;
                for (int j = 0; j <= i; j++) {
                    y += m_factors[row + j] * (x[j] - m_means[mu + j]);
                }
            } else {
                y = diagonalOf(m_factors, k, i) * (x[i] - m_means[mu + i]);
            }
            sum += y * y;
        }
        return sum;
    }

    /**
     * @param x d values
     * @return ln p(x), in nats; -∞ where the distance to every component overflows
     */
    public double logDensity(final double[] x) {
        return normalise(jointLogDensities(x));
    }

    /**
     * @param x d values
     * @return the K posterior probabilities wₖ·N(x; μₖ, Σₖ)/p(x), with the sum 1
     */
    public double[] responsibilities(final double[] x) {
        final double[] r = jointLogDensities(x);
        normalise(r);
        return r;
    }

    /**
     * @param x d values
     * @return ln wₖ + ln N(x; μₖ, Σₖ) for every component
     */
    public double[] jointLogDensities(final double[] x) {
        checkPoint(x);
        final double[] joint = new double[m_components];
        for (int k = 0; k < m_components; k++) {
            joint[k] = m_constants[k] - 0.5 * squaredMahalanobis(k, x);
        }
        return joint;
    }

    /** Turns log-densities into shares of 1 and returns the logarithm of the sum of the densities. */
    private static double normalise(final double[] joint) {
        double max = Double.NEGATIVE_INFINITY;
        for (final double j : joint) {
            max = Math.max(max, j);
        }
        if (max == Double.NEGATIVE_INFINITY) { // so far away that every distance overflows
            Arrays.fill(joint, 1.0 / joint.length);
            return max;
        }
        double sum = 0;
        for (int k = 0; k < joint.length; k++) {
            joint[k] = Math.exp(joint[k] - max);
            sum += joint[k];
        }
        for (int k = 0; k < joint.length; k++) {
            joint[k] /= sum;
        }
        return max + Math.log(sum);
    }

    /**
     * @param points n×d
     * @return ln p(x) of every point, in nats
     */
    public double[] logDensities(final Matrix points) {
        return MixtureEvaluation.of(this, points, null);
    }

    /**
     * @param points n×d
     * @return n×K posterior probabilities, each row with the sum 1
     */
    public Matrix responsibilities(final Matrix points) {
        final Matrix r = Matrix.zeros(points.rows(), m_components);
        MixtureEvaluation.of(this, points, r);
        return r;
    }

    /**
     * Draws points: a component by the weights, then a point of it.
     *
     * @param n how many, at least 0
     * @param rng where the random numbers come from
     * @param componentsOut receives the component of each point, n long, or null
     * @return n×d points
     */
    public Matrix sample(final int n, final Rng rng, final int[] componentsOut) {
        final MixtureSampler sampler = new MixtureSampler(this);
        final Matrix points = Matrix.zeros(n, m_dimensions);
        for (int i = 0; i < n; i++) {
            final int k = sampler.component(rng);
            sampler.point(k, rng, points.data(), i * m_dimensions);
            if (componentsOut != null) {
                componentsOut[i] = k;
            }
        }
        return points;
    }

    /** @return for instance "Gaussian mixture, 10 full components in 3 dimensions, weights 0.05–0.15" */
    public String summary() {
        final double[] sorted = m_weights.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "Gaussian mixture, %d %s component%s in %d dimension%s, weights %.2f–%.2f",
            m_components, m_type.label(), m_components == 1 ? "" : "s", m_dimensions, m_dimensions == 1 ? "" : "s",
            sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return summary();
    }

    /** @return whether the covariances are kept as d×d matrices, so that the factors are triangular */
    boolean hasTriangularFactors() {
        return m_type == CovarianceType.FULL || m_type == CovarianceType.TIED;
    }

    /** @return where component k's d×d matrix begins among the packed covariances and factors */
    int factorOffset(final int k) {
        return m_type == CovarianceType.TIED ? 0 : k * m_dimensions * m_dimensions;
    }

    /** @return row i, column j of component k's inverse Cholesky factor, j at most i (the same for others than full) */
    double factor(final int k, final int i, final int j) {
        return hasTriangularFactors() ? m_factors[factorOffset(k) + i * m_dimensions + j] : diagonalOf(m_factors, k, i);
    }

    double[] rawMeans() {
        return m_means;
    }

    double[] rawWeights() {
        return m_weights;
    }

    double[] rawCovariances() {
        return m_covariances;
    }

    double[] rawFactors() {
        return m_factors;
    }

    double[] rawConstants() {
        return m_constants;
    }

    private void checkComponent(final int k) {
        if (k < 0 || k >= m_components) {
            throw new IllegalArgumentException("The mixture has the components 0 to " + (m_components - 1)
                + ", but not " + k + ".");
        }
    }

    void checkPoint(final double[] x) {
        if (x.length != m_dimensions) {
            throw new IllegalArgumentException("The mixture has " + m_dimensions + " dimensions, but the point has "
                + x.length + ".");
        }
    }
}
