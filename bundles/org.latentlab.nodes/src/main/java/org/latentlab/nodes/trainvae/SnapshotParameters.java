package org.latentlab.nodes.trainvae;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.snapshot.SnapshotConfig;
import org.latentlab.nodes.table.Checks;

/** Pictures taken during a training; as they stand, none. */
@LoadDefaultsForAbsentFields
final class SnapshotParameters implements WidgetGroup, Persistable {

    private static final int MANY = 1_000_000;

    @Widget(title = "Snapshot every n epochs", description = "After how many epochs pictures are taken for the output "
        + "<i>Snapshots</i>: the same images reconstructed and the same codes decoded each time, the latent codes, and "
        + "for two latent dimensions the images along a grid of codes. The first pictures show the untrained model. 0 "
        + "takes none.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_everyEpochs = 0;

    @Widget(title = "Images a side", description = "The number m of rows and of columns of the m×m samples in the "
        + "prediction matrix, 1 to 20.",
        advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_side = 5;

    @Widget(title = "Seed of the snapshots", description = "Decides which images and codes are shown. It does not "
        + "touch the training.", advanced = true)
    long m_seed = 1;

    /**
     * @return which pictures are taken and when, null for none
     * @throws InvalidSettingsException if the engine refuses a value
     */
    SnapshotConfig config() throws InvalidSettingsException {
        return m_everyEpochs == 0 ? null
            : Checks.config(() -> new SnapshotConfig(m_everyEpochs, m_side, true, true, true, m_seed));
    }

    /** @throws InvalidSettingsException naming what cannot be used */
    void validate() throws InvalidSettingsException {
        Checks.range("Snapshot every n epochs", m_everyEpochs, 0, MANY);
        config();
    }
}
