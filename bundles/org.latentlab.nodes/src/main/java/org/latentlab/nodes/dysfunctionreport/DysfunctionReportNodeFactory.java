package org.latentlab.nodes.dysfunctionreport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.report.DysfunctionReport;
import org.latentlab.engine.report.Finding;
import org.latentlab.engine.report.Study;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.port.MixturePortObjectSpec;
import org.latentlab.nodes.port.ReportPortObject;
import org.latentlab.nodes.port.ReportPortObjectSpec;
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** Dysfunction Report: where do these models fail, and how badly? One page for several models side by side. */
public final class DysfunctionReportNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Dysfunction Report";

    private static final String DESCRIPTION = """
        <p>Writes the report of a latent-dysfunction study: where does each model fail, and how badly? One HTML page
        that stands alone (it loads nothing and runs no script) shows for all models side by side:</p>
        <ul>
        <li>the key findings in sentences, each put together from figures of the tables;</li>
        <li>three tables by area: Fréchet distance, inception score, data composition;</li>
        <li>how clear the clusters of the latent space are and how well they match the classes;</li>
        <li>the latent space by class, the mixture over it, the decision regions of the nearest neighbours (two
        dimensions), the sampled areas;</li>
        <li>decoded images of each area with their classes, and the manifold: a grid over a two-dimensional latent
        space, decoded;</li>
        <li>how the classes are composed, how training went, and all settings, seeds, versions, backend and
        timings.</li>
        </ul>
        <p>A model has six inputs, one of each group: the i-th port of each group belongs to the i-th model. Add a port
        to each group for each further model. The area “prior” is what the other areas are compared with.</p>
        <p>A GAN has no ELBO; its losses, what its critic says of real and of generated images, the number of its
        generator's updates and the failures found in its training are reported instead. The decoded grid of a
        class-conditional GAN shows its first class.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Reports where generative models fail and how badly: one HTML page for several models.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup(ModelInputs.GROUPS.get(0), g -> g.name(ModelInputs.NAMES.get(0)) //
                .description("A trained VAE or GAN, from Train VAE or Train GAN. One port a model.") //
                .extendable().supportedTypes(GenerativeModelPortObject.TYPE)
                .defaultNonFixedTypes(GenerativeModelPortObject.TYPE)) //
            .addInputPortGroup(ModelInputs.GROUPS.get(1), g -> g.name(ModelInputs.NAMES.get(1)) //
                .description("The mixture over the latent codes of the same model, from GMM Fit. One port a model.") //
                .extendable().supportedTypes(MixturePortObject.TYPE).defaultNonFixedTypes(MixturePortObject.TYPE)) //
            .addInputPortGroup(ModelInputs.GROUPS.get(2), g -> g.name(ModelInputs.NAMES.get(2)) //
                .description("The encoded reference with columns z1 … zd and a class column, from Encode. One port a "
                + "model.") //
                .extendable().supportedTypes(BufferedDataTable.TYPE).defaultNonFixedTypes(BufferedDataTable.TYPE)) //
            .addInputPortGroup(ModelInputs.GROUPS.get(3), g -> g.name(ModelInputs.NAMES.get(3)) //
                .description("The generated images: sampled by Latent Sampler, decoded by Decode and labelled by kNN "
                    + "Labeler, with columns for image, area, class and z1 … zd. One port a model.") //
                .extendable().supportedTypes(BufferedDataTable.TYPE).defaultNonFixedTypes(BufferedDataTable.TYPE)) //
            .addInputPortGroup(ModelInputs.GROUPS.get(4), g -> g.name(ModelInputs.NAMES.get(4)) //
                .description("The table Scores of FID/IS/DCA Scorer. One port a model.") //
                .extendable().supportedTypes(BufferedDataTable.TYPE).defaultNonFixedTypes(BufferedDataTable.TYPE)) //
            .addInputPortGroup(ModelInputs.GROUPS.get(5), g -> g.name(ModelInputs.NAMES.get(5)) //
                .description("The table Composition of FID/IS/DCA Scorer. One port a model.") //
                .extendable().supportedTypes(BufferedDataTable.TYPE).defaultNonFixedTypes(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Report", g -> g.name("Report") //
                .description("The page, as one HTML file.") //
                .fixed(ReportPortObject.TYPE)) //
            .addOutputPortGroup("Findings", g -> g.name("Findings") //
                .description("One row a key finding: model, area, measure, its value, the value it is compared with, "
                    + "their ratio (both missing where there is none), and the sentence.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(DysfunctionReportParameters.class) //
            .configure(DysfunctionReportNodeFactory::configure).execute(DysfunctionReportNodeFactory::execute)) //
        .nodeType(NodeType.Visualizer) //
        .keywords("report", "HTML", "latent dysfunction", "evaluation", "comparison", "VAE", "GAN", "findings");

    /** For KNIME. */
    public DysfunctionReportNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final DysfunctionReportParameters parameters = in.getParameters();
        parameters.validate();
        final List<ModelInputs<GenerativeModelPortObjectSpec, MixturePortObjectSpec, DataTableSpec>> models =
            ModelInputs.ofSpecs(in.getInPortSpecs());
        for (final ModelInputs<GenerativeModelPortObjectSpec, MixturePortObjectSpec, DataTableSpec> model : models) {
            ModelColumns.of(model);
        }
        names(parameters, models.stream().map(ModelInputs::model).toList());
        OutputFile.check(parameters.m_outputFile);
        out.setOutSpecs(new ReportPortObjectSpec(parameters.m_title), findingsSpec());
    }

    /** The models' names: those set, else by latent size and, where kinds differ, kind; told apart by a number. */
    private static List<String> names(final DysfunctionReportParameters parameters,
        final List<GenerativeModelPortObjectSpec> models) throws InvalidSettingsException {
        final List<String> set = parameters.modelNames();
        if (!set.isEmpty() && set.size() != models.size()) {
            throw new InvalidSettingsException("There are " + set.size() + " model names (" + String.join(", ", set)
                + "), but " + models.size() + (models.size() == 1 ? " model" : " models")
                + ". Give one name for each, or none.");
        }
        if (set.stream().distinct().count() < set.size()) {
            throw new InvalidSettingsException("Two models have the same name (" + String.join(", ", set)
                + "). Give each its own.");
        }
        if (!set.isEmpty()) {
            return set;
        }
        final boolean mixed = models.stream().map(GenerativeModelPortObjectSpec::kind).distinct().count() > 1;
        final List<String> sizes =
            models.stream().map(m -> (mixed ? m.kind() + " " : "") + m.latentSize() + "-D").toList();
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            final boolean alone = Collections.frequency(sizes, sizes.get(i)) == 1;
            names.add(alone ? sizes.get(i) : sizes.get(i) + " no. " + (i + 1));
        }
        return names;
    }

    private static DataTableSpec findingsSpec() {
        return new DataTableSpec(TableOutput.strings("model"), TableOutput.strings("area"),
            TableOutput.strings("measure"),
            TableOutput.doubles("value"), TableOutput.doubles("compared with"), TableOutput.doubles("ratio"),
            TableOutput.strings("finding"));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final DysfunctionReportParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            final OutputFile file = OutputFile.probed(parameters.m_outputFile);
            final List<ModelInputs<GenerativeModelPortObject, MixturePortObject, BufferedDataTable>> models =
                ModelInputs.ofObjects(in.getInPortObjects());
            final List<String> names =
                names(parameters, models.stream().map(m -> m.model().getSpec()).toList());
            final String backend = BackendPreferences.load(warnings).summary();
            final Study study = StudyBuilder.build(parameters, models, names, backend, warnings, exec);
            final DysfunctionReport report = new DysfunctionReport(study);
            final String html = report.html();
            exec.checkCanceled();
            if (file != null) {
                file.write(html.getBytes(StandardCharsets.UTF_8));
            }
            final String summary = String.format(Locale.ROOT, "%s: %s, %,d findings", study.title(),
                String.join(", ", names), report.findings().size());
            out.setOutData(ReportPortObject.create(study.title(), summary, html, exec), findings(report.findings(),
                exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static BufferedDataTable findings(final List<Finding> findings, final ExecutionContext exec)
        throws CanceledExecutionException {
        return TableOutput.create(findingsSpec(), findings.size(), i -> {
            final Finding f = findings.get(i);
            return new DataCell[]{new StringCell(f.model()), new StringCell(f.area()), new StringCell(f.measure()),
                new DoubleCell(f.value()), TableOutput.cell(f.reference()), TableOutput.cell(f.ratio()),
                new StringCell(f.sentence())};
        }, exec, exec.createSubProgress(0));
    }
}
