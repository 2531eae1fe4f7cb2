package org.latentlab.nodes.imagegrid;

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
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.nodes.table.ColumnChoices;

/** The settings of Image Grid. */
@LoadDefaultsForAbsentFields
final class ImageGridParameters implements NodeParameters {

    /** The most images that one picture may show. */
    static final int MOST_IMAGES = 10_000;

    /** The most columns of images. */
    static final int MOST_COLUMNS = 200;

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Picture")
    @After(ImagesSection.class)
    interface PictureSection {
    }

    /** Where a column's name comes from. */
    enum Choice {
            @Label(value = "Automatic", description = "The column of the usual name, if there is one.")
            AUTOMATIC,
            @Label(value = "Chosen", description = "The column chosen below.")
            CHOSEN,
            @Label(value = "None", description = "No column.")
            NONE
    }

    static final class CaptionReference implements ParameterReference<Choice> {
    }

    static final class GroupReference implements ParameterReference<Choice> {
    }

    static final class CaptionChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CaptionReference.class).isOneOf(Choice.CHOSEN);
        }
    }

    static final class GroupChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(GroupReference.class).isOneOf(Choice.CHOSEN);
        }
    }

    @Widget(title = "Image column", description = "The column of the images. Left blank, the first column of PNG "
        + "images is taken, else the first of lists of numbers.")
    @ChoicesProvider(ColumnChoices.Images.class)
    @Layout(ImagesSection.class)
    String m_imageColumn = "";

    @Widget(title = "Captions", description = "What stands under each image. Automatic takes the column named “class”, "
        + "unless the images are grouped by it.")
    @ValueSwitchWidget
    @ValueReference(CaptionReference.class)
    @Layout(ImagesSection.class)
    Choice m_captions = Choice.AUTOMATIC;

    @Widget(title = "Caption column", description = "The column whose value stands under each image; numbers are "
        + "rounded to three digits.")
    @ChoicesProvider(AllColumnsProvider.class)
    @Effect(predicate = CaptionChosen.class, type = Effect.EffectType.SHOW)
    @Layout(ImagesSection.class)
    String m_captionColumn = "";

    @Widget(title = "Groups", description = "Whether images are set out in groups with a heading each. Automatic takes "
        + "the column named “area” if there is one, else “pair”, else “class”.")
    @ValueSwitchWidget
    @ValueReference(GroupReference.class)
    @Layout(ImagesSection.class)
    Choice m_groups = Choice.AUTOMATIC;

    @Widget(title = "Group column", description = "The column that names the group of each image.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Effect(predicate = GroupChosen.class, type = Effect.EffectType.SHOW)
    @Layout(ImagesSection.class)
    String m_groupColumn = "";

    @Widget(title = "Most images", description = "How many images are shown at most. Where the table has more, a "
        + "choice is drawn with the seed, from each group in proportion to its size.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ImagesSection.class)
    int m_mostImages = 200;

    @Widget(title = "Seed", description = "The seed of the choice.")
    @Layout(ImagesSection.class)
    long m_seed = 1;

    @Widget(title = "Title", description = "Stands above the grid; may be blank.")
    @Layout(PictureSection.class)
    String m_title = "";

    @Widget(title = "Columns", description = "How many images stand side by side at most, 1 to 200.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(PictureSection.class)
    int m_columns = 20;

    @Widget(title = "Scale", description = "Pixels of the picture per pixel of an image, above 0 and up to 32. At 2, a "
        + "28×28 image is shown with 56×56 pixels.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(PictureSection.class)
    double m_scale = 2;

    @Widget(title = "Dark on light", description = "Whether dark and light are exchanged, so that light ink on a black "
        + "ground, as in MNIST, becomes dark ink on white.")
    @Layout(PictureSection.class)
    boolean m_inverted = false;

    /** For a node whose inputs are not known. */
    ImageGridParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    ImageGridParameters(final NodeParametersInput input) {
        m_imageColumn = ColumnChoices.defaultImage(input, 0);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_mostImages < 1 || m_mostImages > MOST_IMAGES) {
            throw new InvalidSettingsException("A grid shows 1 to " + MOST_IMAGES + " images, not " + m_mostImages
                + ".");
        }
        if (m_columns < 1 || m_columns > MOST_COLUMNS) {
            throw new InvalidSettingsException("A grid has 1 to " + MOST_COLUMNS + " columns, not " + m_columns + ".");
        }
        if (!(m_scale > 0 && m_scale <= 32)) {
            throw new InvalidSettingsException("The scale must be above 0 and at most 32, not " + m_scale + ".");
        }
        if (m_captions == Choice.CHOSEN && m_captionColumn.isBlank()) {
            throw new InvalidSettingsException("Choose the caption column, or set captions to automatic or none.");
        }
        if (m_groups == Choice.CHOSEN && m_groupColumn.isBlank()) {
            throw new InvalidSettingsException("Choose the group column, or set groups to automatic or none.");
        }
    }
}
