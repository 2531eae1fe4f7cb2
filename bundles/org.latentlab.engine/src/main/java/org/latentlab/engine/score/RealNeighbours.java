package org.latentlab.engine.score;

import java.util.Arrays;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/**
 * How near samples are to real images, beside how near these are to each other: a generator that gives back what it
 * was trained on is nearer. Meehan, Chaudhuri and Dasgupta (2020, "A Non-Parametric Test to Detect Data-Copying in
 * Generative Models") compare the same distances, of samples and of real images that were kept apart, by ranks; here
 * they are given as they are. Distances are Euclidean, over all values of an image, so blurred samples, which are near
 * to many images, are nearer than real images as well, though no copies: those lie within half the distance.
 */
public final class RealNeighbours {

    /** Share of the median distance of nearest real images up to which a sample is a near-copy. */
    public static final double COPY_SHARE = DiversityReference.DUPLICATE_SHARE;

    /** The distances of so many real images among themselves are looked at. */
    private static final int MOST = 1000;

    /** So many values are compared before it is asked whether another image is nearer anyway. */
    private static final int CHUNK = 64;

    private final float[] m_real;

    private final int m_values;

    private final double m_median;

    /**
     * How near samples are.
     *
     * @param ratio median distance of a sample from the nearest real image, over the median distance of a real image
     *            from the nearest other one; 0 for copies, NaN where no two real images differ
     * @param nearCopies share of the samples within half that of a real image, in [0, 1]
     */
    public record Nearness(double ratio, double nearCopies) {
    }

    /**
     * @param real real images, at least 2; those that may have been copied, in random order: the first 1,000 are held
     *            against all others
     * @param progress told and asked
     * @throws EngineException if there are fewer than 2
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public RealNeighbours(final Images real, final Progress progress) {
        if (real.size() < 2) {
            throw new EngineException("The nearest real images are looked for among at least 2, but there "
                + (real.size() == 1 ? "is 1." : "are none."));
        }
        m_values = real.shape().values();
        m_real = real.toFloats();
        // where most images are there twice, they say nothing of what is near
        m_median = median(Arrays.stream(nearest(Arrays.copyOf(m_real, Math.min(MOST, real.size()) * m_values), true,
            progress)).filter(d -> d > 0).toArray());
    }

    /**
     * @param samples images of the real ones' shape, at least one
     * @param progress told and asked
     * @return how near they are to the real ones
     * @throws EngineException if there are none
     * @throws IllegalArgumentException if they have another number of values
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Nearness of(final Images samples, final Progress progress) {
        if (samples.shape().values() != m_values) {
            throw new IllegalArgumentException("The samples have " + samples.shape().values()
                + " values each, but the real images have " + m_values + ".");
        }
        if (samples.size() == 0) {
            throw new EngineException("There are no samples whose nearest real images could be found.");
        }
        final double[] nearest = nearest(samples.toFloats(), false, progress);
        final double most = Double.isNaN(m_median) ? 0 : COPY_SHARE * m_median;
        return new Nearness(median(nearest) / m_median,
            (double)Arrays.stream(nearest).filter(d -> d <= most).count() / nearest.length);
    }

    private static double median(final double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** @return the distance of each from the nearest real image, from another one where they are the first of these */
    private double[] nearest(final float[] images, final boolean others, final Progress progress) {
        final int n = images.length / m_values;
        final double[] nearest = new double[n];
        final int block = 64 * Parallel.threads();
        for (int first = 0; first < n; first += block) {
            progress.checkCanceled();
            final int begin = first;
            Parallel.forRange(Math.min(block, n - first), (chunk, from, to) -> {
                for (int i = begin + from; i < begin + to; i++) {
                    nearest[i] = Math.sqrt(least(images, i, others));
                }
            });
            progress.update((double)Math.min(n, first + block) / n, "Looking for the nearest real images");
        }
        return nearest;
    }

    private double least(final float[] images, final int i, final boolean others) {
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < m_real.length / m_values; j++) {
            if (others && i == j) {
                continue;
            }
            double squares = 0;
            for (int v = 0; v < m_values && squares < least; v += CHUNK) {
                squares += PairDistances.squared(images, i * m_values + v, m_real, j * m_values + v,
                    Math.min(CHUNK, m_values - v));
            }
            least = Math.min(least, squares);
        }
        return least;
    }
}
