package org.latentlab.nodes.knnlabeler;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.nodes.table.ColumnChoices;

/** The settings of kNN Labeler. */
@LoadDefaultsForAbsentFields
final class KnnLabelerParameters implements NodeParameters {

    @Section(title = "Compare")
    interface CompareSection {
    }

    @Section(title = "Classes")
    @After(CompareSection.class)
    interface ClassesSection {
    }

    /** What is compared. */
    enum Kind {
            @Label(value = "Images", description = "The pixels of an image column on both inputs.")
            IMAGES,
            @Label(value = "Latent coordinates", description = "The columns z1, z2, … on both inputs.")
            LATENT,
            @Label(value = "Numeric columns", description = "The numeric columns chosen, which both inputs have.")
            NUMBERS
    }

    static final class KindReference implements ParameterReference<Kind> {
    }

    static final class ComparesImages implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(Kind.IMAGES);
        }
    }

    static final class ComparesNumbers implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(Kind.NUMBERS);
        }
    }

    @Widget(title = "What to compare", description = "Whether rows are near when their images are, pixel by pixel, or "
        + "when their numbers are, for instance their latent coordinates.")
    @ValueSwitchWidget
    @ValueReference(KindReference.class)
    @Layout(CompareSection.class)
    Kind m_kind = Kind.IMAGES;

    @Widget(title = "Reference image column", description = "The image column of the reference. Left blank, the "
        + "first column of PNG images is taken, else the first of lists of numbers.")
    @ChoicesProvider(ColumnChoices.Images.class)
    @Effect(predicate = ComparesImages.class, type = Effect.EffectType.SHOW)
    @Layout(CompareSection.class)
    String m_referenceImageColumn = "";

    @Widget(title = "Unlabelled image column", description = "The image column of the rows to label. Left blank, the "
        + "first column of PNG images is taken, else the first of lists of numbers.")
    @ChoicesProvider(ColumnChoices.ImagesOfSecondPort.class)
    @Effect(predicate = ComparesImages.class, type = Effect.EffectType.SHOW)
    @Layout(CompareSection.class)
    String m_unlabelledImageColumn = "";

    @Widget(title = "Numeric columns", description = "The columns to compare. Both inputs must have them; all weigh "
        + "the same, so bring them to one scale first.")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = ComparesNumbers.class, type = Effect.EffectType.SHOW)
    @Layout(CompareSection.class)
    ColumnFilter m_numericColumns = new ColumnFilter();

    @Widget(title = "Class column", description = "The column of the reference with the class of each row. Left blank, "
        + "the column named “class” is taken, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Layout(ClassesSection.class)
    String m_classColumn = "";

    @Widget(title = "Neighbours (k)", description = "How many nearest reference rows vote; at most as many as there "
        + "are.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ClassesSection.class)
    int m_neighbours = 3;

    /** For a node whose inputs are not known. */
    KnnLabelerParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    KnnLabelerParameters(final NodeParametersInput input) {
        m_referenceImageColumn = ColumnChoices.defaultImage(input, 0);
        m_unlabelledImageColumn = ColumnChoices.defaultImage(input, 1);
        m_classColumn = ColumnChoices.defaultClass(input, 0);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_neighbours < 1) {
            throw new InvalidSettingsException("At least 1 neighbour must vote, not " + m_neighbours + ".");
        }
    }
}
