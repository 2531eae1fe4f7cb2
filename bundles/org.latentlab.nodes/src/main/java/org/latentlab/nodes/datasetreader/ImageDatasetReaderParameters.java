package org.latentlab.nodes.datasetreader;

import java.nio.file.Path;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.latentlab.engine.dataset.DatasetRequest;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ImageColumn;

/** Parameters of the Image Dataset Reader. */
@LoadDefaultsForAbsentFields
final class ImageDatasetReaderParameters implements NodeParameters {

    private static final int MAX_SIDE = 4096;

    @Section(title = "Source")
    interface SourceSection {
    }

    @Section(title = "Rows")
    @After(SourceSection.class)
    interface RowsSection {
    }

    @Section(title = "Images")
    @After(RowsSection.class)
    interface ImagesSection {
    }

    @Section(title = "Output")
    @After(ImagesSection.class)
    interface OutputSection {
    }

    static final class FormatReference implements ParameterReference<FormatOption> {
    }

    static final class ReadsFiles implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(FormatReference.class).isOneOf(FormatOption.SYNTHETIC_DIGITS).negate();
        }
    }

    static final class FindsOut implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(FormatReference.class).isOneOf(FormatOption.AUTO);
        }
    }

    static final class ResizeReference implements ParameterReference<Boolean> {
    }

    static final class Resizes implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ResizeReference.class).isTrue();
        }
    }

    @Widget(title = "Format", description = "How the data set is stored.")
    @ValueReference(FormatReference.class)
    @Layout(SourceSection.class)
    FormatOption m_format = FormatOption.AUTO;

    @Widget(title = "Directory", description = "The directory with the files: a path on this machine, or a "
        + "<tt>knime://</tt> URL such as <tt>knime://knime.workflow/data</tt> or <tt>knime://knime.space/mnist</tt>. "
        + "Blank with the format <i>Automatic</i>: synthetic digits, so that nothing has to be downloaded.")
    @TextInputWidget(placeholder = "blank: synthetic digits")
    @Effect(predicate = ReadsFiles.class, type = EffectType.SHOW)
    @Layout(SourceSection.class)
    String m_directory = "";

    @Widget(title = "Without a directory", description = "What is drawn, with the format <i>Automatic</i>, as long as no "
        + "directory is set: a stand-in for data that are to be read later, from easy to hard to model.", advanced = true)
    @Effect(predicate = FindsOut.class, type = EffectType.SHOW)
    @Layout(SourceSection.class)
    StandInOption m_standIn = StandInOption.DIGITS;

    @Widget(title = "Part", description = "Which part of the data set to read. An image folder with the sub-folders "
        + "<tt>train</tt> and <tt>test</tt> has both parts; one without them is read as a whole whatever is chosen.")
    @ValueSwitchWidget
    @Layout(SourceSection.class)
    SplitOption m_split = SplitOption.TRAIN;

    @Widget(title = "Row limit", description = "At most this many rows are read; 0 reads all. The rows are drawn at "
        + "random with every class in proportion (stratified), never the first ones, and keep the order of the files. "
        + "For the synthetic digits this is the number of images drawn, where 0 draws as many as MNIST has: 60,000 for "
        + "training, 10,000 for testing.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(RowsSection.class)
    int m_limit = 0;

    @Widget(title = "Seed", description = "Decides which rows are drawn, and how the synthetic digits look: the same "
        + "seed gives the same table.")
    @Layout(RowsSection.class)
    long m_seed = 1;

    @Widget(title = "Resize images", description = "Whether all images are brought to one size and to gray or colour. "
        + "Needed for image folders with files of several sizes.")
    @ValueReference(ResizeReference.class)
    @Layout(ImagesSection.class)
    boolean m_resize = false;

    @Widget(title = "Width", description = "Width of the resized images in pixels.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Resizes.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    int m_width = 28;

    @Widget(title = "Height", description = "Height of the resized images in pixels.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Resizes.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    int m_height = 28;

    @Widget(title = "Colours", description = "Whether the resized images are gray or RGB.")
    @ValueSwitchWidget
    @Effect(predicate = Resizes.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    Colours m_colours = Colours.GRAY;

    @Widget(title = "Image column", description = "Name of the column of PNG images.", advanced = true)
    @Layout(OutputSection.class)
    String m_imageColumn = ImageColumn.DEFAULT_NAME;

    @Widget(title = "Class column", description = "Name of the column of class names.", advanced = true)
    @Layout(OutputSection.class)
    String m_classColumn = ClassColumn.DEFAULT_NAME;

    /** @return whether the synthetic digits are meant */
    boolean isSynthetic() {
        return m_format == FormatOption.SYNTHETIC_DIGITS || m_format == FormatOption.AUTO && m_directory.isBlank();
    }

    /**
     * @param directory the resolved directory, null for synthetic digits
     * @return what the engine is asked for
     */
    DatasetRequest request(final Path directory) {
        return new DatasetRequest(m_format.format(), directory, m_split.split(), m_limit, m_seed,
            m_resize ? new ImageShape(m_colours.channels(), m_height, m_width) : null, m_standIn.standIn());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.present("Format", m_format);
        Checks.present("Part", m_split);
        Checks.present("Without a directory", m_standIn);
        Checks.present("Colours", m_colours);
        Checks.present("Directory", m_directory);
        Checks.range("Row limit", m_limit, 0, Integer.MAX_VALUE);
        if (m_resize) {
            Checks.range("Width", m_width, 1, MAX_SIDE);
            Checks.range("Height", m_height, 1, MAX_SIDE);
        }
        Checks.columnName("Image column", m_imageColumn);
        Checks.columnName("Class column", m_classColumn);
        if (m_imageColumn.equals(m_classColumn)) {
            throw new InvalidSettingsException("Image column and class column have the same name, '" + m_imageColumn
                + "'. Give them different names.");
        }
    }
}
