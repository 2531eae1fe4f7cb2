package org.latentlab.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.latentlab.engine.latent.LatentPrior;

/** A latent prior in a spec's content. */
final class Priors {

    private static final String PRIOR = "prior";
    private static final String DIMENSIONS = "priorDimensions";
    private static final String STANDARD_DEVIATION = "priorStandardDeviation";
    private static final String CLUSTERS = "priorClusters";

    private static final String NORMAL = "normal";
    private static final String UNIFORM = "uniform";
    private static final String IN_CLUSTERS = "clusters";

    private Priors() {
    }

    /**
     * @param prior what a model generates from
     * @param model where to
     */
    static void save(final LatentPrior prior, final ModelContentWO model) {
        if (prior instanceof LatentPrior.Clusters clusters) {
            model.addString(PRIOR, IN_CLUSTERS);
            model.addInt(DIMENSIONS, clusters.normals());
            model.addDouble(STANDARD_DEVIATION, clusters.standardDeviation());
            model.addInt(CLUSTERS, clusters.clusters());
        } else {
            model.addString(PRIOR, prior instanceof LatentPrior.Uniform ? UNIFORM : NORMAL);
            model.addInt(DIMENSIONS, prior.dimensions());
        }
    }

    /**
     * @param model what {@link #save} wrote
     * @return the prior
     * @throws InvalidSettingsException if it is not there, or of a kind that this release does not know
     */
    static LatentPrior load(final ModelContentRO model) throws InvalidSettingsException {
        final String kind = model.getString(PRIOR);
        final int dimensions = model.getInt(DIMENSIONS);
        try {
            return switch (kind) {
                case NORMAL -> new LatentPrior.Normal(dimensions);
                case UNIFORM -> new LatentPrior.Uniform(dimensions);
                case IN_CLUSTERS -> new LatentPrior.Clusters(dimensions, model.getDouble(STANDARD_DEVIATION),
                    model.getInt(CLUSTERS));
                default -> throw new InvalidSettingsException("The model generates from a distribution '" + kind
                    + "' that this release does not know. Update LatentLab.");
            };
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
