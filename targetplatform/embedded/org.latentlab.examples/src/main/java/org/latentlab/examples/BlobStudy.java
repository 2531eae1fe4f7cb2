package org.latentlab.examples;

import org.latentlab.nodes.blobcounter.BlobCounterNodeFactory;
import org.latentlab.nodes.decode.DecodeNodeFactory;
import org.latentlab.nodes.gaussianblobs.GaussianBlobsNodeFactory;
import org.latentlab.nodes.imagegrid.ImageGridNodeFactory;
import org.latentlab.nodes.latentsampler.LatentSamplerNodeFactory;
import org.latentlab.nodes.modelcomparison.ModelComparisonNodeFactory;
import org.latentlab.nodes.traingan.TrainGanNodeFactory;
import org.latentlab.nodes.trainvae.TrainVaeNodeFactory;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.settings.FlowValue;

/**
 * The comparison on images whose content is known exactly: one blob, and ten blobs. VAEs with 4 and 40 and GANs with 32
 * and 64 latent dimensions, at the same number of updates; the blobs of what they generate are counted and measured.
 */
final class BlobStudy {

    static final String NAME = "gaussian-blobs";

    private static final int MODELS = 4;

    private static final int ROWS = 2 * MODELS;

    private static final int SIZE = 24;

    private static final double WIDTH = 1.5;

    private static final int BATCH = 64;

    /** Larger than usual, for a short training. */
    private static final double RATE = 5e-4;

    private final WorkflowBuilder m_workflow;

    private final Board m_board;

    private BlobStudy(final WorkflowBuilder workflow) {
        m_workflow = workflow;
        m_board = new Board(workflow, ROWS);
    }

    /**
     * @param catalog the nodes that there are
     * @return the workflow, ready to be written
     * @throws RunnerException if a node or a setting that it uses is not there
     */
    static WorkflowBuilder workflow(final NodeCatalog catalog) throws RunnerException {
        final WorkflowBuilder workflow = new WorkflowBuilder(NAME, catalog)
            .description("Can a VAE or a GAN count to ten? Images of one blob and of ten blobs, all of one width: "
                + "what is "
                + "in them is known exactly. VAEs with 4 and 40 latent dimensions and WGAN-GPs with 32 and 64 learn "
                + "them "
                + "with the same number of updates; then the blobs that they generate are counted, and their width and "
                + "the background are measured, so that \"bigger than they should be\" is a number.")
            .variable("rows", new FlowValue.Whole(2000)).variable("updates", new FlowValue.Whole(600))
            .variable("filters", new FlowValue.Whole(16)).variable("samples", new FlowValue.Whole(200));
        final BlobStudy study = new BlobStudy(workflow);
        study.images(0, 1, "One blob");
        study.images(1, 10, "Ten blobs");
        study.m_board.note(0, 1, "1. Images", "Blobs of one width at random places.");
        study.m_board.note(1, 1, "2. Train", "VAEs and WGAN-GPs with a small and a large latent space; "
            + "<em>updates</em> "
            + "steps of decoder or generator each.");
        study.m_board.note(2, 2, "3. Generate", "Draws of the prior.");
        study.m_board.note(4, 1, "4. Count and measure", "How many blobs, how wide, on what background: beside the "
            + "real "
            + "images, measured alike.");
        study.m_board.note(5, 2, "5. Compare", "Samples, training curves and scores on one page for either kind of "
            + "images.");
        return workflow;
    }

    private void images(final int index, final int blobs, final String name) throws RunnerException {
        final int top = index * MODELS;
        final double middle = top + (MODELS - 1) / 2.0;
        final NodeBuilder images = m_board.node(GaussianBlobsNodeFactory.class, 0, middle, name)
            .bind("count", "rows").set("size", SIZE).set("blobs", blobs).set("width", WIDTH)
            .set("centres", false);
        final NodeBuilder comparison = m_board.node(ModelComparisonNodeFactory.class, 6, middle, name)
            .ports("Generative Models", MODELS).set("title", name)
            .set("modelNames", "VAE 4, VAE 40, WGAN-GP 32, WGAN-GP 64");
        m_workflow.connect(images, "Images", comparison, "Real Images");
        for (int i = 0; i < MODELS; i++) {
            final boolean vae = i < 2;
            final NodeBuilder model = vae ? vae(i == 0 ? 4 : 40, top + i) : gan(i == 2 ? 32 : 64, top + i);
            final String port = vae ? "VAE Model" : "GAN Model";
            m_workflow.connect(images, "Images", model, "Images")
                .connect(model, port, comparison, "Generative Models", i);
            count(images, model, port, top + i);
        }
    }

    private NodeBuilder vae(final int latentSize, final int row) throws RunnerException {
        return m_board.node(TrainVaeNodeFactory.class, 1, row, "VAE, d = " + latentSize)
            .set("latentSize", latentSize).set("preset", "CUSTOM").set("architecture", "CONVOLUTIONAL")
            .set("filters", "16, 32").set("activation", "RELU").set("epochs", 100_000).bind("maxUpdates", "updates")
            .set("batchSize", BATCH);
    }

    private NodeBuilder gan(final int latentSize, final int row) throws RunnerException {
        return m_board.node(TrainGanNodeFactory.class, 1, row, "WGAN-GP, d = " + latentSize)
            .set("preset", "CUSTOM").set("network/architecture", "DCGAN").bind("network/filters", "filters")
            .set("loss/kind", "WASSERSTEIN_PENALTY").set("loss/normalisation", "NONE")
            .set("lengthIn", "UPDATES").bind("updates", "updates").set("latent/size", latentSize)
            .set("batchSize", BATCH).set("watch/failuresEvery", 5).set("optimisers/settings", "CHOSEN")
            .set("optimisers/criticSteps", 3).set("optimisers/generatorRate", RATE)
            .set("optimisers/criticRate", RATE).set("optimisers/averaging", 0.99);
    }

    private void count(final NodeBuilder images, final NodeBuilder model, final String port, final int row)
        throws RunnerException {
        final NodeBuilder prior = m_board.node(LatentSamplerNodeFactory.class, 2, row, "Prior").ports("Model", 1)
            .set("margins", false).set("centre", false)
            .set("pointsPerRound", 1).bind("rounds", "samples");
        final NodeBuilder decode = m_board.node(DecodeNodeFactory.class, 3, row, "z → images");
        final NodeBuilder counter = m_board.node(BlobCounterNodeFactory.class, 4, row, "How many, how wide?")
            .ports("Reference", 1);
        final NodeBuilder grid = m_board.node(ImageGridNodeFactory.class, 5, row, "What it generates");
        m_workflow.connect(model, port, prior, "Model").connect(model, port, decode, "VAE Model")
            .connect(prior, "Latent Codes", decode, "Latent Codes").connect(decode, "Images", counter, "Images")
            .connect(images, "Images", counter, "Reference").connect(decode, "Images", grid, "Images");
    }
}
