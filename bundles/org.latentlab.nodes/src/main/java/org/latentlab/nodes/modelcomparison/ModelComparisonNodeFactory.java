package org.latentlab.nodes.modelcomparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.report.ModelComparison;
import org.latentlab.engine.report.ModelComparisonData;
import org.latentlab.engine.report.ModelComparisonEntry;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.ClassifierPortObjectSpec;
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.port.ReportPortObject;
import org.latentlab.nodes.port.ReportPortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.report.ModelNames;
import org.latentlab.nodes.report.ReportProvenance;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.ExpectedImages;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Model Comparison: generative models of any family on equal terms. */
public final class ModelComparisonNodeFactory extends DefaultNodeFactory {

    /** The names of the port groups. */
    static final String REAL = "Real Images";

    static final String MODELS = "Generative Models";

    private static final String CLASSIFIER = "Classifier";

    private static final String NAME = "Model Comparison";

    private static final String DESCRIPTION = """
        <p>Compares generative models of images, VAEs with GANs or several of one family, on equal terms: as many
        samples from each one's prior, from one seed, held against the same real images by the same measures. What the
        training of each cost (updates of the decoder or generator, images shown, seconds, parameters) stands beside its
        scores.</p>
        <ul>
        <li><b>Both at once</b>: Fréchet distance, coverage, inception score.</li>
        <li><b>Sharpness</b>: how wide detail is, whatever its contrast, and how much contrast there is, both over the
        real images'; precision. Blur widens and takes contrast away.</li>
        <li><b>Diversity</b>: mean distance of the samples and near-duplicates, over the real images'; recall; classes
        hit, and how far their shares are from those of the real images.</li>
        <li><b>Copies</b>: how far samples are from the nearest real image, over how far real images are from each
        other, and the share of samples that hardly differ from one. Copies of training images are found where the real
        images are those.</li>
        <li><b>Latent space</b>: the largest step of an interpolation; whether a class-conditional model obeys.</li>
        </ul>
        <p>Each model gives several sets of samples, and each set is scored by itself: so every figure has a standard
        error, and a difference counts where chance explains it with less than 5 % (Welch's t test). That is the error
        of drawing other samples of these models, not of training them anew. Real images that are kept apart are scored
        like samples: no model needs to be better.</p>
        <p>With a classifier, features and classes are the classifier's. Without one, features are pixels (of images
        made smaller to at most 256 a channel), and classes, where the real images have some, those of the three nearest
        real images; what is near what is then no part of the verdict, since a blurred image is near to many sharp
        ones.</p>
        <p>The report is one HTML page that stands alone (it loads nothing and runs no script): the verdict on diversity
        against sharpness in sentences, the scores, samples, classes, interpolations between draws of the prior,
        traversals of the strongest dimensions, draws out of distribution with their scores, training curves, settings
        and definitions.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Compares VAEs and GANs on equal terms: scores, pictures, diversity against sharpness.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup(REAL, g -> g.name(REAL) //
                .description("Real images of the models' size, as they were trained on, optionally with their classes. "
                    + "At least as many as a set has samples.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup(MODELS, g -> g.name(MODELS) //
                .description("A trained VAE or GAN. One port a model.") //
                .extendable().supportedTypes(GenerativeModelPortObject.TYPE)
                .defaultNonFixedTypes(GenerativeModelPortObject.TYPE, GenerativeModelPortObject.TYPE)) //
            .addInputPortGroup(CLASSIFIER, g -> g.name(CLASSIFIER) //
                .description("A classifier of images of the same size, from Train Image Classifier. With it features "
                    + "and classes are the classifier's.") //
                .optional().supportedTypes(ClassifierPortObject.TYPE)) //
            .addOutputPortGroup("Scores", g -> g.name("Scores") //
                .description("One row a model, and one for real images kept apart: family, prior, latent size, what "
                    + "the training cost, then each measure (mean over the sets) with its standard error. Shares lie "
                    + "in [0, 1]. What does not apply is missing.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Verdict", g -> g.name("Verdict") //
                .description("One row a sentence of the verdict.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Samples", g -> g.name("Samples") //
                .description("The first set of each model: model, class (of class-conditional models), latent vector "
                    + "z1 … zd (missing beyond the model's latent size) and image.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Report", g -> g.name("Report") //
                .description("The page, as one HTML file.") //
                .fixed(ReportPortObject.TYPE))) //
        .model(m -> m.parametersClass(ModelComparisonParameters.class) //
            .configure(ModelComparisonNodeFactory::configure).execute(ModelComparisonNodeFactory::execute)) //
        .keywords("VAE", "GAN", "comparison", "diversity", "sharpness", "Fréchet distance", "FID", "precision",
            "recall", "interpolation", "report", "HTML");

    /** For KNIME. */
    public ModelComparisonNodeFactory() {
        super(NODE);
    }

    private static <T> List<T> of(final Object[] ports, final Class<T> type) {
        return Arrays.stream(ports).filter(type::isInstance).map(type::cast).toList();
    }

    private static void checkModels(final int count) throws InvalidSettingsException {
        if (count == 0) {
            throw new InvalidSettingsException("Connect at least one model to '" + MODELS + "'.");
        }
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ModelComparisonParameters parameters = in.getParameters();
        parameters.validate();
        final PortObjectSpec[] specs = in.getInPortSpecs();
        final List<GenerativeModelPortObjectSpec> models = of(specs, GenerativeModelPortObjectSpec.class);
        checkModels(models.size());
        ModelNames.parse(parameters.m_modelNames, models.size());
        for (int i = 0; i < models.size(); i++) {
            if (models.get(i).vectors()) {
                throw new InvalidSettingsException("Model " + (i + 1) + " makes vectors, but only models of images can "
                    + "be compared.");
            }
            if (models.get(i).shape().isPresent() && models.get(0).shape().isPresent()
                && !models.get(i).shape().equals(models.get(0).shape())) {
                throw new InvalidSettingsException("Model " + (i + 1) + " makes images of "
                    + models.get(i).shape().get() + ", but model 1 of " + models.get(0).shape().get()
                    + ". Compare models of images of one size and colour.");
            }
        }
        for (final ClassifierPortObjectSpec classifier : of(specs, ClassifierPortObjectSpec.class)) {
            if (classifier.shape().isPresent() && models.get(0).shape().isPresent()
                && !classifier.shape().equals(models.get(0).shape())) {
                throw new InvalidSettingsException("The classifier was trained on images of "
                    + classifier.shape().get() + ", but the models make images of " + models.get(0).shape().get()
                    + ". Train one on such images, or remove its port.");
            }
        }
        final DataTableSpec table = (DataTableSpec)specs[0];
        ImageColumn.choose(table, parameters.m_imageColumn, REAL);
        classColumn(parameters, table);
        OutputFile.check(parameters.m_outputFile);
        out.setOutSpecs(ComparisonTables.scoresSpec(), ComparisonTables.verdictSpec(), ComparisonTables.samplesSpec(
            models.stream().mapToInt(GenerativeModelPortObjectSpec::latentSize).max().orElseThrow()),
            new ReportPortObjectSpec(parameters.title()));
    }

    private static Optional<ClassColumn> classColumn(final ModelComparisonParameters parameters,
        final DataTableSpec table) throws InvalidSettingsException {
        return parameters.m_useClasses ? ClassColumn.find(table, parameters.m_classColumn) : Optional.empty();
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final ModelComparisonParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            final OutputFile file = OutputFile.probed(parameters.m_outputFile);
            final PortObject[] objects = in.getInPortObjects();
            final List<GenerativeModel> models = new ArrayList<>();
            for (final GenerativeModelPortObject port : of(objects, GenerativeModelPortObject.class)) {
                exec.checkCanceled();
                models.add(port.model());
            }
            checkModels(models.size());
            final String backend = BackendPreferences.load(warnings).summary();
            final ModelComparison comparison = ModelComparison.of(entries(parameters, models),
                data(parameters, objects, models.get(0), warnings, exec), parameters.config(),
                ProgressAdapter.of(exec.createSubProgress(0.75)));
            final String html = comparison.html(parameters.title(), parameters.m_remarks.strip(),
                ReportProvenance.of(backend, parameters.m_seed), ProgressAdapter.of(exec.createSubProgress(0.1)));
            exec.checkCanceled();
            if (file != null) {
                file.write(html.getBytes(StandardCharsets.UTF_8));
            }
            final String summary = String.format(Locale.ROOT, "%s: %,d %s", parameters.title(), models.size(),
                models.size() == 1 ? "model" : "models");
            out.setOutData(ComparisonTables.scores(comparison, models, exec),
                ComparisonTables.verdict(comparison, exec), ComparisonTables.samples(comparison, models, exec),
                ReportPortObject.create(parameters.title(), summary, html, exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static List<ModelComparisonEntry> entries(final ModelComparisonParameters parameters,
        final List<GenerativeModel> models) throws InvalidSettingsException {
        final List<String> set = ModelNames.parse(parameters.m_modelNames, models.size());
        final List<String> names = set.isEmpty() ? ModelComparison.names(models) : set;
        final List<ModelComparisonEntry> entries = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            entries.add(new ModelComparisonEntry(names.get(i), models.get(i)));
        }
        return entries;
    }

    /** The real images as the first model takes them; the others must take the same. */
    private static ModelComparisonData data(final ModelComparisonParameters parameters, final PortObject[] objects,
        final GenerativeModel model, final Warnings warnings, final ExecutionContext exec)
        throws InvalidSettingsException, IOException, CanceledExecutionException {
        final BufferedDataTable table = (BufferedDataTable)objects[0];
        final List<ClassifierPortObject> ports = of(objects, ClassifierPortObject.class);
        final ImageClassifier classifier = ports.isEmpty() ? null : ports.get(0).classifier();
        if (model.shape().isVector()) {
            throw new EngineException("Model 1 makes vectors, but only models of images can be compared.");
        }
        final ImageRows rows = ImageColumn.choose(table.getDataTableSpec(), parameters.m_imageColumn, REAL).read(table,
            new ExpectedImages(model.shape(), model.input().gray(), "the models were trained on"),
            exec.createSubProgress(0.1));
        rows.warn(warnings, "were left out");
        final Optional<ClassColumn> column =
            classifier == null ? classColumn(parameters, table.getDataTableSpec()) : Optional.empty();
        final ClassLabels labels = column.isEmpty() ? null
            : column.get().read(table, exec.createSubProgress(0)).withoutEmptyClasses();
        return new ModelComparisonData(model.input().apply(rows.images()),
            labels == null ? null : labels.select(rows.tableRows()),
            labels == null ? List.of() : labels.classNames(), classifier);
    }
}
