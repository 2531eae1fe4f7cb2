package org.latentlab.nodes.traingan;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.gan.ClusterWeights;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.nodes.table.Checks;

/** What the generator makes images from. */
@LoadDefaultsForAbsentFields
final class LatentParameters implements WidgetGroup, Persistable {

    /**
     * Not the paper's 0.1, with which a weight's step moves images a tenth as far as one of the cluster's weights: of
     * MNIST images, two samples of a cluster differ 0.16 times as much as two digits of a class after 7,500 updates of
     * a generator with 16 filters; with this and the weight below 0.89 times.
     */
    private static final double STANDARD_DEVIATION = 0.5;

    /** With ten times this, the Fréchet distance of MNIST's images is twice as large. */
    private static final double NORMAL_WEIGHT = 0.01;

    @Widget(title = "Latent size", description = "Number d of latent dimensions; of a ClusterGAN, of the normal values "
        + "before the clusters, of which the paper has 30. 100 is usual for images; 32 and 64 do for simple ones, 2 "
        + "can be drawn.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_size = 100;

    @Widget(title = "Latent distribution", description = "What latent vectors are drawn from, in the training and "
        + "where <i>Latent Sampler</i> draws from the model's prior.")
    @ValueSwitchWidget
    @ValueReference(Conditions.DistributionReference.class)
    @Effect(predicate = Conditions.ClusterPreset.class, type = EffectType.HIDE)
    DistributionOption m_distribution = DistributionOption.NORMAL;

    @Widget(title = "Clusters", description = "Number K of clusters, at least 2: as many as there are kinds of images, "
        + "as far as that is known.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.Clusters.class, type = EffectType.SHOW)
    int m_clusters = 10;

    @Widget(title = "Standard deviation", description = "That of the normal values. The paper has 0.1: small, so that "
        + "clusters do not overlap, but then images of a cluster hardly differ before very many updates. 0.5 lets them "
        + "differ early; near 1 the clusters say little.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Clusters.class, type = EffectType.SHOW)
    double m_standardDeviation = STANDARD_DEVIATION;

    @Widget(title = "Weight of the normal values", description = "βₙ, the weight of the squared error with which the "
        + "encoder finds the normal values again, their sum; 10 in the paper, whose program takes the mean of values "
        + "that are smaller. Too high: the generator hides them in faint noise.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.Clusters.class, type = EffectType.SHOW)
    double m_normalWeight = NORMAL_WEIGHT;

    @Widget(title = "Weight of the clusters", description = "The weight of the cross-entropy with which the encoder "
        + "finds the cluster again; 10 in the paper. Higher: clusters that are further apart.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.Clusters.class, type = EffectType.SHOW)
    double m_clusterWeight = ClusterWeights.STANDARD.cluster();

    /**
     * @param preset the preset
     * @return whether a ClusterGAN is trained
     */
    boolean hasClusters(final PresetOption preset) {
        return preset.hasClusters() || m_distribution == DistributionOption.CLUSTERS;
    }

    /**
     * @param preset the preset
     * @return the distribution of latent vectors
     * @throws InvalidSettingsException if the engine refuses a value
     */
    LatentPrior prior(final PresetOption preset) throws InvalidSettingsException {
        return Checks.config(() -> hasClusters(preset)
            ? new LatentPrior.Clusters(m_size, m_standardDeviation, m_clusters)
            : m_distribution == DistributionOption.UNIFORM ? new LatentPrior.Uniform(m_size)
                : new LatentPrior.Normal(m_size));
    }

    /**
     * @param preset the preset
     * @return ClusterGAN's further losses, null for none
     * @throws InvalidSettingsException if the engine refuses a value
     */
    ClusterWeights weights(final PresetOption preset) throws InvalidSettingsException {
        return hasClusters(preset) ? Checks.config(() -> new ClusterWeights(m_normalWeight, m_clusterWeight)) : null;
    }

    /** @throws InvalidSettingsException naming what cannot be used */
    void validate() throws InvalidSettingsException {
        Checks.range("Latent size", m_size, 1, Integer.MAX_VALUE);
        Checks.present("Latent distribution", m_distribution);
    }
}
