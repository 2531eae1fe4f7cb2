package org.latentlab.engine.gan;

import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.ClassProjection;
import org.latentlab.engine.nn.GradientSum;
import org.latentlab.engine.nn.Initialisation;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerStack;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;

/**
 * The forward and the backward pass of a GAN's critic, and the second order of a gradient penalty, on preallocated
 * memory.
 */
final class GanCritic {

    private final Parameters m_parameters;

    private final LayerStack m_features;

    private final ClassProjection m_head;

    private final boolean m_isBatchNormal;

    private final boolean m_isConvolutional;

    private final GanLoss.WassersteinGradientPenalty m_penalty;

    /** Null where one pass gives all gradients. */
    private final GradientSum m_sum;

    private final Tensor m_input;

    private final Tensor m_inputGradient;

    private final double[] m_outputs;

    private final double[] m_outputGradient;

    /** The gradients that a penalty looks at; empty without. */
    private final double[] m_slopes;

    /**
     * @param kernels the arithmetic
     * @param layers what it is made of
     * @param batch the most images that are generated at once
     * @param rows the most rows to come at once
     */
    GanCritic(final Kernels kernels, final GanLayers layers, final int batch, final int rows) {
        m_parameters = new Parameters(kernels);
        m_isBatchNormal = layers.isBatchNormal();
        m_isConvolutional = layers.config().architecture() instanceof GanArchitecture.Dcgan;
        m_penalty = layers.penalty();
        m_features = new LayerStack(kernels, m_parameters, GanLayers.CRITIC, layers.critic(), rows,
            layers.isSpectral());
        m_head = new ClassProjection(kernels, m_parameters, GanLayers.HEAD, layers.critic().output().values(),
            layers.classes(), rows, layers.isSpectral());
        m_sum = m_isBatchNormal || m_penalty != null ? new GradientSum(kernels, m_parameters) : null;
        m_input = kernels.allocate(rows, layers.image().values());
        m_inputGradient = kernels.allocate(batch, layers.image().values());
        m_outputs = new double[rows];
        m_outputGradient = new double[rows];
        m_slopes = new double[m_penalty == null ? 0 : Math.multiplyExact(batch, layers.image().values())];
    }

    void initialise(final Rng rng) {
        final Initialisation how = m_isConvolutional && m_isBatchNormal ? Initialisation.DCGAN
            : Initialisation.SCALED;
        m_features.initialise(rng, how);
        m_head.initialise(rng, how);
    }

    Parameters parameters() {
        return m_parameters;
    }

    /** @return a tensor for images that do not lie in one already */
    Tensor input() {
        return m_input;
    }

    /**
     * @param images images as the networks have them, a row each
     * @param classes the class of each row; null where the GAN is told none
     * @param rows how many rows count
     * @param moving whether spectral normalisation takes a step
     * @return D of each row; the array is used again
     */
    double[] forward(final Tensor images, final int[] classes, final int rows, final boolean moving) {
        // batch normalisation goes by the batch in all that leads to gradients
        final boolean training = moving || m_isBatchNormal;
        final Tensor features = m_features.forward(images, rows, training);
        m_head.forward(features, classes, rows, training).get(m_outputs, rows);
        return m_outputs;
    }

    /** @return where ∂L/∂D of each row is to be written before a backward pass */
    double[] outputGradient() {
        return m_outputGradient;
    }

    /** Computes the gradients of all parameters for {@link #outputGradient}. */
    void backward(final int rows) {
        backward(null, rows, true);
    }

    /** @return for {@link #outputGradient} the gradient with regard to the images alone; the tensor is used again */
    Tensor imageGradient(final int rows) {
        backward(m_inputGradient, rows, false);
        return m_inputGradient;
    }

    private void backward(final Tensor inputGradient, final int rows, final boolean parameterGradients) {
        m_head.outputGradient().put(m_outputGradient, rows);
        m_head.backward(m_features.output(), m_features.outputActivation(), m_features.outputGradient(), rows,
            parameterGradients);
        m_features.backward(inputGradient, rows, parameterGradients);
    }

    /** Keeps the gradients of the parameters, for {@link #addKept} after another pass. */
    void keep() {
        m_sum.set();
    }

    /** Adds what was kept to the gradients of the parameters. */
    void addKept() {
        m_sum.add();
        m_sum.writeBack();
    }

    /**
     * Adds the gradients of the weighted penalty on ∇D at {@link #input} to those of the parameters.
     *
     * @param classes the class of each row; null where the GAN is told none
     * @param rows how many rows count
     * @return the penalty, without its weight
     */
    double penalise(final int[] classes, final int rows) {
        keep();
        forward(m_input, classes, rows, false);
        java.util.Arrays.fill(m_outputGradient, 0, rows, 1);
        imageGradient(rows).get(m_slopes, rows * m_input.columns());
        final double penalty = penaltyGradient(rows);
        m_inputGradient.put(m_slopes, rows * m_input.columns());
        final Tensor tangent = m_features.tangentForward(m_inputGradient, rows);
        m_features.tangentGradients(rows);
        m_head.tangentGradients(tangent, rows);
        addKept();
        return penalty;
    }

    /** Replaces ∇D of each row by the gradient of the weighted mean penalty with regard to it. */
    private double penaltyGradient(final int rows) {
        final int n = m_input.columns();
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            double squares = 0;
            for (int i = r * n; i < (r + 1) * n; i++) {
                squares += m_slopes[i] * m_slopes[i];
            }
            final double norm = Math.sqrt(squares);
            final boolean towardsOne = m_penalty.penalty() == GradientPenalty.TOWARDS_ONE;
            sum += towardsOne ? (norm - 1) * (norm - 1) : norm;
            // where the norm is 0 it has no gradient: 0 is one of its subgradients
            final double factor = norm == 0 ? 0
                : m_penalty.weight() / rows * (towardsOne ? 2 * (norm - 1) : 1) / norm;
            for (int i = r * n; i < (r + 1) * n; i++) {
                m_slopes[i] *= factor;
            }
        }
        return sum / rows;
    }
}
