package org.latentlab.nodes.ganepoch;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.nodes.table.Checks;

/** Parameters of Generator at Epoch. */
@LoadDefaultsForAbsentFields
final class GanEpochParameters implements NodeParameters {

    @Widget(title = "Epoch", description = "The epoch whose generator is taken. <i>Train GAN</i> keeps one after every "
        + "so many epochs, as set there, and the last; the node says which they are if this one was not kept.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_epoch = 10;

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.range("Epoch", m_epoch, 1, Integer.MAX_VALUE);
    }
}
