package org.latentlab.nodes.samplediagnostics;

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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.failure.SampleDiagnostics;
import org.latentlab.engine.score.PrecisionRecall;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.NumbersAs;

/** The settings of Sample Diagnostics. */
@LoadDefaultsForAbsentFields
final class SampleDiagnosticsParameters implements NodeParameters {

    @Section(title = "Generated")
    interface GeneratedSection {
    }

    @Section(title = "Real")
    @After(GeneratedSection.class)
    interface RealSection {
    }

    @Section(title = "Comparison")
    @After(RealSection.class)
    interface ComparisonSection {
    }

    static final class GroupedReference implements ParameterReference<Boolean> {
    }

    static final class Grouped implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(GroupedReference.class).isTrue();
        }
    }

    @Widget(title = "Image column", description = "The column of the generated images. Left blank, the first column "
        + "of PNG images is taken, else the first of lists of numbers.")
    @ChoicesProvider(ColumnChoices.Images.class)
    @Layout(GeneratedSection.class)
    String m_generatedImageColumn = "";

    @Widget(title = "Examine each group", description = "Whether groups of generated images are examined each by "
        + "itself and compared with one another: for instance the models they come from.")
    @ValueReference(GroupedReference.class)
    @Layout(GeneratedSection.class)
    boolean m_examineGroups = true;

    @Widget(title = "Group column", description = "The column of the generated images that names their group. Left "
        + "blank, the column named “model”, else the one named “area” is taken if there is one.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Effect(predicate = Grouped.class, type = Effect.EffectType.SHOW)
    @Layout(GeneratedSection.class)
    String m_groupColumn = "";

    @Widget(title = "Image column", description = "The column of the real images. Left blank, the first column of PNG "
        + "images is taken, else the first of lists of numbers.")
    @ChoicesProvider(ColumnChoices.ImagesOfSecondPort.class)
    @Layout(RealSection.class)
    String m_realImageColumn = "";

    @Widget(title = "Numbers are", description = "What lists of numbers stand for, of generated and real rows alike. A "
        + "column of PNG images holds images whatever is chosen.")
    @ValueSwitchWidget
    @Layout(RealSection.class)
    NumbersAs m_numbersAs = NumbersAs.IMAGES;

    @Widget(title = "Images compared", description = "The most images of a group that are compared with one another "
        + "and with as many real images; drawn at random where there are more. The work grows with the square.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ComparisonSection.class)
    int m_images = 1000;

    @Widget(title = "Neighbours", description = "For precision, recall, density and coverage, an image's neighbourhood "
        + "reaches to its k-th nearest image of the same set; this is k.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ComparisonSection.class)
    int m_neighbours = PrecisionRecall.NEIGHBOURS;

    @Widget(title = "Seed", description = "The seed of the draws: the same seed and images give the same figures.")
    @Layout(ComparisonSection.class)
    long m_seed = 1;

    /** For a node whose inputs are not known. */
    SampleDiagnosticsParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    SampleDiagnosticsParameters(final NodeParametersInput input) {
        m_generatedImageColumn = ColumnChoices.defaultImage(input, 0);
        m_realImageColumn = ColumnChoices.defaultImage(input, 1);
    }

    /** @return how groups are examined */
    SampleDiagnostics.Config config() {
        return new SampleDiagnostics.Config(m_images, m_neighbours, m_seed);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Numbers are", m_numbersAs);
        try {
            config();
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
