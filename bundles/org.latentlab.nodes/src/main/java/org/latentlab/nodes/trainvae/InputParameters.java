package org.latentlab.nodes.trainvae;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.NumbersAs;
import org.latentlab.nodes.training.ColoursOption;
import org.latentlab.nodes.training.InputConditions;
import org.latentlab.nodes.training.ScalingOption;

/** What the columns of Train VAE's input mean. */
@LoadDefaultsForAbsentFields
final class InputParameters implements WidgetGroup, Persistable {

    @Widget(title = "Numbers are", description = "What numeric columns, or the lists of numbers in the image column, "
        + "stand for. A column of PNG images holds images whatever is chosen.")
    @ValueSwitchWidget
    @ValueReference(InputConditions.NumbersReference.class)
    NumbersAs m_numbersAs = NumbersAs.IMAGES;

    @Widget(title = "Scaling of vectors", description = "How each value is scaled over the rows before the training. "
        + "The model remembers it: Encode scales what it gets alike, and Decode gives values in the original units.")
    @ValueSwitchWidget
    @Effect(predicate = InputConditions.Vectors.class, type = EffectType.SHOW)
    ScalingOption m_scaling = ScalingOption.NONE;

    @Widget(title = "Colours", description = "What becomes of the colours of RGB images.")
    @ValueSwitchWidget
    @Effect(predicate = InputConditions.Vectors.class, type = EffectType.HIDE)
    ColoursOption m_colours = ColoursOption.AS_THEY_ARE;

    @Widget(title = "Classes", description = "Which column says the class of each row. Classes colour the snapshots "
        + "and are needed for the penalty on latent neighbours; the rest of the training does not see them.")
    @ValueSwitchWidget
    @ValueReference(Conditions.ClassesReference.class)
    ClassesOption m_classes = ClassesOption.AUTOMATIC;

    @Widget(title = "Class column", description = "The column of classes: strings or whole numbers.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Effect(predicate = Conditions.ClassesChosen.class, type = EffectType.SHOW)
    String m_classColumn = "";

    /**
     * @param spec the input table
     * @return the class column; nothing where there is none or none is wanted
     * @throws InvalidSettingsException if the one chosen is absent or holds something else
     */
    Optional<ClassColumn> classColumn(final DataTableSpec spec) throws InvalidSettingsException {
        return m_classes == ClassesOption.NONE ? Optional.empty()
            : ClassColumn.find(spec, m_classes == ClassesOption.CHOSEN ? m_classColumn : "");
    }

    /** @throws InvalidSettingsException naming what cannot be used */
    void validate() throws InvalidSettingsException {
        Checks.present("Numbers are", m_numbersAs);
        Checks.present("Scaling of vectors", m_scaling);
        Checks.present("Colours", m_colours);
        Checks.present("Classes", m_classes);
        Checks.present("Class column", m_classColumn);
        if (m_classes == ClassesOption.CHOSEN && m_classColumn.isBlank()) {
            throw new InvalidSettingsException("No class column is chosen. Choose one, or set the classes to automatic "
                + "or none.");
        }
    }
}
