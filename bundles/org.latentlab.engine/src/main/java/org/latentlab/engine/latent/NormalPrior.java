package org.latentlab.engine.latent;

import org.latentlab.engine.math.ChiSquared;
import org.latentlab.engine.math.Matrix;

/** Where points lie under the prior of a latent space, N(0, I). */
public final class NormalPrior {

    private NormalPrior() {
    }

    /**
     * @param points n×d
     * @param row 0…n-1
     * @return the Euclidean norm ‖z‖ of that point
     */
    public static double norm(final Matrix points, final int row) {
        return Math.sqrt(squaredNorm(points, row));
    }

    private static double squaredNorm(final Matrix points, final int row) {
        double squares = 0;
        for (int c = 0; c < points.columns(); c++) {
            squares += points.get(row, c) * points.get(row, c);
        }
        return squares;
    }

    /**
     * How far out a point lies: under N(0, I), ‖z‖² has the χ² distribution with d degrees of freedom.
     *
     * @param norm ‖z‖, at least 0
     * @param dimensions d, at least 1
     * @return the share of the prior with a smaller norm, in [0, 1]
     */
    public static double percentile(final double norm, final int dimensions) {
        return ChiSquared.lowerTail(norm * norm, dimensions);
    }

    /**
     * @param points n×d
     * @param row 0…n-1
     * @return ln p of that point in nats
     */
    public static double logDensity(final Matrix points, final int row) {
        return -0.5 * (points.columns() * Math.log(2 * Math.PI) + squaredNorm(points, row));
    }
}
