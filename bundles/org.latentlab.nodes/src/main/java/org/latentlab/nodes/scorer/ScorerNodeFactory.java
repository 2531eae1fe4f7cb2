package org.latentlab.nodes.scorer;

import org.knime.core.data.DataTableSpec;
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
import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.Warnings;

/** FID/IS/DCA Scorer: how good generated images are, and which classes they lack. */
public final class ScorerNodeFactory extends DefaultNodeFactory {

    /** The first input's name. */
    static final String REFERENCE = "Reference";

    /** The second input's name. */
    static final String GENERATED = "Generated";

    private static final String NAME = "FID/IS/DCA Scorer";

    private static final String DESCRIPTION = """
        <p>Compares generated images with a reference by three scores, for all generated images together and for each
        group of them, for instance each area of the latent space they were sampled from.</p>
        <ul>
        <li><b>Fréchet distance (FID)</b>: both sets, as features of the classifier, are taken as Gaussians;
        FID = ‖μ<sub>1</sub> − μ<sub>2</sub>‖² + tr(Σ<sub>1</sub> + Σ<sub>2</sub> −
        2(Σ<sub>1</sub>Σ<sub>2</sub>)<sup>½</sup>) (Heusel et al. 2017, <i>GANs Trained by a Two Time-Scale Update Rule
        Converge to a Local Nash Equilibrium</i>). 0 for equal sets, the lower the better; covariances have the divisor
        n − 1. The features are those of the connected classifier, not of the Inception network: figures can be compared
        within one feature space only, whose name and size stand beside them. A set of no more images than features
        gives a distance that is too high; a warning tells. Also given for each class.</li>
        <li><b>Inception score (IS)</b>: exp(E<sub>x</sub> KL(p(y|x) ‖ p(y))) of the classifier's probabilities
        (Salimans et al. 2016, <i>Improved Techniques for Training GANs</i>), the mean and standard deviation over
        random splits. From 1 to the number of classes: high if the classifier is sure of each image and all classes
        occur.</li>
        <li><b>Data composition analysis (DCA)</b>: for each class its count and share in the reference and among the
        generated images and the ratio of the shares; the total variation distance ½ Σ|p − q| of the shares (0 = the
        same composition, 1 = no class in common), and Pearson's χ² test of the generated counts against the shares of
        the reference.</li>
        </ul>
        <p>For images that were each generated <b>for a class</b>, on request:</p>
        <ul>
        <li><b>Accuracy</b>: the share of the images asked for as a class that are found to be of it, with its standard
        error √(p (1 − p)/n); which classes the others turn out to be, is in the table Confusion. The class found is the
        classifier's most probable one, or a labeller's that stands in the class column.</li>
        <li><b>Cosine</b>: the mean of cos(x, x') over all pairs of different images asked for as a class, as vectors of
        their pixels: (‖Σ x̂‖² − n) / (n (n − 1)) with x̂ = x/‖x‖. 1 means that all are alike. The real images' stands
        beside it. Black images have none.</li>
        <li><b>Distance ratio</b>: the mean Euclidean distance of two of them over that of two real images of the class
        (of at most 500 images each). 1 means that they are as diverse as the real ones, 0 that all are the same.</li>
        <li><b>Asked FID</b>: the Fréchet distance of the images asked for as a class from the real ones of it. The FID
        beside it is that of the images whose class column says so.</li>
        </ul>
        <p>Standard errors of cosines and distances are those of the jackknife (Arvesen 1969, <i>Jackknifing
        U-statistics</i>).</p>
        <p>Rows without a usable image or class are left out, with a warning that names them.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Scores generated images: Fréchet distance, inception score and data composition.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable(REFERENCE, "Real images with their classes.") //
            .addInputTable(GENERATED, "Generated images with their classes, for instance from kNN Labeler, and, if "
                + "they are to be scored by group, a column that names the group.") //
            .addInputPort("Classifier", "The image classifier whose features and probabilities are used, from Train "
                + "Image Classifier. It must have been trained on images of the same size.",
                ClassifierPortObject.TYPE) //
            .addOutputTable("Scores", "One row for all generated images, then one a group: numbers of images, Fréchet "
                + "distance and its two parts, feature space and its size, inception score (mean, standard deviation, "
                + "splits), total variation distance, χ² with degrees of freedom and p-value; for images generated for "
                + "a class accuracy with its standard error, the mean of the classes' accuracies, and the means of "
                + "their cosines, with its standard error, and distance ratios. A cell is missing where there are too "
                + "few images for its score.") //
            .addOutputTable("Composition", "One row for each group and class: counts and shares in the reference and "
                + "among the generated images, and the ratio of the shares (missing where the reference lacks the "
                + "class).") //
            .addOutputTable("Per Class", "One row for each group and class: numbers of images and the Fréchet distance "
                + "between the generated and the reference images of that class (missing where either set has fewer "
                + "than two); for images generated for a class their number, Fréchet distance, accuracy, cosine and "
                + "distance ratio, else missing.") //
            .addOutputTable("Confusion", "For images generated for a class: one row for each group, class asked for "
                + "and class found, with the count and the share of those asked for; else no rows.")) //
        .model(m -> m.parametersClass(ScorerParameters.class) //
            .configure(ScorerNodeFactory::configure).execute(ScorerNodeFactory::execute)) //
        .nodeType(NodeType.Other) //
        .keywords("FID", "Fréchet inception distance", "inception score", "IS", "data composition analysis", "DCA",
            "total variation", "confusion matrix", "class accuracy", "class-conditional", "evaluation",
            "generative model");

    /** For KNIME. */
    public ScorerNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ScorerParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec reference = in.getInPortSpec(0);
        final DataTableSpec generated = in.getInPortSpec(1);
        ScoredColumns.ofReference(parameters, reference);
        ScoredColumns.ofGenerated(parameters, generated);
        out.setOutSpecs(ScoreTables.scoresSpec(), ScoreTables.compositionSpec(), ScoreTables.perClassSpec(),
            ScoreTables.confusionSpec());
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final ScorerParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable reference = in.getInPortObject(0);
        final BufferedDataTable generated = in.getInPortObject(1);
        final ClassifierPortObject port = in.getInPortObject(2);
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            checkNotEmpty(reference, REFERENCE);
            checkNotEmpty(generated, GENERATED);
            BackendPreferences.load(warnings);
            final ImageClassifier classifier = port.classifier();
            final ScoredSet known = ScoredColumns.ofReference(parameters, reference.getDataTableSpec())
                .read(reference, classifier, "reference", false, warnings, exec.createSubProgress(0.3));
            final ScoredSet made = ScoredColumns.ofGenerated(parameters, generated.getDataTableSpec())
                .read(generated, classifier, "generated", true, warnings, exec.createSubProgress(0.5));
            final ConditionalClasses conditional =
                parameters.m_conditional ? ConditionalClasses.of(made, classifier, parameters, warnings) : null;
            final Scoring scoring = new Scoring(known, made, conditional, classifier, parameters.m_splits,
                parameters.m_seed, warnings);
            out.setOutData(ScoreTables.write(scoring.groups(exec.createSubProgress(0.2)), exec));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static void checkNotEmpty(final BufferedDataTable table, final String name) {
        if (table.size() == 0) {
            throw new EngineException("Input '" + name + "' is empty: there are no images to score. "
                + "Connect a table with rows, or check the filter before.");
        }
    }
}
