package org.latentlab.nodes.traininganimation;

import java.util.Locale;

import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.latentlab.engine.snapshot.Animation;
import org.latentlab.nodes.file.OutputFile;
import org.latentlab.nodes.port.AnimationPortObject;
import org.latentlab.nodes.port.AnimationPortObjectSpec;
import org.latentlab.nodes.table.NodeErrors;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Training Animation: the pictures of a training as an animated GIF and side by side. */
public final class TrainingAnimationNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Training Animation";

    private static final String DESCRIPTION = """
        <p>Shows how a training unfolds: turns a table of pictures by epoch, as <b>Train VAE</b> gives it in its output
        <i>Snapshots</i>, into an animated GIF that repeats forever, and into a strip, where the frames stand side by
        side under their epochs. Any other table with a numeric column and a column of PNG images will do as well.</p>
        <p>There is one frame an epoch, in the order of the epochs. Where an epoch has several pictures (prediction
        matrix, latent scatter, manifold), they stand together in the frame, or one of them is chosen. Pictures keep
        their place; one that is missing leaves it white, which a warning tells. Rows without an epoch or a readable
        image are left out, and a warning counts and names them. If two rows hold the same picture of the same epoch,
        as after joining the snapshots of two trainings, the node fails and names them.</p>
        <p>A GIF has at most 256 colours. The node chooses one palette for all frames: the exact colours where there are
        few enough, as in digits in gray, else those of least error. Only what changes from one frame to the next is
        stored.</p>
        """;

    private static final DefaultNode NODE = DefaultNode.create() //
        .name(NAME) //
        .icon("icon.png") //
        .shortDescription("Turns the snapshots of a training into an animated GIF and a strip of pictures.") //
        .fullDescription(DESCRIPTION) //
        .sinceVersion(5, 8, 0) //
        .ports(p -> p //
            .addInputTable("Snapshots", "One row a picture: its epoch, which picture it is, and the picture as PNG.") //
            .addOutputPort("Animation", "The animation, as a GIF file.", AnimationPortObject.TYPE) //
            .addOutputPort("Strip", "The frames side by side, as PNG.", ImagePortObject.TYPE)) //
        .model(m -> m.parametersClass(TrainingAnimationParameters.class) //
            .configure(TrainingAnimationNodeFactory::configure).execute(TrainingAnimationNodeFactory::execute)) //
        .keywords("animation", "GIF", "training", "epoch", "snapshot", "film strip", "movie", "view");

    /** For KNIME. */
    public TrainingAnimationNodeFactory() {
        super(NODE);
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TrainingAnimationParameters parameters = in.getParameters();
        parameters.validate();
        FrameTable.of(parameters, in.getInPortSpec(0));
        OutputFile.check(parameters.m_outputFile);
        out.setOutSpecs(new AnimationPortObjectSpec(parameters.picture()),
            new ImagePortObjectSpec(PNGImageContent.TYPE));
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out)
        throws CanceledExecutionException, KNIMEException {
        final TrainingAnimationParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable table = in.getInPortObject(0);
        final Warnings warnings = new Warnings();
        NodeErrors.run(NAME, () -> {
            parameters.validate();
            final OutputFile file = OutputFile.probed(parameters.m_outputFile);
            final Animation animation = new Animation(FrameTable.of(parameters, table.getDataTableSpec()).read(table,
                warnings, exec.createSubProgress(0.3)), parameters.config());
            final byte[] gif = animation.gif(ProgressAdapter.of(exec.createSubProgress(0.5)));
            exec.checkCanceled();
            exec.setProgress(0.8, "Drawing the strip");
            final byte[] strip = animation.strip("", parameters.m_stripFrames, parameters.m_stripColumns);
            exec.checkCanceled();
            if (file != null) {
                file.write(parameters.writesStrip() ? strip : gif);
            }
            out.setOutData(AnimationPortObject.create(parameters.picture(), summary(animation, gif), gif, exec),
                new ImagePortObject(new PNGImageContent(strip), new ImagePortObjectSpec(PNGImageContent.TYPE)));
        });
        warnings.tell(out::setWarningMessage);
    }

    private static String summary(final Animation animation, final byte[] gif) {
        return String.format(Locale.ROOT, "%,d %s of %,d×%,d pixels, %.1f seconds, %,d KB", animation.size(),
            animation.size() == 1 ? "frame" : "frames", animation.width(), animation.height(), animation.seconds(),
            (gif.length + 1023) / 1024);
    }
}
