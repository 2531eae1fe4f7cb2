package org.latentlab.engine.gan;

/**
 * ClusterGAN's two further losses (Mukherjee et al. 2019, equation 3): an encoder E, trained with the generator, is to
 * find z in the image again.
 *
 * @param normal βₙ, the weight of the squared error of the normal values, their sum, at least 0; 10 in the paper for
 *            MNIST, whose authors' program takes the mean instead
 * @param cluster β_c, the weight of the cross-entropy of the cluster in nats, at least 0; 10 likewise
 */
public record ClusterWeights(double normal, double cluster) {

    /** The paper's weights. */
    public static final ClusterWeights STANDARD = new ClusterWeights(10, 10);

    /** Checks the values. */
    public ClusterWeights {
        if (!(normal >= 0 && cluster >= 0 && normal + cluster > 0 && normal + cluster < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The weights of the clustering loss are at least 0 and not both 0, not "
                + normal + " and " + cluster + ".");
        }
    }
}
