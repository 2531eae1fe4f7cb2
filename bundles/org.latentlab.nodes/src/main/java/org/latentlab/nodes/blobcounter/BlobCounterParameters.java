package org.latentlab.nodes.blobcounter;

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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.latentlab.engine.blob.BlobConfig;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ColumnChoices;

/** The settings of Blob Counter. */
@LoadDefaultsForAbsentFields
final class BlobCounterParameters implements NodeParameters {

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Reference")
    @After(ImagesSection.class)
    interface ReferenceSection {
    }

    @Section(title = "Blobs")
    @After(ReferenceSection.class)
    interface BlobsSection {
    }

    static final class GroupedReference implements ParameterReference<Boolean> {
    }

    static final class Grouped implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(GroupedReference.class).isTrue();
        }
    }

    @Widget(title = "Image column", description = "The column of the images. Left blank, the first column of PNG "
        + "images is taken, else the first of lists of numbers.")
    @ChoicesProvider(ColumnChoices.Images.class)
    @Layout(ImagesSection.class)
    String m_imageColumn = "";

    @Widget(title = "Summarise each group", description = "Whether the summary has a row for each group of images, "
        + "for instance for each model they come from; else it has one row for all.")
    @ValueReference(GroupedReference.class)
    @Layout(ImagesSection.class)
    boolean m_byGroup = false;

    @Widget(title = "Group column", description = "The column that names the group of each image. Left blank, the "
        + "column named “class” is taken, else the last column of strings.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Effect(predicate = Grouped.class, type = Effect.EffectType.SHOW)
    @Layout(ImagesSection.class)
    String m_groupColumn = "";

    @Widget(title = "Image column of the reference", description = "The column of the images at the optional second "
        + "input. Left blank, the first column of PNG images is taken, else the first of lists of numbers.")
    @ChoicesProvider(ColumnChoices.ImagesOfSecondPort.class)
    @Layout(ReferenceSection.class)
    String m_referenceImageColumn = "";

    @Widget(title = "Reference group", description = "Where no reference images are connected: the group that the "
        + "others are compared with, as the group column names it. Left blank, nothing is compared.")
    @Effect(predicate = Grouped.class, type = Effect.EffectType.SHOW)
    @Layout(ReferenceSection.class)
    String m_referenceGroup = "";

    @Widget(title = "Smoothing", description = "Standard deviation in pixels of the Gaussian filter that an image "
        + "goes through before its peaks are looked for; 0 for none. It keeps single noisy pixels from being peaks, "
        + "and joins peaks that are closer than about twice as much.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(BlobsSection.class)
    double m_smoothing = BlobConfig.STANDARD.smoothing();

    @Widget(title = "Least prominence", description = "How far a peak must rise above the saddle to the next higher "
        + "peak to count as a blob, as a share of the range from black to white. In noisy images it must also be six "
        + "standard deviations of the noise that is left after smoothing.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(BlobsSection.class)
    double m_prominence = BlobConfig.STANDARD.prominence();

    @Widget(title = "Separate overlapping blobs", description = "Whether blobs are told apart that lie so close that "
        + "they have one peak together (closer than about 2.3 of their standard deviations): a blob is added where "
        + "those found leave a peak unexplained, if all blobs of the image are alike then. Else peaks alone are "
        + "counted.")
    @Layout(BlobsSection.class)
    boolean m_separate = BlobConfig.STANDARD.separate();

    /** For a node whose inputs are not known. */
    BlobCounterParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    BlobCounterParameters(final NodeParametersInput input) {
        m_imageColumn = ColumnChoices.defaultImage(input, 0);
        m_groupColumn = ColumnChoices.defaultClass(input, 0);
        m_referenceImageColumn = ColumnChoices.defaultImage(input, 1);
    }

    /** @return how blobs are looked for */
    BlobConfig config() {
        return new BlobConfig(m_smoothing, m_prominence, m_separate);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.config(this::config);
    }
}
