package org.latentlab.nodes.trainvae;

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
import org.latentlab.engine.vae.BetaSchedule;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.nodes.table.Checks;

/** What keeps the codes near the prior. As they stand: the KL with β = 1, which makes the loss −ELBO. */
@LoadDefaultsForAbsentFields
final class DivergenceParameters implements WidgetGroup, Persistable {

    private static final double OFF = -1;

    @Widget(title = "Divergence", description = "What keeps the codes near the standard normal prior N(0, I).")
    @ValueSwitchWidget
    @ValueReference(Conditions.DivergenceReference.class)
    @Effect(predicate = Conditions.Variational.class, type = EffectType.SHOW)
    DivergenceOption m_kind = DivergenceOption.KL;

    @Widget(title = "β", description = "The weight of the KL in the loss (Higgins et al. 2017, β-VAE), at the end of "
        + "the annealing if there is one. 1 makes the loss −ELBO; much more makes codes collapse to the prior.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.Kl.class, type = EffectType.SHOW)
    double m_beta = 1;

    @Widget(title = "Annealing of β", description = "Whether β begins lower, so that the decoder learns to use the "
        + "code before the KL weighs in.")
    @ValueReference(Conditions.AnnealingReference.class)
    @Effect(predicate = Conditions.Kl.class, type = EffectType.SHOW)
    AnnealingOption m_annealing = AnnealingOption.CONSTANT;

    @Widget(title = "β at the start", description = "β until the annealing begins.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.Annealed.class, type = EffectType.SHOW)
    double m_startBeta = 0;

    @Widget(title = "Annealing begins after epoch", description = "How many epochs are done when β begins to change; 0 "
        + "for at once. Parts of an epoch count.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.Annealed.class, type = EffectType.SHOW)
    double m_startEpoch = 0;

    @Widget(title = "Annealing ends after epoch", description = "How many epochs are done when β has its final value.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.Annealed.class, type = EffectType.SHOW)
    double m_endEpoch = 10;

    @Widget(title = "Cycles", description = "How often β starts over between the two epochs.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.Cyclical.class, type = EffectType.SHOW)
    int m_cycles = 4;

    @Widget(title = "Target capacity", description = "Whether the loss holds β |KL − C| in place of β KL, which holds "
        + "the KL at the capacity C (Burgess et al. 2018).")
    @ValueReference(Conditions.CapacityReference.class)
    @Effect(predicate = Conditions.Kl.class, type = EffectType.SHOW)
    boolean m_hasCapacity = false;

    @Widget(title = "Capacity C", description = "The KL aimed at, in nats per image.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.KlWithCapacity.class, type = EffectType.SHOW)
    double m_capacity = 25;

    @Widget(title = "Free bits", description = "The KL in nats per dimension that costs nothing: below it a dimension "
        + "is not pulled to the prior any further (Kingma et al. 2016). 0 for none; 0.1 to 0.5 is usual.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.KlWithoutCapacity.class, type = EffectType.SHOW)
    double m_freeBits = 0;

    @Widget(title = "Weight of the MMD", description = "λ, the nats that the loss gains per unit of MMD² and image. "
        + "MMD² is about 0 near the prior, at times just below it, and at most 2. 100 suits digits; ten times as much "
        + "makes codes collapse.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Mmd.class, type = EffectType.SHOW)
    double m_mmdWeight = 100;

    @Widget(title = "Kernel", description = "How the MMD compares two codes.")
    @ValueSwitchWidget
    @Effect(predicate = Conditions.Mmd.class, type = EffectType.SHOW)
    KernelOption m_kernel = KernelOption.GAUSSIAN;

    @Widget(title = "Bandwidth", description = "σ of the kernel; 0 for the median rule, which takes the median "
        + "distance between two draws of the prior.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Conditions.Mmd.class, type = EffectType.SHOW)
    double m_bandwidth = 0;

    /**
     * @param model the kind of model
     * @return its divergence
     * @throws InvalidSettingsException if the engine refuses a value
     */
    Divergence divergence(final ModelKind model) throws InvalidSettingsException {
        if (model == ModelKind.AUTOENCODER || model == ModelKind.VAE && m_kind == DivergenceOption.NONE) {
            return new Divergence.None();
        }
        if (model == ModelKind.WAE || m_kind == DivergenceOption.MMD) {
            return Checks.config(() -> new Divergence.Mmd(m_mmdWeight, m_kernel.kernel(), m_bandwidth));
        }
        if (m_hasCapacity) {
            Checks.range("Capacity C", m_capacity, 0, Double.POSITIVE_INFINITY);
        }
        if (m_annealing != AnnealingOption.CONSTANT) {
            checkAnnealing();
        }
        return Checks.config(() -> new Divergence.Kl(schedule(), m_hasCapacity ? 0 : m_freeBits,
            m_hasCapacity ? m_capacity : OFF));
    }

    private void checkAnnealing() throws InvalidSettingsException {
        Checks.range("Annealing begins after epoch", m_startEpoch, 0, Double.POSITIVE_INFINITY);
        if (m_endEpoch < m_startEpoch) {
            throw new InvalidSettingsException("The annealing of β ends after epoch " + m_endEpoch + ", before it "
                + "begins, after epoch " + m_startEpoch + ". Let it end later or begin earlier.");
        }
    }

    private BetaSchedule schedule() {
        return m_annealing == AnnealingOption.CONSTANT ? BetaSchedule.constant(m_beta)
            : new BetaSchedule(m_annealing.kind(), m_startBeta, m_beta, m_startEpoch, m_endEpoch,
                m_annealing == AnnealingOption.CYCLICAL ? m_cycles : 1);
    }

    /**
     * @param model the kind of model
     * @throws InvalidSettingsException naming what cannot be used
     */
    void validate(final ModelKind model) throws InvalidSettingsException {
        Checks.present("Divergence", m_kind);
        Checks.present("Annealing of β", m_annealing);
        Checks.present("Kernel", m_kernel);
        divergence(model);
    }
}
