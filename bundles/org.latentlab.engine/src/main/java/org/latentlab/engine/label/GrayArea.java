package org.latentlab.engine.label;

import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/**
 * How much of what the prior draws lies between the classes of a latent space: the share of draws of N(0, I) whose k
 * nearest codes do not agree on a class. Decoded, such points give images of which nobody can say what they show.
 *
 * @param share share of the draws in the gray area, in [0, 1]
 * @param meanVoteShare mean share of the winning class among the k nearest codes, in [1/classes, 1]
 * @param k how many neighbours vote
 * @param agreement the share of votes below which a draw is gray
 * @param draws how many points were drawn
 */
public record GrayArea(double share, double meanVoteShare, int k, double agreement, int draws) {

    /** The neighbours asked, and the votes of them that make a draw clear: 8 of 10. */
    public static final int NEIGHBOURS = 10;

    /** The share of votes that makes a draw clear. */
    public static final double AGREEMENT = 0.8;

    /** 7 of 10 votes are a share of 0.7, however either is rounded. */
    private static final double ROUNDING = 1e-9;

    /**
     * @param codes n×d latent codes, row-major, finite, n at least k
     * @param classes the class of each code, 0…classCount-1
     * @param classCount number of classes, at least 1
     * @param dimensions d, at least 1
     * @param k how many neighbours vote, at least 1
     * @param agreement the share of votes below which a draw is gray, in (0, 1]
     * @param draws how many points to draw, at least 1
     * @param seed the seed of the draws
     * @param progress told and asked after every block
     * @return the gray area
     * @throws org.latentlab.engine.EngineException if there are fewer codes than neighbours, or a value is not finite
     */
    public static GrayArea of(final float[] codes, final int[] classes, final int classCount, final int dimensions,
        final int k, final double agreement, final int draws, final long seed, final Progress progress) {
        if (!(agreement > 0 && agreement <= 1)) {
            throw new IllegalArgumentException("The share of votes that makes a draw clear is above 0 and at most 1, "
                + "not " + agreement + ".");
        }
        if (draws < 1) {
            throw new IllegalArgumentException("The gray area needs at least 1 draw of the prior, not " + draws + ".");
        }
        final Rng rng = Rng.stream(seed, "gray area");
        final float[] points = new float[Math.multiplyExact(draws, dimensions)];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float)rng.nextGaussian();
        }
        final KnnResult result = KnnLabeler.label(codes, classes, classCount, points, dimensions, k, progress);
        int gray = 0;
        double votes = 0;
        for (final double share : result.voteShare()) {
            votes += share;
            gray += share < agreement - ROUNDING ? 1 : 0;
        }
        return new GrayArea((double)gray / draws, votes / draws, k, agreement, draws);
    }
}
