package org.latentlab.nodes.blobcounter;

import java.util.LinkedHashMap;
import java.util.Map;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.blob.BlobFigures;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** Blob Counter: how many blobs images have, how wide they are and what they stand on. */
public final class BlobCounterNodeFactory extends DefaultNodeFactory {

    /** The first input's name. */
    static final String IMAGES = "Images";

    /** The second input's name, and that of its row. */
    static final String REFERENCE = "Reference";

    /** What the row of all images is called. */
    static final String ALL = "all";

    private static final String NAME = "Blob Counter";

    private static final String DESCRIPTION = """
        <p>Counts the bright blobs on the dark ground of each image and measures them, so that what a model makes of
        <i>Gaussian Blobs</i> can be told in figures: how many blobs it draws, how much too wide they are, and how clean
        its background is. Colour images are measured in gray.</p>
        <ul>
        <li><b>Peaks.</b> The image is smoothed and its peaks are found by their prominence: how far a peak rises above
        the saddle to the next higher one.</li>
        <li><b>Fit.</b> To the peaks round Gaussian blobs are fitted, all together and with one background, by least
        squares. So the tails of one blob do not widen the next, pixels that are saturated do not flatten it, and the
        border of the image does not cut it short. A blob's <b>width</b> is its standard deviation σ in pixels, its
        <b>height</b> how far it rises above the background, where 1 is from black to white. The <b>residual</b> is the
        root mean square of what is left of the image, 0 where it consists of such blobs only.</li>
        <li><b>Overlap.</b> Blobs closer than about 2.3 σ have one peak together. If asked for, they are told apart
        where the fit leaves a peak unexplained. Of images of 32×32 pixels with ten blobs of σ = 2 at random places, 6.5
        peaks are found on average, and 9.4 blobs after separation; few lie on each other and count as one. In
        vague images many run together: they are found as few blobs that are wide and faint.</li>
        <li><b>Errors.</b> Standard errors (columns <i>SE</i>) are over images, which are taken to be independent; blobs
        of the same image are not.</li>
        <li><b>Comparison.</b> Counts and widths of blobs that overlap, or are no Gaussians, depend on how they are
        measured. Compare them with real images measured alike: connect these as reference, or name the group that they
        are. The summary then has ratios with standard errors, and a verdict in words. A difference is called one from
        two standard errors on, and from 1 % (0.002 for the background). In <i>Model Comparison</i>, sharpness follows
        from the width of all detail, and contrast from how high it is, not of single blobs.</li>
        </ul>
        <p>Rows without a usable image get missing cells, with a warning that names them.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Counts blobs in images by peak finding and measures their width and background.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup(IMAGES, g -> g.name(IMAGES) //
                .description("Images of at least 3×3 pixels, for instance from Decode, and, if they are to be "
                    + "summarised by group, a column that names the group.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup(REFERENCE, g -> g.name(REFERENCE) //
                .description("Images with blobs as they should be, for instance from Gaussian Blobs, which the others "
                    + "are compared with.") //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Counted", g -> g.name("Counted") //
                .description("The images with the number of blobs, the mean width σ of their blobs in pixels, their "
                    + "mean height (both missing where there is no blob), the gray level of the background and the "
                    + "residual.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Summary", g -> g.name("Summary") //
                .description("One row a group, or one for all, and one for the reference: numbers of images and blobs; "
                    + "blobs per image, width, height, background and residual with standard errors; the median width; "
                    + "count, width and height as multiples of the reference's, the difference of the backgrounds, and "
                    + "the verdict.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(BlobCounterParameters.class) //
            .configure(BlobCounterNodeFactory::configure).execute(BlobCounterNodeFactory::execute)) //
        .nodeType(NodeType.Manipulator) //
        .keywords("blobs", "count", "peak finding", "width", "background", "Gaussian", "evaluation", "images");

    /** For KNIME. */
    public BlobCounterNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final BlobCounterParameters parameters = in.getParameters();
        parameters.validate();
        final PortObjectSpec[] specs = in.getInPortSpecs();
        final DataTableSpec images = (DataTableSpec)specs[0];
        ImageColumn.choose(images, parameters.m_imageColumn, IMAGES);
        groups(parameters, images);
        if (specs.length > 1) {
            ImageColumn.choose((DataTableSpec)specs[1], parameters.m_referenceImageColumn, REFERENCE);
        }
        out.setOutSpecs(TableOutput.appended(images, BlobTables.newColumns()), BlobTables.summarySpec());
    }

    /** The column that names the groups; null where they are not asked for. */
    private static ClassColumn groups(final BlobCounterParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return parameters.m_byGroup ? ClassColumn.choose(spec, parameters.m_groupColumn, IMAGES) : null;
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final BlobCounterParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final PortObject[] inputs = in.getInPortObjects();
        final BufferedDataTable table = (BufferedDataTable)inputs[0];
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            BackendPreferences.configure(warnings);
            final boolean compared = inputs.length > 1;
            final CountedImages counted = CountedImages.of(table, ImageColumn.choose(table.getDataTableSpec(),
                parameters.m_imageColumn, IMAGES), parameters.config(), exec.createSubProgress(compared ? 0.5 : 0.9));
            counted.rows().warn(warnings, "got missing cells");
            final ClassColumn column = groups(parameters, table.getDataTableSpec());
            final Map<String, BlobFigures> groups = column == null ? new LinkedHashMap<>(Map.of(ALL, counted.all()))
                : counted.byGroup(column, table, warnings, exec.createSubProgress(0));
            final String reference = compared ? addReference(groups, (BufferedDataTable)inputs[1], parameters, warnings,
                exec) : referenceGroup(groups, parameters);
            out.setOutData(append(table, counted, exec), BlobTables.summary(groups, reference, exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    /** Adds a row for the images of the second input, and says what it is called. */
    private static String addReference(final Map<String, BlobFigures> groups, final BufferedDataTable table,
        final BlobCounterParameters parameters, final Warnings warnings, final ExecutionContext exec)
        throws InvalidSettingsException, CanceledExecutionException {
        if (parameters.m_byGroup && !parameters.m_referenceGroup.isBlank()) {
            warnings.add("Reference group '" + parameters.m_referenceGroup + "' was not used, because reference images "
                + "are connected.");
        }
        final CountedImages counted = CountedImages.of(table, ImageColumn.choose(table.getDataTableSpec(),
            parameters.m_referenceImageColumn, REFERENCE), parameters.config(), exec.createSubProgress(0.4));
        counted.rows().warn(warnings, "were left out of the reference");
        String name = REFERENCE.toLowerCase(java.util.Locale.ROOT);
        while (groups.containsKey(name)) {
            name += " images";
        }
        groups.put(name, counted.all());
        return name;
    }

    private static String referenceGroup(final Map<String, BlobFigures> groups, final BlobCounterParameters parameters)
        throws InvalidSettingsException {
        if (!parameters.m_byGroup || parameters.m_referenceGroup.isBlank()) {
            return null;
        }
        if (!groups.containsKey(parameters.m_referenceGroup)) {
            throw new InvalidSettingsException("Reference group '" + parameters.m_referenceGroup + "' has no image. "
                + "Groups found: '" + String.join("', '", groups.keySet()) + "'.");
        }
        return parameters.m_referenceGroup;
    }

    private static BufferedDataTable append(final BufferedDataTable table, final CountedImages counted,
        final ExecutionContext exec) throws CanceledExecutionException {
        return TableOutput.append(table, BlobTables.newColumns(), row -> {
            final int image = counted.rows().imageOfRow()[row];
            return image < 0 ? TableOutput.missing(BlobTables.newColumns().length)
                : BlobTables.cells(counted.blobs().get(image));
        }, exec, exec.createSubProgress(0.1));
    }
}
