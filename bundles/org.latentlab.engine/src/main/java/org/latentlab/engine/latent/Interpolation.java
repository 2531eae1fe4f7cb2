package org.latentlab.engine.latent;

import java.util.Locale;

import org.latentlab.engine.math.Matrix;

/**
 * Ways from one latent point to another. With t from 0 to 1, angle Ω between the two and unit vectors u₀ and u₁ in
 * their directions:
 * <ul>
 * <li>{@link #LINEAR}: (1 - t) z₀ + t z₁. In many dimensions its middle lies much nearer to the origin than both ends,
 * where the prior has hardly a point (White 2016, "Sampling Generative Networks", section 2).</li>
 * <li>{@link #SPHERICAL}: sin((1 - t) Ω) / sin Ω · z₀ + sin(t Ω) / sin Ω · z₁, the spherical interpolation of Shoemake
 * (1985, "Animating rotation with quaternion curves") applied to the points as they are, as White does. Where the norms
 * differ and Ω is near 180°, it leads further out than both ends.</li>
 * <li>{@link #GREAT_CIRCLE}: the direction by spherical interpolation of u₀ and u₁, the norm linearly from ‖z₀‖ to
 * ‖z₁‖, so that it never leaves the shell between the two. The same as spherical where the norms are the same.</li>
 * </ul>
 * The last two need an angle: see {@link #hasArc}.
 */
public enum Interpolation {
    /** Along the straight line. */
    LINEAR,
    /** Spherical, of the points as they are. */
    SPHERICAL,
    /** Spherical in direction, linear in norm. */
    GREAT_CIRCLE;

    /** How near 180° the angle may come, in radians, before rounding decides which way round the arc goes. */
    private static final double OPPOSITE = 1e-6;

    /** Below this angle in radians the arc and the straight line are the same to 12 digits. */
    private static final double PARALLEL = 1e-6;

    /**
     * @param from a point, d finite values
     * @param to another, as many
     * @return whether exactly one great circle leads from the one to the other, or they point the same way: neither is
     *         the origin and they do not point in opposite directions
     */
    public static boolean hasArc(final double[] from, final double[] to) {
        return norm(from) > 0 && norm(to) > 0 && Math.PI - angle(from, to) > OPPOSITE;
    }

    /**
     * @param from a point, d finite values
     * @param to another, as many
     * @return the angle between them seen from the origin, in radians, 0…π; 0 where one is the origin (Kahan 2006,
     *         "How Futile are Mindless Assessments of Roundoff", on mangled angles: exact for small ones, too)
     */
    public static double angle(final double[] from, final double[] to) {
        final double a = norm(from);
        final double b = norm(to);
        if (a == 0 || b == 0) {
            return 0;
        }
        double difference = 0;
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            final double u = from[i] / a;
            final double v = to[i] / b;
            difference += (u - v) * (u - v);
            sum += (u + v) * (u + v);
        }
        return 2 * StrictMath.atan2(Math.sqrt(difference), Math.sqrt(sum));
    }

    /**
     * @param from where it begins, d finite values
     * @param to where it ends, as many
     * @param steps the number of points, both ends among them; at least 2
     * @return steps × d points at t = 0, 1/(steps - 1), …, 1, the ends exactly; where there is no arc, on the straight
     *         line
     * @throws IllegalArgumentException if the sizes do not fit, a value is not finite or there are fewer than two steps
     */
    public Matrix path(final double[] from, final double[] to, final int steps) {
        check(from, to, steps);
        final int d = from.length;
        final Matrix points = Matrix.zeros(steps, d);
        final double angle = angle(from, to);
        final boolean straight = this == LINEAR || !hasArc(from, to) || angle < PARALLEL && this == SPHERICAL;
        for (int s = 0; s < steps; s++) {
            final double t = (double)s / (steps - 1);
            final double[] weights = straight ? new double[]{1 - t, t} : weights(t, angle, norm(from), norm(to));
            for (int i = 0; i < d; i++) {
                points.data()[s * d + i] = weights[0] * from[i] + weights[1] * to[i];
            }
        }
        System.arraycopy(from, 0, points.data(), 0, d);
        System.arraycopy(to, 0, points.data(), (steps - 1) * d, d);
        return points;
    }

    private double[] weights(final double t, final double angle, final double from, final double to) {
        final double first = angle < PARALLEL ? 1 - t : StrictMath.sin((1 - t) * angle) / StrictMath.sin(angle);
        final double second = angle < PARALLEL ? t : StrictMath.sin(t * angle) / StrictMath.sin(angle);
        if (this == SPHERICAL) {
            return new double[]{first, second};
        }
        final double norm = (1 - t) * from + t * to;
        return new double[]{first * norm / from, second * norm / to};
    }

    private static void check(final double[] from, final double[] to, final int steps) {
        if (from.length == 0 || from.length != to.length) {
            throw new IllegalArgumentException("An interpolation needs two points of the same dimensions, at least 1, "
                + "not " + from.length + " and " + to.length + ".");
        }
        if (steps < 2) {
            throw new IllegalArgumentException("An interpolation has at least 2 steps, its two ends, not " + steps
                + ".");
        }
        for (int i = 0; i < from.length; i++) {
            if (!Double.isFinite(from[i]) || !Double.isFinite(to[i])) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "In dimension %d the interpolation leads "
                    + "from %s to %s; both must be finite numbers.", i + 1, from[i], to[i]));
            }
        }
    }

    private static double norm(final double[] z) {
        double squares = 0;
        for (final double v : z) {
            squares += v * v;
        }
        return Math.sqrt(squares);
    }
}
