package org.latentlab.engine.snapshot;

/**
 * What is kept of one epoch.
 *
 * @param epoch epochs done
 * @param matrix the prediction matrix as PNG; null if it is not wanted
 * @param manifold the manifold as PNG; null if it is not wanted or there is none
 * @param codes posterior means, image after image; null if the scatter is not wanted
 */
record Capture(int epoch, byte[] matrix, byte[] manifold, float[] codes) {

    /** @return the memory that it takes, about */
    long bytes() {
        return (matrix == null ? 0 : matrix.length) + (manifold == null ? 0 : manifold.length)
            + (codes == null ? 0 : 4L * codes.length);
    }
}
