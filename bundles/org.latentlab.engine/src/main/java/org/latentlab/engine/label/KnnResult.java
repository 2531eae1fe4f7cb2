package org.latentlab.engine.label;

/**
 * What the k nearest neighbours say about each query; all arrays have one entry a query.
 *
 * @param label the class with the most votes, by {@link KnnLabeler}'s rule
 * @param voteShare the share of the k neighbours that are of this class, in (0, 1]
 * @param nearest the row of the nearest reference vector, of whichever class
 * @param distance the Euclidean distance to it, in the units of the vectors
 */
public record KnnResult(int[] label, double[] voteShare, int[] nearest, double[] distance) {

    /** @return the number of queries */
    public int size() {
        return label.length;
    }
}
