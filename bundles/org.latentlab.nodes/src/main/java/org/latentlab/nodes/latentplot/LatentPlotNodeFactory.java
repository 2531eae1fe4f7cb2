package org.latentlab.nodes.latentplot;

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
import org.latentlab.engine.chart.LatentChart;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.picture.PictureFile;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.Warnings;

/** Latent Space Plot: latent codes, a mixture over them, decision regions and sampled areas in one picture. */
public final class LatentPlotNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Latent Space Plot";

    private static final String DESCRIPTION = """
        <p>Draws a latent space: the codes by class, in two dimensions as one panel, in three as projections on the
        pairs of dimensions, in more as projections of the first three.</p>
        <p>Further layers, as far as their inputs are connected:</p>
        <ul>
        <li>the <b>mixture</b>: the smallest regions that hold 20, 50, 80 and 95 % of its probability (highest density
        regions, Hyndman 1996) and each component's 2σ ellipse with its number; in projections the exact marginals;</li>
        <li>the <b>decision regions</b> of the k nearest neighbours among the codes, for two dimensions: which class a
        point of the plane would get, paler where fewer of the k agree;</li>
        <li>the <b>sampled areas</b> of Latent Sampler: its points by area, with the 2σ ellipse of each area that has a
        centre, over the codes in gray.</li>
        </ul>
        <p>Rows with a missing, infinite or not-a-number coordinate are not drawn; a warning names them.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Draws latent codes by class, with mixture, decision regions and sampled areas.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup(LatentPlotInputs.CODES, g -> g.name(LatentPlotInputs.CODES) //
                .description("One row a point, with columns z1 … zd or others chosen in the settings, and a class "
                    + "column if there is one.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Mixture", g -> g.name("Mixture") //
                .description("A Gaussian mixture over the same coordinates, from GMM Fit.") //
                .optional().supportedTypes(MixturePortObject.TYPE)) //
            .addInputPortGroup(LatentPlotInputs.SAMPLES, g -> g.name(LatentPlotInputs.SAMPLES) //
                .description("Sampled points with the same columns z1 … zd and a column “area”, from Latent "
                + "Sampler.") //
                .optional().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Plot", g -> g.name("Plot") //
                .description("The picture, as PNG. The settings can write it as SVG, too.") //
                .fixed(ImagePortObject.TYPE))) //
        .model(m -> m.parametersClass(LatentPlotParameters.class) //
            .configure(LatentPlotNodeFactory::configure).execute(LatentPlotNodeFactory::execute)) //
        .nodeType(NodeType.Visualizer) //
        .keywords("latent space", "scatter plot", "mixture", "contour", "decision region", "visualisation", "SVG",
        "view");

    /** For KNIME. */
    public LatentPlotNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final LatentPlotParameters parameters = in.getParameters();
        parameters.validate();
        LatentPlotInputs.check(parameters, in.getInPortSpecs());
        OutputFile.check(parameters.m_outputFile);
        out.setOutSpecs(new ImagePortObjectSpec(PNGImageContent.TYPE));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final LatentPlotParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            final OutputFile file = OutputFile.probed(parameters.m_outputFile);
            BackendPreferences.configure(warnings);
            final LatentChart chart = LatentPlotInputs.read(parameters, in.getInPortObjects(), warnings, exec).chart();
            exec.checkCanceled();
            exec.setProgress(0.6, "Drawing the picture");
            final int height = parameters.m_height == 0 ? chart.heightFor(parameters.m_width) : parameters.m_height;
            final byte[] png = chart.png(parameters.m_width, height, parameters.m_resolution);
            if (file != null) {
                PictureFile.write(file, chart, parameters.m_width, height, png);
            }
            out.setOutData(new ImagePortObject(new PNGImageContent(png),
                new ImagePortObjectSpec(PNGImageContent.TYPE)));
        });
        warnings.tell(out::setWarningMessage);
    }
}
