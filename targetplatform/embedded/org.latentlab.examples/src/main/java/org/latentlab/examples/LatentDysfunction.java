package org.latentlab.examples;

import org.latentlab.nodes.datasetreader.ImageDatasetReaderNodeFactory;
import org.latentlab.nodes.decode.DecodeNodeFactory;
import org.latentlab.nodes.dysfunctionreport.DysfunctionReportNodeFactory;
import org.latentlab.nodes.encode.EncodeNodeFactory;
import org.latentlab.nodes.gmmfit.GmmFitNodeFactory;
import org.latentlab.nodes.imagegrid.ImageGridNodeFactory;
import org.latentlab.nodes.knnlabeler.KnnLabelerNodeFactory;
import org.latentlab.nodes.latentplot.LatentPlotNodeFactory;
import org.latentlab.nodes.latentsampler.LatentSamplerNodeFactory;
import org.latentlab.nodes.scorer.ScorerNodeFactory;
import org.latentlab.nodes.trainclassifier.TrainClassifierNodeFactory;
import org.latentlab.nodes.trainvae.TrainVaeNodeFactory;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.settings.FlowValue;

/**
 * The study of where a VAE fails: one with two and one with three latent dimensions are trained side by side, a
 * Gaussian mixture is fitted to each latent space, its margins, clusters and crowded centre are sampled, decoded,
 * labelled and scored, and a report sets the two side by side.
 */
final class LatentDysfunction {

    static final String NAME = "latent-dysfunction";

    private static final int STEP = 180;

    private static final int LEFT = 120;

    private static final int MIDDLE = 440;

    private final WorkflowBuilder m_workflow;

    private final NodeBuilder m_train;

    private final NodeBuilder m_test;

    private final NodeBuilder m_classifier;

    private final NodeBuilder m_report;

    private LatentDysfunction(final WorkflowBuilder workflow) throws RunnerException {
        m_workflow = workflow;
        m_train = workflow.node(ImageDatasetReaderNodeFactory.class).at(column(0), MIDDLE - 80)
            .annotate("Training images").set("split", "TRAIN").bind("directory", "data_directory")
            .bind("limit", "rows");
        m_test = workflow.node(ImageDatasetReaderNodeFactory.class).at(column(0), MIDDLE + 80)
            .annotate("Test images: the reference").set("split", "TEST").bind("directory", "data_directory")
            .bind("limit", "test_rows");
        m_classifier = workflow.node(TrainClassifierNodeFactory.class).at(column(1), MIDDLE)
            .annotate("Features and classes\nfor the scores").bind("epochs", "classifier_epochs");
        m_report = workflow.node(DysfunctionReportNodeFactory.class).at(column(8), MIDDLE)
            .annotate("Where does it fail,\nand how badly?").set("modelNames", "2-D VAE, 3-D VAE");
        workflow.connect(m_train, "Images", m_classifier, "Images");
        for (final String group : new String[]{"VAE Model", "Mixture", "Latent Codes", "Generated", "Scores",
            "Composition"}) {
            m_report.ports(group, 2);
        }
    }

    /**
     * @param catalog the nodes that there are
     * @return the workflow, ready to be written
     * @throws RunnerException if a node or a setting that it uses is not there
     */
    static WorkflowBuilder workflow(final NodeCatalog catalog) throws RunnerException {
        final WorkflowBuilder workflow = new WorkflowBuilder(NAME, catalog)
            .description("Where does a variational autoencoder fail, and how badly? A 2-D and a 3-D VAE, side by side: "
                + "train, encode, fit a Gaussian mixture, sample the margins, the crowded centre and the prior, decode, "
                + "label, score, report. On synthetic digits as it stands; set the workflow variable data_directory to "
                + "a folder with MNIST (or another data set) to run it on that.")
            .variable("data_directory", new FlowValue.Text("")).variable("rows", new FlowValue.Whole(6000))
            .variable("test_rows", new FlowValue.Whole(2000)).variable("epochs", new FlowValue.Whole(40))
            .variable("classifier_epochs", new FlowValue.Whole(3)).variable("rounds", new FlowValue.Whole(500));
        final LatentDysfunction study = new LatentDysfunction(workflow);
        study.model(0, 2, MIDDLE - 240);
        study.model(1, 3, MIDDLE + 240);
        study.notes();
        return workflow;
    }

    private static int column(final int i) {
        return LEFT + i * STEP;
    }

    private void model(final int index, final int latentSize, final int y) throws RunnerException {
        final String name = latentSize + "-D";
        final NodeBuilder vae = m_workflow.node(TrainVaeNodeFactory.class).at(column(1), y).annotate(name + " VAE")
            .set("latentSize", latentSize).bind("epochs", "epochs");
        final NodeBuilder encode = m_workflow.node(EncodeNodeFactory.class).at(column(2), y)
            .annotate("Training images → z");
        final NodeBuilder mixture = m_workflow.node(GmmFitNodeFactory.class).at(column(3), y)
            .annotate("Ten Gaussians");
        final NodeBuilder sampler = m_workflow.node(LatentSamplerNodeFactory.class).at(column(4), y).ports("Mixture", 1)
            .annotate("Margins, centre, prior").bind("rounds", "rounds");
        final NodeBuilder decode = m_workflow.node(DecodeNodeFactory.class).at(column(5), y).annotate("z → images");
        final NodeBuilder label = m_workflow.node(KnnLabelerNodeFactory.class).at(column(6), y)
            .annotate("Which digit is it?");
        final NodeBuilder score = m_workflow.node(ScorerNodeFactory.class).at(column(7), y)
            .annotate("Per area: FID, IS, DCA");
        m_workflow.connect(m_train, "Images", vae, "Images") //
            .connect(vae, "VAE Model", encode, "VAE Model").connect(m_train, "Images", encode, "Images") //
            .connect(encode, "Latent Codes", mixture, "Latent Codes") //
            .connect(mixture, "Mixture", sampler, "Mixture") //
            .connect(vae, "VAE Model", decode, "VAE Model").connect(sampler, "Latent Codes", decode, "Latent Codes") //
            .connect(m_train, "Images", label, "Reference").connect(decode, "Images", label, "Unlabelled") //
            .connect(m_test, "Images", score, "Reference").connect(label, "Labelled", score, "Generated")
            .connect(m_classifier, "Classifier", score, "Classifier");
        m_workflow.connect(vae, "VAE Model", m_report, "VAE Model", index)
            .connect(mixture, "Mixture", m_report, "Mixture", index)
            .connect(encode, "Latent Codes", m_report, "Latent Codes", index)
            .connect(label, "Labelled", m_report, "Generated", index)
            .connect(score, "Scores", m_report, "Scores", index)
            .connect(score, "Composition", m_report, "Composition", index);
        pictures(latentSize, y + (index == 0 ? -160 : 160), mixture, sampler, label);
    }

    private void pictures(final int latentSize, final int y, final NodeBuilder mixture, final NodeBuilder sampler,
        final NodeBuilder label) throws RunnerException {
        final NodeBuilder plot = m_workflow.node(LatentPlotNodeFactory.class).at(column(5), y).ports("Mixture", 1)
            .ports("Samples", 1).annotate(latentSize + "-D latent space");
        final NodeBuilder grid = m_workflow.node(ImageGridNodeFactory.class).at(column(7), y)
            .annotate("What each area generates");
        m_workflow.connect(mixture, "Assignments", plot, "Latent Codes").connect(mixture, "Mixture", plot, "Mixture")
            .connect(sampler, "Latent Codes", plot, "Samples").connect(label, "Labelled", grid, "Images");
    }

    private void notes() {
        final int top = MIDDLE - 500;
        final int height = 1040;
        note(0, 1, top, height, "1. Data", "Synthetic digits as it stands. Set the workflow variable "
            + "<em>data_directory</em> to a folder with MNIST, Fashion-MNIST, CIFAR-10 or your own images.");
        note(1, 1, top, height, "2. Train", "<em>epochs</em> is 40 here and 100 in the study.");
        note(2, 2, top, height, "3. Look into the latent space", "Encode the training images and fit a Gaussian mixture "
            + "to their latent codes.");
        note(4, 2, top, height, "4. Sample and decode", "Where clusters meet, where they crowd, and from the prior.");
        note(6, 2, top, height, "5. Label and score", "k nearest neighbours say what each image shows; FID, IS and data "
            + "composition say how good each area is.");
        note(8, 1, top, height, "6. Report", "One page, both models side by side.");
    }

    private void note(final int column, final int columns, final int top, final int height, final String title,
        final String text) {
        m_workflow.annotate("<p><strong>" + title + "</strong></p><p>" + text + "</p>", column(column) - 60, top,
            columns * STEP - 10, height);
    }
}
