package org.latentlab.nodes.trainvae;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.port.VaePortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Trains a variational autoencoder. */
public final class TrainVaeNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Train VAE";

    private static final String INPUT = "Images";

    private static final String DESCRIPTION = """
            <p>Trains a variational autoencoder (VAE): an encoder that maps an image x to a Gaussian q(z|x) = N(μ(x),
            diag σ²(x)) over a latent code z of d dimensions, and a decoder that maps a code back to an image. Both
            are fully connected networks (784-500-500-d for 28×28 images as they stand).</p>
            <p>The loss per image is the negative evidence lower bound in nats,</p>
            <p>−ELBO = −E<sub>q(z|x)</sub>[ln p(x|z)] + KL(q(z|x) ‖ N(0, I)),</p>
            <p>the first part measuring the reconstruction, the second how far the codes are from the standard normal
            prior: KL = ½ Σ<sub>j</sub> (μ<sub>j</sub>² + σ<sub>j</sub>² − ln σ<sub>j</sub>² − 1). It is minimised
            with Adam by the reparameterisation z = μ + σ·ε (Kingma and Welling 2014, <a
            href="https://arxiv.org/abs/1312.6114">Auto-Encoding Variational Bayes</a>).</p>
            <p>A dimension whose KL in the history stays near 0 is not used by the model. Rows without a usable image
            are left out; the warning counts and names them. Training stops with a message if the loss becomes
            infinite or not a number.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Trains a variational autoencoder on a table of images.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable(INPUT, "Images of one size: a column of PNG images, of lists of numbers, or numeric "
                + "columns.") //
            .addOutputPort("VAE Model", "The trained model with its settings, seed, training history and the backend "
                + "it was trained on.", VaePortObject.TYPE) //
            .addOutputTable("Training History", "One row an epoch: loss (−ELBO), its parts reconstruction and KL, KL "
                + "of each latent dimension (all in nats per image), loss on the validation images (missing where "
                + "there are none), and seconds.")) //
        .model(m -> m.parametersClass(TrainVaeParameters.class) //
            .configure(TrainVaeNodeFactory::configure).execute(TrainVaeNodeFactory::execute)) //
        .keywords("variational autoencoder", "VAE", "generative model", "latent space", "deep learning", "learner",
            "ELBO");

    /** For KNIME. */
    public TrainVaeNodeFactory() {
        super(NODE);
    }

    private static ImageColumn column(final TrainVaeParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return ImageColumn.choose(spec, parameters.m_imageSource, parameters.m_imageColumn, parameters.m_pixelColumns,
            INPUT);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TrainVaeParameters parameters = in.getParameters();
        parameters.validate();
        column(parameters, in.getInPortSpec(0));
        final VaeConfig config = parameters.vaeConfig();
        out.setOutSpec(0, new VaePortObjectSpec(config.latentSize(), VaePortObject.network(config), null));
        out.setOutSpec(1, HistoryTable.spec(config.latentSize()));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        NodeErrors.run(NAME, () -> {
            final TrainVaeParameters parameters = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final BufferedDataTable table = in.getInPortObject(0);
            final Warnings warnings = new Warnings();
            BackendPreferences.load(warnings);
            final ImageRows rows =
                column(parameters, table.getDataTableSpec()).read(table, exec.createSubProgress(0.05));
            rows.warn(warnings, "were left out");
            final Vae vae = VaeTrainer.train(rows.images(), parameters.vaeConfig(), parameters.trainingConfig(),
                ProgressAdapter.of(exec.createSubProgress(0.95)));
            out.setOutData(0, VaePortObject.create(vae, exec));
            out.setOutData(1, HistoryTable.write(vae.history().epochs(), vae.latentSize(), exec));
            vae.notices().forEach(warnings::add);
            warnings.tell(out::setWarningMessage);
        });
    }
}
