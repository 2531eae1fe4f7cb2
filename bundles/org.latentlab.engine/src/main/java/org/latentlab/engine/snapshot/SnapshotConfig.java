package org.latentlab.engine.snapshot;

/**
 * Which pictures of a training are taken, and when.
 *
 * @param everyEpochs a picture after every n-th epoch, at least 1; the untrained model and the last epoch come in any
 *            case
 * @param samples m: the prediction matrix has m × m samples, 1…20
 * @param predictionMatrix whether to show samples, their reconstructions and generated images
 * @param latentScatter whether to show latent codes
 * @param manifold whether to show images decoded from a grid of quantiles of the prior; for images and two latent
 *            dimensions only
 * @param seed chooses the images and the draws of the prior
 */
public record SnapshotConfig(int everyEpochs, int samples, boolean predictionMatrix, boolean latentScatter,
    boolean manifold, long seed) {

    private static final int MOST_SAMPLES = 20;
    private static final int STANDARD_SAMPLES = 5;

    /** Checks the values. */
    public SnapshotConfig {
        if (everyEpochs < 1) {
            throw new IllegalArgumentException("Snapshots are taken every 1 or more epochs, not every " + everyEpochs
                + ".");
        }
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new IllegalArgumentException("A prediction matrix has 1 to " + MOST_SAMPLES
                + " samples a side, not " + samples + ".");
        }
        if (!predictionMatrix && !latentScatter && !manifold) {
            throw new IllegalArgumentException("Snapshots show the prediction matrix, the latent scatter or the "
                + "manifold. Choose at least one.");
        }
    }

    /**
     * @param epochs a picture after every so many epochs, at least 1
     * @param seed chooses the images and the draws of the prior
     * @return all pictures, the prediction matrix with 5 × 5 samples
     */
    public static SnapshotConfig every(final int epochs, final long seed) {
        return new SnapshotConfig(epochs, STANDARD_SAMPLES, true, true, true, seed);
    }
}
