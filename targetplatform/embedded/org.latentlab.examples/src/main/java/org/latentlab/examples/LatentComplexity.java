package org.latentlab.examples;

import org.latentlab.nodes.classoverlap.ClassOverlapNodeFactory;
import org.latentlab.nodes.datasetreader.ImageDatasetReaderNodeFactory;
import org.latentlab.nodes.encode.EncodeNodeFactory;
import org.latentlab.nodes.gaussianblobs.GaussianBlobsNodeFactory;
import org.latentlab.nodes.latentplot.LatentPlotNodeFactory;
import org.latentlab.nodes.syntheticdigits.SyntheticDigitsNodeFactory;
import org.latentlab.nodes.traininganimation.TrainingAnimationNodeFactory;
import org.latentlab.nodes.trainvae.TrainVaeNodeFactory;
import org.latentlab.nodes.vaecomparison.VaeComparisonNodeFactory;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.settings.FlowValue;

/**
 * The study of how a latent space loses its meaning as the data get harder: the same convolutional VAE on blobs,
 * synthetic digits, digits, clothing, and small photographs in colour and in gray.
 */
final class LatentComplexity {

    static final String NAME = "latent-complexity";

    private static final int COLUMN = 180;

    private static final int ROW = 260;

    private static final int LEFT = 120;

    private static final int TOP = 200;

    private static final int BRANCHES = 6;

    private final WorkflowBuilder m_workflow;

    private final NodeBuilder m_comparison;

    private LatentComplexity(final WorkflowBuilder workflow) throws RunnerException {
        m_workflow = workflow;
        m_comparison = workflow.node(VaeComparisonNodeFactory.class).at(LEFT + 4 * COLUMN, TOP + 5 * ROW / 2)
            .annotate("Side by side").set("title", "From simple to hard").ports("VAE Models", BRANCHES)
            .ports("Snapshots", BRANCHES)
            .ports("Overlaps", BRANCHES);
    }

    /**
     * @param catalog the nodes that there are
     * @return the workflow, ready to be written
     * @throws RunnerException if a node or a setting that it uses is not there
     */
    static WorkflowBuilder workflow(final NodeCatalog catalog) throws RunnerException {
        final WorkflowBuilder workflow = new WorkflowBuilder(NAME, catalog)
            .description("How does a latent space lose its meaning as the data get harder? The same convolutional VAE "
                + "with two latent dimensions on blobs, synthetic digits, digits, clothing, and photographs in colour "
                + "and in gray: prediction matrices by epoch, animations, latent manifolds and class overlap, side by "
                + "side. As it stands, drawn stand-ins take the place of MNIST, Fashion-MNIST and CIFAR-10; set the "
                + "workflow variables mnist_directory, fashion_directory and cifar10_directory to run it on those.")
            .variable("mnist_directory", new FlowValue.Text("")).variable("fashion_directory", new FlowValue.Text(""))
            .variable("cifar10_directory", new FlowValue.Text("")).variable("rows", new FlowValue.Whole(3000))
            .variable("epochs", new FlowValue.Whole(15)).variable("snapshot_every", new FlowValue.Whole(3));
        final LatentComplexity study = new LatentComplexity(workflow);
        study.branch(0, "Blobs", workflow.node(GaussianBlobsNodeFactory.class).bind("count", "rows")
            .set("classGrid", 3), false);
        study.branch(1, "Synthetic digits", workflow.node(SyntheticDigitsNodeFactory.class).bind("count", "rows"),
            false);
        study.branch(2, "MNIST, or varied digits", study.reader("mnist_directory", "VARIED_DIGITS"), false);
        study.branch(3, "Fashion-MNIST, or textured digits", study.reader("fashion_directory", "TEXTURED_DIGITS"),
            false);
        study.branch(4, "CIFAR-10, or colour digits", study.reader("cifar10_directory", "COLOUR_DIGITS"), false);
        study.branch(5, "the same in gray", study.reader("cifar10_directory", "COLOUR_DIGITS"), true);
        study.m_comparison.set("modelNames", String.join("\n", "Blobs", "Synthetic digits", "MNIST / varied digits",
            "Fashion-MNIST / textured digits", "CIFAR-10 / colour digits", "CIFAR-10 / colour digits, gray"));
        workflow.annotate("<p><strong>From simple to hard</strong></p><p>The same VAE on six data sets. Where no "
            + "directory is set, the readers draw digits that get harder from row to row: with more variation, on a "
            + "texture, in colour.</p>", LEFT - 60, TOP - 170, 5 * COLUMN, 110);
        return workflow;
    }

    private NodeBuilder reader(final String variable, final String standIn) throws RunnerException {
        return m_workflow.node(ImageDatasetReaderNodeFactory.class).set("standIn", standIn)
            .bind("directory", variable).bind("limit", "rows");
    }

    private void branch(final int index, final String name, final NodeBuilder images, final boolean gray)
        throws RunnerException {
        final int y = TOP + index * ROW;
        images.at(LEFT, y).annotate(name);
        final NodeBuilder vae = m_workflow.node(TrainVaeNodeFactory.class).at(LEFT + COLUMN, y)
            .annotate("Convolutional VAE,\nd = 2").set("preset", "CUSTOM").set("architecture", "CONVOLUTIONAL")
            .set("activation", "RELU").set("batchSize", 64).bind("epochs", "epochs")
            .bind("snapshots/everyEpochs", "snapshot_every");
        if (gray) {
            vae.set("input/colours", "GRAY");
        }
        final NodeBuilder animation = m_workflow.node(TrainingAnimationNodeFactory.class)
            .at(LEFT + 2 * COLUMN, y - 80).annotate("GIF");
        final NodeBuilder encode = m_workflow.node(EncodeNodeFactory.class).at(LEFT + 2 * COLUMN, y + 60)
            .annotate("Images → z");
        final NodeBuilder overlap = m_workflow.node(ClassOverlapNodeFactory.class).at(LEFT + 3 * COLUMN, y)
            .annotate("Do classes overlap?");
        final NodeBuilder plot = m_workflow.node(LatentPlotNodeFactory.class).at(LEFT + 3 * COLUMN, y + 120)
            .annotate("Latent space");
        m_workflow.connect(images, "Images", vae, "Images").connect(vae, "Snapshots", animation, "Snapshots")
            .connect(vae, "VAE Model", encode, "VAE Model").connect(images, "Images", encode, "Images")
            .connect(encode, "Latent Codes", overlap, "Latent Codes")
            .connect(encode, "Latent Codes", plot, "Latent Codes")
            .connect(vae, "VAE Model", m_comparison, "VAE Models", index)
            .connect(vae, "Snapshots", m_comparison, "Snapshots", index)
            .connect(overlap, "Overlap", m_comparison, "Overlaps", index);
    }
}
