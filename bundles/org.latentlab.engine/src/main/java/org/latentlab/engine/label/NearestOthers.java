package org.latentlab.engine.label;

import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.train.Progress;

/**
 * The k nearest other points of each of n points, by Euclidean distance. The search is exact: distances are compared in
 * double precision, and of points at the same distance the one in the lower row is nearer.
 */
public final class NearestOthers {

    /** The rows of all neighbours fit into an array. */
    private static final int MOST_NEIGHBOURS = Integer.MAX_VALUE - 8;

    private NearestOthers() {
    }

    /**
     * @param points n×d values, row-major, finite
     * @param dimensions d, at least 1
     * @param k how many neighbours, from 1 to n−1
     * @param progress told and asked after every block
     * @return n×k row numbers, the nearest of each point first
     * @throws EngineException if there are too few points, or more neighbours in all than an array holds
     * @throws IllegalArgumentException if a parameter is outside its range
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static int[] rows(final float[] points, final int dimensions, final int k, final Progress progress) {
        if (dimensions < 1 || points.length % dimensions != 0) {
            throw new IllegalArgumentException("The " + points.length + " values are no whole points of " + dimensions
                + " dimensions.");
        }
        if (k < 1) {
            throw new IllegalArgumentException("At least 1 neighbour is looked for, not " + k + ".");
        }
        final int n = points.length / dimensions;
        if (k > n - 1) {
            throw new EngineException(String.format(Locale.ROOT, "%,d nearest neighbours of each point need at least "
                + "%,d points, but there %s. Choose fewer neighbours or give more points.", k, (long)k + 1,
                n == 1 ? "is 1" : String.format(Locale.ROOT, "are %,d", n)));
        }
        if ((long)n * (k + 1) > MOST_NEIGHBOURS) {
            throw new EngineException(String.format(Locale.ROOT, "%,d neighbours of each of %,d points are more than "
                + "can be held. Choose fewer neighbours or give fewer points.", k, n));
        }
        final Neighbours found = new NeighbourSearch(points, dimensions, k + 1).nearest(points, progress);
        final int[] rows = new int[n * k];
        for (int i = 0; i < n; i++) {
            int at = i * k;
            // where many points are in one place, a point need not be among its own nearest
            for (int j = 0; j <= k && at < (i + 1) * k; j++) {
                if (found.row(i, j) != i) {
                    rows[at++] = found.row(i, j);
                }
            }
        }
        return rows;
    }
}
