package org.latentlab.engine.latent;

import org.latentlab.engine.math.Matrix;

/**
 * Points of a latent space and where they come from; all arrays have one entry a point.
 *
 * @param points n×d
 * @param area the name of the area
 * @param round the round, from 1
 * @param component the most responsible component, from 0, or -1 without a mixture
 * @param logDensity ln p under the mixture if there is one, else under the prior; in nats; NaN where the prior has no
 *            density
 */
public record LatentSamples(Matrix points, String[] area, int[] round, int[] component, double[] logDensity) {

    /** @return n, the number of points */
    public int size() {
        return points.rows();
    }
}
