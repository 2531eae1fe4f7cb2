package org.latentlab.nodes.traingan;

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

/** What is looked at and kept while a GAN is trained. */
@LoadDefaultsForAbsentFields
final class WatchParameters implements WidgetGroup, Persistable {

    private static final int MANY = 1_000_000;

    private static final int MOST_SIDE = 20;

    @Widget(title = "Look for failures every n epochs", description = "After how many epochs, and after the last, the "
        + "output <i>Failure Diagnostics</i> gets a row: how far apart generated images are, how many of them are "
        + "near-duplicates, which classes they hit (with a classifier), gradients, oscillation.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_failuresEvery = 1;

    @Widget(title = "Stop on failure", description = "Whether the training ends when a failure is found that lasts, so "
        + "that no time is lost on it. The model is then that of the last epoch done.")
    boolean m_stopOnFailure = false;

    @Widget(title = "Keep the generator every n epochs", description = "After how many epochs the generator is kept in "
        + "the model, so that <i>Generator at Epoch</i> can choose it afterwards. Each takes as much room as the "
        + "generator's weights. 0 keeps the last one only.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_keepEvery = 10;

    @Widget(title = "Pictures every n epochs", description = "After how many epochs pictures are taken for the output "
        + "<i>Snapshots</i>: images generated from the same latent vectors each time, a row for each class or cluster "
        + "where there are such; for two latent dimensions also along a grid. The first pictures show the untrained "
        + "model. 0 takes none.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_picturesEvery = 0;

    @Widget(title = "Images a side", description = "The number m of rows and of columns of the m×m generated images, 1 "
        + "to 20.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_side = 8;

    @Widget(title = "Seed of the pictures", description = "Decides which latent vectors are shown. It does not touch "
        + "the training.", advanced = true)
    long m_picturesSeed = 1;

    /**
     * @return which pictures are taken and when, null for none
     * @throws InvalidSettingsException if the engine refuses a value
     */
    SnapshotConfig pictures() throws InvalidSettingsException {
        if (m_picturesEvery == 0) {
            return null;
        }
        Checks.range("Images a side", m_side, 1, MOST_SIDE);
        return Checks.config(() -> new SnapshotConfig(m_picturesEvery, m_side, true, false, true, m_picturesSeed));
    }

    /** @throws InvalidSettingsException naming what cannot be used */
    void validate() throws InvalidSettingsException {
        Checks.range("Look for failures every n epochs", m_failuresEvery, 1, MANY);
        Checks.range("Keep the generator every n epochs", m_keepEvery, 0, MANY);
        Checks.range("Pictures every n epochs", m_picturesEvery, 0, MANY);
        pictures();
    }
}
