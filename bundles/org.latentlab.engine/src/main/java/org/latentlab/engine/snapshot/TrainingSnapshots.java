package org.latentlab.engine.snapshot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.dataset.StratifiedSample;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.vae.VaeTrainingListener;
import org.latentlab.engine.vae.VaeView;

/**
 * Takes pictures of a VAE while it is trained: of the untrained or resumed model, after every n-th epoch and after the
 * last, always with the same images and the same draws of the prior. Give it to the training as its listener, then ask
 * for the {@link #snapshots()}.
 * <ul>
 * <li>{@link #PREDICTION_MATRIX}: m × m images from all classes, what the decoder makes of their posterior means, and
 * what it makes of m × m fixed draws of N(0, I).</li>
 * <li>{@link #LATENT_SCATTER}: posterior means of at most {@link #MOST_CODES} images by class. All epochs are drawn at
 * the end on the same axes, which hold the codes of all epochs and ±3; of more than two dimensions, on those two whose
 * posterior means vary most in the last epoch.</li>
 * <li>{@link #MANIFOLD}: for images and two latent dimensions, what is decoded from a grid of quantiles of N(0, I).
 * </li>
 * </ul>
 * What is kept takes at most about 128 MB: where it would become more, every other epoch is dropped and the interval
 * doubled, which {@link #notices()} tells.
 */
public final class TrainingSnapshots implements VaeTrainingListener {

    /** Samples, their reconstructions and generated images. */
    public static final String PREDICTION_MATRIX = "prediction matrix";

    /** Latent codes by class. */
    public static final String LATENT_SCATTER = "latent scatter";

    /** Images decoded from a grid over a two-dimensional latent space. */
    public static final String MANIFOLD = "manifold";

    /** The most images whose codes are shown. */
    public static final int MOST_CODES = 2000;

    /** The codes of one epoch are at most so many values, but those of {@link #FEWEST_CODES} images at least. */
    private static final int MOST_VALUES = 1 << 18;

    private static final int FEWEST_CODES = 200;

    private final SnapshotConfig m_config;
    private final Images m_images;
    private final int[] m_classes;
    private final List<String> m_classNames;
    private final Captures m_captures;
    private SnapshotCamera m_camera;

    /**
     * @param config which pictures, and when
     * @param images what the VAE is trained on, at least one; not copied
     * @param classes the class of each image, an index into classNames, −1 for none; null = no classes
     * @param classNames the classes
     */
    public TrainingSnapshots(final SnapshotConfig config, final Images images, final int[] classes,
        final List<String> classNames) {
        this(config, images, classes, classNames, Captures.BUDGET);
    }

    /** @param budget how many bytes to keep at most, about */
    TrainingSnapshots(final SnapshotConfig config, final Images images, final int[] classes,
        final List<String> classNames, final long budget) {
        if (images.size() == 0) {
            throw new IllegalArgumentException("Snapshots of a training need at least one image.");
        }
        if (classes != null && classes.length != images.size()) {
            throw new IllegalArgumentException(images.size() + " images need as many classes, not " + classes.length
                + ".");
        }
        m_config = config;
        m_images = images;
        m_classes = classes;
        m_classNames = List.copyOf(classNames);
        m_captures = new Captures(config.everyEpochs(), budget, look -> m_camera.draw(look));
    }

    @Override
    public void trainingBegins(final VaeView untrained) {
        m_captures.begun(camera(untrained).look(0, "untrained", untrained));
    }

    /** What the epochs before looked like is known no more: the pictures begin with the last of them. */
    @Override
    public void trainingResumed(final EpochRecord last, final VaeView model) {
        m_captures.resumed(camera(model).look(last.epoch(), describe(last), model));
    }

    @Override
    public void epochEnded(final EpochRecord record, final VaeView model) {
        m_captures.ended(camera(model).look(record.epoch(), describe(record), model));
    }

    private SnapshotCamera camera(final VaeView model) {
        if (m_camera == null) {
            final int most = Math.max(FEWEST_CODES, Math.min(MOST_CODES, MOST_VALUES / model.config().latentSize()));
            m_camera = new SnapshotCamera(m_config, m_images, byClass(rows(m_config.samples() * m_config.samples())),
                byClass(rows(most)), model);
        }
        return m_camera;
    }

    private int[] rows(final int limit) {
        return StratifiedSample.rows(m_classes, m_images.size(), limit, m_config.seed());
    }

    private int[] byClass(final int[] rows) {
        return m_classes == null ? rows : IntStream.of(rows).boxed()
            .sorted((a, b) -> Integer.compare(m_classes[a], m_classes[b])).mapToInt(Integer::intValue).toArray();
    }

    private static String describe(final EpochRecord record) {
        final StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "reconstruction %.4g",
            record.reconstruction()));
        if (Double.isFinite(record.kl())) {
            text.append(String.format(Locale.ROOT, ", KL %.3g nats", record.kl()));
        }
        if (Double.isFinite(record.mmd())) {
            text.append(String.format(Locale.ROOT, ", MMD² %.2g", record.mmd()));
        }
        if (Double.isFinite(record.beta()) && record.beta() != 1) {
            text.append(", β = ").append(BigDecimal.valueOf(record.beta()).round(new MathContext(3))
                .stripTrailingZeros().toPlainString());
        }
        return text.toString();
    }

    /** @return what else should be known, a sentence each; often nothing */
    public List<String> notices() {
        return m_captures.notices();
    }

    /**
     * To be asked for when the training has ended, or was stopped; draws the latent scatters.
     *
     * @return the pictures, in the order of the epochs, of each epoch in the order above; none if no epoch ended
     */
    public List<Snapshot> snapshots() {
        final List<Capture> captures = m_captures.all();
        final List<byte[]> scatters = m_config.latentScatter() && !captures.isEmpty()
            ? new LatentScatters(captures, m_camera, m_classes, m_classNames).draw() : null;
        final List<Snapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < captures.size(); i++) {
            final Capture capture = captures.get(i);
            if (capture.matrix() != null) {
                snapshots.add(new Snapshot(capture.epoch(), PREDICTION_MATRIX, capture.matrix()));
            }
            if (scatters != null) {
                snapshots.add(new Snapshot(capture.epoch(), LATENT_SCATTER, scatters.get(i)));
            }
            if (capture.manifold() != null) {
                snapshots.add(new Snapshot(capture.epoch(), MANIFOLD, capture.manifold()));
            }
        }
        return snapshots;
    }
}
