package org.latentlab.nodes.latentplot;

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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.LatentColumnsMode;

/** The settings of Latent Space Plot. */
@LoadDefaultsForAbsentFields
final class LatentPlotParameters implements NodeParameters {

    @Section(title = "Points")
    interface PointsSection {
    }

    @Section(title = "Layers", description = "What is drawn over and under the points. A layer whose input is not "
        + "connected is left out.")
    @After(PointsSection.class)
    interface LayersSection {
    }

    @Section(title = "Picture")
    @After(LayersSection.class)
    interface PictureSection {
    }

    /** What the points are coloured by. */
    enum Classes {
            @Label(value = "Automatic", description = "The column named “class”, else the last column of strings, if "
                + "there is one.")
            AUTOMATIC,
            @Label(value = "Chosen", description = "The column chosen below.")
            CHOSEN,
            @Label(value = "None", description = "All points alike.")
            NONE
    }

    static final class CoordinatesReference implements ParameterReference<LatentColumnsMode> {
    }

    static final class ClassesReference implements ParameterReference<Classes> {
    }

    static final class RegionsReference implements ParameterReference<Boolean> {
    }

    static final class ColumnsChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CoordinatesReference.class).isOneOf(LatentColumnsMode.MANUAL);
        }
    }

    static final class ClassesChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ClassesReference.class).isOneOf(Classes.CHOSEN);
        }
    }

    static final class MixtureReference implements ParameterReference<Boolean> {
    }

    static final class DrawsMixture implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(MixtureReference.class).isTrue();
        }
    }

    static final class DrawsRegions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(RegionsReference.class).isTrue();
        }
    }

    @Widget(title = "Latent coordinates", description = "Which columns hold the coordinates of a point, in both "
        + "tables.")
    @ValueSwitchWidget
    @ValueReference(CoordinatesReference.class)
    @Layout(PointsSection.class)
    LatentColumnsMode m_coordinates = LatentColumnsMode.AUTO;

    @Widget(title = "Coordinate columns", description = "The numeric columns that are the coordinates, in the order of "
        + "the table.")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = ColumnsChosen.class, type = Effect.EffectType.SHOW)
    @Layout(PointsSection.class)
    ColumnFilter m_coordinateColumns = new ColumnFilter();

    @Widget(title = "Colour by class", description = "The column that gives each point its colour and marker.")
    @ValueSwitchWidget
    @ValueReference(ClassesReference.class)
    @Layout(PointsSection.class)
    Classes m_classes = Classes.AUTOMATIC;

    @Widget(title = "Class column", description = "The column with the class of each row.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Effect(predicate = ClassesChosen.class, type = Effect.EffectType.SHOW)
    @Layout(PointsSection.class)
    String m_classColumn = "";

    @Widget(title = "Mixture", description = "The regions that hold 20, 50, 80 and 95 % of the mixture's probability, "
        + "and each component's 2σ ellipse.")
    @ValueReference(MixtureReference.class)
    @Layout(LayersSection.class)
    boolean m_drawMixture = true;

    @Widget(title = "Fill the mixture's regions", description = "Whether these regions are filled, with the points "
        + "pale below, or drawn as lines over the points.")
    @Effect(predicate = DrawsMixture.class, type = Effect.EffectType.SHOW)
    @Layout(LayersSection.class)
    boolean m_filled = false;

    @Widget(title = "Decision regions", description = "Which class the k nearest latent codes give each point of the "
        + "plane. For two latent dimensions and a class column only.")
    @ValueReference(RegionsReference.class)
    @Layout(LayersSection.class)
    boolean m_drawRegions = false;

    @Widget(title = "Neighbours (k)", description = "How many nearest latent codes vote on a point of the plane.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = DrawsRegions.class, type = Effect.EffectType.SHOW)
    @Layout(LayersSection.class)
    int m_neighbours = 3;

    @Widget(title = "Sampled areas", description = "The points of the samples table by area, over the codes in gray.")
    @Layout(LayersSection.class)
    boolean m_drawAreas = true;

    @Widget(title = "Area column", description = "The column of the samples table that names the area of each point. "
        + "Left blank, the column named “area” is taken, else all samples are one area.", advanced = true)
    @Layout(LayersSection.class)
    String m_areaColumn = "";

    @Widget(title = "Title", description = "Stands above the picture. Left blank, it says what is drawn.")
    @Layout(PictureSection.class)
    String m_title = "";

    @Widget(title = "Width", description = "In pixels, 200 to 10,000.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(PictureSection.class)
    int m_width = 900;

    @Widget(title = "Height", description = "In pixels, 200 to 10,000; 0 for the height that suits the width.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(PictureSection.class)
    int m_height = 0;

    @Widget(title = "Resolution", description = "Device pixels per pixel of the output image, 0.5 to 4: at 2 the "
        + "layout is the same and the picture twice as sharp.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(PictureSection.class)
    double m_resolution = 2;

    @Widget(title = "Also write to file", description = "Where to write the picture as well: a name that ends in .svg "
        + "gives vector graphics, one that ends in .png gives pixels. A full path or a knime:// URL, for instance "
        + "<tt>knime://knime.workflow/data/latent-space.svg</tt>; an existing file is replaced. Left blank, no file is "
        + "written. (The output port itself always holds a PNG, which every KNIME can show.)")
    @Layout(PictureSection.class)
    String m_outputFile = "";

    /** For a node whose inputs are not known. */
    LatentPlotParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    LatentPlotParameters(final NodeParametersInput input) {
        m_classColumn = ColumnChoices.defaultClass(input, 0);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_classes == Classes.CHOSEN && m_classColumn.isBlank()) {
            throw new InvalidSettingsException("Choose the class column, or set the colour to automatic or none.");
        }
        if (m_neighbours < 1) {
            throw new InvalidSettingsException("At least 1 neighbour must vote, not " + m_neighbours + ".");
        }
        checkPixels("width", m_width);
        if (m_height != 0) {
            checkPixels("height", m_height);
        }
        if (!(m_resolution >= 0.5 && m_resolution <= 4)) {
            throw new InvalidSettingsException("The resolution is 0.5 to 4, not " + m_resolution + ".");
        }
        OutputFile.checkEnding(m_outputFile, ".svg", ".png");
    }

    private static void checkPixels(final String what, final int pixels) throws InvalidSettingsException {
        if (pixels < 200 || pixels > 10_000) {
            throw new InvalidSettingsException("The " + what + " is 200 to 10,000 pixels, not " + pixels + ".");
        }
    }
}
