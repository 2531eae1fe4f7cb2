package org.latentlab.nodes.modelcomparison;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.latentlab.engine.report.ModelComparisonConfig;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.table.ColumnChoices;

/** The settings of Model Comparison. */
@LoadDefaultsForAbsentFields
final class ModelComparisonParameters implements NodeParameters {

    static final String DEFAULT_TITLE = "Model comparison";

    private static final ModelComparisonConfig STANDARD = ModelComparisonConfig.standard(1);

    @Section(title = "Report")
    interface ReportSection {
    }

    @Section(title = "Real images")
    @After(ReportSection.class)
    interface RealSection {
    }

    @Section(title = "Samples")
    @After(RealSection.class)
    interface SamplesSection {
    }

    @Section(title = "File")
    @After(SamplesSection.class)
    interface FileSection {
    }

    @Widget(title = "Title", description = "Stands at the top of the report.")
    @Layout(ReportSection.class)
    String m_title = DEFAULT_TITLE;

    @Widget(title = "Model names", description = "What the models are called, one name a line in the order of the "
        + "ports; names in a single line are separated by commas. Left blank, each is named by its family, and by its "
        + "latent size where two are of one family.")
    @TextAreaWidget(rows = 6)
    @Layout(ReportSection.class)
    String m_modelNames = "";

    @Widget(title = "Remarks", description = "Stand under the report's title as they are. May be blank.")
    @TextAreaWidget(rows = 4)
    @Layout(ReportSection.class)
    String m_remarks = "";

    @Widget(title = "Image column", description = "The column of the real images. Left blank, the first column of PNG "
        + "images is taken, else the first of lists of numbers.")
    @ChoicesProvider(ColumnChoices.Images.class)
    @Layout(RealSection.class)
    String m_imageColumn = "";

    @Widget(title = "Use classes", description = "Whether samples are told apart by class where no classifier is "
        + "connected: a sample is of the class that most of the three nearest real images have. A classifier needs no "
        + "class column.")
    @Layout(RealSection.class)
    boolean m_useClasses = true;

    @Widget(title = "Class column", description = "The column with the class of each real image. Left blank, the "
        + "column named “class” is taken, else the last column of strings; without one there are no classes.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Layout(RealSection.class)
    String m_classColumn = "";

    @Widget(title = "Real images held against", description = "How many real images all samples are held against at "
        + "most, drawn at random with the seed: 20 to 100,000. Up to a third of all real images are kept apart before "
        + "and scored like samples.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(RealSection.class)
    int m_realImages = STANDARD.realImages();

    @Widget(title = "Samples in a set", description = "How many samples each set has: 20 to 50,000, at most as many as "
        + "there are real images. The same for all models. A Fréchet distance needs more samples than there are "
        + "features.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SamplesSection.class)
    int m_samples = STANDARD.samples();

    @Widget(title = "Sets", description = "How many sets are drawn from each model, 3 to 50. Each is scored by itself; "
        + "how much the scores differ is their sampling error.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SamplesSection.class)
    int m_sets = STANDARD.sets();

    @Widget(title = "Samples shown", description = "How many samples of each model the report shows: 1 to 400, at most "
        + "as many as a set has.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SamplesSection.class)
    int m_pictures = STANDARD.pictures();

    @Widget(title = "Seed", description = "The seed of all draws. Models of one prior and latent size get the same "
        + "latent vectors.")
    @Layout(SamplesSection.class)
    long m_seed = STANDARD.seed();

    @Widget(title = "Also write to file", description = "Where to write the report as well: a full path or a knime:// "
        + "URL that ends in .html, for instance <tt>knime://knime.workflow/data/comparison.html</tt>; an existing file "
        + "is replaced. Left blank, no file is written.")
    @Layout(FileSection.class)
    String m_outputFile = "";

    /** For a node whose inputs are not known. */
    ModelComparisonParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    ModelComparisonParameters(final NodeParametersInput input) {
        m_imageColumn = ColumnChoices.defaultImage(input, 0);
        m_classColumn = ColumnChoices.defaultClass(input, 0);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        OutputFile.checkEnding(m_outputFile, ".html", ".htm");
        try {
            config();
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /** @return how the models are compared */
    ModelComparisonConfig config() {
        return new ModelComparisonConfig(m_samples, m_sets, m_realImages, m_pictures, m_seed);
    }

    /** @return the title, never blank */
    String title() {
        return m_title.isBlank() ? DEFAULT_TITLE : m_title.strip();
    }
}
