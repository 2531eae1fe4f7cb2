package org.latentlab.engine.vae;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.ChannelScales;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LossKernels;
import org.latentlab.engine.nn.Parameter;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;

/**
 * The loss of a decoder's output by the likelihood of a VAE, with the likelihood's own parameter where it has one. That
 * is v of ln s = f + ln(1 + exp(v − f)): about ln s itself, but s never falls below exp(f), where a batch that is
 * reconstructed (nearly) exactly would have the likelihood grow without end.
 */
final class ReconstructionLoss {

    /** s ≥ 0.0025, two thirds of the step between two of 256 pixel values. */
    private static final double GAUSSIAN_FLOOR = -6;

    /** s ≥ 0.00034, a twelfth of the step: a pixel value then has up to 99.7 % of the probability. */
    private static final double LOGISTIC_FLOOR = -8;

    /**
     * About the standard deviation of all pixels of MNIST (0.31) or CIFAR-10 (0.25): what is left where the decoder
     * gives the mean of all pixels, which is all it has learned at first.
     */
    private static final double INITIAL_DEVIATION = 0.3;

    private final LossKernels m_losses;

    private final Likelihood m_likelihood;

    private final Parameter m_logScale;

    private final double[] m_values;

    private final ChannelScales m_scales;

    /**
     * @param kernels the arithmetic
     * @param parameters where the likelihood's parameter is added
     * @param image the shape of the images
     * @param config the likelihood, and the layout of images in the network
     */
    ReconstructionLoss(final Kernels kernels, final Parameters parameters, final ImageShape image,
        final VaeConfig config) {
        m_losses = kernels.losses();
        m_likelihood = config.likelihood();
        final int channels = image.channels();
        m_values = new double[channels];
        if (m_likelihood.hasLogScale()) {
            m_logScale = parameters.add(new ParameterShape("likelihood.logScale", channels));
            m_scales = new ChannelScales(config.architecture().channelsLast() ? 1 : image.height() * image.width(),
                new double[channels], new double[channels]);
        } else {
            m_logScale = null;
            m_scales = null;
        }
    }

    /** Sets the scales of an untrained network. */
    void initialise() {
        if (m_logScale != null) {
            // the standard deviation of a logistic distribution is π/√3 times its scale
            final double scale = m_likelihood instanceof Likelihood.LearnedGaussian ? INITIAL_DEVIATION
                : INITIAL_DEVIATION * Math.sqrt(3) / Math.PI;
            java.util.Arrays.fill(m_values, Math.log(scale));
            m_logScale.value().put(m_values, m_values.length);
        }
    }

    private double floor() {
        return m_likelihood instanceof Likelihood.LearnedGaussian ? GAUSSIAN_FLOOR : LOGISTIC_FLOOR;
    }

    /** Takes the scales from the parameter. */
    private ChannelScales scales() {
        m_logScale.value().get(m_values, m_values.length);
        for (int c = 0; c < m_values.length; c++) {
            final double above = m_values[c] - floor();
            m_scales.logarithms()[c] = floor() + Math.max(above, 0) + Math.log1p(Math.exp(-Math.abs(above)));
        }
        return m_scales;
    }

    /** Hands the gradients of the scales on to the parameter. */
    private void handOn() {
        for (int c = 0; c < m_values.length; c++) {
            m_values[c] = m_scales.gradients()[c] / (1 + Math.exp(floor() - m_values[c]));
        }
        m_logScale.gradient().put(m_values, m_values.length);
    }

    /**
     * The loss of each row and, where a tensor is given for it, the gradient of their mean, that of the likelihood's
     * parameter included.
     *
     * @param output what the decoder gave
     * @param target the images
     * @param gradient receives the gradient of the mean with regard to the output; or null
     * @param perRow receives the loss of each row: a negative log-likelihood in nats, or a squared error
     * @param rows how many rows count
     */
    void compute(final Tensor output, final Tensor target, final Tensor gradient, final double[] perRow,
        final int rows) {
        final double factor = 1.0 / rows;
        if (m_likelihood instanceof Likelihood.Bernoulli) {
            m_losses.bernoulli(output, target, factor, gradient, perRow, rows);
        } else if (m_likelihood instanceof Likelihood.Gaussian gaussian) {
            m_losses.gaussian(output, target, gaussian.standardDeviation(), factor, gradient, perRow, rows);
        } else if (m_likelihood instanceof Likelihood.LearnedGaussian) {
            m_losses.learnedGaussian(output, target, scales(), factor, gradient, perRow, rows);
        } else if (m_likelihood instanceof Likelihood.DiscretisedLogistic) {
            m_losses.discretisedLogistic(output, target, scales(), factor, gradient, perRow, rows);
        } else {
            m_losses.squaredError(output, target, factor, gradient, perRow, rows);
        }
        if (m_logScale != null && gradient != null) {
            handOn();
        }
    }
}
