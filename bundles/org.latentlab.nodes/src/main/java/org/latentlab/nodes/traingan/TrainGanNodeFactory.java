package org.latentlab.nodes.traingan;

import java.io.IOException;
import java.util.List;

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
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanTraining;
import org.latentlab.engine.gan.GanTrainer;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.snapshot.GanSnapshots;
import org.latentlab.engine.snapshot.SnapshotConfig;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.nodes.port.ClassifierPortObject;
import org.latentlab.nodes.port.ClassifierPortObjectSpec;
import org.latentlab.nodes.port.GanPortObject;
import org.latentlab.nodes.port.GanPortObjectSpec;
import org.latentlab.nodes.preferences.BackendPreferences;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;
import org.latentlab.nodes.training.LayersTable;
import org.latentlab.nodes.training.SnapshotsTable;

/** Trains a generative adversarial network. */
public final class TrainGanNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Train GAN";

    private static final double READING_SHARE = 0.05;

    private static final String DESCRIPTION = """
            <p>Trains a generative adversarial network (GAN): a generator G that turns a latent vector z, drawn at
            random, into an image, against a critic D (also called discriminator) that learns to tell such images from
            those of the table. Each gets better by the other (Goodfellow et al. 2014, <a
            href="https://arxiv.org/abs/1406.2661">Generative Adversarial Nets</a>). GANs give sharper images than
            variational autoencoders, but may lose part of the data's variety, and their training can fail.</p>
            <p>The preset chooses networks and loss that go together: an MLP or a DCGAN (Radford, Metz and Chintala
            2016, <a href="https://arxiv.org/abs/1511.06434">Unsupervised Representation Learning with Deep
            Convolutional GANs</a>) with the non-saturating loss, spectral normalisation (Miyato et al. 2018), the
            Wasserstein distance with clipped weights (Arjovsky, Chintala and Bottou 2017) or with a gradient penalty
            (Gulrajani et al. 2017, <a href="https://arxiv.org/abs/1704.00028">Improved Training of Wasserstein
            GANs</a>), a ClusterGAN (Mukherjee et al. 2019). <i>Custom</i> lets choose each by hand. A class-conditional
            GAN is told classes and generates images of the class that is asked for.</p>
            <p>While it trains, the node looks for the ways in which GANs fail: <b>mode collapse</b> (the same few
            images whatever z), <b>mode dropping</b> (classes of the data that are not generated, with a classifier at
            the optional port), <b>vanishing gradients</b> (the critic wins, and the generator learns nothing any
            more), <b>oscillation</b> (losses that go up and down). It says in its warning which of them the training
            ends with, since which epoch, and by which figures; it can also stop early.</p>
            <p>A loss that falls is no sign of good images, except with Wasserstein losses: look at the snapshots, and
            score generated images. <i>Generator at Epoch</i> takes an earlier generator if the last one is worse.</p>
            <p>Rows without a usable image are left out; the warning counts and names them. Training stops with a
            message if a loss becomes infinite or not a number. Numeric columns and lists of numbers may also be vectors
            of any length, which <i>Decode</i> gives back as numbers.</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Trains a generative adversarial network (GAN, WGAN-GP, ClusterGAN, …) and watches it for "
            + "failures.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .dynamicPorts(p -> p //
            .addInputPortGroup(TrainingData.PORT, g -> g.name(TrainingData.PORT) //
                .description("Images of one size: a column of PNG images, of lists of numbers, or numeric columns; or "
                    + "vectors as lists of numbers or numeric columns. For a class-conditional GAN also a column of "
                    + "classes.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addInputPortGroup("Classifier", g -> g.name("Classifier") //
                .description("A classifier of images of the same size, from Train Image Classifier. With it the node "
                    + "also sees which classes are generated, and which are missing. It takes no part in the "
                    + "training.") //
                .optional().supportedTypes(ClassifierPortObject.TYPE)) //
            .addOutputPortGroup("GAN Model", g -> g.name("GAN Model") //
                .description("The trained model with its settings, seed, training history, findings, the generators of "
                    + "the epochs kept and the backend it was trained on.") //
                .fixed(GanPortObject.TYPE)) //
            .addOutputPortGroup("Training History", g -> g.name("Training History") //
                .description("One row an epoch, means over its steps: steps of the generator so far, loss of generator "
                    + "and critic, D of real and of generated images (the probability that they are real where the "
                    + "loss has one), norm of all gradients of either network before any clipping, gradient penalty "
                    + "without its weight, ClusterGAN's squared error of the normal values and cross-entropy of the "
                    + "cluster, training images per second, seconds. What does not apply is missing.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Layers", g -> g.name("Layers") //
                .description("Every layer of generator, critic and, if there is one, encoder: part, layer, output "
                    + "shape (height×width×channels, or the width), number of trained parameters, and of values that "
                    + "are kept but not trained. The last row has the totals.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Failure Diagnostics", g -> g.name("Failure Diagnostics") //
                .description("One row for each epoch that was looked at: mean Euclidean distance of two generated "
                    + "images and of two training images, share of near-duplicates among both, number of classes that "
                    + "at least one in a hundred is in, the classes missing (less than a tenth of their share of the "
                    + "training images), entropy (nats) and shares of the classes (all four with a classifier only), "
                    + "gradient norms, D, and period (generator updates) and amplitude of the generator's loss where "
                    + "it oscillates.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Findings", g -> g.name("Findings") //
                .description("One row for each failure found: which, the epoch it set in, the last epoch it was seen, "
                    + "whether it is still there at the end, and a sentence with the figures. Empty where the training "
                    + "went well.") //
                .fixed(BufferedDataTable.TYPE)) //
            .addOutputPortGroup("Snapshots", g -> g.name("Snapshots") //
                .description("Pictures taken during the training, if wanted: epoch, which picture, and the PNG image. "
                    + "<i>Training Animation</i> makes a GIF of them.") //
                .fixed(BufferedDataTable.TYPE))) //
        .model(m -> m.parametersClass(TrainGanParameters.class) //
            .configure(TrainGanNodeFactory::configure).execute(TrainGanNodeFactory::execute)) //
        .nodeType(NodeType.Learner) //
        .keywords("generative adversarial network", "GAN", "DCGAN", "WGAN", "WGAN-GP", "ClusterGAN", "conditional GAN",
            "LSGAN", "spectral normalisation", "mode collapse", "generative model", "deep learning", "learner");

    /** For KNIME. */
    public TrainGanNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TrainGanParameters parameters = in.getParameters();
        parameters.validate();
        final DataTableSpec spec = in.getInPortSpec(0);
        TrainingData.check(parameters, spec);
        final ImageColumn column = TrainingData.column(parameters, spec);
        if (in.getInPortSpecs().length > 1) {
            ClassifierCheck.check(parameters, column, in.<ClassifierPortObjectSpec>getInPortSpec(1));
        }
        out.setOutSpec(0, modelSpec(parameters, spec, column));
        out.setOutSpec(1, HistoryTable.SPEC);
        out.setOutSpec(2, LayersTable.SPEC);
        out.setOutSpec(3, FailureTables.DIAGNOSTICS);
        out.setOutSpec(4, FailureTables.FINDINGS);
        out.setOutSpec(5, SnapshotsTable.SPEC);
    }

    private static GanPortObjectSpec modelSpec(final TrainGanParameters parameters, final DataTableSpec spec,
        final ImageColumn column) throws InvalidSettingsException {
        final ClassColumn classes = parameters.classColumn(spec);
        // only the rows tell whether all classes that the column lists occur
        final GanPortObjectSpec model = new GanPortObjectSpec(parameters.ganConfig(),
            TrainingData.shape(parameters, column).orElse(null), column.isVectors(parameters.m_input.m_numbersAs),
            TrainingData.input(parameters, column));
        return classes == null ? model : model.withClassesToCome();
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        NodeErrors.run(NAME, () -> {
            final TrainGanParameters parameters = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final Warnings warnings = new Warnings();
            BackendPreferences.load(warnings);
            final CheckpointConfig checkpoints = parameters.m_checkpoints.config();
            final ImageClassifier classifier = in.getInPortObjects().length < 2 ? null
                : in.<ClassifierPortObject>getInPortObject(1).classifier();
            final TrainingData data = TrainingData.read(parameters, in.getInPortObject(0), warnings,
                exec.createSubProgress(READING_SHARE));
            if (classifier != null) {
                ClassifierCheck.check(classifier.shape(), data.images().shape());
            }
            final GanConfig config = parameters.ganConfig(data.classNames());
            final GanTrainingConfig training = parameters.trainingConfig();
            TrainingAdvice.warn(parameters, config, training, data, warnings);
            final SnapshotConfig pictures = parameters.m_watch.pictures();
            final GanSnapshots snapshots = pictures == null ? null : new GanSnapshots(pictures);
            final Gan gan = GanTrainer.train(
                new GanTraining(data.images(), data.classes(), config, training, checkpoints, snapshots, classifier),
                ProgressAdapter.of(exec.createSubProgress(1 - READING_SHARE))).withInput(data.input());
            write(gan, classifier, snapshots, out, exec);
            TrainingVerdict.warn(gan, warnings);
            if (snapshots != null) {
                snapshots.notices().forEach(warnings::add);
            }
            warnings.tell(out::setWarningMessage);
        });
    }

    private static void write(final Gan gan, final ImageClassifier classifier, final GanSnapshots snapshots,
        final ExecuteOutput out, final ExecutionContext exec) throws IOException, CanceledExecutionException {
        out.setOutData(0, GanPortObject.create(gan, exec));
        out.setOutData(1, HistoryTable.write(gan.history().epochs(), exec));
        out.setOutData(2, LayersTable.write(gan.layers(), exec));
        out.setOutData(3, FailureTables.diagnostics(gan.history().epochs(),
            classifier == null ? List.of() : classifier.classNames(), exec));
        out.setOutData(4, FailureTables.findings(gan.findings(), exec));
        out.setOutData(5, SnapshotsTable.write(snapshots == null ? List.of() : snapshots.snapshots(), exec));
    }
}
