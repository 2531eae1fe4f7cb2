package org.latentlab.engine.latent;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Matrix;

/** Checks on the points that latent-space methods are given. */
public final class Points {

    private Points() {
    }

    /**
     * @param points n points, one a row
     * @return the index in {@code points.data()} of the first value that is NaN or infinite, or -1
     */
    public static int firstNonFinite(final Matrix points) {
        final double[] data = points.data();
        for (int i = 0; i < data.length; i++) {
            if (!Double.isFinite(data[i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * @param points n points, one a row
     * @throws EngineException if a value is NaN or infinite, naming the point and the dimension, both counted from 1
     */
    public static void requireFinite(final Matrix points) {
        final int i = firstNonFinite(points);
        if (i >= 0) {
            throw new EngineException("Point " + (i / points.columns() + 1) + " (counted from 1) has the value "
                + points.data()[i] + " in dimension " + (i % points.columns() + 1)
                + ". Remove such rows or replace the value first.");
        }
    }
}
