package org.latentlab.engine.label;

import java.util.Arrays;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.train.Progress;

/**
 * Labels vectors by their k nearest neighbours (Cover and Hart 1967) among labelled ones, by Euclidean distance. The
 * search is exact: distances are compared in double precision, and of reference vectors at the same distance the one in
 * the lower row is nearer.
 * <p>
 * <b>Tie rule.</b> The class with the most votes wins; among classes with the same number of votes, the one that has
 * the nearest neighbour.
 */
public final class KnnLabeler {

    /** How many neighbours vote unless another number is asked for. */
    public static final int DEFAULT_NEIGHBOURS = 3;

    /** Rows and distances of all neighbours fit into an array each. */
    private static final int MOST_NEIGHBOURS = Integer.MAX_VALUE - 8;

    private KnnLabeler() {
    }

    /**
     * @param reference n×d values, row-major, finite
     * @param labels the class of each reference vector, 0…classes-1
     * @param classes the number of classes, at least 1
     * @param queries q×d values, row-major, finite; q may be 0
     * @param dimensions d, at least 1
     * @param k how many neighbours vote, from 1 to n
     * @param progress told and asked after every block
     * @return the labels of the queries
     * @throws EngineException if there are fewer reference vectors than neighbours, more neighbours in all (q·k) than
     *             an array holds, or a value is NaN or infinite
     * @throws IllegalArgumentException if a parameter is outside its range
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static KnnResult label(final float[] reference, final int[] labels, final int classes,
        final float[] queries, final int dimensions, final int k, final Progress progress) {
        check(reference, labels, classes, dimensions, k);
        requireFinite(reference, dimensions, "reference");
        requireFinite(queries, dimensions, "unlabelled");
        if ((long)queries.length / dimensions * k > MOST_NEIGHBOURS) {
            throw new EngineException(k + " neighbours of each of " + queries.length / dimensions
                + " rows are more than can be held. Choose fewer neighbours or label fewer rows at once.");
        }
        final Neighbours neighbours = new NeighbourSearch(reference, dimensions, k).nearest(queries, progress);
        final int q = queries.length / dimensions;
        final KnnResult result = new KnnResult(new int[q], new double[q], new int[q], new double[q]);
        final int[] votes = new int[classes];
        final int[] voters = new int[k];
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < k; j++) {
                voters[j] = labels[neighbours.row(i, j)];
            }
            result.label()[i] = winner(voters, votes);
            result.voteShare()[i] = (double)votes[result.label()[i]] / k;
            result.nearest()[i] = neighbours.row(i, 0);
            result.distance()[i] = Math.sqrt(neighbours.squaredDistance(i, 0));
        }
        return result;
    }

    /**
     * Labels the reference vectors themselves, each by its nearest others: what would become of them if they were not
     * known, so that they are labelled as well or as badly as other vectors of the same kind.
     *
     * @param reference n×d values, row-major, finite
     * @param labels the class of each reference vector, 0…classes-1
     * @param classes the number of classes, at least 1
     * @param dimensions d, at least 1
     * @param k how many neighbours vote, from 1 to n−1
     * @param progress told and asked after every block
     * @return n labels
     * @throws EngineException if there are too few reference vectors, more neighbours in all than an array holds, or a
     *             value is NaN or infinite
     * @throws IllegalArgumentException if a parameter is outside its range
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static int[] labelByOthers(final float[] reference, final int[] labels, final int classes,
        final int dimensions, final int k, final Progress progress) {
        check(reference, labels, classes, dimensions, k);
        requireFinite(reference, dimensions, "reference");
        final int[] nearest = NearestOthers.rows(reference, dimensions, k, progress);
        final int[] result = new int[labels.length];
        final int[] votes = new int[classes];
        final int[] voters = new int[k];
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < k; j++) {
                voters[j] = labels[nearest[i * k + j]];
            }
            result[i] = winner(voters, votes);
        }
        return result;
    }

    /**
     * @param voters the classes of the neighbours, the nearest first
     * @param votes becomes the votes of each class
     */
    private static int winner(final int[] voters, final int[] votes) {
        Arrays.fill(votes, 0);
        int most = 0;
        for (final int voter : voters) {
            most = Math.max(most, ++votes[voter]);
        }
        int winner = 0;
        while (votes[voters[winner]] < most) {
            winner++;
        }
        return voters[winner];
    }

    private static void check(final float[] reference, final int[] labels, final int classes, final int dimensions,
        final int k) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("Vectors have at least 1 dimension, not " + dimensions + ".");
        }
        if (k < 1) {
            throw new IllegalArgumentException("At least 1 neighbour must vote, not " + k + ".");
        }
        if (reference.length != (long)labels.length * dimensions) {
            throw new IllegalArgumentException(labels.length + " labels need " + (long)labels.length * dimensions
                + " reference values of " + dimensions + " dimensions, not " + reference.length + ".");
        }
        if (labels.length < k) {
            throw new EngineException(k + " nearest neighbours need at least as many reference rows, but there "
                + (labels.length == 1 ? "is 1." : "are " + labels.length + ".")
                + " Give more reference rows or choose fewer neighbours.");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("Reference row " + (i + 1) + " (counted from 1) has the class index "
                    + labels[i] + ", but the classes go from 0 to " + (classes - 1) + ".");
            }
        }
    }

    private static void requireFinite(final float[] values, final int dimensions, final String what) {
        if (values.length % dimensions != 0) {
            throw new IllegalArgumentException("The " + values.length + " " + what + " values are no whole vectors of "
                + dimensions + " dimensions.");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new EngineException("Row " + (i / dimensions + 1) + " (counted from 1) of the " + what
                    + " rows has the value " + values[i] + " in dimension " + (i % dimensions + 1)
                    + ". Remove such rows first.");
            }
        }
    }
}
