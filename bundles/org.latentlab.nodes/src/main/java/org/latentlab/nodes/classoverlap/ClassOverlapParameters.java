package org.latentlab.nodes.classoverlap;

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
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.label.GrayArea;
import org.latentlab.engine.latent.ClassOverlap;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.LatentColumnsMode;

/** The settings of Class Overlap. */
@LoadDefaultsForAbsentFields
final class ClassOverlapParameters implements NodeParameters {

    @Section(title = "Columns")
    interface ColumnsSection {
    }

    @Section(title = "Neighbours")
    @After(ColumnsSection.class)
    interface NeighboursSection {
    }

    @Section(title = "Gray area")
    @After(NeighboursSection.class)
    interface GrayAreaSection {
    }

    @Section(title = "Picture")
    @After(GrayAreaSection.class)
    interface PictureSection {
    }

    private static final int MOST_DRAWS = 1_000_000;

    static final class CoordinatesReference implements ParameterReference<LatentColumnsMode> {
    }

    static final class ColumnsChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CoordinatesReference.class).isOneOf(LatentColumnsMode.MANUAL);
        }
    }

    @Widget(title = "Latent coordinates", description = "Which columns hold the coordinates of a point.")
    @ValueSwitchWidget
    @ValueReference(CoordinatesReference.class)
    @Layout(ColumnsSection.class)
    LatentColumnsMode m_coordinates = LatentColumnsMode.AUTO;

    @Widget(title = "Coordinate columns", description = "The numeric columns that are the coordinates, in the order of "
        + "the table.")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = ColumnsChosen.class, type = Effect.EffectType.SHOW)
    @Layout(ColumnsSection.class)
    ColumnFilter m_coordinateColumns = new ColumnFilter();

    @Widget(title = "Class column", description = "The column with the class of each row. Left blank, the column named "
        + "“class” is taken, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Layout(ColumnsSection.class)
    String m_classColumn = "";

    @Widget(title = "Neighbours (k)", description = "How many nearest other codes of each code are looked at. Few show "
        + "where classes touch; many show how whole regions mix. At least 1, fewer than there are codes with a class.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NeighboursSection.class)
    int m_neighbours = ClassOverlap.DEFAULT_NEIGHBOURS;

    @Widget(title = "Agreement", description = "The share of the k nearest codes that must have one class for a draw of "
        + "the prior to be clear; all others are in the gray area. Above 0, at most 1.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(GrayAreaSection.class)
    double m_agreement = GrayArea.AGREEMENT;

    @Widget(title = "Draws", description = "How many points of the prior N(0, I) the gray area is measured on; 0 leaves "
        + "it out.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(GrayAreaSection.class)
    int m_draws = 10_000;

    @Widget(title = "Seed", description = "The seed of the draws.", advanced = true)
    @Layout(GrayAreaSection.class)
    long m_seed = 1;

    @Widget(title = "Title", description = "Stands above the picture. Left blank, it says what is drawn.")
    @Layout(PictureSection.class)
    String m_title = "";

    @Widget(title = "Resolution", description = "Device pixels per pixel of the output image, 0.5 to 4: at 2 the "
        + "layout is the same and the picture twice as sharp.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(PictureSection.class)
    double m_resolution = 2;

    @Widget(title = "Also write to file", description = "Where to write the picture as well: a name that ends in .svg "
        + "gives vector graphics, one that ends in .png gives pixels. A full path or a knime:// URL, for instance "
        + "<tt>knime://knime.workflow/data/overlap.svg</tt>; an existing file is replaced. Left blank, no file is "
        + "written.")
    @Layout(PictureSection.class)
    String m_outputFile = "";

    /** For a node whose inputs are not known. */
    ClassOverlapParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    ClassOverlapParameters(final NodeParametersInput input) {
        m_classColumn = ColumnChoices.defaultClass(input, 0);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_neighbours < 1) {
            throw new InvalidSettingsException("At least 1 neighbour is looked at, not " + m_neighbours + ".");
        }
        if (!(m_agreement > 0 && m_agreement <= 1)) {
            throw new InvalidSettingsException("Agreement is " + m_agreement + "; it must be above 0 and at most 1.");
        }
        Checks.range("Draws", m_draws, 0, MOST_DRAWS);
        if (!(m_resolution >= 0.5 && m_resolution <= 4)) {
            throw new InvalidSettingsException("The resolution is 0.5 to 4, not " + m_resolution + ".");
        }
        OutputFile.checkEnding(m_outputFile, ".svg", ".png");
    }
}
