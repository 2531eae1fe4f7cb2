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
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.nodes.table.Checks;

/** The optimisers of generator and critic. As they stand: those that are usual for the loss. */
@LoadDefaultsForAbsentFields
final class OptimiserParameters implements WidgetGroup, Persistable {

    private static final double EPSILON = 1e-8;

    /** Radford, Metz and Chintala 2016, section 4. */
    private static final AdamConfig DCGAN = new AdamConfig(2e-4, 0.5, 0.999, EPSILON);

    /**
     * With these, batches of 32 and averaged weights, a DCGAN with spectral normalisation and 32 filters is at a
     * Fréchet distance of 20.0 from MNIST's test images after 10 epochs (features of a classifier), the paper's at
     * 42.1.
     */
    private static final AdamConfig SPECTRAL_DCGAN = new AdamConfig(4e-4, 0.5, 0.999, EPSILON);

    /**
     * Twice the step size of Gulrajani et al. 2017, whose trainings are ten times as long, and a momentum: on 3,000
     * synthetic digits, samples of a DCGAN with 16 filters differ 0.22 times as much as the data after 110 updates with
     * the paper's 1e-4, 0 and 0.9, and 0.29 times after 92 with these.
     */
    private static final AdamConfig PENALTY = new AdamConfig(2e-4, 0.5, 0.9, EPSILON);

    /**
     * RMSProp (Arjovsky, Chintala and Bottou 2017, algorithm 1) as Adam without momentum, at ten times the paper's
     * 5e-5, whose trainings are far longer: on 10,000 MNIST images, samples of a DCGAN with 16 filters are at a Fréchet
     * distance of 146 after 156 updates with this, of 291 after 288 with that.
     */
    private static final AdamConfig CLIPPING = new AdamConfig(5e-4, 0, 0.99, EPSILON);

    /**
     * Small dense networks stand, and need, larger steps: of eight narrow Gaussians on a circle, 2,500 updates find all
     * with these, none with those above.
     */
    private static final AdamConfig VECTORS = new AdamConfig(1e-3, 0.5, 0.9, EPSILON);

    private static final int WASSERSTEIN_STEPS = 5;

    @Widget(title = "Settings of the optimisers", description = "Generator and critic are each trained with "
        + "Adam (Kingma and Ba 2015).")
    @ValueSwitchWidget
    @ValueReference(Conditions.OptimiserReference.class)
    OptimiserOption m_settings = OptimiserOption.USUAL;

    @Widget(title = "Critic steps", description = "Steps of the critic before each of the generator, 1 to "
        + "1,000. Wasserstein critics need about 5; a critic that is far ahead leaves the generator nothing to "
        + "learn from.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.OptimisersChosen.class, type = EffectType.SHOW)
    int m_criticSteps = 1;

    @Widget(title = "Learning rate of the generator", description = "Step size of the generator's Adam; 0.0001 to "
        + "0.0004 is usual. Too large: the generator collapses to a few images.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.OptimisersChosen.class, type = EffectType.SHOW)
    double m_generatorRate = DCGAN.learningRate();

    @Widget(title = "Learning rate of the critic", description = "Step size of the critic's Adam. Two to "
        + "four times the generator's often steadies the training (Heusel et al. 2017, two time-scales).")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.OptimisersChosen.class, type = EffectType.SHOW)
    double m_criticRate = DCGAN.learningRate();

    @Widget(title = "β₁ of the generator", description = "Decay of the mean of the gradients, at least 0 and below 1. "
        + "0.5 is usual, 0 for a Wasserstein loss with clipping; 0.9, usual elsewhere, makes them oscillate.",
        advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.OptimisersChosen.class, type = EffectType.SHOW)
    double m_generatorBeta1 = DCGAN.beta1();

    @Widget(title = "β₂ of the generator", description = "Decay of the mean of the squared gradients, at least 0 and "
        + "below 1.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.OptimisersChosen.class, type = EffectType.SHOW)
    double m_generatorBeta2 = DCGAN.beta2();

    @Widget(title = "β₁ of the critic", description = "As the generator's.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.OptimisersChosen.class, type = EffectType.SHOW)
    double m_criticBeta1 = DCGAN.beta1();

    @Widget(title = "β₂ of the critic", description = "As the generator's.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.OptimisersChosen.class, type = EffectType.SHOW)
    double m_criticBeta2 = DCGAN.beta2();

    @Widget(title = "Averaging of the generator", description = "Decay of the exponential moving average of the "
        + "generator's weights that images are generated with (Yazıcı et al. 2019), and of those of a ClusterGAN's "
        + "encoder, at least 0 and below 1. It evens out oscillations: 0.999 looks back over about a thousand updates, "
        + "but never over more than about a tenth of those done, so that the untrained weights are forgotten. 0 takes "
        + "the weights themselves.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_averaging = 0;

    @Widget(title = "Clip gradients at", description = "The largest norm of all gradients of a network together, above "
        + "which they are scaled down to it: against single steps that destroy what was learned. 0 for no clipping.",
        advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_gradientClip = 0;

    /**
     * @param loss what is minimised
     * @return steps of the critic before each of the generator
     */
    int criticSteps(final GanLoss loss) {
        return m_settings == OptimiserOption.CHOSEN ? m_criticSteps : isWasserstein(loss) ? WASSERSTEIN_STEPS : 1;
    }

    private static boolean isWasserstein(final GanLoss loss) {
        return loss instanceof GanLoss.WassersteinClipping || loss instanceof GanLoss.WassersteinGradientPenalty;
    }

    private static AdamConfig usual(final GanLoss loss, final PresetOption preset) {
        if (preset == PresetOption.VECTORS) {
            return VECTORS;
        }
        if (preset == PresetOption.SPECTRAL_DCGAN || preset == PresetOption.SPECTRAL_CLUSTER_GAN) {
            return SPECTRAL_DCGAN;
        }
        if (loss instanceof GanLoss.WassersteinClipping) {
            return CLIPPING;
        }
        return loss instanceof GanLoss.WassersteinGradientPenalty ? PENALTY : DCGAN;
    }

    /**
     * @param loss what is minimised
     * @param preset the preset
     * @return the generator's optimiser
     * @throws InvalidSettingsException if the engine refuses a value
     */
    AdamConfig generator(final GanLoss loss, final PresetOption preset) throws InvalidSettingsException {
        return m_settings == OptimiserOption.USUAL ? usual(loss, preset)
            : adam("generator", m_generatorRate, m_generatorBeta1, m_generatorBeta2);
    }

    /**
     * @param loss what is minimised
     * @param preset the preset
     * @return the critic's optimiser
     * @throws InvalidSettingsException if the engine refuses a value
     */
    AdamConfig critic(final GanLoss loss, final PresetOption preset) throws InvalidSettingsException {
        return m_settings == OptimiserOption.USUAL ? usual(loss, preset)
            : adam("critic", m_criticRate, m_criticBeta1, m_criticBeta2);
    }

    private static AdamConfig adam(final String network, final double rate, final double beta1, final double beta2)
        throws InvalidSettingsException {
        Checks.positive("Learning rate of the " + network, rate);
        return Checks.config(() -> new AdamConfig(rate, beta1, beta2, EPSILON));
    }

    /** @throws InvalidSettingsException naming what is not set */
    void validate() throws InvalidSettingsException {
        Checks.present("Settings of the optimisers", m_settings);
    }
}
