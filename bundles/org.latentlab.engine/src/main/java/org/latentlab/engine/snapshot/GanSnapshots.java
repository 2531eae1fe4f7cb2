package org.latentlab.engine.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.engine.gan.GanTrainingListener;
import org.latentlab.engine.gan.GanView;

/**
 * Takes pictures of a GAN while it is trained: of the untrained or resumed model, after every n-th epoch and after the
 * last, always of the same latent vectors. Give it to the training as its listener, then ask for the
 * {@link #snapshots()}.
 * <ul>
 * <li>{@link #SAMPLES}: images generated from fixed draws of the prior, m × m of them. A class-conditional GAN shows a
 * row for each class and a GAN with latent clusters one for each cluster, at most {@link #MOST_ROWS}, with m images
 * each; those in a column have the rest of the latent vector in common. Always taken.</li>
 * <li>{@link #MANIFOLD}: for images and two latent dimensions, what is generated from a grid of quantiles of the prior;
 * of a class-conditional GAN the first class. Taken if the configuration asks for the manifold.</li>
 * </ul>
 * The configuration's latent scatter is not for GANs, which have no codes of images. What is kept takes at most about
 * 128 MB: where it would become more, every other epoch is dropped and the interval doubled, which {@link #notices()}
 * tells.
 */
public final class GanSnapshots implements GanTrainingListener {

    /** Images generated from fixed draws of the prior. */
    public static final String SAMPLES = "samples";

    /** Images generated from a grid over a two-dimensional latent space. */
    public static final String MANIFOLD = TrainingSnapshots.MANIFOLD;

    /** The most classes or clusters that are shown. */
    public static final int MOST_ROWS = 20;

    private final SnapshotConfig m_config;
    private final Captures m_captures;
    private GanCamera m_camera;

    /** @param config how many samples, and when; its seed chooses the draws of the prior */
    public GanSnapshots(final SnapshotConfig config) {
        this(config, Captures.BUDGET);
    }

    /** @param budget how many bytes to keep at most, about */
    GanSnapshots(final SnapshotConfig config, final long budget) {
        m_config = config;
        m_captures = new Captures(config.everyEpochs(), budget, look -> m_camera.draw(look));
    }

    @Override
    public void trainingBegins(final GanView untrained) {
        m_captures.begun(camera(untrained).look(0, "untrained", untrained));
    }

    /** What the epochs before looked like is known no more: the pictures begin with the last of them. */
    @Override
    public void trainingResumed(final GanEpochRecord last, final GanView model) {
        m_captures.resumed(camera(model).look(last.epoch(), describe(last), model));
    }

    @Override
    public void epochEnded(final GanEpochRecord record, final GanView model) {
        m_captures.ended(camera(model).look(record.epoch(), describe(record), model));
    }

    private GanCamera camera(final GanView model) {
        if (m_camera == null) {
            m_camera = new GanCamera(m_config, model);
        }
        return m_camera;
    }

    /** Short, so that it takes one line in all frames: what is below would jump. */
    private static String describe(final GanEpochRecord record) {
        final String losses = Double.isFinite(record.generatorLoss())
            ? String.format(Locale.ROOT, "loss: generator %.2g, critic %.2g", record.generatorLoss(),
                record.criticLoss()) : String.format(Locale.ROOT, "loss: critic %.2g", record.criticLoss());
        return losses.replace('-', '−');
    }

    /** @return what else should be known, a sentence each; often nothing */
    public List<String> notices() {
        return m_captures.notices();
    }

    /**
     * To be asked for when the training has ended, or was stopped.
     *
     * @return the pictures, in the order of the epochs, of each epoch in the order above; none if no epoch ended
     */
    public List<Snapshot> snapshots() {
        final List<Snapshot> snapshots = new ArrayList<>();
        for (final Capture capture : m_captures.all()) {
            snapshots.add(new Snapshot(capture.epoch(), SAMPLES, capture.matrix()));
            if (capture.manifold() != null) {
                snapshots.add(new Snapshot(capture.epoch(), MANIFOLD, capture.manifold()));
            }
        }
        return snapshots;
    }
}
