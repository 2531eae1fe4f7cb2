package org.latentlab.engine.score;

import java.util.Arrays;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.train.Progress;

/**
 * Precision and recall (Kynkäänniemi et al. 2019, "Improved precision and recall metric for assessing generative
 * models", equations 1 and 2), density and coverage (Naeem et al. 2020, "Reliable fidelity and diversity metrics for
 * generative models", equations 3 and 4) of generated against real images, as points of a feature space. The
 * neighbourhood of a point is the ball around it up to its k-th nearest other point of the same set, that distance
 * included. Distances are taken in double precision; the same bits on any number of threads.
 */
public final class PrecisionRecall {

    /** Both papers' k: 3 in the first, 5 in the second, which is for all four. */
    public static final int NEIGHBOURS = 5;

    private PrecisionRecall() {
    }

    /**
     * @param real n×d values, row-major, finite, n above k
     * @param generated m×d values, row-major, finite, m above k
     * @param dimensions d, at least 1
     * @param k which neighbour bounds a neighbourhood, at least 1
     * @param featureSpace the name of the feature space
     * @param progress told and asked
     * @return the scores
     * @throws EngineException if a set has too few points
     * @throws IllegalArgumentException if k is below 1, or the values are no whole points
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static PrecisionRecallResult of(final float[] real, final float[] generated, final int dimensions,
        final int k, final String featureSpace, final Progress progress) {
        if (k < 1) {
            throw new IllegalArgumentException("A neighbourhood reaches to the 1st or a further neighbour, not to "
                + k + ".");
        }
        final int n = points(real, dimensions, k, "real");
        final int m = points(generated, dimensions, k, "generated");
        final double[] realRadii = radii(real, dimensions, k, progress.part(0, 0.3));
        final double[] radii = radii(generated, dimensions, k, progress.part(0.3, 0.6));
        final Counts counts = new Counts(n, m);
        final Progress rest = progress.part(0.6, 1);
        blocks(m, rest, j -> {
            for (int i = 0; i < n; i++) {
                final double squared = PairDistances.squared(real, i * dimensions, generated, j * dimensions,
                    dimensions);
                if (squared <= realRadii[i]) {
                    counts.m_realAround[j]++;
                    counts.m_covered[i] = true;
                }
                if (squared <= radii[j]) {
                    counts.m_recalled[i] = true;
                }
            }
        });
        return counts.result(k, featureSpace);
    }

    private static int points(final float[] values, final int dimensions, final int k, final String which) {
        if (dimensions < 1 || values.length % dimensions != 0) {
            throw new IllegalArgumentException("The " + values.length + " values are no whole points of " + dimensions
                + " dimensions.");
        }
        final int n = values.length / dimensions;
        if (n <= k) {
            throw new EngineException(String.format(Locale.ROOT, "Precision and recall by the %d nearest neighbours "
                + "need more than %d %s images, but there %s. Give more images or choose fewer neighbours.", k, k,
                which, n == 1 ? "is 1" : "are " + n));
        }
        return n;
    }

    /** Squared distance of each point from its k-th nearest other one. */
    private static double[] radii(final float[] x, final int d, final int k, final Progress progress) {
        final int n = x.length / d;
        final double[] radii = new double[n];
        blocks(n, progress, i -> {
            final double[] nearest = new double[k];
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            for (int j = 0; j < n; j++) {
                if (j != i) {
                    insert(nearest, PairDistances.squared(x, i * d, x, j * d, d));
                }
            }
            radii[i] = nearest[k - 1];
        });
        return radii;
    }

    private static void insert(final double[] ascending, final double value) {
        int at = ascending.length - 1;
        if (value >= ascending[at]) {
            return;
        }
        while (at > 0 && ascending[at - 1] > value) {
            ascending[at] = ascending[at - 1];
            at--;
        }
        ascending[at] = value;
    }

    private interface Row {
        void run(int row);
    }

    private static void blocks(final int rows, final Progress progress, final Row body) {
        final int block = 64 * Parallel.threads();
        for (int first = 0; first < rows; first += block) {
            progress.checkCanceled();
            final int begin = first;
            Parallel.forRange(Math.min(block, rows - first), (chunk, from, to) -> {
                for (int i = begin + from; i < begin + to; i++) {
                    body.run(i);
                }
            });
            progress.update((double)Math.min(rows, first + block) / rows, "Comparing neighbourhoods");
        }
    }

    /** What is counted; a flag is only ever set, so threads may set the same one. */
    private static final class Counts {
        private final int[] m_realAround;
        private final boolean[] m_covered;
        private final boolean[] m_recalled;

        Counts(final int n, final int m) {
            m_realAround = new int[m];
            m_covered = new boolean[n];
            m_recalled = new boolean[n];
        }

        PrecisionRecallResult result(final int k, final String featureSpace) {
            final int m = m_realAround.length;
            final int n = m_covered.length;
            final double precise = Arrays.stream(m_realAround).filter(count -> count > 0).count();
            final double around = Arrays.stream(m_realAround).asLongStream().sum();
            return new PrecisionRecallResult(precise / m, share(m_recalled), around / k / m, share(m_covered), k, n, m,
                featureSpace);
        }

        private static double share(final boolean[] flags) {
            int count = 0;
            for (final boolean flag : flags) {
                count += flag ? 1 : 0;
            }
            return (double)count / flags.length;
        }
    }
}
