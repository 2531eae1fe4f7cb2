package org.latentlab.engine.label;

/**
 * The k nearest reference rows of each query, nearest first.
 *
 * @param k how many
 * @param rows q×k row numbers
 * @param squaredDistances q×k squared distances
 */
record Neighbours(int k, int[] rows, double[] squaredDistances) {

    int row(final int query, final int rank) {
        return rows[query * k + rank];
    }

    double squaredDistance(final int query, final int rank) {
        return squaredDistances[query * k + rank];
    }
}
