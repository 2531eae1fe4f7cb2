package org.latentlab.nodes.dysfunctionreport;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.latentlab.nodes.file.OutputFile;

/** The settings of Dysfunction Report. */
@LoadDefaultsForAbsentFields
final class DysfunctionReportParameters implements NodeParameters {

    /** The most images of an area that the report shows. */
    static final int MOST_IMAGES = 500;

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

    @Widget(title = "Title", description = "Stands at the top of the report.")
    @Layout(ReportSection.class)
    String m_title = "Latent dysfunction";

    @Widget(title = "Data set", description = "What the models were trained on, in a few words; stands under the "
        + "title. May be blank.")
    @Layout(ReportSection.class)
    String m_dataset = "";

    @Widget(title = "Model names", description = "What the models are called in the report, separated by commas, in "
        + "the order of the ports. Left blank, they are named after their latent size (“2-D”, “3-D”), "
        + "and their kind where VAEs and GANs are compared.")
    @Layout(ReportSection.class)
    String m_modelNames = "";

    @Widget(title = "Remarks", description = "Stand under the title as they are. May be blank.")
    @TextAreaWidget(rows = 4)
    @Layout(ReportSection.class)
    String m_remarks = "";

    @Widget(title = "Images per area", description = "How many generated images of each area are shown, drawn with the "
        + "seed: 1 to 500.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(PicturesSection.class)
    int m_imagesPerArea = 36;

    @Widget(title = "Manifold grid", description = "How many images the side of the manifold grid of a two-dimensional "
        + "latent space has: 2 to 40.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(PicturesSection.class)
    int m_manifoldSide = 20;

    @Widget(title = "Neighbours (k)", description = "How many nearest latent codes vote on a point of the plane in the "
        + "picture of the decision regions of a two-dimensional latent space.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(PicturesSection.class)
    int m_neighbours = 3;

    @Widget(title = "Seed", description = "The seed of the choice of images.")
    @Layout(PicturesSection.class)
    long m_seed = 1;

    @Widget(title = "Also write to file", description = "Where to write the report as well: a full path or a knime:// "
        + "URL that ends in .html, for instance <tt>knime://knime.workflow/data/report.html</tt>; an existing file is "
        + "replaced. Left blank, no file is written.")
    @Layout(FileSection.class)
    String m_outputFile = "";

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_imagesPerArea < 1 || m_imagesPerArea > MOST_IMAGES) {
            throw new InvalidSettingsException("The report shows 1 to " + MOST_IMAGES + " images of an area, not "
                + m_imagesPerArea + ".");
        }
        if (m_manifoldSide < 2 || m_manifoldSide > 40) {
            throw new InvalidSettingsException("The manifold grid has 2 to 40 images a side, not " + m_manifoldSide
                + ".");
        }
        if (m_neighbours < 1) {
            throw new InvalidSettingsException("At least 1 neighbour must vote, not " + m_neighbours + ".");
        }
        OutputFile.checkEnding(m_outputFile, ".html", ".htm");
    }

    /** @return the names set, none of them blank; empty if none is set */
    List<String> modelNames() {
        final List<String> names = new ArrayList<>();
        for (final String name : m_modelNames.split(",")) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return names;
    }
}
