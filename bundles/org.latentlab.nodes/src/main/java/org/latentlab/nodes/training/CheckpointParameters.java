package org.latentlab.nodes.training;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.nodes.table.Checks;

/** Where the state of a training is saved; as it stands, nowhere. */
@LoadDefaultsForAbsentFields
public final class CheckpointParameters implements WidgetGroup, Persistable {

    private static final int MANY = 1_000_000;

    static final class DirectoryReference implements ParameterReference<String> {
    }

    static final class Checkpoints implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getString(DirectoryReference.class).isEqualTo("").negate();
        }
    }

    /** The directory; blank = no checkpoints. */
    @Widget(title = "Directory of checkpoints", description = "Where the weights and the state of the optimiser are "
        + "saved during the training: a path on this machine, or a <tt>knime://</tt> URL such as "
        + "<tt>knime://knime.workflow/checkpoints</tt>; made if it does not exist. A run that is killed leaves the "
        + "last checkpoint readable. Blank: no checkpoints.")
    @TextInputWidget(placeholder = "blank: no checkpoints")
    @ValueReference(DirectoryReference.class)
    public String m_directory = "";

    /** After how many epochs a checkpoint is written, at least 1. */
    @Widget(title = "Every n epochs", description = "After how many epochs a checkpoint is written; also after the "
        + "last one.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Checkpoints.class, type = EffectType.SHOW)
    public int m_everyEpochs = 1;

    /** How many are kept, at least 1. */
    @Widget(title = "Checkpoints to keep", description = "How many of the newest are kept; older ones are deleted.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Checkpoints.class, type = EffectType.SHOW)
    public int m_keep = 2;

    /** Whether to go on from the newest. */
    @Widget(title = "Resume", description = "Whether to go on from the newest checkpoint in the directory: the model "
        + "is then the same, bit by bit, as if the training had never stopped. Data and settings must be those of the "
        + "checkpoint, or the node stops and says what differs; only the training may be longer, and stop early for "
        + "other reasons. Where there is no checkpoint, and without this option, the training begins anew; "
        + "its first checkpoint replaces all that are there.")
    @Effect(predicate = Checkpoints.class, type = EffectType.SHOW)
    public boolean m_resume = false;

    /**
     * @return where and how often to save, null for nowhere
     * @throws InvalidSettingsException if the directory cannot be one; the message names it
     */
    public CheckpointConfig config() throws InvalidSettingsException {
        return m_directory.isBlank() ? null
            : new CheckpointConfig(CheckpointDirectory.resolve(m_directory), m_everyEpochs, m_keep,
                m_resume);
    }

    /** @throws InvalidSettingsException naming what cannot be used */
    public void validate() throws InvalidSettingsException {
        Checks.present("Directory of checkpoints", m_directory);
        if (!m_directory.isBlank()) {
            Checks.range("Every n epochs", m_everyEpochs, 1, MANY);
            Checks.range("Checkpoints to keep", m_keep, 1, MANY);
            CheckpointDirectory.check(m_directory);
        }
    }
}
