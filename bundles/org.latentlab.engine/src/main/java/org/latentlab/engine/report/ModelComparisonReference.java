package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.failure.ClassShares;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.score.DataComposition;
import org.latentlab.engine.score.DiversityReference;
import org.latentlab.engine.score.DiversitySharpness;
import org.latentlab.engine.score.FeatureStatistics;
import org.latentlab.engine.score.FrechetDistance;
import org.latentlab.engine.score.InceptionScore;
import org.latentlab.engine.score.PrecisionRecall;
import org.latentlab.engine.score.PrecisionRecallResult;
import org.latentlab.engine.score.RealNeighbours;
import org.latentlab.engine.score.SampleDiversity;
import org.latentlab.engine.score.Sharpness;
import org.latentlab.engine.train.Progress;

/**
 * The real images that all models' samples are held against, and some kept apart from them to be scored like samples:
 * what no model needs to surpass.
 */
final class ModelComparisonReference {

    private final ModelComparisonConfig m_config;

    private final Images m_images;

    private final String m_fingerprint;

    private final List<Images> m_apart = new ArrayList<>();

    private final ModelComparisonFeatures m_features;

    private final float[] m_values;

    private final FeatureStatistics m_statistics;

    private final int[] m_classes;

    private final DiversityReference m_diversity;

    private final Sharpness m_sharpness;

    private final RealNeighbours m_neighbours;

    /**
     * What a set of samples scored.
     *
     * @param measures the measures
     * @param classCounts samples of each class; empty where there are no classes
     * @param classes the class of each; null where there are none
     */
    record Scores(Map<ModelComparisonMeasure, Double> measures, long[] classCounts, int[] classes) {
    }

    /**
     * @param data the real images
     * @param config the settings
     * @param progress told and asked
     * @throws EngineException if there are too few real images, or no two of them differ
     */
    ModelComparisonReference(final ModelComparisonData data, final ModelComparisonConfig config,
        final Progress progress) {
        m_config = config;
        final int n = data.images().size();
        m_fingerprint = data.images().fingerprint();
        if (n < config.samples()) {
            throw new EngineException(String.format(Locale.ROOT, "Sets of %,d samples are held against as many real "
                + "images, but there are only %,d. Give more real images, or choose smaller sets.", config.samples(),
                n));
        }
        final int[] order = IntStream.range(0, n).toArray();
        Rng.stream(config.seed(), "real images of the comparison").shuffle(order);
        // as many as the models draw, but no more than a third, and at least as many as a set left
        final int sets = Math.max(0, Math.min(config.sets(), Math.min(n / 3, n - config.samples()) / config.samples()));
        final int apart = sets * config.samples();
        for (int s = 0; s < sets; s++) {
            m_apart.add(data.images().select(Arrays.copyOfRange(order, s * config.samples(),
                (s + 1) * config.samples())));
        }
        final int[] rows = Arrays.copyOfRange(order, apart,
            Math.min(n, apart + Math.max(config.samples(), config.realImages())));
        m_images = data.images().select(rows);
        m_features = new ModelComparisonFeatures(new ModelComparisonData(m_images,
            data.classes() == null ? null : Arrays.stream(rows).map(i -> data.classes()[i]).toArray(),
            data.classNames(), data.classifier()));
        m_values = m_features.of(m_images, progress.part(0, 0.4));
        m_statistics = FeatureStatistics.of(m_values, m_features.size(), "the real images");
        m_classes = m_features.realClasses(m_values, m_features.probabilities(m_images, progress.part(0.4, 0.8)),
            progress.part(0.8, 0.9));
        m_diversity = new DiversityReference(m_images, config.samples(), config.seed(), progress.part(0.9, 0.95));
        m_neighbours = new RealNeighbours(m_images, progress.part(0.95, 1));
        m_sharpness = Sharpness.isDefinedFor(m_images.shape()) ? Sharpness.of(m_images, progress) : null;
    }

    /** @return the images held against, in random order */
    Images images() {
        return m_images;
    }

    /** @return the fingerprint of all real images, those kept apart included */
    String fingerprint() {
        return m_fingerprint;
    }

    ModelComparisonFeatures features() {
        return m_features;
    }

    /** @return sets of real images that are kept apart; may be empty */
    List<Images> apart() {
        return m_apart;
    }

    /** @return how many of the real images are of each class; empty where there are no classes */
    long[] classCounts() {
        return counts(m_classes);
    }

    /** @return the share of real images that are near-duplicates */
    double nearDuplicates() {
        return m_diversity.nearDuplicates();
    }

    private long[] counts(final int[] classes) {
        final long[] counts = new long[classes == null ? 0 : m_features.classNames().size()];
        for (int i = 0; i < (classes == null ? 0 : classes.length); i++) {
            counts[classes[i]]++;
        }
        return counts;
    }

    /** @return the share of each class */
    static double[] shares(final long[] counts) {
        final double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts).mapToDouble(count -> count / all).toArray();
    }

    /**
     * @param images a set of samples
     * @param set its number, from 0: neighbourhoods of every set are looked for among other real images, the same for
     *            all models
     * @param progress told and asked
     * @return what they score
     */
    Scores score(final Images images, final int set, final Progress progress) {
        final Map<ModelComparisonMeasure, Double> measures = new EnumMap<>(ModelComparisonMeasure.class);
        final float[] values = m_features.of(images, progress.part(0, 0.3));
        final float[] probabilities = m_features.probabilities(images, progress.part(0.3, 0.6));
        measures.put(ModelComparisonMeasure.FRECHET, FrechetDistance.between(m_statistics,
            FeatureStatistics.of(values, m_features.size(), "the samples"), m_features.words()).distance());
        progress.checkCanceled();
        final PrecisionRecallResult manifold = PrecisionRecall.of(some(set), values, m_features.size(),
            PrecisionRecall.NEIGHBOURS, m_features.words(), progress.part(0.6, 0.7));
        measures.put(ModelComparisonMeasure.PRECISION, manifold.precision());
        measures.put(ModelComparisonMeasure.RECALL, manifold.recall());
        measures.put(ModelComparisonMeasure.COVERAGE, manifold.coverage());
        final SampleDiversity diversity = m_diversity.of(images, progress.part(0.8, 1));
        final DiversitySharpness.Entry figures = new DiversitySharpness.Entry("", diversity,
            m_sharpness == null ? null : Sharpness.of(images, progress), m_sharpness);
        measures.put(ModelComparisonMeasure.VARIETY, figures.diverse());
        measures.put(ModelComparisonMeasure.DISTANCE, diversity.ratio());
        measures.put(ModelComparisonMeasure.DUPLICATES, diversity.nearDuplicates());
        if (m_sharpness != null) {
            // images without any detail have no width of detail
            measures.put(ModelComparisonMeasure.SHARPNESS, Double.isNaN(figures.sharp()) ? 0 : figures.sharp());
            measures.put(ModelComparisonMeasure.CONTRAST, figures.contrast());
        }
        if (probabilities != null) {
            measures.put(ModelComparisonMeasure.INCEPTION,
                InceptionScore.of(probabilities, m_features.classNames().size(), 1, m_config.seed()).mean());
        }
        final int[] classes = m_features.classes(values, probabilities, progress.part(0.7, 0.8));
        final long[] counts = counts(classes);
        if (classes != null) {
            measures.put(ModelComparisonMeasure.CLASSES,
                (double)ClassShares.hit(shares(counts)));
            measures.put(ModelComparisonMeasure.COMPOSITION,
                DataComposition.compare(m_classes, classes, m_features.classNames()).totalVariation());
        }
        return new Scores(measures, counts, classes);
    }

    /**
     * @param images a set of samples
     * @param progress told and asked
     * @return how near they are to the real images
     */
    RealNeighbours.Nearness nearness(final Images images, final Progress progress) {
        return m_neighbours.of(images, progress);
    }

    /** Features of as many real images as a set has, others for each set as far as there are others. */
    private float[] some(final int set) {
        final int n = m_images.size();
        final int d = m_features.size();
        final int count = m_config.samples();
        final float[] some = new float[count * d];
        for (int i = 0; i < count; i++) {
            System.arraycopy(m_values, (int)(((long)set * count + i) % n) * d, some, i * d, d);
        }
        return some;
    }
}
