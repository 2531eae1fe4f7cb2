package org.latentlab.nodes.vaecomparison;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.latentlab.nodes.file.OutputFile;

/** The settings of VAE Comparison. */
@LoadDefaultsForAbsentFields
final class VaeComparisonParameters implements NodeParameters {

    static final String DEFAULT_TITLE = "VAE comparison";

    @Section(title = "Report")
    interface ReportSection {
    }

    @Section(title = "Pictures")
    @After(ReportSection.class)
    interface PicturesSection {
    }

    @Section(title = "File")
    @After(PicturesSection.class)
    interface FileSection {
    }

    @Widget(title = "Title", description = "Stands at the top of the chart and of the report.")
    @Layout(ReportSection.class)
    String m_title = DEFAULT_TITLE;

    @Widget(title = "Model names", description = "What the models are called, one name a line in the order of the "
        + "ports; names in a single line are separated by commas. Left blank, each is named by the settings that tell "
        + "it apart from the others, for instance “annealing, β = 4”.")
    @TextAreaWidget(rows = 6)
    @Layout(ReportSection.class)
    String m_modelNames = "";

    @Widget(title = "Remarks", description = "Stand under the report's title as they are. May be blank.")
    @TextAreaWidget(rows = 4)
    @Layout(ReportSection.class)
    String m_remarks = "";

    @Widget(title = "Animations", description = "Whether the report shows the snapshots of each training as an "
        + "animated picture too, beside a strip of some of them. Animations make the file larger.")
    @Layout(PicturesSection.class)
    boolean m_animations = true;

    @Widget(title = "Seed", description = "The seed of the draws of the prior that the report shows decoded; they are "
        + "the same for all models of a latent size.")
    @Layout(PicturesSection.class)
    long m_seed = 1;

    @Widget(title = "Also write to file", description = "Where to write the report as well: a full path or a knime:// "
        + "URL that ends in .html, for instance <tt>knime://knime.workflow/data/comparison.html</tt>; an existing file "
        + "is replaced. Left blank, no file is written.")
    @Layout(FileSection.class)
    String m_outputFile = "";

    @Override
    public void validate() throws InvalidSettingsException {
        OutputFile.checkEnding(m_outputFile, ".html", ".htm");
    }

    /** @return the title, never blank */
    String title() {
        return m_title.isBlank() ? DEFAULT_TITLE : m_title.strip();
    }
}
