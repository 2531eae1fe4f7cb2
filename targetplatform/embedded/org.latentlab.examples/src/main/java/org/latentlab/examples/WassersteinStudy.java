package org.latentlab.examples;

import org.latentlab.nodes.datasetreader.ImageDatasetReaderNodeFactory;
import org.latentlab.nodes.decode.DecodeNodeFactory;
import org.latentlab.nodes.imagegrid.ImageGridNodeFactory;
import org.latentlab.nodes.knnlabeler.KnnLabelerNodeFactory;
import org.latentlab.nodes.latentsampler.LatentSamplerNodeFactory;
import org.latentlab.nodes.modelcomparison.ModelComparisonNodeFactory;
import org.latentlab.nodes.scorer.ScorerNodeFactory;
import org.latentlab.nodes.trainclassifier.TrainClassifierNodeFactory;
import org.latentlab.nodes.traingan.TrainGanNodeFactory;
import org.latentlab.nodes.traininganimation.TrainingAnimationNodeFactory;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.settings.FlowValue;

/** The comparison of three losses on the same images and networks: GAN, WGAN with clipped weights, WGAN-GP. */
final class WassersteinStudy {

    static final String NAME = "wgan";

    private static final int ROWS = 6;

    private static final double MIDDLE = 2.5;

    /** A loss, what keeps the critic in bounds with it, and steps large enough for a short training. */
    private enum Loss {
        GAN("GAN", "NON_SATURATING", "BATCH", 1, 2e-4, 0.5), WGAN("WGAN", "WASSERSTEIN_CLIPPING", "BATCH", 5, 5e-4, 0),
        WGAN_GP("WGAN-GP", "WASSERSTEIN_PENALTY", "NONE", 5, 5e-4, 0.5);

        private final String m_name;

        private final String m_kind;

        private final String m_normalisation;

        private final int m_criticSteps;

        private final double m_rate;

        private final double m_beta;

        Loss(final String name, final String kind, final String normalisation, final int criticSteps,
            final double rate, final double beta) {
            m_name = name;
            m_kind = kind;
            m_normalisation = normalisation;
            m_criticSteps = criticSteps;
            m_rate = rate;
            m_beta = beta;
        }
    }

    private WassersteinStudy() {
    }

    /**
     * @param catalog the nodes that there are
     * @return the workflow, ready to be written
     * @throws RunnerException if a node or a setting that it uses is not there
     */
    static WorkflowBuilder workflow(final NodeCatalog catalog) throws RunnerException {
        final WorkflowBuilder workflow = new WorkflowBuilder(NAME, catalog)
            .description("GAN, WGAN or WGAN-GP? The same generator learns the same images with three losses, with the "
                + "same number of generator updates: loss curves, samples and scores side by side. On synthetic digits "
                + "as it stands; set the workflow variable data_directory to a folder with MNIST (or another data set) "
                + "to run it on that.")
            .variable("data_directory", new FlowValue.Text("")).variable("rows", new FlowValue.Whole(3000))
            .variable("test_rows", new FlowValue.Whole(2000)).variable("updates", new FlowValue.Whole(800))
            .variable("latent_size", new FlowValue.Whole(64)).variable("filters", new FlowValue.Whole(16))
            .variable("classifier_epochs", new FlowValue.Whole(3));
        final Board board = new Board(workflow, ROWS);
        final NodeBuilder train = board.node(ImageDatasetReaderNodeFactory.class, 0, MIDDLE - 1, "Training images")
            .set("split", "TRAIN").bind("directory", "data_directory").bind("limit", "rows");
        final NodeBuilder test =
            board.node(ImageDatasetReaderNodeFactory.class, 0, MIDDLE + 1, "Test images: the reference")
                .set("split", "TEST").bind("directory", "data_directory").bind("limit", "test_rows");
        final NodeBuilder classifier =
            board.node(TrainClassifierNodeFactory.class, 1, MIDDLE, "Features and classes\nfor the scores")
                .bind("epochs", "classifier_epochs");
        final NodeBuilder comparison = board.node(ModelComparisonNodeFactory.class, 7, MIDDLE, "Which loss is best?")
            .ports("Generative Models", Loss.values().length).ports("Classifier", 1)
            .set("title", "GAN, WGAN and WGAN-GP on the same images").set("modelNames", "GAN, WGAN, WGAN-GP");
        workflow.connect(train, "Images", classifier, "Images").connect(test, "Images", comparison, "Real Images")
            .connect(classifier, "Classifier", comparison, "Classifier");
        for (final Loss loss : Loss.values()) {
            final NodeBuilder gan = gan(board, loss).ports("Classifier", 1);
            workflow.connect(train, "Images", gan, "Images").connect(classifier, "Classifier", gan, "Classifier")
                .connect(gan, "GAN Model", comparison, "Generative Models", loss.ordinal());
            score(workflow, board, loss, gan, train, test, classifier);
        }
        board.note(0, 2, "1. Data", "Synthetic digits as it stands. Set the workflow variable <em>data_directory</em> "
            + "to a folder with MNIST or another data set.");
        board.note(2, 1, "2. Train", "The same generator with three losses; <em>updates</em> steps of the generator "
            + "each.");
        board.note(3, 4, "3. Sample and score", "Draws of the prior, labelled and scored; below how the samples came "
            + "about.");
        board.note(7, 1, "4. Compare", "Loss curves, samples and scores on one page.");
        return workflow;
    }

    private static NodeBuilder gan(final Board board, final Loss loss) throws RunnerException {
        return board.node(TrainGanNodeFactory.class, 2, 2 * loss.ordinal() + 0.5, loss.m_name)
            .set("preset", "CUSTOM").set("network/architecture", "DCGAN").bind("network/filters", "filters")
            .set("loss/kind", loss.m_kind).set("loss/normalisation", loss.m_normalisation)
            .set("lengthIn", "UPDATES").bind("updates", "updates").bind("latent/size", "latent_size")
            .set("watch/picturesEvery", 5).set("watch/failuresEvery", loss.m_criticSteps)
            .set("optimisers/settings", "CHOSEN")
            .set("optimisers/criticSteps", loss.m_criticSteps).set("optimisers/generatorRate", loss.m_rate)
            .set("optimisers/criticRate", loss.m_rate).set("optimisers/generatorBeta1", loss.m_beta)
            .set("optimisers/criticBeta1", loss.m_beta).set("optimisers/averaging", 0.99);
    }

    private static void score(final WorkflowBuilder workflow, final Board board, final Loss loss, final NodeBuilder gan,
        final NodeBuilder train, final NodeBuilder test, final NodeBuilder classifier) throws RunnerException {
        final int row = 2 * loss.ordinal();
        final NodeBuilder prior = board.node(LatentSamplerNodeFactory.class, 3, row, "Prior").ports("Model", 1)
            .set("margins", false).set("centre", false)
            .set("pointsPerRound", 1).set("rounds", 2000);
        final NodeBuilder decode = board.node(DecodeNodeFactory.class, 4, row, "z → images");
        final NodeBuilder label = board.node(KnnLabelerNodeFactory.class, 5, row, "Which class is it?");
        final NodeBuilder score = board.node(ScorerNodeFactory.class, 6, row, "FID, IS, DCA");
        final NodeBuilder grid = board.node(ImageGridNodeFactory.class, 6, row + 1, loss.m_name + "’s samples")
            .set("title", loss.m_name);
        final NodeBuilder animation = board.node(TrainingAnimationNodeFactory.class, 3, row + 1, "How it learns");
        workflow.connect(gan, "GAN Model", prior, "Model").connect(gan, "GAN Model", decode, "VAE Model")
            .connect(prior, "Latent Codes", decode, "Latent Codes").connect(train, "Images", label, "Reference")
            .connect(decode, "Images", label, "Unlabelled").connect(test, "Images", score, "Reference")
            .connect(label, "Labelled", score, "Generated").connect(classifier, "Classifier", score, "Classifier")
            .connect(label, "Labelled", grid, "Images").connect(gan, "Snapshots", animation, "Snapshots");
    }
}
