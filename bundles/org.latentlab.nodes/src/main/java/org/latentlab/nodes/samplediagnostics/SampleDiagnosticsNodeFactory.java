package org.latentlab.nodes.samplediagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.failure.SampleDiagnostics;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Sample Diagnostics: how diverse and how sharp generated images are, and whether a generator has collapsed. */
public final class SampleDiagnosticsNodeFactory extends DefaultNodeFactory {

    /** The first input's name. */
    static final String GENERATED = "Generated";

    /** The second input's name. */
    static final String REAL = "Real";

    private static final String NAME = "Sample Diagnostics";

    private static final String DESCRIPTION = """
        <p>Examines generated images beside real ones: whether the generator makes the same few images again and again
        (mode collapse), which classes it leaves out (mode dropping), and whether the images are as diverse and as sharp
        as real ones. Several groups of images, for instance of several models, are compared with one another in plain
        sentences.</p>
        <ul>
        <li><b>Distances</b> are Euclidean, over all pixels in [0, 1]. The mean distance of two generated images is
        given beside that of as many real ones.</li>
        <li><b>Near-duplicates</b> are generated images with another one within half the median distance of a real image
        from its nearest; the share is given beside that of real images. So what counts as the same depends on the data.
        A generator has collapsed where over half of its images are near-duplicates and clearly more than of the real
        ones, or where it hits fewer than 3 classes. Fewer than 20 images are not judged.</li>
        <li><b>Diversity</b>, 0 to 1: the ratio of the mean distances, at most 1, times the share of images that are no
        near-duplicates beyond what is usual of real images.</li>
        <li><b>Detail width</b> in pixels: √(Σ(I − Ī)² / Σ‖∇I‖²) over all pixels, which for a Gaussian blob is its
        standard deviation, whatever its contrast. <b>Sharpness</b> is that of the real images over that of the
        generated: below 1 they are blurred, above 1 they are rough, as by noise. Blur takes <b>contrast</b> away, too,
        the root mean square of I − Ī; the verdict names that of the generated images over that of the real.</li>
        <li><b>Precision</b> and <b>recall</b> (Kynkäänniemi et al. 2019, <i>Improved Precision and Recall Metric for
        Assessing Generative Models</i>): shares of generated images among real ones and of real images among generated
        ones. <b>Density</b> and <b>coverage</b> (Naeem et al. 2020, <i>Reliable Fidelity and Diversity Metrics for
        Generative Models</i>) count neighbourhoods of real images alone, so outliers among generated ones do less harm.
        They are taken in the features of the classifier, else in the pixels.</li>
        <li><b>Classes</b>, with a classifier: a class is hit by at least 1 % of the images. It is missing where it has
        at least 2 % of the real images and less than a tenth of that share of the generated ones, if there are so many
        of these that 8 were to be of it. The entropy of the shares is given in nats.</li>
        </ul>
        <p>Rows without a usable image or a group are left out, with a warning that names them.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Tells mode collapse and dropping, diversity and sharpness of generated images.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup(GENERATED, g -> g.name(GENERATED) //
                .description("Generated images, for instance from Decode, and, if they are to be examined by group, a "
                    + "column that names the group.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup(REAL, g -> g.name(REAL) //
                .description("Real images of the same size, best those that the model was not trained on.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Classifier", g -> g.name("Classifier") //
                .description("The image classifier that tells the classes and gives the features, from Train Image "
                    + "Classifier. It must have been trained on images of the same size.") //
                .optional().supportedTypes(ClassifierPortObject.TYPE)) //
            .addOutputPortGroup("Diagnostics", g -> g.name("Diagnostics") //
                .description("One row a group: numbers of images, distances, near-duplicates, diversity, sharpness, "
                    + "precision, recall, density, coverage, classes, and the verdict on collapse. A cell is missing "
                    + "where there are too few images, or no classifier, for its figure.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Verdict", g -> g.name("Verdict") //
                .description("Sentences on diversity and sharpness: one a group and, for several groups, which of them "
                    + "is ahead in what.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(SampleDiagnosticsParameters.class) //
            .configure(SampleDiagnosticsNodeFactory::configure).execute(SampleDiagnosticsNodeFactory::execute)) //
        .nodeType(NodeType.Other) //
        .keywords("GAN", "mode collapse", "mode dropping", "diversity", "sharpness", "blur", "precision", "recall",
            "density", "coverage", "near-duplicates", "evaluation", "generative model");

    /** For KNIME. */
    public SampleDiagnosticsNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SampleDiagnosticsParameters parameters = in.getParameters();
        parameters.validate();
        DiagnosedColumns.of(parameters, (DataTableSpec)in.getInPortSpecs()[0], (DataTableSpec)in.getInPortSpecs()[1]);
        out.setOutSpecs(DiagnosticsTables.diagnosticsSpec(), DiagnosticsTables.verdictSpec());
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final SampleDiagnosticsParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final PortObject[] inputs = in.getInPortObjects();
        final BufferedDataTable generated = (BufferedDataTable)inputs[0];
        final BufferedDataTable real = (BufferedDataTable)inputs[1];
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            BackendPreferences.load(warnings);
            final ImageClassifier classifier =
                inputs.length > 2 ? ((ClassifierPortObject)inputs[2]).classifier() : null;
            final DiagnosedColumns columns =
                DiagnosedColumns.of(parameters, generated.getDataTableSpec(), real.getDataTableSpec());
            final Images known = columns.readReal(real, parameters, classifier == null ? null : classifier.shape(),
                warnings, exec.createSubProgress(0.15));
            final Map<String, Images> sets = columns.readGenerated(generated, known.shape(), warnings,
                exec.createSubProgress(0.15));
            final List<SampleDiagnostics.Result> results = examine(known, sets, classifier, parameters,
                ProgressAdapter.of(exec.createSubProgress(0.7)));
            out.setOutData(DiagnosticsTables.diagnostics(results, exec), DiagnosticsTables.verdicts(results, exec));
            if (results.stream().anyMatch(r -> r.precisionRecall() == null)) {
                warnings.add("Groups of no more than " + parameters.m_neighbours + " images, or as few real images, "
                    + "have no precision, recall, density and coverage.");
            }
        });
        warnings.tell(out::setWarningMessage);
    }

    private static List<SampleDiagnostics.Result> examine(final Images real, final Map<String, Images> sets,
        final ImageClassifier classifier, final SampleDiagnosticsParameters parameters, final Progress progress) {
        final SampleDiagnostics diagnostics =
            new SampleDiagnostics(real, classifier, parameters.config(), progress.part(0, 0.3));
        final List<SampleDiagnostics.Result> results = new ArrayList<>();
        for (final Map.Entry<String, Images> set : sets.entrySet()) {
            final double done = (double)results.size() / sets.size();
            results.add(diagnostics.examine(set.getKey(), set.getValue(),
                progress.part(0.3 + 0.7 * done, 0.3 + 0.7 * (done + 1.0 / sets.size()))));
        }
        return results;
    }
}
