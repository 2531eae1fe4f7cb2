package org.latentlab.engine.conditional;

import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.classify.ClassifierGradient;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.generate.DecoderPasses;
import org.latentlab.engine.generate.DifferentiableDecoder;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerStack;
import org.latentlab.engine.nn.Parameter;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;

/**
 * A generator network in training: the loss of a batch and its gradients, on preallocated memory. The loss is that of
 * {@link NetworkSamplerTrainer}.
 */
final class NetworkSamplerTraining {

    /**
     * The loss of a batch and its parts.
     *
     * @param loss what is made small
     * @param crossEntropy −ln p(y) of the classifier in nats, the mean
     * @param accuracy share of the images that it gives their class
     * @param cosine of the pairs of a class's images, the mean over the classes
     * @param spread in standard deviations, the mean
     */
    record Loss(double loss, double crossEntropy, double accuracy, double cosine, double spread) {
    }

    private final LatentClasses m_classes;

    private final ClassCodes m_codes;

    private final double m_reach;

    private final double m_imageNoise;

    private final int m_d;

    private final int m_values;

    private final Parameters m_parameters;

    private final LayerStack m_stack;

    private final DecoderPasses m_decoder;

    private final ClassifierGradient m_classifier;

    /** Of each row its class among the sampler's and among the classifier's. */
    private final int[] m_labels;

    private final int[] m_known;

    private final Tensor m_input;

    private final double[] m_in;

    /** F, then its gradient. */
    private final double[] m_f;

    /** u, what F and its bound make of the noise. */
    private final double[] m_u;

    /** (z − μ_y)/σ_y; 0 where σ_y is. */
    private final double[] m_deviations;

    private final double[] m_deviationGradient;

    private final double[] m_z;

    private final double[] m_zGradient;

    private final double[] m_images;

    /** The images as the classifier sees them. */
    private final double[] m_seen;

    private final double[] m_imageGradient;

    private final double[] m_perRow;

    /**
     * @param kernels the arithmetic
     * @param decoder turns latent vectors into images
     * @param classifier tells their classes, all of the sampler's among them
     * @param classes the classes
     * @param config the network
     */
    NetworkSamplerTraining(final Kernels kernels, final DifferentiableDecoder decoder,
        final ImageClassifier classifier, final LatentClasses classes, final NetworkSamplerConfig config) {
        m_classes = classes;
        m_codes = new ClassCodes(classes);
        m_reach = config.reach();
        m_imageNoise = config.imageNoise();
        m_d = classes.dimensions();
        m_values = decoder.shape().values();
        final int n = config.batch();
        m_parameters = new Parameters(kernels);
        m_stack = new LayerStack(kernels, m_parameters, NetworkSampler.NAME,
            NetworkSampler.spec(classes, config), n);
        m_decoder = decoder.passes(kernels, n);
        m_classifier = classifier.gradient(kernels, n);
        m_labels = new int[n];
        m_known = new int[n];
        for (int i = 0; i < n; i++) {
            m_labels[i] = i % classes.size();
            m_known[i] = classifier.classNames().indexOf(classes.names().get(m_labels[i]));
        }
        m_input = kernels.allocate(n, ClassCodes.components(classes) + m_d);
        m_in = new double[m_input.size()];
        m_f = new double[n * m_d];
        m_u = new double[n * m_d];
        m_deviations = new double[n * m_d];
        m_deviationGradient = new double[n * m_d];
        m_z = new double[n * m_d];
        m_zGradient = new double[n * m_d];
        m_images = new double[Math.multiplyExact(n, m_values)];
        m_seen = new double[n * m_values];
        m_imageGradient = new double[n * m_values];
        m_perRow = new double[n];
    }

    /** Draws the weights; those of the last layer are 0, so that training starts from draws of the classes. */
    void initialise(final Rng rng) {
        m_stack.initialise(rng);
        final List<Parameter> all = m_parameters.list();
        final Tensor last = all.get(all.size() - 2).value();
        last.put(new float[last.size()], last.size());
    }

    Parameters parameters() {
        return m_parameters;
    }

    /**
     * Computes the loss of a batch of all classes in turn, and the gradients of all parameters.
     *
     * @param seed the seed of all noise
     * @param spreadWeight weight of the spread
     * @param cosineWeight weight of the cosine
     * @return the loss
     */
    Loss gradients(final long seed, final double spreadWeight, final double cosineWeight) {
        final int n = m_labels.length;
        final ClassCodes.Noise noise = m_codes.noise(m_labels, seed);
        forward(noise);
        m_decoder.forward(m_z, n, m_images);
        addNoise(seed);
        final int right = m_classifier.crossEntropy(m_seen, m_known, n, m_perRow, m_imageGradient);
        double crossEntropy = 0;
        for (int i = 0; i < n; i++) {
            crossEntropy += m_perRow[i] / n;
        }
        for (int i = 0; i < m_imageGradient.length; i++) {
            m_imageGradient[i] /= n;
        }
        final double cosine = SamplerLoss.cosine(m_images, m_values, m_labels, m_classes.size(), cosineWeight,
            m_imageGradient);
        m_decoder.backward(m_imageGradient, n, m_zGradient);
        final double spread = backward(noise, spreadWeight);
        return new Loss(crossEntropy + cosineWeight * cosine - spreadWeight * spread, crossEntropy,
            (double)right / n, cosine, spread);
    }

    /** Each image has a stream of its own, so that the noise does not depend on the number of threads. */
    private void addNoise(final long seed) {
        System.arraycopy(m_images, 0, m_seen, 0, m_images.length);
        if (m_imageNoise == 0) {
            return;
        }
        Parallel.forRange(m_labels.length, (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                final Rng rng = Rng.stream(seed, "noise of image " + i);
                for (int at = i * m_values; at < (i + 1) * m_values; at++) {
                    m_seen[at] += m_imageNoise * rng.nextGaussian();
                }
            }
        });
    }

    private void forward(final ClassCodes.Noise noise) {
        final int width = m_input.columns();
        Arrays.fill(m_in, 0);
        for (int i = 0; i < m_labels.length; i++) {
            m_in[i * width + noise.components()[i]] = 1;
            System.arraycopy(noise.normals(), i * m_d, m_in, (i + 1) * width - m_d, m_d);
        }
        m_input.put(m_in, m_in.length);
        m_stack.forward(m_input, m_labels.length, true).get(m_f, m_f.length);
        for (int at = 0; at < m_u.length; at++) {
            m_u[at] = NetworkSampler.bound(noise.normals()[at] + m_f[at], m_reach);
        }
        for (int i = 0; i < m_labels.length; i++) {
            m_codes.toLatent(m_labels[i], noise.components()[i], m_u, m_z, i * m_d);
            final LatentClass y = m_classes.classes().get(m_labels[i]);
            for (int j = 0; j < m_d; j++) {
                final double deviation = y.standardDeviation()[j];
                m_deviations[i * m_d + j] = deviation > 0 ? (m_z[i * m_d + j] - y.mean()[j]) / deviation : 0;
            }
        }
    }

    /** From the gradient of z to those of the parameters, with that of the spread. */
    private double backward(final ClassCodes.Noise noise, final double spreadWeight) {
        Arrays.fill(m_deviationGradient, 0);
        final double spread =
            SamplerLoss.spread(m_deviations, m_d, m_labels.length, -spreadWeight, m_deviationGradient);
        for (int i = 0; i < m_labels.length; i++) {
            final double[] deviation = m_classes.classes().get(m_labels[i]).standardDeviation();
            for (int j = 0; j < m_d; j++) {
                m_zGradient[i * m_d + j] += deviation[j] > 0 ? m_deviationGradient[i * m_d + j] / deviation[j] : 0;
            }
            m_codes.back(noise.components()[i], m_zGradient, m_f, i * m_d);
        }
        for (int at = 0; at < m_f.length; at++) {
            final double bounded = m_u[at] / m_reach;
            m_f[at] *= 1 - bounded * bounded;
        }
        m_stack.outputGradient().put(m_f, m_f.length);
        m_stack.backward(null, m_labels.length);
        return spread;
    }
}
