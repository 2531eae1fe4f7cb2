package org.latentlab.engine.score;

import java.util.Arrays;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.dataset.StratifiedSample;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/**
 * What the diversity of samples is held against: as many real images, and the distance below which two images are
 * near-duplicates.
 * <p>
 * That distance is half the median distance of a real image from the nearest other one among them. So what counts as
 * the same depends on the data and not on their contrast, size or noise. Where n images lie evenly on a surface of
 * dimension m, the distance of the nearest is below r with probability 1 − exp(−c·rᵐ), hence below half its median
 * with 1 − 2^(−2⁻ᵐ): 29 % for m = 1, 16 % for m = 2, 4 % for m = 4. A generator as diverse as the data stays at about
 * that share, which {@link #nearDuplicates()} gives; one of few modes has most of its samples below.
 */
public final class DiversityReference {

    /** Share of the median distance of nearest neighbours up to which images are near-duplicates. */
    public static final double DUPLICATE_SHARE = 0.5;

    private final int m_count;
    private final int m_values;
    private final PairDistances m_distances;
    private final double m_threshold;

    /**
     * @param data real images, at least 2, all values finite
     * @param most how many of them are used, drawn at random, at least 2; where there are fewer, all. Where those drawn
     *            are all the same, one that differs takes the place of the first
     * @param seed the seed of the draw
     * @param progress told and asked
     * @throws EngineException if there are fewer than 2 images, or no two of them differ
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public DiversityReference(final Images data, final int most, final long seed, final Progress progress) {
        if (most < 2) {
            throw new IllegalArgumentException("Diversity is measured on at least 2 images, not " + most + ".");
        }
        final int[] rows = StratifiedSample.rows(null, data.size(), most, seed);
        m_count = rows.length;
        m_values = data.shape().values();
        PairDistances distances = PairDistances.of(data.select(rows).toFloats(), m_values, progress);
        final int other = distances.mean() > 0 ? -1 : other(data, rows[0]);
        if (other >= 0) {
            // a training on images of which few differ is not to fail because none of these was drawn
            rows[0] = other;
            distances = PairDistances.of(data.select(rows).toFloats(), m_values, progress);
        }
        m_distances = distances;
        if (!(m_distances.mean() > 0)) {
            throw new EngineException("All " + data.size() + " real images are the same, so the diversity of others "
                + "cannot be held against theirs.");
        }
        m_threshold = DUPLICATE_SHARE * median(m_distances.nearest());
    }

    /** @return the first image that differs from the one given; −1 where none does */
    private static int other(final Images data, final int image) {
        for (int i = 0; i < data.size(); i++) {
            for (int j = 0; j < data.shape().values(); j++) {
                if (data.value(i, j) != data.value(image, j)) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The median, of those above 0 only: where most images are there twice, they say nothing of what is near. */
    private static double median(final double[] nearest) {
        final double[] sorted = Arrays.stream(nearest).filter(d -> d > 0).sorted().toArray();
        final int n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** @return how many real images there are, and so how many samples {@link #of} takes */
    public int count() {
        return m_count;
    }

    /** @return mean Euclidean distance of two real images */
    public double meanDistance() {
        return m_distances.mean();
    }

    /** @return the distance up to which two images are near-duplicates */
    public double duplicateDistance() {
        return m_threshold;
    }

    /** @return the share of the real images that are near-duplicates of another one, in [0, 1] */
    public double nearDuplicates() {
        return m_distances.shareWithin(m_threshold);
    }

    /**
     * @param samples images of the real ones' shape, at least 2; of more than {@link #count()} the first are looked at,
     *            since the nearest of more images is nearer
     * @param progress told and asked
     * @return how diverse they are
     * @throws EngineException if there are fewer than 2 images
     * @throws IllegalArgumentException if they have another number of values
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public SampleDiversity of(final Images samples, final Progress progress) {
        if (samples.shape().values() != m_values) {
            throw new IllegalArgumentException("The samples have " + samples.shape().values()
                + " values each, but the real images have " + m_values + ".");
        }
        final int n = Math.min(m_count, samples.size());
        final float[] values = new float[n * m_values];
        for (int i = 0; i < n; i++) {
            samples.copyTo(i, values, i * m_values);
        }
        final PairDistances distances = PairDistances.of(values, m_values, progress);
        return new SampleDiversity(n, distances.mean(), meanDistance(), distances.shareWithin(m_threshold),
            nearDuplicates(), m_threshold);
    }
}
