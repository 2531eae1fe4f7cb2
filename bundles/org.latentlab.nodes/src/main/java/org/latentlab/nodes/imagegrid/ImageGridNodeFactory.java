package org.latentlab.nodes.imagegrid;

import java.util.List;
import java.util.Locale;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.chart.ContactSheet;
import org.latentlab.engine.dataset.StratifiedSample;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.Warnings;

/** Image Grid: the images of a table side by side in one picture. */
public final class ImageGridNodeFactory extends DefaultNodeFactory {

    /** The input's name. */
    static final String INPUT = "Images";

    private static final String NAME = "Image Grid";

    private static final String DESCRIPTION = """
        <p>Sets the images of a table side by side in one picture, with captions, in groups with headings: what was
        generated, at one glance. Where the table has more images than asked for, a choice is drawn with a seed, from
        each group in proportion to its size; the same seed shows the same images.</p>
        <p>With the defaults, images from Latent Sampler and Decode are grouped by area and captioned with their class;
        those from Latent Interpolation and Decode are grouped by pair, one row a pair where it has no more steps than
        the grid has columns; images of a data set are grouped by class. Rows without a usable image are left out, with
        a warning that names them.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Shows the images of a table side by side in one picture, in groups and with captions.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable(INPUT, "Images of one size: a column of PNG images or of lists of numbers, and columns for "
                + "captions and groups if there are any.") //
            .addOutputPort("Grid", "The picture, as PNG.", ImagePortObject.TYPE)) //
        .model(m -> m.parametersClass(ImageGridParameters.class) //
            .configure(ImageGridNodeFactory::configure).execute(ImageGridNodeFactory::execute)) //
        .nodeType(NodeType.Visualizer) //
        .keywords("image", "grid", "contact sheet", "gallery", "montage", "thumbnails", "view");

    /** For KNIME. */
    public ImageGridNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ImageGridParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec spec = in.getInPortSpec(0);
        GridColumns.of(parameters, spec);
        out.setOutSpecs(new ImagePortObjectSpec(PNGImageContent.TYPE));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final ImageGridParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable table = in.getInPortObject(0);
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            BackendPreferences.configure(warnings);
            final GridColumns columns = GridColumns.of(parameters, table.getDataTableSpec());
            final ImageRows rows = columns.images().read(table, exec.createSubProgress(0.6));
            rows.warn(warnings, "were left out");
            final GridContent content = columns.read(table, rows, exec.createSubProgress(0.1));
            final int[] chosen = StratifiedSample.rows(content.groups(), rows.size(), parameters.m_mostImages,
                parameters.m_seed);
            if (chosen.length < rows.size()) {
                warnings.add(String.format(Locale.ROOT, "%,d of %,d images are not shown, because 'Most images' is "
                    + "%,d.", rows.size() - chosen.length, rows.size(), parameters.m_mostImages));
            }
            final int cell = (int)Math.round(Math.min(1024, Math.max(8,
                rows.images().shape().width() * parameters.m_scale)));
            final List<ContactSheet.Group> groups = content.sheetGroups(rows.images(), chosen);
            final int most = groups.stream().mapToInt(g -> g.images().size()).max().orElse(1);
            final ContactSheet sheet = new ContactSheet(parameters.m_title, subtitle(chosen.length, rows.size()),
                groups, Math.min(parameters.m_columns, most), cell, parameters.m_inverted);
            exec.setProgress(0.8, "Drawing " + chosen.length + " images");
            final int width = sheet.preferredWidth();
            final PNGImageContent png = new PNGImageContent(sheet.png(width, sheet.heightFor(width)));
            out.setOutData(new ImagePortObject(png, new ImagePortObjectSpec(PNGImageContent.TYPE)));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static String subtitle(final int shown, final int all) {
        return shown == all ? String.format(Locale.ROOT, "%,d images", all)
            : String.format(Locale.ROOT, "%,d of %,d images", shown, all);
    }
}
