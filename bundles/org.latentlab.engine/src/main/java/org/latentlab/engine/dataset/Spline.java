package org.latentlab.engine.dataset;

/**
 * Centripetal Catmull–Rom curves (Yuksel, Schaefer and Keyser 2011, "Parameterization and applications of Catmull-Rom
 * curves"), evaluated by the recursion of Barry and Goldman (1988): smooth, through every control point, without loops
 * or cusps of their own.
 */
final class Spline {

    /** Takes the points of a curve in order. */
    interface Points {
        void add(double x, double y);
    }

    private Spline() {
    }

    /**
     * @param control at least 2 control points
     * @param pieces points to each span between two control points
     * @param target is given the first control point and then (control.length - 1) × pieces points
     */
    static void through(final double[][] control, final int pieces, final Points target) {
        final int n = control.length;
        target.add(control[0][0], control[0][1]);
        for (int i = 0; i + 1 < n; i++) {
            final double[] p1 = control[i];
            final double[] p2 = control[i + 1];
            // Beyond the ends the curve is continued by reflection.
            final double[] p0 = i > 0 ? control[i - 1] : reflect(p1, p2);
            final double[] p3 = i + 2 < n ? control[i + 2] : reflect(p2, p1);
            span(p0, p1, p2, p3, pieces, target);
        }
    }

    private static double[] reflect(final double[] centre, final double[] point) {
        return new double[]{2 * centre[0] - point[0], 2 * centre[1] - point[1]};
    }

    private static void span(final double[] p0, final double[] p1, final double[] p2, final double[] p3,
        final int pieces, final Points target) {
        final double t1 = knot(p0, p1);
        final double t2 = t1 + knot(p1, p2);
        final double t3 = t2 + knot(p2, p3);
        for (int s = 1; s <= pieces; s++) {
            final double t = t1 + (t2 - t1) * s / pieces;
            target.add(at(0, t, t1, t2, t3, p0, p1, p2, p3), at(1, t, t1, t2, t3, p0, p1, p2, p3));
        }
    }

    private static double at(final int k, final double t, final double t1, final double t2, final double t3,
        final double[] p0, final double[] p1, final double[] p2, final double[] p3) {
        final double a1 = mix(p0[k], p1[k], 0, t1, t);
        final double a2 = mix(p1[k], p2[k], t1, t2, t);
        final double a3 = mix(p2[k], p3[k], t2, t3, t);
        return mix(mix(a1, a2, 0, t2, t), mix(a2, a3, t1, t3, t), t1, t2, t);
    }

    private static double mix(final double a, final double b, final double from, final double to, final double t) {
        return ((to - t) * a + (t - from) * b) / (to - from);
    }

    /** The square root of the distance; points that coincide are held apart. */
    private static double knot(final double[] a, final double[] b) {
        final double dx = b[0] - a[0];
        final double dy = b[1] - a[1];
        return Math.max(1e-4, Math.sqrt(Math.sqrt(dx * dx + dy * dy)));
    }
}
