package org.latentlab.examples;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.nodes.datasetreader.ImageDatasetReaderNodeFactory;
import org.latentlab.nodes.trainvae.TrainVaeNodeFactory;
import org.latentlab.nodes.vaecomparison.VaeComparisonNodeFactory;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;
import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.settings.FlowValue;

/**
 * The study of where the posterior collapses: the same VAE with six weights β of the KL divergence, plain, with
 * annealing, with skip connections and with free bits, in one table and one chart.
 */
final class KlCollapse {

    static final String NAME = "kl-collapse";

    private static final double[] BETAS = {0.1, 0.3, 1, 4, 20, 100};

    private static final int COLUMN = 180;

    private static final int ROW = 150;

    private static final int LEFT = 120;

    private static final int TOP = 160;

    /** What is done against the collapse. */
    private enum Variant {
        PLAIN("plain"), ANNEALING("annealing"), SKIP("skip connections"), FREE_BITS("free bits");

        private final String m_text;

        Variant(final String text) {
            m_text = text;
        }
    }

    private KlCollapse() {
    }

    /**
     * @param catalog the nodes that there are
     * @return the workflow, ready to be written
     * @throws RunnerException if a node or a setting that it uses is not there
     */
    static WorkflowBuilder workflow(final NodeCatalog catalog) throws RunnerException {
        final WorkflowBuilder workflow = new WorkflowBuilder(NAME, catalog)
            .description("Where does the posterior collapse, and what helps? 24 VAEs on the same images: β from 0.1 to "
                + "100, plain, with annealing, with skip connections from the latent vector, with free bits; one table "
                + "and one chart of active units, KL divergence and verdicts. On synthetic digits as it stands; set "
                + "the "
                + "workflow variable data_directory to a folder with MNIST (or another data set) to run it on that.")
            .variable("data_directory", new FlowValue.Text("")).variable("rows", new FlowValue.Whole(3000))
            .variable("epochs", new FlowValue.Whole(10)).variable("annealing_epochs", new FlowValue.Real(5))
            .variable("latent_size", new FlowValue.Whole(10));
        final NodeBuilder images = workflow.node(ImageDatasetReaderNodeFactory.class).at(LEFT, TOP + 5 * ROW / 2)
            .annotate("Training images").bind("directory", "data_directory").bind("limit", "rows");
        final NodeBuilder comparison = workflow.node(VaeComparisonNodeFactory.class)
            .at(LEFT + 6 * COLUMN, TOP + 5 * ROW / 2).annotate("Where does it collapse?")
            .set("title", "Where does the posterior collapse?")
            .ports("VAE Models", Variant.values().length * BETAS.length);
        final List<String> names = new ArrayList<>();
        for (final Variant variant : Variant.values()) {
            for (int b = 0; b < BETAS.length; b++) {
                final NodeBuilder vae = vae(workflow, variant, b);
                workflow.connect(images, "Images", vae, "Images").connect(vae, "VAE Model", comparison, "VAE Models",
                    names.size());
                names.add(variant.m_text + ", β = " + text(BETAS[b]));
            }
        }
        comparison.set("modelNames", String.join("\n", names));
        notes(workflow);
        return workflow;
    }

    private static String text(final double beta) {
        return beta == Math.rint(beta) ? Integer.toString((int)beta) : Double.toString(beta);
    }

    private static NodeBuilder vae(final WorkflowBuilder workflow, final Variant variant, final int row)
        throws RunnerException {
        final NodeBuilder vae = workflow.node(TrainVaeNodeFactory.class)
            .at(LEFT + (variant.ordinal() + 1) * COLUMN, TOP + row * ROW).annotate("β = " + text(BETAS[row]))
            .set("preset", "CUSTOM").set("divergence/beta", BETAS[row]).bind("epochs", "epochs")
            .bind("latentSize", "latent_size");
        switch (variant) {
            case PLAIN -> {
                // β alone
            }
            case ANNEALING -> vae.set("divergence/annealing", "LINEAR").bind("divergence/endEpoch", "annealing_epochs");
            case SKIP -> vae.set("latentSkip", true);
            case FREE_BITS -> vae.set("divergence/freeBits", 0.25);
        }
        return vae;
    }

    private static void notes(final WorkflowBuilder workflow) {
        final String[] texts = {
            "<p><strong>Images</strong></p><p>Synthetic digits, or what <em>data_directory</em> holds.</p>",
            "<p><strong>Plain</strong></p><p>β KL from the first step on.</p>",
            "<p><strong>Annealing</strong></p><p>β rises from 0 over the first <em>annealing_epochs</em>.</p>",
            "<p><strong>Skip connections</strong></p><p>Every decoder layer sees z.</p>",
            "<p><strong>Free bits</strong></p><p>KL below 0.25 nats per dimension costs nothing less.</p>",
            "",
            "<p><strong>Compare</strong></p><p>Active units, KL and a verdict for each.</p>"};
        for (int i = 0; i < texts.length; i++) {
            if (!texts[i].isEmpty()) {
                workflow.annotate(texts[i], LEFT + i * COLUMN - 60, TOP - 140, COLUMN - 10, 6 * ROW + 140);
            }
        }
    }
}
