package org.latentlab.nodes.vaecomparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.chart.Chart;
import org.latentlab.engine.report.ComparedModel;
import org.latentlab.engine.report.VaeComparison;
import org.latentlab.engine.vae.Vae;
import org.latentlab.nodes.classoverlap.OverlapTable;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.port.ReportPortObject;
import org.latentlab.nodes.port.ReportPortObjectSpec;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.report.ModelNames;
import org.latentlab.nodes.report.ReportProvenance;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** VAE Comparison: trained VAEs side by side, in a table, a chart and a page. */
public final class VaeComparisonNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "VAE Comparison";

    private static final double CHART_RESOLUTION = 2;

    private static final String DESCRIPTION = """
        <p>Puts trained VAEs side by side: how they were trained, how well they reconstruct, and what their latent
        spaces hold. A row of the table is a model with its settings, its losses, its active units, the mutual
        information of image and code, the distance of its codes from the prior and a verdict in a sentence.</p>
        <p>The chart depends on what tells the models apart. Where it is the weight β of the KL divergence, it shows
        active dimensions and KL over β with a line for each way to train (plain, annealing, skip connections, free
        bits …), and marks where the posterior collapses. Otherwise it has a row of bars for each model.</p>
        <p>The report is one HTML page that stands alone (it loads nothing and runs no script): key findings, the table,
        the chart, the KL of each dimension, decoded draws of the prior, and the training curves; where snapshots are
        connected also each training's pictures by epoch and as animations; where class overlaps are connected also
        their heat maps and how much the classes lie in one another.</p>
        <p>The i-th port of each group belongs to the i-th model. Add a port for each further model.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Compares trained VAEs: losses, latent spaces, collapse; as table, chart and HTML page.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup(ComparisonInputs.MODELS, g -> g.name(ComparisonInputs.MODELS) //
                .description("A trained VAE, from Train VAE. One port a model.") //
                .extendable().supportedTypes(VaePortObject.TYPE).defaultNonFixedTypes(VaePortObject.TYPE)) //
            .addInputPortGroup(ComparisonInputs.SNAPSHOTS, g -> g.name(ComparisonInputs.SNAPSHOTS) //
                .description("The table Snapshots of Train VAE, with columns epoch, picture and image. One port a "
                    + "model, or none.") //
                .extendable().supportedTypes(BufferedDataTable.TYPE)) //
            .addInputPortGroup(ComparisonInputs.OVERLAPS, g -> g.name(ComparisonInputs.OVERLAPS) //
                .description("The table Overlap of Class Overlap, made of the model's codes. One port a model, or "
                    + "none.") //
                .extendable().supportedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Comparison", g -> g.name("Comparison") //
                .description("One row a model: its kind (VAE, MMD-VAE, WAE, autoencoder), its settings (architecture, "
                    + "latent size, likelihood, divergence, β and its schedule, free bits, capacity, skip connections, neighbour penalty, images, epochs), its "
                    + "losses in nats per image (reconstruction, KL, −ELBO), its latent space (active units, mutual "
                    + "information, KL of the aggregate posterior's moments from the prior, class overlap), the "
                    + "verdict, and the seconds that its training took.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Chart", g -> g.name("Chart") //
                .description("Active dimensions and KL over β, or bars for each model, as PNG.") //
                .fixed(ImagePortObject.TYPE)) //
            .addOutputPortGroup("Report", g -> g.name("Report") //
                .description("The page, as one HTML file.") //
                .fixed(ReportPortObject.TYPE))) //
        .model(m -> m.parametersClass(VaeComparisonParameters.class) //
            .configure(VaeComparisonNodeFactory::configure).execute(VaeComparisonNodeFactory::execute)) //
        .keywords("VAE", "comparison", "posterior collapse", "beta", "active units", "report", "HTML", "snapshots");

    /** For KNIME. */
    public VaeComparisonNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final VaeComparisonParameters parameters = in.getParameters();
        parameters.validate();
        ModelNames.parse(parameters.m_modelNames, ComparisonInputs.ofSpecs(in.getInPortSpecs()).vaes().size());
        OutputFile.check(parameters.m_outputFile);
        out.setOutSpecs(ComparisonTable.SPEC, new ImagePortObjectSpec(PNGImageContent.TYPE),
            new ReportPortObjectSpec(parameters.title()));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final VaeComparisonParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            final OutputFile file = OutputFile.probed(parameters.m_outputFile);
            final ComparisonInputs<VaePortObject, BufferedDataTable> inputs =
                ComparisonInputs.ofObjects(in.getInPortObjects());
            final String backend = BackendPreferences.load(warnings).summary();
            final VaeComparison comparison = new VaeComparison(parameters.title(), parameters.m_remarks.strip(),
                models(parameters, inputs, warnings, exec), ReportProvenance.of(backend, parameters.m_seed));
            exec.setProgress(0.1, "Drawing the chart");
            final Chart chart = comparison.chart();
            final int width = chart.preferredWidth();
            final byte[] png = chart.png(width, chart.heightFor(width), CHART_RESOLUTION);
            final String html = comparison.html(parameters.m_seed, parameters.m_animations,
                ProgressAdapter.of(exec.createSubProgress(0.85)));
            exec.checkCanceled();
            if (file != null) {
                file.write(html.getBytes(StandardCharsets.UTF_8));
            }
            final String summary = String.format(Locale.ROOT, "%s: %,d %s", parameters.title(),
                inputs.vaes().size(), inputs.vaes().size() == 1 ? "model" : "models");
            out.setOutData(ComparisonTable.write(comparison.rows(), exec), new ImagePortObject(new PNGImageContent(png),
                new ImagePortObjectSpec(PNGImageContent.TYPE)), ReportPortObject.create(parameters.title(), summary,
                    html,
                    exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static List<ComparedModel> models(final VaeComparisonParameters parameters,
        final ComparisonInputs<VaePortObject, BufferedDataTable> inputs, final Warnings warnings,
        final ExecutionContext exec) throws InvalidSettingsException, IOException, CanceledExecutionException {
        final List<Vae> vaes = new ArrayList<>();
        for (final VaePortObject vae : inputs.vaes()) {
            exec.checkCanceled();
            vaes.add(vae.vae());
        }
        final List<String> set = ModelNames.parse(parameters.m_modelNames, vaes.size());
        final List<String> names = set.isEmpty() ? VaeComparison.names(vaes) : set;
        final List<ComparedModel> models = new ArrayList<>();
        for (int i = 0; i < vaes.size(); i++) {
            exec.setProgress(0.1 * i / vaes.size(), "Reading model " + (i + 1) + " of " + vaes.size());
            final BufferedDataTable snapshots = inputs.snapshots().isEmpty() ? null : inputs.snapshots().get(i);
            final String of = " (model " + (i + 1) + ")";
            models.add(new ComparedModel(names.get(i), vaes.get(i), snapshots == null ? List.of()
                : SnapshotColumns.find(snapshots.getDataTableSpec()).read(snapshots, ComparisonInputs.SNAPSHOTS + of,
                    warnings, exec),
                inputs.overlaps().isEmpty() ? null
                    : OverlapTable.read(inputs.overlaps().get(i), ComparisonInputs.OVERLAPS + of)));
        }
        return models;
    }
}
