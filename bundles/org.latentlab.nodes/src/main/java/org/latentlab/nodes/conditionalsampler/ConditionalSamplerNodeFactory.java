package org.latentlab.nodes.conditionalsampler;

import java.io.IOException;
import java.util.ArrayList;
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
import org.latentlab.engine.EngineException;
import org.latentlab.engine.chart.SamplerCurvesChart;
import org.latentlab.engine.conditional.DecodedEvaluator;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.LatentClasses;
import org.latentlab.engine.conditional.SamplerCandidate;
import org.latentlab.engine.conditional.SamplerFit;
import org.latentlab.engine.conditional.SamplerScore;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.picture.PictureFile;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.ClassifierPortObjectSpec;
import org.latentlab.nodes.port.ConditionalSamplerPortObject;
import org.latentlab.nodes.port.ConditionalSamplerPortObjectSpec;
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.Columns;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Class-Conditional Sampler Fit: how to draw latent codes of a class for a model that knows none. */
public final class ConditionalSamplerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Class-Conditional Sampler Fit";

    private static final String INPUT = "Latent Codes";

    /** An accuracy that is this part of the way from chance to 1 hardly comes about by chance. */
    private static final double FAR_FROM_CHANCE = 0.25;

    /** A mean cosine from which on nobody sees that images differ. */
    private static final double ALIKE = 0.9999;

    private static final String DESCRIPTION = """
        <p>Makes a model that was trained without classes generate images of a class that you choose, by what the
        latent codes of that class are like. From encoded rows with a class it learns the mean μ<sub>y</sub> and the
        spread of each class y, and then how much of that spread to use: drawn with all of it, images are varied, but
        some are of another class; drawn near the mean, all are of the class, and all are alike.</p>
        <p>A latent vector is z<sub>y</sub> = μ<sub>y</sub> + θ ⊙ ε, where ε is the mean of n draws of the class's
        deviations from its mean; for one Gaussian with standard deviations σ<sub>y</sub> that is the mean of n draws
        from N(μ<sub>y</sub>, (θσ<sub>y</sub>)²). Of a mixture one component is drawn first, and θ multiplies the
        deviations from its mean. θ and n are found by search:</p>
        <ul>
        <li><b>Simple</b>: one θ and one n for all; every pair of two lists is tried.</li>
        <li><b>Per dimension</b>: a θ for each latent dimension.</li>
        <li><b>Per dimension and class</b>: a θ for each latent dimension of each class, found for each class by
        itself, since a class's θ changes its own images alone.</li>
        <li><b>Generator network</b>: a small network from the class and noise to the latent vector, trained through the
        decoder and the classifier, both fixed, to have its images told right, and to be spread widely in the latent
        space and the images. There are several networks, which heed the spread more and more.</li>
        </ul>
        <p>The second and the third search within a budget of evaluations, the whole grid where that is small, else by
        coordinate descent or CMA-ES.</p>
        <p>A sampler is scored on images that the model decodes from its draws: by the <b>accuracy</b>, the share of
        images that the classifier gives the class asked for, and by the <b>cosine</b> between the values of two
        different images of a class, over all pairs of them: near 1 all images of a class are alike. Both are means over
        the classes. The objective is w<sub>c</sub> · cosine + w<sub>a</sub> · (1 − accuracy), and the smallest wins.
        All samplers are scored on the same random numbers. What no other beats in both makes the curve of what accuracy
        costs. Of many tries the best owes part of its score to luck, so the sampler is chosen from that curve on draws
        that the search has not seen, and a third set of draws gives the fresh scores.</p>
        <p>The classifier should know images as the model makes them: train it on <i>reconstructions</i> of the training
        set (Encode, Decode, Train Image Classifier).</p>
        <p>Rows without a class and rows with a missing, infinite or not-a-number coordinate take no part; a warning
        counts them. Every class, also one that only the column's list of possible values names, needs at least two
        rows.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Learns to draw latent codes of a chosen class, and what variety costs in accuracy.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable(INPUT, "Latent codes as Encode gives them: one row a point, columns z1 … zd or others "
                + "chosen in the settings, and a class column.") //
            .addInputPort("Model", "The model that encoded them, trained without classes: its decoder makes the images "
                + "that are scored.", GenerativeModelPortObject.TYPE) //
            .addInputPort("Classifier", "Says which class an image is of, from Train Image Classifier; best trained on "
                + "reconstructions of the model. It must know every class of the table.", ClassifierPortObject.TYPE) //
            .addOutputPort("Sampler", "The chosen sampler with the others on the curve, for Latent Sampler "
                + "and Sampler Comparison; its summary tells how it was searched, how many samplers were scored of how "
                + "many, and the seed.",
                ConditionalSamplerPortObject.TYPE) //
            .addOutputTable("Trade-off Curve", "One row a sampler that was tried (of long searches those worth "
                + "keeping): what it is; θ (missing where there are several) and n; accuracy, cosine, spread (mean of "
                + "‖z − μ‖) and objective on the draws of the search; whether it is on the curve and whether it was "
                + "chosen; and the same scores on fresh draws (missing where it was not kept).") //
            .addOutputTable("Classes", "One row a class: number of rows, mean and standard deviation of its codes in "
                + "each dimension, and accuracy and cosine of the chosen sampler's images, on the draws of the search "
                + "and on fresh ones.") //
            .addOutputTable("Parameters", "One row a class and latent dimension: θ and n of the chosen sampler "
                + "(missing for a generator network), mean and standard deviation of the class's codes, and those of "
                + "draws.") //
            .addOutputPort("Trade-off Chart", "The curve as a picture, as PNG: accuracy over the cosine, on fresh "
                + "draws and on those of the search, the chosen sampler ringed. The settings can write it as SVG, too.",
                ImagePortObject.TYPE)) //
        .model(m -> m.parametersClass(ConditionalSamplerParameters.class) //
            .configure(ConditionalSamplerNodeFactory::configure).execute(ConditionalSamplerNodeFactory::execute)) //
        .nodeType(NodeType.Learner) //
        .keywords("class-conditional", "sampler", "generate", "VAE", "latent", "trade-off", "diversity", "CMA-ES",
            "coordinate descent");

    /** For KNIME. */
    public ConditionalSamplerNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ConditionalSamplerParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec spec = in.getInPortSpec(0);
        final LatentColumns columns = columns(parameters, spec, in.getInPortSpec(1), in.getInPortSpec(2));
        final List<String> classes = ClassColumn.choose(spec, parameters.m_classColumn, INPUT).knownClasses();
        checkClasses(classes, in.getInPortSpec(2));
        OutputFile.check(parameters.m_outputFile);
        out.setOutSpecs(
            new ConditionalSamplerPortObjectSpec(columns.names(), classes, parameters.search(null, null).strength()),
            FittedTables.curveSpec(), FittedTables.classesSpec(columns.names()), FittedTables.parametersSpec(),
            new ImagePortObjectSpec(PNGImageContent.TYPE));
    }

    /** The latent columns, which fit the model, as this fits the classifier. */
    private static LatentColumns columns(final ConditionalSamplerParameters parameters, final DataTableSpec spec,
        final GenerativeModelPortObjectSpec model, final ClassifierPortObjectSpec classifier)
        throws InvalidSettingsException {
        final LatentColumns columns =
            LatentColumns.choose(spec, parameters.m_coordinates, parameters.m_coordinateColumns, INPUT);
        if (model.isConditional()) {
            throw new InvalidSettingsException("The " + model.kind() + " is told a class when it generates: choose the "
                + "class in Latent Sampler or Decode. A sampler is fitted for models that were trained without.");
        }
        if (model.vectors()) {
            throw new InvalidSettingsException("The " + model.kind() + " generates vectors, but a classifier takes "
                + "images. Connect a model of images.");
        }
        columns.checkDimensions(model.latentSize(), "the model");
        if (model.shape().isPresent() && classifier.shape().isPresent()
            && !model.shape().equals(classifier.shape())) {
            throw new InvalidSettingsException("The model generates images of " + model.shape().get() + ", but the "
                + "classifier was trained on " + classifier.shape().get() + ". Train it on reconstructions of this "
                + "model.");
        }
        return columns;
    }

    private static void checkClasses(final List<String> classes, final ClassifierPortObjectSpec classifier)
        throws InvalidSettingsException {
        final List<String> unknown = new ArrayList<>(classes);
        unknown.removeAll(classifier.classNames());
        if (!classifier.classNames().isEmpty() && !unknown.isEmpty()) {
            throw new InvalidSettingsException("The classifier does not know the class"
                + (unknown.size() == 1 ? " " : "es ") + Columns.list(unknown) + "; it knows "
                + Columns.list(classifier.classNames()) + ". Train it on images of all classes of the table, or choose "
                + "another class column.");
        }
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final ConditionalSamplerParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable table = in.getInPortObject(0);
        final GenerativeModelPortObject model = in.getInPortObject(1);
        final ClassifierPortObject classifier = in.getInPortObject(2);
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            final OutputFile file = OutputFile.probed(parameters.m_outputFile);
            BackendPreferences.load(warnings);
            final LatentColumns columns =
                columns(parameters, table.getDataTableSpec(), model.getSpec(), classifier.getSpec());
            final LatentClasses classes =
                classes(parameters, columns, table, classifier.getSpec(), warnings, exec);
            final RecordedSearch search =
                new RecordedSearch(parameters.search(model.model(), classifier.classifier()));
            final FittedSampler fitted = SamplerFit.fit(
                new DecodedEvaluator(model.model(), classifier.classifier(), classes), search, parameters.objective(),
                parameters.leastAccuracy(), parameters.m_draws, parameters.m_seed,
                ProgressAdapter.of(exec.createSubProgress(0.9)));
            fitted.notices().forEach(warnings::add);
            warnings.add(strange(fitted));
            if (fitted.fresh().get(fitted.chosen()).cosine() >= ALIKE) {
                warnings.add("The chosen sampler (" + fitted.sampler().summary() + ") makes all images of a class "
                    + "alike: by the objective, variety costs more accuracy than it is worth. Give the cosine more "
                    + "weight, or choose by least accuracy.");
            }
            final FittedTables tables = new FittedTables(fitted, columns.names(), exec);
            out.setOutData(ConditionalSamplerPortObject.create(fitted, columns.names(), exec),
                tables.curve(search.trials()), tables.classes(), tables.parameters(),
                chart(fitted, parameters, file));
        });
        warnings.tell(out::setWarningMessage);
    }

    /**
     * Images near the means of their classes are told right by far, unless codes, model and classifier come from
     * different places, which nothing else shows where their sizes agree.
     *
     * @return a sentence on that; null if all is well
     */
    private static String strange(final FittedSampler fitted) {
        final int classes = fitted.classes().size();
        final double best = fitted.fresh().stream().mapToDouble(SamplerScore::accuracy).max().orElseThrow();
        final double chance = 1.0 / classes;
        return best > chance + FAR_FROM_CHANCE * (1 - chance) ? null : String.format(Locale.ROOT, "Even of the most "
            + "accurate sampler the classifier gives only %.0f %% of the images the class asked for (by chance %.0f "
            + "%%). Check that the table was encoded by this model, that its classes are the classifier's, and that "
            + "both are trained well.", 100 * best, 100 * chance);
    }

    /** The curve as a picture, also in a file where there is one. */
    private static ImagePortObject chart(final FittedSampler fitted, final ConditionalSamplerParameters parameters,
        final OutputFile file) throws IOException {
        final SamplerCurvesChart chart = new SamplerCurvesChart(
            parameters.m_title.isBlank() ? "What variety costs in accuracy" : parameters.m_title,
            "Strength: " + fitted.strength() + ". Chosen: " + fitted.sampler().summary() + ".",
            List.of(curve("On fresh draws", fitted.fresh(), fitted.chosen()),
                curve("On the draws of the search", fitted.curve().stream().map(SamplerCandidate::score).toList(),
                    fitted.chosen())),
            null);
        final int width = chart.preferredWidth();
        final byte[] png = chart.png(width, chart.heightFor(width), parameters.m_resolution);
        if (file != null) {
            PictureFile.write(file, chart, width, chart.heightFor(width), png);
        }
        return new ImagePortObject(new PNGImageContent(png), new ImagePortObjectSpec(PNGImageContent.TYPE));
    }

    private static SamplerCurvesChart.Curve curve(final String name, final List<SamplerScore> scores,
        final int chosen) {
        return new SamplerCurvesChart.Curve(name, scores.stream().mapToDouble(SamplerScore::cosine).toArray(),
            scores.stream().mapToDouble(SamplerScore::accuracy).toArray(), chosen);
    }

    private static LatentClasses classes(final ConditionalSamplerParameters parameters, final LatentColumns columns,
        final BufferedDataTable table, final ClassifierPortObjectSpec classifier, final Warnings warnings,
        final ExecutionContext exec) throws InvalidSettingsException, CanceledExecutionException {
        final ClassColumn column = ClassColumn.choose(table.getDataTableSpec(), parameters.m_classColumn, INPUT);
        final LatentRows rows = columns.read(table, exec.createSubProgress(0.04));
        final ClassLabels labels = column.read(table, exec.createSubProgress(0));
        if (rows.rows() == 0) {
            throw new EngineException("The input table is empty: there are no latent codes whose classes could be "
                + "learned. Connect codes from Encode, or check the filter before.");
        }
        rows.warn(warnings, "were left out");
        if (labels.missing() > 0) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d rows have no class and were left out.",
                labels.missing(), rows.rows()));
        }
        final int[] known = labels.select(rows.tableRows());
        // a column of names is no class column, which is what a check of the classifier's classes would hide
        final LatentClasses classes = LatentClasses.fit(rows.points(), known, labels.classNames(),
            parameters.spread(), parameters.m_seed, ProgressAdapter.of(exec.createSubProgress(0.05)));
        checkClasses(labels.classNames(), classifier);
        return classes;
    }
}
