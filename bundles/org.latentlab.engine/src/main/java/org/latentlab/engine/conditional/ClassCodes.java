package org.latentlab.engine.conditional;

import org.latentlab.engine.latent.MixtureSampler;
import org.latentlab.engine.math.Matrix;

/**
 * From standard normal numbers to the codes of classes and back with gradients: z = m_k + L_k u, with the mean m_k and
 * the Cholesky factor L_k of the covariance of component k of a class. The components of all classes are numbered
 * through.
 */
final class ClassCodes {

    /**
     * The random numbers behind latent vectors.
     *
     * @param components the component of each, numbered through
     * @param normals n × d standard normal numbers
     */
    record Noise(int[] components, double[] normals) {
    }

    private final LatentClasses m_classes;

    private final int m_d;

    /** The number of each class's first component. */
    private final int[] m_first;

    private final Matrix[] m_means;

    /** L of each component, d × d. */
    private final double[][] m_factors;

    ClassCodes(final LatentClasses classes) {
        m_classes = classes;
        m_d = classes.dimensions();
        m_first = new int[classes.size()];
        m_means = new Matrix[classes.size()];
        m_factors = new double[components(classes)][];
        int at = 0;
        for (int y = 0; y < classes.size(); y++) {
            final LatentClass latentClass = classes.classes().get(y);
            m_first[y] = at;
            m_means[y] = latentClass.mixture().means();
            final MixtureSampler mixture = new MixtureSampler(latentClass.mixture());
            for (int k = 0; k < m_means[y].rows(); k++) {
                m_factors[at++] = factor(mixture, k);
            }
        }
    }

    /** @return the number of components of all classes together */
    static int components(final LatentClasses classes) {
        return classes.classes().stream().mapToInt(y -> y.mixture().components()).sum();
    }

    /** A deviation is linear in its numbers: those of the unit vectors are the columns. */
    private double[] factor(final MixtureSampler mixture, final int component) {
        final double[] factor = new double[m_d * m_d];
        final double[] column = new double[m_d];
        for (int j = 0; j < m_d; j++) {
            final double[] unit = new double[m_d];
            unit[j] = 1;
            mixture.deviation(component, unit, 0, column, 0);
            for (int i = 0; i < m_d; i++) {
                factor[i * m_d + j] = column[i];
            }
        }
        return factor;
    }

    /**
     * @param wanted the class of each vector, 0…L-1
     * @param seed the seed
     * @return the random numbers of each, which depend on the seed, its class's name and how many come before of it; as
     *         {@link ScaledSampler} with n = 1 has them
     */
    Noise noise(final int[] wanted, final long seed) {
        final int[] counts = m_classes.count(wanted);
        final StandardDraws[] draws = new StandardDraws[counts.length];
        for (int y = 0; y < counts.length; y++) {
            draws[y] = counts[y] == 0 ? null : StandardDraws.of(m_classes.classes().get(y), counts[y], 1, seed);
        }
        final Noise noise = new Noise(new int[wanted.length], new double[Math.multiplyExact(wanted.length, m_d)]);
        final int[] next = new int[counts.length];
        for (int i = 0; i < wanted.length; i++) {
            final int y = wanted[i];
            final int from = next[y]++;
            noise.components[i] = m_first[y] + draws[y].components()[from];
            System.arraycopy(draws[y].normals(), from * m_d, noise.normals, i * m_d, m_d);
        }
        return noise;
    }

    /**
     * Sets a row of z to m_k + L_k u.
     *
     * @param y its class
     * @param component k, numbered through
     * @param u numbers
     * @param z receives the vector
     * @param at where the row begins in both
     */
    void toLatent(final int y, final int component, final double[] u, final double[] z, final int at) {
        final double[] factor = m_factors[component];
        for (int i = 0; i < m_d; i++) {
            double sum = m_means[y].get(component - m_first[y], i);
            for (int j = 0; j < m_d; j++) {
                sum += factor[i * m_d + j] * u[at + j];
            }
            z[at + i] = sum;
        }
    }

    /**
     * Sets a row of ∂L/∂u to L_kᵀ ∂L/∂z.
     *
     * @param component k, numbered through
     * @param zGradient ∂L/∂z
     * @param uGradient receives ∂L/∂u
     * @param at where the row begins in both
     */
    void back(final int component, final double[] zGradient, final double[] uGradient, final int at) {
        final double[] factor = m_factors[component];
        for (int j = 0; j < m_d; j++) {
            double sum = 0;
            for (int i = 0; i < m_d; i++) {
                sum += factor[i * m_d + j] * zGradient[at + i];
            }
            uGradient[at + j] = sum;
        }
    }
}
