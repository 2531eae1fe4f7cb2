package org.latentlab.nodes.conditionalsampler;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.conditional.NetworkSamplerConfig;
import org.latentlab.engine.conditional.NetworkSamplerTrainer;
import org.latentlab.nodes.latentsampler.NumberList;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.training.LayerWidths;

/** A generator network and its training. */
@LoadDefaultsForAbsentFields
final class NetworkParameters implements WidgetGroup, Persistable {

    private static final NetworkSamplerConfig STANDARD = NetworkSamplerConfig.standard();

    @Widget(title = "Hidden units", description = "Units of the network's hidden layers, in order, separated by "
        + "commas; blank for none. At most 8 layers of at most 4,096.")
    @Effect(predicate = Conditions.Network.class, type = EffectType.SHOW)
    String m_hidden = STANDARD.hidden().stream().map(String::valueOf).collect(Collectors.joining(", "));

    @Widget(title = "Reach", description = "How far the network may go from the mean of the class, or of its Gaussian "
        + "where it has several, above 0 and at most 20: in units of the standard deviation, along each direction in "
        + "which noise is added (with the spread Diagonal each latent dimension, with Full the combinations of "
        + "dimensions that vary by themselves).", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Network.class, type = EffectType.SHOW)
    double m_reach = STANDARD.reach();

    @Widget(title = "Training steps", description = "Steps of the training for each factor of the weights.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.Network.class, type = EffectType.SHOW)
    int m_steps = STANDARD.steps();

    @Widget(title = "Batch", description = "Latent vectors a step, of all classes together; at least two of each.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.Network.class, type = EffectType.SHOW)
    int m_batch = STANDARD.batch();

    @Widget(title = "Learning rate", description = "Adam's step size at the beginning, above 0; it falls linearly to "
        + "0.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Network.class, type = EffectType.SHOW)
    double m_learningRate = STANDARD.learningRate();

    @Widget(title = "Weight of the spread", description = "How much the spread of a class's latent vectors counts in "
        + "the network's loss, at least 0; the cross-entropy of the classifier counts 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.Network.class, type = EffectType.SHOW)
    double m_spreadWeight = STANDARD.spreadWeight();

    @Widget(title = "Weight of the images' cosine", description = "How much the mean cosine between images of a class "
        + "counts in the network's loss, at least 0. It keeps the network from putting all of a class at one far "
        + "point.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.Network.class, type = EffectType.SHOW)
    double m_lossCosineWeight = STANDARD.cosineWeight();

    @Widget(title = "Image noise", description = "Standard deviation of the noise that is added to the images, whose "
        + "values go from 0 to 1, before the classifier sees them in the training, 0 to 10. Without it the network "
        + "finds images that this classifier alone takes for the class; with much of it they hardly differ any more, "
        + "unless the factors are larger, too.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.Network.class, type = EffectType.SHOW)
    double m_imageNoise = STANDARD.imageNoise();

    @Widget(title = "Factors of the weights", description = "What both weights are multiplied by, ascending and "
        + "separated by commas: a network each, which goes on from the one before, so that together they are a curve "
        + "from the most accurate to the most varied.")
    @Effect(predicate = Conditions.Network.class, type = EffectType.SHOW)
    String m_factors = NetworkSamplerTrainer.standardFactors().stream().map(String::valueOf)
        .collect(Collectors.joining(", "));

    /**
     * @return the network and its training
     * @throws InvalidSettingsException if a value is out of range
     */
    NetworkSamplerConfig config() throws InvalidSettingsException {
        Checks.present("Hidden units", m_hidden);
        final List<Integer> hidden = m_hidden.isBlank() ? List.of()
            : LayerWidths.parse("Hidden units", "units of the hidden layers, for instance 128, 128", m_hidden);
        return Checks.config(() -> new NetworkSamplerConfig(hidden, m_reach, m_steps, m_batch, m_learningRate,
            m_spreadWeight, m_lossCosineWeight, m_imageNoise));
    }

    /**
     * @return what both weights are multiplied by, one network each
     * @throws InvalidSettingsException if they are no list of numbers
     */
    List<Double> factors() throws InvalidSettingsException {
        Checks.present("Factors of the weights", m_factors);
        return Checks.config(() -> Arrays.stream(NumberList.distinct(m_factors)).boxed().toList());
    }
}
