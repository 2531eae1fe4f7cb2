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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.nodes.table.Checks;

/** A custom loss. As it stands: that of the DCGAN preset. */
@LoadDefaultsForAbsentFields
final class LossParameters implements WidgetGroup, Persistable {

    @Widget(title = "Loss", description = "What the generator and the critic, also called discriminator, "
        + "minimise.")
    @ValueReference(Conditions.LossReference.class)
    LossOption m_kind = LossOption.NON_SATURATING;

    @Widget(title = "Target of real images", description = "What the critic is to say of real images instead "
        + "of 1, above 0.5 and at most 1: one-sided label smoothing (Salimans et al. 2016). 0.9 keeps it from getting "
        + "too sure of itself; 1 for no smoothing.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Smoothed.class, type = EffectType.SHOW)
    double m_realTarget = 1;

    @Widget(title = "Bound of the weights", description = "After every step all weights of the critic are clipped to "
        + "[−c, c]. The paper's c is 0.01; larger ones need more steps of the critic, smaller ones let the gradients "
        + "vanish.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Clipped.class, type = EffectType.SHOW)
    double m_clip = GanLoss.WassersteinClipping.CLIP;

    @Widget(title = "Gradient penalty", description = "What is asked of the gradient ∇D of the critic at random points "
        + "between a real and a generated image.")
    @ValueSwitchWidget
    @Effect(predicate = Conditions.Penalised.class, type = EffectType.SHOW)
    PenaltyOption m_penalty = PenaltyOption.TOWARDS_ONE;

    @Widget(title = "Weight of the penalty", description = "λ, by which the penalty is multiplied in the critic's "
        + "loss. 10 in the paper.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Penalised.class, type = EffectType.SHOW)
    double m_penaltyWeight = GanLoss.WassersteinGradientPenalty.WEIGHT;

    @Widget(title = "Normalisation of the critic", description = "What keeps its hidden layers in bounds. Batch "
        + "normalisation does not go with a gradient penalty, which needs a critic that takes each image by itself.")
    @ValueSwitchWidget
    NormalisationOption m_normalisation = NormalisationOption.BATCH;

    /**
     * @return the custom loss
     * @throws InvalidSettingsException if the engine refuses a value
     */
    GanLoss loss() throws InvalidSettingsException {
        return Checks.config(() -> switch (m_kind) {
            case NON_SATURATING -> new GanLoss.NonSaturating();
            case MINIMAX -> new GanLoss.Minimax();
            case LEAST_SQUARES -> new GanLoss.LeastSquares();
            case HINGE -> new GanLoss.Hinge();
            case WASSERSTEIN_CLIPPING -> new GanLoss.WassersteinClipping(m_clip);
            case WASSERSTEIN_PENALTY -> new GanLoss.WassersteinGradientPenalty(m_penaltyWeight, m_penalty.penalty());
        });
    }

    /** @return the target of real images; 1 where the loss has none */
    double realTarget() throws InvalidSettingsException {
        return loss().hasRealTarget() ? m_realTarget : 1;
    }

    /** @throws InvalidSettingsException naming what cannot be used */
    void validate() throws InvalidSettingsException {
        Checks.present("Loss", m_kind);
        Checks.present("Gradient penalty", m_penalty);
        Checks.present("Normalisation of the critic", m_normalisation);
    }
}
