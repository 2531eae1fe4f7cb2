package org.latentlab.engine.latent;

import java.util.Arrays;

import org.latentlab.engine.math.Rng;

/**
 * How far out points lie under a prior, by their Euclidean norms: exactly where it is normal (see
 * {@link NormalPrior#percentile}), else among the norms of 10,000 of its points, always the same.
 */
public final class PriorNorms {

    private static final int POINTS = 10_000;

    private static final long SEED = 1;

    private final int m_dimensions;

    /** Ascending; empty for a normal prior. */
    private final double[] m_norms;

    private PriorNorms(final int dimensions, final double[] norms) {
        m_dimensions = dimensions;
        m_norms = norms;
    }

    /**
     * @param prior any
     * @return how far out points lie under it
     */
    public static PriorNorms of(final LatentPrior prior) {
        if (prior instanceof LatentPrior.Normal) {
            return new PriorNorms(prior.dimensions(), new double[0]);
        }
        final Rng rng = Rng.stream(SEED, "norms of the prior");
        final double[] norms = new double[POINTS];
        final float[] point = new float[prior.dimensions()];
        for (int i = 0; i < POINTS; i++) {
            prior.draw(rng, point, 0);
            double squares = 0;
            for (final float value : point) {
                squares += (double)value * value;
            }
            norms[i] = Math.sqrt(squares);
        }
        Arrays.sort(norms);
        return new PriorNorms(prior.dimensions(), norms);
    }

    /**
     * @param norm ‖z‖, at least 0
     * @return the share of the prior with a smaller norm, in [0, 1]; within 0.02 of it where it is estimated
     */
    public double percentile(final double norm) {
        if (m_norms.length == 0) {
            return NormalPrior.percentile(norm, m_dimensions);
        }
        int low = 0;
        int high = m_norms.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (m_norms[middle] < norm) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double)low / m_norms.length;
    }
}
