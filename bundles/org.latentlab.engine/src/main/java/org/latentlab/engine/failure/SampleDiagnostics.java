package org.latentlab.engine.failure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.dataset.StratifiedSample;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.score.DiversityReference;
import org.latentlab.engine.score.PrecisionRecall;
import org.latentlab.engine.score.PrecisionRecallResult;
import org.latentlab.engine.score.SampleDiversity;
import org.latentlab.engine.score.Sharpness;
import org.latentlab.engine.train.Progress;

/**
 * Examines sets of generated images, each beside the same real images: diversity, sharpness, precision and recall,
 * classes. A set is compared with as many real images as it has, up to a limit, so that nearest neighbours of small
 * sets are not taken for far ones.
 */
public final class SampleDiagnostics {

    private final Images m_real;
    private final ImageClassifier m_classifier;
    private final Config m_config;
    private final Sharpness m_sharpness;
    private final double[] m_shares;
    private final float[] m_features;
    private final Map<Integer, DiversityReference> m_references = new HashMap<>();

    /**
     * How sets are examined.
     *
     * @param most the most images of a set that are compared with one another, drawn at random, 2…100,000; the work
     *            grows with its square
     * @param neighbours which neighbour bounds a neighbourhood for precision and recall, 1…1,000
     * @param seed the seed of the draws
     */
    public record Config(int most, int neighbours, long seed) {

        private static final int LARGEST = 100_000;

        private static final int MOST_NEIGHBOURS = 1000;

        /** Checks the values. */
        public Config {
            if (most < 2 || most > LARGEST) {
                throw new IllegalArgumentException("The number of images that are compared is 2 to 100,000, not " + most
                    + ".");
            }
            if (neighbours < 1 || neighbours > MOST_NEIGHBOURS) {
                throw new IllegalArgumentException("The number of neighbours is 1 to 1,000, not " + neighbours + ".");
            }
        }
    }

    /**
     * What was found about one set.
     *
     * @param name the set's name
     * @param images number of generated images
     * @param diversity how much they differ
     * @param sharpness how sharp they are; null where images of this shape have no sharpness
     * @param dataSharpness how sharp the real images are; null likewise
     * @param precisionRecall where they lie among the real ones; null where there are too few images
     * @param classShares share of the generated images in each class; empty without a classifier
     * @param dataClassShares that of the real images
     * @param classNames the classes; empty without a classifier
     */
    public record Result(String name, int images, SampleDiversity diversity, Sharpness sharpness,
        Sharpness dataSharpness, PrecisionRecallResult precisionRecall, double[] classShares, double[] dataClassShares,
        List<String> classNames) {

        /** @return whether and how the generator fails */
        public SampleVerdict verdict() {
            return new SampleVerdict(diversity, classShares, dataClassShares);
        }

        /** @return the names of the classes that are hardly generated */
        public List<String> missing() {
            return verdict().missing().stream().map(classNames::get).toList();
        }
    }

    /**
     * @param real real images, at least 2 that differ
     * @param classifier gives classes and features; null = no classes, and precision and recall by the values
     * @param config how sets are examined
     * @param progress told and asked
     * @throws EngineException if no two images differ, or the classifier takes others
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public SampleDiagnostics(final Images real, final ImageClassifier classifier, final Config config,
        final Progress progress) {
        m_real = real;
        m_classifier = classifier;
        m_config = config;
        m_references.put(Math.min(config.most(), real.size()), reference(config.most(), progress.part(0, 0.4)));
        m_sharpness = sharpness(real, progress);
        m_shares = shares(real, progress.part(0.4, 0.8));
        m_features = features(drawn(real, config.most()), progress.part(0.8, 1));
    }

    /**
     * @param name the set's name
     * @param samples generated images of the real ones' shape, at least 2
     * @param progress told and asked
     * @return what was found
     * @throws EngineException if there are fewer than 2 images
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Result examine(final String name, final Images samples, final Progress progress) {
        // of more samples than real images the first alone would be looked at, in a sorted table those of one kind
        final Images drawn = drawn(samples, Math.min(m_config.most(), m_real.size()));
        final DiversityReference reference = m_references.computeIfAbsent(Math.min(drawn.size(), m_real.size()),
            count -> reference(Math.max(2, count), progress.part(0, 0.2)));
        final SampleDiversity diversity = reference.of(drawn, progress.part(0.2, 0.4));
        final PrecisionRecallResult precisionRecall = precisionRecall(drawn, progress.part(0.4, 0.7));
        return new Result(name, samples.size(), diversity, sharpness(samples, progress), m_sharpness, precisionRecall,
            shares(samples, progress.part(0.7, 1)), m_shares,
            m_classifier == null ? List.of() : m_classifier.classNames());
    }

    private DiversityReference reference(final int count, final Progress progress) {
        return new DiversityReference(m_real, count, m_config.seed(), progress);
    }

    private Images drawn(final Images images, final int most) {
        return images.size() <= most ? images
            : images.select(StratifiedSample.rows(null, images.size(), most, m_config.seed()));
    }

    private static Sharpness sharpness(final Images images, final Progress progress) {
        return Sharpness.isDefinedFor(images.shape()) ? Sharpness.of(images, progress) : null;
    }

    private double[] shares(final Images images, final Progress progress) {
        return m_classifier == null ? new double[0] : ClassShares.of(m_classifier, images, progress);
    }

    private float[] features(final Images images, final Progress progress) {
        return m_classifier == null ? images.toFloats() : m_classifier.features(images, progress);
    }

    private PrecisionRecallResult precisionRecall(final Images samples, final Progress progress) {
        final int d = m_classifier == null ? m_real.shape().values() : m_classifier.featureSize();
        if (Math.min(samples.size(), m_features.length / d) <= m_config.neighbours()) {
            return null;
        }
        return PrecisionRecall.of(drawn(m_features, d, samples.size()), features(samples, progress.part(0, 0.5)), d,
            m_config.neighbours(),
            m_classifier != null ? m_classifier.featureSpace() : m_real.shape().isVector() ? "values" : "pixels",
            progress.part(0.5, 1));
    }

    /** Both sets are to have one size: neighbourhoods are smaller, and more of them, where there are more points. */
    private float[] drawn(final float[] features, final int d, final int most) {
        if (features.length <= (long)most * d) {
            return features;
        }
        final float[] some = new float[most * d];
        final int[] rows = StratifiedSample.rows(null, features.length / d, most, m_config.seed());
        for (int i = 0; i < most; i++) {
            System.arraycopy(features, rows[i] * d, some, i * d, d);
        }
        return some;
    }
}
