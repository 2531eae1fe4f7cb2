package org.latentlab.nodes.samplercomparison;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.report.SamplerComparison;
import org.latentlab.engine.report.SamplerEntry;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.port.ConditionalSamplerPortObject;
import org.latentlab.nodes.port.ConditionalSamplerPortObjectSpec;
import org.latentlab.nodes.port.ReportPortObject;
import org.latentlab.nodes.port.ReportPortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.report.ModelNames;
import org.latentlab.nodes.report.ReportProvenance;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Sampler Comparison: what variety costs, sampler by sampler. */
public final class SamplerComparisonNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Sampler Comparison";

    private static final String SAMPLERS = "Samplers";

    private static final String DESCRIPTION = """
        <p>Holds class-conditional samplers against each other: how many of their images are of the class asked for,
        and how much the images of a class differ. Samplers of one model, say of the four strengths, stand in one chart,
        those of other models beside it.</p>
        <p>All figures are those of Class-Conditional Sampler Fit on draws that its search has not seen: accuracy, mean
        cosine between images of a class (1 = all alike), spread and objective of the sampler that was chosen, and the
        lowest cosine anywhere on its curve at an accuracy of at least 0.99 and 0.95. A verdict says for each model
        which sampler's images differ most at these accuracies.</p>
        <p>The report is one HTML page that stands alone (it loads nothing and runs no script): verdict, curves, the
        table, images of each class by each sampler, settings and definitions.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Compares class-conditional samplers: accuracy against variety, and images of each class.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup(SAMPLERS, g -> g.name(SAMPLERS) //
                .description("A sampler from Class-Conditional Sampler Fit. One port a sampler.") //
                .extendable().supportedTypes(ConditionalSamplerPortObject.TYPE)
                .defaultNonFixedTypes(ConditionalSamplerPortObject.TYPE, ConditionalSamplerPortObject.TYPE)) //
            .addOutputPortGroup("Comparison", g -> g.name("Comparison") //
                .description("One row a sampler: model, name, strength, the chosen one in words, its θ (missing where "
                    + "there are several) and n, accuracy, cosine, spread, objective, the lowest cosine at an accuracy "
                    + "of at least 0.99 and 0.95 (missing where that is not reached), and how it was searched.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Curves", g -> g.name("Curves") //
                .description("One row a point of each curve: accuracy, cosine and spread on fresh draws, and whether "
                    + "it was chosen.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Verdict", g -> g.name("Verdict") //
                .description("One row a sentence of the verdict.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Report", g -> g.name("Report") //
                .description("The page, as one HTML file.") //
                .fixed(ReportPortObject.TYPE))) //
        .model(m -> m.parametersClass(SamplerComparisonParameters.class) //
            .configure(SamplerComparisonNodeFactory::configure).execute(SamplerComparisonNodeFactory::execute)) //
        .keywords("class-conditional", "sampler", "comparison", "trade-off", "accuracy", "diversity", "report", "HTML");

    /** For KNIME. */
    public SamplerComparisonNodeFactory() {
        super(NODE);
    }

    private static void check(final SamplerComparisonParameters parameters, final int samplers)
        throws InvalidSettingsException {
        parameters.validate();
        if (samplers == 0) {
            throw new InvalidSettingsException("Connect at least one sampler to '" + SAMPLERS + "'.");
        }
        names(parameters.m_samplerNames, samplers, "sampler names");
        names(parameters.m_modelNames, samplers, "model names");
    }

    /** @return a name for each sampler; empty if none is set */
    private static List<String> names(final String setting, final int samplers, final String what)
        throws InvalidSettingsException {
        final List<String> names = ModelNames.split(setting, samplers);
        if (!names.isEmpty() && names.size() != samplers) {
            throw new InvalidSettingsException("There are " + names.size() + " " + what + " ("
                + String.join("; ", names) + "), but " + samplers + (samplers == 1 ? " sampler" : " samplers")
                + ". Give one name a line for each sampler, or none.");
        }
        return names;
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SamplerComparisonParameters parameters = in.getParameters();
        check(parameters, (int)Arrays.stream(in.getInPortSpecs())
            .filter(ConditionalSamplerPortObjectSpec.class::isInstance).count());
        OutputFile.check(parameters.m_outputFile);
        out.setOutSpecs(SamplerTables.samplersSpec(), SamplerTables.curvesSpec(), SamplerTables.verdictSpec(),
            new ReportPortObjectSpec(parameters.title()));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final SamplerComparisonParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            final OutputFile file = OutputFile.probed(parameters.m_outputFile);
            final List<FittedSampler> samplers = new ArrayList<>();
            for (final PortObject port : in.getInPortObjects()) {
                exec.checkCanceled();
                samplers.add(((ConditionalSamplerPortObject)port).sampler());
            }
            check(parameters, samplers.size());
            final SamplerComparison comparison = new SamplerComparison(entries(parameters, samplers));
            final String backend = BackendPreferences.load(warnings).summary();
            final String html = comparison.html(parameters.title(), parameters.m_remarks.strip(),
                ReportProvenance.of(backend, samplers.get(0).origin().seed()),
                ProgressAdapter.of(exec.createSubProgress(0.9)));
            exec.checkCanceled();
            if (file != null) {
                file.write(html.getBytes(StandardCharsets.UTF_8));
            }
            final String summary = String.format(Locale.ROOT, "%s: %,d %s", parameters.title(), samplers.size(),
                samplers.size() == 1 ? "sampler" : "samplers");
            out.setOutData(SamplerTables.samplers(comparison, exec), SamplerTables.curves(comparison, exec),
                SamplerTables.verdict(comparison, exec),
                ReportPortObject.create(parameters.title(), summary, html, exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static List<SamplerEntry> entries(final SamplerComparisonParameters parameters,
        final List<FittedSampler> samplers) throws InvalidSettingsException {
        final List<String> names = names(parameters.m_samplerNames, samplers.size(), "sampler names");
        final List<String> models = names(parameters.m_modelNames, samplers.size(), "model names");
        final List<SamplerEntry> entries = new ArrayList<>();
        for (int i = 0; i < samplers.size(); i++) {
            final FittedSampler sampler = samplers.get(i);
            final String model = models.isEmpty() ? sampler.origin().decoder() : models.get(i);
            final String name = names.isEmpty() ? sampler.strength() : names.get(i);
            int same = 1;
            for (final SamplerEntry entry : entries) {
                same += entry.model().equals(model) && entry.sampler().strength().equals(sampler.strength()) ? 1 : 0;
            }
            entries.add(new SamplerEntry(names.isEmpty() && same > 1 ? name + " (" + same + ")" : name, model,
                sampler));
        }
        return entries;
    }
}
