package org.latentlab.examples;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.nodes.conditionalsampler.ConditionalSamplerNodeFactory;
import org.latentlab.nodes.datasetreader.ImageDatasetReaderNodeFactory;
import org.latentlab.nodes.decode.DecodeNodeFactory;
import org.latentlab.nodes.encode.EncodeNodeFactory;
import org.latentlab.nodes.imagegrid.ImageGridNodeFactory;
import org.latentlab.nodes.knnlabeler.KnnLabelerNodeFactory;
import org.latentlab.nodes.latentsampler.LatentSamplerNodeFactory;
import org.latentlab.nodes.samplercomparison.SamplerComparisonNodeFactory;
import org.latentlab.nodes.scorer.ScorerNodeFactory;
import org.latentlab.nodes.trainclassifier.TrainClassifierNodeFactory;
import org.latentlab.nodes.trainvae.TrainVaeNodeFactory;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.settings.FlowValue;

/**
 * One class at will from VAEs that were trained without labels: ELBO-VAEs and MMD-VAEs of 2, 10 and 20 dimensions, a
 * classifier of each one's reconstructions, the four samplers, and what variety costs in accuracy.
 */
final class ConditionalGeneration {

    static final String NAME = "conditional-generation";

    private static final int[] SIZES = {2, 10, 20};

    private static final List<String> STRENGTHS =
        List.of("SIMPLE", "PER_DIMENSION", "PER_DIMENSION_AND_CLASS", "NETWORK");

    private static final List<String> NAMES =
        List.of("Simple", "Per dimension", "Per dimension and class", "Generator network");

    private static final int ROWS = 2 * SIZES.length * STRENGTHS.size();

    /** Latent vectors that are drawn of all classes together. */
    private static final int DRAWN = 2000;

    private final WorkflowBuilder m_workflow;

    private final Board m_board;

    private final NodeBuilder m_train;

    private final NodeBuilder m_test;

    private final NodeBuilder m_comparison;

    private final List<String> m_models = new ArrayList<>();

    private ConditionalGeneration(final WorkflowBuilder workflow) throws RunnerException {
        m_workflow = workflow;
        m_board = new Board(workflow, ROWS);
        m_train = m_board.node(ImageDatasetReaderNodeFactory.class, 0, 1.5, "Training images")
            .set("split", "TRAIN").bind("directory", "data_directory").bind("limit", "rows");
        m_test = m_board.node(ImageDatasetReaderNodeFactory.class, 0, ROWS - 2.5, "Test images: the reference")
            .set("split", "TEST").bind("directory", "data_directory").bind("limit", "test_rows");
        m_comparison = m_board.node(SamplerComparisonNodeFactory.class, 6, 1.5, "What does variety cost?")
            .ports("Samplers", ROWS).set("title", "One class at will");
    }

    /**
     * @param catalog the nodes that there are
     * @return the workflow, ready to be written
     * @throws RunnerException if a node or a setting that it uses is not there
     */
    static WorkflowBuilder workflow(final NodeCatalog catalog) throws RunnerException {
        final WorkflowBuilder workflow = new WorkflowBuilder(NAME, catalog)
            .description("Images of one class at will, from VAEs that were trained without labels: by the statistics "
                + "of each class's latent codes, with four samplers from simple to a network, for ELBO-VAEs and "
                + "MMD-VAEs of 2, 10 and 20 dimensions. What more variety costs in accuracy stands on one page. On "
                + "synthetic digits as it stands; set the workflow variable data_directory to a folder with MNIST (or "
                + "another data set with classes), rows to 0 (all), epochs to 10, draws to 1000, budget to 400 and "
                + "steps to 2000 for a thorough run.")
            .variable("data_directory", new FlowValue.Text("")).variable("rows", new FlowValue.Whole(3000))
            .variable("test_rows", new FlowValue.Whole(1000)).variable("epochs", new FlowValue.Whole(20))
            .variable("classifier_epochs", new FlowValue.Whole(6)).variable("draws", new FlowValue.Whole(200))
            .variable("budget", new FlowValue.Whole(80)).variable("steps", new FlowValue.Whole(250));
        final ConditionalGeneration study = new ConditionalGeneration(workflow);
        final StringBuilder models = new StringBuilder();
        final StringBuilder names = new StringBuilder();
        for (int v = 0; v < 2 * SIZES.length; v++) {
            study.vae(v);
            names.append(String.join("\n", NAMES)).append('\n');
        }
        study.m_models.forEach(model -> models.append((model + "\n").repeat(STRENGTHS.size())));
        study.m_comparison.set("modelNames", models.toString().strip()).set("samplerNames", names.toString().strip());
        study.notes();
        return workflow;
    }

    private void vae(final int index) throws RunnerException {
        final boolean mmd = index >= SIZES.length;
        final int d = SIZES[index % SIZES.length];
        final String name = (mmd ? "MMD-VAE, d = " : "ELBO-VAE, d = ") + d;
        m_models.add(name);
        final int top = index * STRENGTHS.size();
        final double middle = top + 1.5;
        final NodeBuilder vae = m_board.node(TrainVaeNodeFactory.class, 1, middle, name).set("preset", "CUSTOM")
            .set("latentSize", d).set("batchSize", 64).bind("epochs", "epochs");
        if (mmd) {
            vae.set("divergence/kind", "MMD");
        }
        final NodeBuilder encode = m_board.node(EncodeNodeFactory.class, 2, middle, "Images → z");
        final NodeBuilder decode = m_board.node(DecodeNodeFactory.class, 3, middle, "Reconstructions")
            .set("imageColumn", "reconstruction");
        final NodeBuilder classifier = m_board.node(TrainClassifierNodeFactory.class, 4, middle,
            "Learns them\nas the decoder\nmakes them").set("imageColumn", "reconstruction").set("network", "DENSE")
            .bind("epochs", "classifier_epochs");
        m_workflow.connect(m_train, "Images", vae, "Images").connect(vae, "VAE Model", encode, "VAE Model")
            .connect(m_train, "Images", encode, "Images").connect(vae, "VAE Model", decode, "VAE Model")
            .connect(encode, "Latent Codes", decode, "Latent Codes")
            .connect(decode, "Images", classifier, "Images");
        for (int s = 0; s < STRENGTHS.size(); s++) {
            final NodeBuilder fit = m_board.node(ConditionalSamplerNodeFactory.class, 5, top + s, NAMES.get(s))
                .set("spread", "FULL").set("strength", STRENGTHS.get(s)).bind("draws", "draws")
                .set("scales/largestTheta", 1.5).bind("scales/budget", "budget").bind("network/steps", "steps");
            m_workflow.connect(encode, "Latent Codes", fit, "Latent Codes").connect(vae, "VAE Model", fit, "Model")
                .connect(classifier, "Classifier", fit, "Classifier")
                .connect(fit, "Sampler", m_comparison, "Samplers", top + s);
            if (!mmd && d == SIZES[SIZES.length - 1] && (s == 0 || s == STRENGTHS.size() - 1)) {
                balanced(vae, classifier, fit, top + s);
            }
        }
    }

    /** Draws each class equally often, and lets a labeller that knows nothing of it count. */
    private void balanced(final NodeBuilder vae, final NodeBuilder classifier, final NodeBuilder fit, final int row)
        throws RunnerException {
        final NodeBuilder draw = m_board.node(LatentSamplerNodeFactory.class, 6, row, "Each class\nequally often")
            .ports("Sampler", 1).set("sampler/number", DRAWN)
            .set("sampler/place", "LEAST_ACCURACY").set("sampler/leastAccuracy", 0.99);
        final NodeBuilder decode = m_board.node(DecodeNodeFactory.class, 7, row, "z → images");
        final NodeBuilder grid = m_board.node(ImageGridNodeFactory.class, 8, row - 1, "Ten classes")
            .set("title", "Each class as often as the others").set("captions", "NONE").set("columns", 20);
        final NodeBuilder label = m_board.node(KnnLabelerNodeFactory.class, 8, row, "Which class is it?");
        final NodeBuilder score = m_board.node(ScorerNodeFactory.class, 9, row, "Accuracy, confusion,\nFID, IS, DCA")
            .set("generatedClassColumn", "class (#1)").set("conditional", true).set("askedColumn", "class")
            .set("foundBy", "CLASS_COLUMN");
        m_workflow.connect(fit, "Sampler", draw, "Sampler").connect(vae, "VAE Model", decode, "VAE Model")
            .connect(draw, "Latent Codes", decode, "Latent Codes").connect(decode, "Images", grid, "Images")
            .connect(m_train, "Images", label, "Reference").connect(decode, "Images", label, "Unlabelled")
            .connect(m_test, "Images", score, "Reference").connect(label, "Labelled", score, "Generated")
            .connect(classifier, "Classifier", score, "Classifier");
    }

    private void notes() {
        m_board.note(0, 1, "1. Data", "Synthetic digits as it stands. Set the workflow variable "
            + "<em>data_directory</em> to a folder with MNIST or your own images with classes.");
        m_board.note(1, 1, "2. Train without labels", "ELBO-VAEs and MMD-VAEs of 2, 10 and 20 dimensions.");
        m_board.note(2, 3, "3. Encode; a classifier of reconstructions", "It judges images as the decoder makes them, "
            + "so it learns from such images, with the classes of the images that they reconstruct.");
        m_board.note(5, 1, "4. Fit samplers", "Four strengths each.");
        m_board.note(6, 4, "5. Compare; draw balanced classes", "One page for all samplers. Below, two of them draw "
            + "each class equally often; a labeller that knows real images alone counts what came out.");
    }
}
