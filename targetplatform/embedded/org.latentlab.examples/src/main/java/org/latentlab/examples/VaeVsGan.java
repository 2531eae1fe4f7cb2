package org.latentlab.examples;

import org.latentlab.nodes.datasetreader.ImageDatasetReaderNodeFactory;
import org.latentlab.nodes.decode.DecodeNodeFactory;
import org.latentlab.nodes.imagegrid.ImageGridNodeFactory;
import org.latentlab.nodes.knnlabeler.KnnLabelerNodeFactory;
import org.latentlab.nodes.latentinterpolation.LatentInterpolationNodeFactory;
import org.latentlab.nodes.latentsampler.LatentSamplerNodeFactory;
import org.latentlab.nodes.latenttraversal.LatentTraversalNodeFactory;
import org.latentlab.nodes.modelcomparison.ModelComparisonNodeFactory;
import org.latentlab.nodes.samplediagnostics.SampleDiagnosticsNodeFactory;
import org.latentlab.nodes.scorer.ScorerNodeFactory;
import org.latentlab.nodes.trainclassifier.TrainClassifierNodeFactory;
import org.latentlab.nodes.traingan.TrainGanNodeFactory;
import org.latentlab.nodes.traininganimation.TrainingAnimationNodeFactory;
import org.latentlab.nodes.trainvae.TrainVaeNodeFactory;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.settings.FlowValue;

/**
 * The comparison of the two families on the same images at the same number of updates: what one VAE and one GAN
 * generate, what lies between two latent vectors and beyond the prior, and a verdict on diversity against sharpness.
 */
final class VaeVsGan {

    static final String NAME = "vae-vs-gan";

    private static final int ROWS = 8;

    private static final double MIDDLE = 3.5;

    /** Larger than usual, for a short training, which a critic with spectral normalisation stands. */
    private static final double RATE = 4e-4;

    private final WorkflowBuilder m_workflow;

    private final Board m_board;

    private final NodeBuilder m_train;

    private final NodeBuilder m_test;

    private final NodeBuilder m_classifier;

    private final NodeBuilder m_comparison;

    private VaeVsGan(final WorkflowBuilder workflow) throws RunnerException {
        m_workflow = workflow;
        m_board = new Board(workflow, ROWS);
        m_train = m_board.node(ImageDatasetReaderNodeFactory.class, 0, MIDDLE - 1, "Training images")
            .set("split", "TRAIN").bind("directory", "data_directory").bind("limit", "rows");
        m_test = m_board.node(ImageDatasetReaderNodeFactory.class, 0, MIDDLE + 1, "Test images: the reference")
            .set("split", "TEST").bind("directory", "data_directory").bind("limit", "test_rows");
        m_classifier = m_board.node(TrainClassifierNodeFactory.class, 1, MIDDLE, "Features and classes\nfor the scores")
            .bind("epochs", "classifier_epochs");
        m_comparison = m_board.node(ModelComparisonNodeFactory.class, 7, MIDDLE, "Diversity or sharpness?")
            .ports("Generative Models", 2).ports("Classifier", 1).set("title", "One VAE and one GAN on the same images")
            .set("modelNames", "VAE, GAN");
        workflow.connect(m_train, "Images", m_classifier, "Images")
            .connect(m_test, "Images", m_comparison, "Real Images")
            .connect(m_classifier, "Classifier", m_comparison, "Classifier");
    }

    /**
     * @param catalog the nodes that there are
     * @return the workflow, ready to be written
     * @throws RunnerException if a node or a setting that it uses is not there
     */
    static WorkflowBuilder workflow(final NodeCatalog catalog) throws RunnerException {
        final WorkflowBuilder workflow = new WorkflowBuilder(NAME, catalog)
            .description("Does a VAE or a GAN generate the better images? Both learn the same images with the same "
                + "number of updates; then their samples, interpolations, traversals and out-of-distribution images, "
                + "losses and scores stand side by side, with a verdict on diversity against sharpness. On synthetic "
                + "digits as it stands; set the workflow variable data_directory to a folder with MNIST (or another "
                + "data set) to run it on that.")
            .variable("data_directory", new FlowValue.Text("")).variable("rows", new FlowValue.Whole(3000))
            .variable("test_rows", new FlowValue.Whole(2000)).variable("updates", new FlowValue.Whole(2000))
            .variable("latent_size", new FlowValue.Whole(20)).variable("filters", new FlowValue.Whole(32))
            .variable("classifier_epochs", new FlowValue.Whole(3));
        final VaeVsGan study = new VaeVsGan(workflow);
        final NodeBuilder vae = study.m_board.node(TrainVaeNodeFactory.class, 1, 1.5, "VAE")
            .set("preset", "CUSTOM").set("architecture", "CONVOLUTIONAL").set("activation", "RELU")
            .set("epochs", 100_000).bind("maxUpdates", "updates").set("batchSize", 64)
            .bind("latentSize", "latent_size");
        final NodeBuilder gan = study.m_board.node(TrainGanNodeFactory.class, 1, 5.5, "DCGAN").ports("Classifier", 1)
            .set("preset", "CUSTOM").set("network/architecture", "DCGAN").bind("network/filters", "filters")
            .set("lengthIn", "UPDATES").bind("updates", "updates").bind("latent/size", "latent_size")
            .set("loss/normalisation", "SPECTRAL").set("optimisers/settings", "CHOSEN")
            .set("optimisers/generatorRate", RATE).set("optimisers/criticRate", RATE)
            .set("optimisers/averaging", 0.99).set("watch/picturesEvery", 3);
        workflow.connect(study.m_classifier, "Classifier", gan, "Classifier");
        study.model(vae, "VAE Model", 0);
        study.model(gan, "GAN Model", 1);
        final NodeBuilder animation =
            study.m_board.node(TrainingAnimationNodeFactory.class, 2, 7.6, "How the GAN learns");
        workflow.connect(gan, "Snapshots", animation, "Snapshots");
        study.notes();
        return workflow;
    }

    private void model(final NodeBuilder model, final String port, final int index) throws RunnerException {
        final int top = 4 * index;
        m_workflow.connect(m_train, "Images", model, "Images")
            .connect(model, port, m_comparison, "Generative Models", index);
        final NodeBuilder prior = m_board.node(LatentSamplerNodeFactory.class, 2, top, "Prior").ports("Model", 1)
            .set("margins", false).set("centre", false)
            .set("pointsPerRound", 1).set("rounds", 2000);
        final NodeBuilder decode = m_board.node(DecodeNodeFactory.class, 3, top, "z → images");
        final NodeBuilder label = m_board.node(KnnLabelerNodeFactory.class, 4, top, "Which class is it?");
        final NodeBuilder score = m_board.node(ScorerNodeFactory.class, 5, top, "FID, IS, DCA");
        final NodeBuilder diagnostics = m_board.node(SampleDiagnosticsNodeFactory.class, 6, top, "Diverse? Sharp?")
            .ports("Classifier", 1);
        m_workflow.connect(model, port, prior, "Model").connect(model, port, decode, "VAE Model")
            .connect(prior, "Latent Codes", decode, "Latent Codes").connect(m_train, "Images", label, "Reference")
            .connect(decode, "Images", label, "Unlabelled").connect(m_test, "Images", score, "Reference")
            .connect(label, "Labelled", score, "Generated").connect(m_classifier, "Classifier", score, "Classifier")
            .connect(decode, "Images", diagnostics, "Generated").connect(m_test, "Images", diagnostics, "Real")
            .connect(m_classifier, "Classifier", diagnostics, "Classifier");
        between(model, port, top + 1);
        final NodeBuilder traversal =
            m_board.node(LatentTraversalNodeFactory.class, 5, top + 2, "One dimension at a time")
                .set("dimensions", "LISTED").set("dimensionList", "1, 2, 3, 4, 5, 6, 7, 8")
                .set("title", "One dimension at a time");
        m_workflow.connect(model, port, traversal, "VAE Model");
        beyond(model, port, top + 3);
    }

    private void between(final NodeBuilder model, final String port, final int row) throws RunnerException {
        final NodeBuilder ends = m_board.node(LatentSamplerNodeFactory.class, 2, row, "Sixteen points")
            .ports("Model", 1).set("margins", false).set("centre", false).set("pointsPerRound", 2).set("rounds", 8);
        final NodeBuilder way = m_board.node(LatentInterpolationNodeFactory.class, 3, row, "From one to the next")
            .set("steps", 10);
        final NodeBuilder decode = m_board.node(DecodeNodeFactory.class, 4, row, "z → images");
        final NodeBuilder grid = m_board.node(ImageGridNodeFactory.class, 5, row, "What lies between")
            .set("title", "What lies between two points").set("columns", 10).set("groups", "NONE")
            .set("captions", "NONE");
        m_workflow.connect(model, port, ends, "Model").connect(ends, "Latent Codes", way, "Latent Codes")
            .connect(model, port, decode, "VAE Model").connect(way, "Interpolated Codes", decode, "Latent Codes")
            .connect(decode, "Images", grid, "Images");
    }

    private void beyond(final NodeBuilder model, final String port, final int row) throws RunnerException {
        final NodeBuilder beyond = m_board.node(LatentSamplerNodeFactory.class, 2, row, "Out of distribution")
            .ports("Model", 1).set("margins", false).set("centre", false).set("prior", false).set("exponential", true)
            .set("studentT", true)
            .set("scaledPrior", true).set("pointsPerRound", 1).set("rounds", 20);
        final NodeBuilder decode = m_board.node(DecodeNodeFactory.class, 4, row, "z → images");
        final NodeBuilder grid = m_board.node(ImageGridNodeFactory.class, 5, row, "What lies beyond")
            .set("title", "What lies beyond the prior").set("captions", "NONE");
        m_workflow.connect(model, port, beyond, "Model").connect(model, port, decode, "VAE Model")
            .connect(beyond, "Latent Codes", decode, "Latent Codes").connect(decode, "Images", grid, "Images");
    }

    private void notes() {
        m_board.note(0, 1, "1. Data", "Synthetic digits as it stands. Set the workflow variable "
            + "<em>data_directory</em> to a folder with MNIST, Fashion-MNIST, CIFAR-10 or your own images.");
        m_board.note(1, 1, "2. Train", "Both take <em>updates</em> steps with batches of 64.");
        m_board.note(2, 5, "3. Sample, interpolate, traverse, go beyond", "The same for both: draws of the prior, "
            + "scored "
            + "and examined; what lies between two of them; one dimension at a time; points that the prior hardly ever "
            + "draws.");
        m_board.note(7, 1, "4. Compare", "One page with the verdict.");
    }
}
