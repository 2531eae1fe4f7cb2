package org.latentlab.nodes.trainvae;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.vae.NeighbourRegularisation;
import org.latentlab.nodes.table.Checks;

/** The penalty on latent neighbours; as it stands, there is none. */
@LoadDefaultsForAbsentFields
final class NeighbourParameters implements WidgetGroup, Persistable {

    @Widget(title = "Pull classes apart", description = "Whether the loss gains weight · mean over the codes z of a "
        + "batch of [1/k Σ ‖z − a‖² over the k nearest codes a of the same class + 1/k Σ max(0, margin − ‖z − b‖)² "
        + "over the k nearest codes b of other classes]: it draws a code to its own class and away from the others, so "
        + "that the latent space gets clear borders. Needs a class column.")
    @ValueReference(Conditions.NeighboursReference.class)
    boolean m_active = false;

    @Widget(title = "Weight", description = "Nats per unit of squared distance. On MNIST with two "
        + "latent dimensions 10 sets the classes well apart at about the same −ELBO; 1 does little, 30 costs 8 nats.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Neighbours.class, type = EffectType.SHOW)
    double m_weight = 10;

    @Widget(title = "Neighbours (k)", description = "How many nearest codes of either kind are looked at. A batch "
        + "should hold several times as many rows of each class.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.Neighbours.class, type = EffectType.SHOW)
    int m_k = 5;

    @Widget(title = "Margin", description = "The distance from which on other classes are far enough, in standard "
        + "deviations of the prior.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.Neighbours.class, type = EffectType.SHOW)
    double m_margin = 2;

    /**
     * @return the penalty, null for none
     * @throws InvalidSettingsException if the engine refuses a value
     */
    NeighbourRegularisation regularisation() throws InvalidSettingsException {
        return m_active ? Checks.config(() -> new NeighbourRegularisation(m_weight, m_k, m_margin)) : null;
    }
}
