package org.latentlab.nodes.samplercomparison;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.latentlab.nodes.file.OutputFile;

/** The settings of Sampler Comparison. */
@LoadDefaultsForAbsentFields
final class SamplerComparisonParameters implements NodeParameters {

    static final String DEFAULT_TITLE = "Comparison of class-conditional samplers";

    @Section(title = "Report")
    interface ReportSection {
    }

    @Section(title = "File")
    @After(ReportSection.class)
    interface FileSection {
    }

    @Widget(title = "Title", description = "Stands at the top of the report.")
    @Layout(ReportSection.class)
    String m_title = DEFAULT_TITLE;

    @Widget(title = "Sampler names", description = "What the samplers are called, one name a line in the order of the "
        + "ports; names in a single line are separated by commas. Left blank, each is named by its strength.")
    @TextAreaWidget(rows = 6)
    @Layout(ReportSection.class)
    String m_samplerNames = "";

    @Widget(title = "Model names", description = "What the models are called whose latent vectors the samplers draw, "
        + "one name a line for each sampler in the order of the ports; names in a single line are separated by commas. "
        + "Samplers with the same model stand side by side. Left blank, each model is named by its summary.")
    @TextAreaWidget(rows = 6)
    @Layout(ReportSection.class)
    String m_modelNames = "";

    @Widget(title = "Remarks", description = "Stand under the report's title as they are. May be blank.")
    @TextAreaWidget(rows = 4)
    @Layout(ReportSection.class)
    String m_remarks = "";

    @Widget(title = "Also write to file", description = "Where to write the report as well: a full path or a knime:// "
        + "URL that ends in .html, for instance <tt>knime://knime.workflow/data/samplers.html</tt>; an existing file "
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
