package org.latentlab.engine.gan;

import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Initialisation;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerStack;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;

/**
 * ClusterGAN's encoder, from an image back to z (Mukherjee, Asnani, Lin and Kannan 2019): the normal values as they
 * are, and logits of the clusters.
 */
final class GanEncoder {

    private final ClusterWeights m_weights;

    private final int m_normals;

    private final int m_clusters;

    private final Parameters m_parameters;

    private final LayerStack m_stack;

    /** Null where nothing is trained. */
    private final Tensor m_inputGradient;

    private final float[] m_codes;

    private final double[] m_outputs;

    private final float[] m_imageGradient;

    private final double[] m_probabilities;

    /**
     * @param kernels the arithmetic
     * @param layers what it is made of
     * @param batch the most rows to come at once
     * @param training whether gradients will be wanted
     */
    GanEncoder(final Kernels kernels, final GanLayers layers, final int batch, final boolean training) {
        final LatentPrior.Clusters prior = (LatentPrior.Clusters)layers.config().prior();
        m_weights = layers.config().cluster();
        m_normals = prior.normals();
        m_clusters = prior.clusters();
        m_parameters = new Parameters(kernels, training);
        m_stack = new LayerStack(kernels, m_parameters, GanLayers.ENCODER, layers.encoder(), batch);
        m_inputGradient = training ? kernels.allocate(batch, layers.image().values()) : null;
        m_codes = new float[batch * prior.dimensions()];
        m_outputs = new double[m_codes.length];
        m_imageGradient = new float[training ? batch * layers.image().values() : 0];
        m_probabilities = new double[m_clusters];
    }

    void initialise(final Rng rng) {
        m_stack.initialise(rng, Initialisation.SCALED);
    }

    Parameters parameters() {
        return m_parameters;
    }

    /**
     * @param images images as the networks have them, a row each
     * @param rows how many rows count
     * @param target receives the codes: the normal values, then the probabilities of the clusters
     * @param at where in the target they begin
     */
    void encode(final Tensor images, final int rows, final float[] target, final int at) {
        m_stack.forward(images, rows, false).get(m_outputs, rows * (m_normals + m_clusters));
        for (int r = 0; r < rows; r++) {
            final int from = r * (m_normals + m_clusters);
            softmax(from);
            for (int j = 0; j < m_normals; j++) {
                target[at + from + j] = (float)m_outputs[from + j];
            }
            for (int k = 0; k < m_clusters; k++) {
                target[at + from + m_normals + k] = (float)m_probabilities[k];
            }
        }
    }

    /** @return ln Σ exp of the logits of the row that begins there; their softmax is left in the probabilities */
    private double softmax(final int from) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < m_clusters; k++) {
            max = Math.max(max, m_outputs[from + m_normals + k]);
        }
        double sum = 0;
        for (int k = 0; k < m_clusters; k++) {
            m_probabilities[k] = Math.exp(m_outputs[from + m_normals + k] - max);
            sum += m_probabilities[k];
        }
        for (int k = 0; k < m_clusters; k++) {
            m_probabilities[k] /= sum;
        }
        return max + Math.log(sum);
    }

    /**
     * ClusterGAN's losses without their weights, as means over a batch.
     *
     * @param latentError the squared error of the normal values
     * @param clusterLoss the cross-entropy of the cluster in nats
     */
    record Losses(double latentError, double clusterLoss) {
    }

    /**
     * The gradients of the weighted losses: those of the parameters are left in them.
     *
     * @param images generated images, a row each
     * @param z what they were generated from
     * @param imageGradient those with regard to the images are added to this
     * @param rows how many rows count
     * @return the losses
     */
    Losses gradients(final Tensor images, final float[] z, final float[] imageGradient, final int rows) {
        m_stack.forward(images, rows, true).get(m_outputs, rows * (m_normals + m_clusters));
        double squares = 0;
        double entropy = 0;
        for (int r = 0; r < rows; r++) {
            final int from = r * (m_normals + m_clusters);
            for (int j = from; j < from + m_normals; j++) {
                final double error = m_outputs[j] - z[j];
                squares += error * error;
                m_codes[j] = (float)(m_weights.normal() * 2 * error / rows);
            }
            final double logSum = softmax(from);
            for (int k = 0; k < m_clusters; k++) {
                final double truth = z[from + m_normals + k];
                entropy += truth * (logSum - m_outputs[from + m_normals + k]);
                m_codes[from + m_normals + k] = (float)(m_weights.cluster() * (m_probabilities[k] - truth) / rows);
            }
        }
        m_stack.outputGradient().put(m_codes, rows * (m_normals + m_clusters));
        m_stack.backward(m_inputGradient, rows);
        final int n = rows * images.columns();
        m_inputGradient.get(m_imageGradient, n);
        for (int i = 0; i < n; i++) {
            imageGradient[i] += m_imageGradient[i];
        }
        return new Losses(squares / rows, entropy / rows);
    }
}
