package org.latentlab.nodes.traininganimation;

import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.latentlab.engine.snapshot.AnimationConfig;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;

/** The settings of Training Animation. */
@LoadDefaultsForAbsentFields
final class TrainingAnimationParameters implements NodeParameters {

    private static final int MOST_FRAMES = 1000;

    @Section(title = "Pictures")
    interface PicturesSection {
    }

    @Section(title = "Animation")
    @After(PicturesSection.class)
    interface AnimationSection {
    }

    @Section(title = "Strip")
    @After(AnimationSection.class)
    interface StripSection {
    }

    @Section(title = "File")
    @After(StripSection.class)
    interface FileSection {
    }

    static final class PictureReference implements ParameterReference<PictureOption> {
    }

    static final class AnotherPicture implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PictureReference.class).isOneOf(PictureOption.OTHER);
        }
    }

    /** Columns of PNG images of the first port. */
    static final class PngColumns extends ColumnChoices {
        /** For the dialog. */
        PngColumns() {
            super(0, column -> column.getType().isCompatible(PNGImageValue.class));
        }
    }

    @Widget(title = "Epoch column", description = "The numbers that the frames are sorted by and named after. Left "
        + "blank, the column named “epoch” is taken.")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Layout(PicturesSection.class)
    String m_epochColumn = "";

    @Widget(title = "Image column", description = "The column of the pictures, which are PNG images. Left blank, the "
        + "first such column is taken.")
    @ChoicesProvider(PngColumns.class)
    @Layout(PicturesSection.class)
    String m_imageColumn = "";

    @Widget(title = "Picture column", description = "The column that says which picture of its epoch a row holds. Left "
        + "blank, the column named “picture” is taken if there is one; without any, each epoch has one picture.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Layout(PicturesSection.class)
    String m_pictureColumn = "";

    @Widget(title = "Picture", description = "Which of the pictures are shown.")
    @ValueReference(PictureReference.class)
    @Layout(PicturesSection.class)
    PictureOption m_picture = PictureOption.ALL;

    @Widget(title = "Name of the picture", description = "The value of the picture column whose rows are shown.")
    @Effect(predicate = AnotherPicture.class, type = Effect.EffectType.SHOW)
    @Layout(PicturesSection.class)
    String m_otherPicture = "";

    @Widget(title = "Frames per second", description = "How many frames follow each other in a second, 0.1 "
        + "to 50. A GIF counts in hundredths of a second, to which the time of a frame is rounded.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(AnimationSection.class)
    double m_framesPerSecond = 2;

    @Widget(title = "Hold the last frame (seconds)", description = "How long the last frame stays before the animation "
        + "starts over, 0 to 60; at least as long as the others.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(AnimationSection.class)
    double m_holdSeconds = 3;

    @Widget(title = "Scale", description = "Pixels of the animation per pixel of a picture, 0.05 to 8. A smaller scale "
        + "makes a smaller file. The strip has this scale, too, as far as it does not become wider than about 1,800 "
        + "pixels.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(AnimationSection.class)
    double m_scale = 1;

    @Widget(title = "Most frames of the strip", description = "Where there are more frames, the strip shows so many "
        + "of them, evenly spaced, with the first and the last. 0 shows all.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(StripSection.class)
    int m_stripFrames = 12;

    @Widget(title = "Frames in a row", description = "0 for as many as make a strip about 2.4 times as wide as high.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(StripSection.class)
    int m_stripColumns = 0;

    @Widget(title = "Also write to file", description = "Where to write a file as well: a name that ends in .gif gives "
        + "the animation, one that ends in .png the strip. A full path or a knime:// URL, for instance "
        + "<tt>knime://knime.workflow/data/training.gif</tt>; an existing file is replaced. Left blank, no file is "
        + "written.")
    @Layout(FileSection.class)
    String m_outputFile = "";

    /** @return how the animation runs */
    AnimationConfig config() {
        return new AnimationConfig(m_framesPerSecond, m_holdSeconds, m_scale);
    }

    /** @return the name of the one picture that is shown; empty for all */
    String picture() {
        return m_picture == PictureOption.OTHER ? m_otherPicture : m_picture.pictureName();
    }

    /** @return whether the file is to be the strip */
    boolean writesStrip() {
        return m_outputFile.strip().toLowerCase(java.util.Locale.ROOT).endsWith(".png");
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.config(this::config);
        if (m_picture == PictureOption.OTHER && m_otherPicture.isBlank()) {
            throw new InvalidSettingsException("Name the picture to show, or choose another option.");
        }
        Checks.range("Most frames of the strip", m_stripFrames, 0, MOST_FRAMES);
        Checks.range("Frames in a row", m_stripColumns, 0, MOST_FRAMES);
        OutputFile.checkEnding(m_outputFile, ".gif", ".png");
    }
}
