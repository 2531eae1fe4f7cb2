package org.latentlab.engine.nn;

import org.latentlab.engine.math.Rng;

/**
 * A learned vector for each class, put into columns of a network's input (Mirza and Osindero 2014, "Conditional
 * Generative Adversarial Nets").
 */
public final class Embedding {

    private static final double DEVIATION = 0.1;

    private final Parameter m_table;

    /**
     * @param parameters where the table is added
     * @param shape its name and sizes, see {@link #shape}
     */
    public Embedding(final Parameters parameters, final ParameterShape shape) {
        m_table = parameters.add(shape);
    }

    /**
     * @param name the name of the table, e.g. "generator.embedding"
     * @param classes number of classes
     * @param size length of each vector
     * @return the shape of the table, classes × size
     */
    public static ParameterShape shape(final String name, final int classes, final int size) {
        return new ParameterShape(name, classes, size);
    }

    /**
     * Draws the vectors of an untrained network from N(0, 0.1²), small beside a latent vector of N(0, 1): where batch
     * normalisation asks for images that differ, the latent vector then is what they differ by, not the class alone. A
     * DCGAN of 16 filters, 8 epochs of 3,000 MNIST digits with their classes: 1 % of 512 samples are near-duplicates of
     * others. Drawn from N(0, 0.25²) or N(0, 1) all are; a class is one image then.
     *
     * @param rng where the numbers come from
     */
    public void initialise(final Rng rng) {
        Parameters.normal(m_table, 0, DEVIATION, rng);
    }

    /**
     * target ← [z | vector of the class], row by row.
     *
     * @param z n × (columns of the target − size), row-major
     * @param classes the class of each row, 0…classes − 1
     * @param target n × (latent size + size)
     * @param rows how many rows count
     */
    public void join(final float[] z, final int[] classes, final Tensor target, final int rows) {
        final int size = m_table.shape().columns();
        final int columns = target.columns();
        final int latent = columns - size;
        final double[] table = m_table.value().toDoubles();
        final double[] values = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < latent; j++) {
                values[r * columns + j] = z[r * latent + j];
            }
            System.arraycopy(table, classes[r] * size, values, r * columns + latent, size);
        }
        target.put(values, values.length);
    }

    /**
     * The table's gradient ← the sums over the rows of each class.
     *
     * @param classes the class of each row
     * @param inputGradient gradient with regard to what {@link #join} gave
     * @param rows how many rows count
     */
    public void gradients(final int[] classes, final Tensor inputGradient, final int rows) {
        final int size = m_table.shape().columns();
        final int columns = inputGradient.columns();
        final double[] gradient = new double[rows * columns];
        inputGradient.get(gradient, gradient.length);
        final double[] sums = new double[m_table.value().size()];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < size; j++) {
                sums[classes[r] * size + j] += gradient[(r + 1) * columns - size + j];
            }
        }
        m_table.gradient().put(sums, sums.length);
    }
}
