package org.latentlab.nodes.trainvae;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataTableSpec;
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
import org.latentlab.engine.latent.CollapseVerdict;
import org.latentlab.engine.nn.LayerShape;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.engine.snapshot.SnapshotConfig;
import org.latentlab.engine.snapshot.TrainingSnapshots;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.vae.CollapseCheck;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.engine.vae.VaeTraining;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.port.VaePortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;
import org.latentlab.nodes.training.LayersTable;
import org.latentlab.nodes.training.SnapshotsTable;

/** Trains a variational autoencoder or one of its family. */
public final class TrainVaeNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Train VAE";

    private static final String DESCRIPTION = """
            <p>Trains a variational autoencoder (VAE) or one of its family: an encoder that maps an image x to a
            distribution q(z|x) = N(μ(x), diag σ²(x)) over a latent code z of d dimensions, and a decoder that maps a
            code back to an image. The preset chooses a network by the data that it suits: an MLP, a convolutional
            network, a deep one with batch normalisation; every layer can also be chosen by hand.</p>
            <p>The loss per image is, as it stands, the negative evidence lower bound in nats,</p>
            <p>−ELBO = −E<sub>q(z|x)</sub>[ln p(x|z)] + KL(q(z|x) ‖ N(0, I)),</p>
            <p>the first part measuring the reconstruction, the second how far the codes are from the standard normal
            prior: KL = ½ Σ<sub>j</sub> (μ<sub>j</sub>² + σ<sub>j</sub>² − ln σ<sub>j</sub>² − 1). It is minimised
            with Adam by the reparameterisation z = μ + σ·ε (Kingma and Welling 2014, <a
            href="https://arxiv.org/abs/1312.6114">Auto-Encoding Variational Bayes</a>).</p>
            <p>The KL can be weighted by β, constant or annealed, given free bits or a target capacity, or replaced by
            the maximum mean discrepancy (MMD) of all codes from the prior; a plain autoencoder has neither. A penalty
            on latent neighbours pulls the codes of a class together and those of different classes apart.</p>
            <p>A dimension whose KL stays near 0 is not used by the model. The node says in its warning if too few
            dimensions are active (<i>posterior collapse</i>), and what to try. Rows without a usable image are left
            out; the warning counts and names them. Training stops with a message if the loss becomes infinite or not
            a number.</p>
            <p>Numeric columns and lists of numbers may also be vectors of any length: the VAE is then one of vectors,
            which <i>Encode</i> takes by the same column names and <i>Decode</i> gives back as numbers.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Trains a variational autoencoder, or one of its family, on a table of images or vectors.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable(TrainingData.PORT, "Images of one size: a column of PNG images, of lists of numbers, or "
                + "numeric columns; or vectors as lists of numbers or numeric columns. Perhaps a column of classes.") //
            .addOutputPort("VAE Model", "The trained model with its settings, seed, training history and the backend "
                + "it was trained on.", VaePortObject.TYPE) //
            .addOutputTable("Training History", "One row an epoch: loss, its parts reconstruction and KL, KL of each "
                + "latent dimension (all in nats per image, averaged over the epoch), loss on the validation images, "
                + "seconds, β of the last batch, MMD² of the codes from the prior, the penalty on latent "
                + "neighbours without its weight, active units (dimensions whose posterior mean has a variance over "
                + "0.01) and the mutual information of image and code in nats, both after the epoch. What does not "
                + "apply to the model is missing.") //
            .addOutputTable("Layers", "Every layer of the network: part, layer, output shape (height×width×channels, "
                + "or the width), number of trained parameters, and of values that are kept but not trained (running "
                + "statistics of batch normalisation). The last row has the totals.") //
            .addOutputTable("Latent Diagnostics", "The latent space after each epoch, one row a dimension: its mean KL "
                + "in nats, the variance of its posterior mean over the images, whether that is over 0.01 (active; "
                + "Burda, Grosse and Salakhutdinov 2016), mean and variance of the aggregate posterior, 0 and 1 where "
                + "it is the prior's.") //
            .addOutputTable("Snapshots", "Pictures taken during the training, if wanted: epoch, which picture (the "
                + "same images reconstructed and the same codes decoded, the latent codes, the images along a grid of "
                + "codes), and the PNG image. <i>Training Animation</i> makes a GIF of them.")) //
        .model(m -> m.parametersClass(TrainVaeParameters.class) //
            .configure(TrainVaeNodeFactory::configure).execute(TrainVaeNodeFactory::execute)) //
        .nodeType(NodeType.Learner) //
        .keywords("variational autoencoder", "VAE", "autoencoder", "generative model", "latent space",
            "deep learning", "learner", "ELBO", "beta-VAE", "MMD", "convolutional", "posterior collapse");

    /** For KNIME. */
    public TrainVaeNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TrainVaeParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec spec = in.getInPortSpec(0);
        final VaeConfig config = parameters.vaeConfig();
        TrainingData.check(parameters, config, spec);
        final ImageColumn column = TrainingData.column(parameters, spec);
        out.setOutSpec(0, new VaePortObjectSpec(config, TrainingData.shape(parameters, column).orElse(null),
            column.isVectors(parameters.m_input.m_numbersAs), TrainingData.input(parameters, column)));
        out.setOutSpec(1, HistoryTable.spec(config.latentSize()));
        out.setOutSpec(2, LayersTable.SPEC);
        out.setOutSpec(3, DiagnosticsTable.SPEC);
        out.setOutSpec(4, SnapshotsTable.SPEC);
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        NodeErrors.run(NAME, () -> {
            final TrainVaeParameters parameters = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final Warnings warnings = new Warnings();
            BackendPreferences.load(warnings);
            final VaeConfig config = parameters.vaeConfig();
            final CheckpointConfig checkpoints = parameters.m_checkpoints.config();
            final TrainingData data = TrainingData.read(parameters, config, in.getInPortObject(0), warnings,
                exec.createSubProgress(0.05));
            TrainingAdvice.warn(parameters, config, data, warnings);
            final SnapshotConfig pictures = parameters.m_snapshots.config();
            final TrainingSnapshots snapshots = pictures == null ? null
                : new TrainingSnapshots(pictures, data.images(), data.classes(), data.classNames());
            final Vae vae = VaeTrainer.train(
                new VaeTraining(data.images(), data.classes(), config, parameters.trainingConfig(),
                    checkpoints, snapshots),
                ProgressAdapter.of(exec.createSubProgress(0.95))).withInput(data.input());
            out.setOutData(0, VaePortObject.create(vae, exec));
            final List<EpochRecord> epochs = vae.history().epochs();
            out.setOutData(1, HistoryTable.write(epochs, vae.latentSize(), exec));
            out.setOutData(2, LayersTable.write(layers(vae), exec));
            out.setOutData(3, DiagnosticsTable.write(epochs, vae.latentSize(), exec));
            out.setOutData(4, SnapshotsTable.write(snapshots == null ? List.of() : snapshots.snapshots(), exec));
            vae.notices().forEach(warnings::add);
            final CollapseVerdict verdict = CollapseCheck.of(vae);
            if (verdict.isWarning()) {
                warnings.add(verdict.text());
            }
            if (snapshots != null) {
                snapshots.notices().forEach(warnings::add);
            }
            warnings.tell(out::setWarningMessage);
        });
    }

    private static List<LayerSummary> layers(final Vae vae) {
        final List<LayerSummary> layers = new ArrayList<>(vae.layers());
        if (vae.config().likelihood().hasLogScale()) {
            final int channels = vae.shape().channels();
            layers.add(new LayerSummary("likelihood", "scale of each channel", LayerShape.vector(channels), channels,
                0));
        }
        return layers;
    }
}
