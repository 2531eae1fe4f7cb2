package org.latentlab.engine.chart;

import java.util.Arrays;

import org.jfree.data.Range;
import org.latentlab.engine.math.Matrix;

/**
 * How much of a latent space a picture shows: all finite points, unless a few stray so far that the others would
 * shrink; then those beyond 1.6 times the range of the central 99.8 % are left outside and counted.
 *
 * @param ranges one per dimension
 * @param broken points with a NaN or infinite coordinate
 * @param outside finite points beyond the frame
 */
record LatentFrame(Range[] ranges, int broken, int outside) {

    private static final double TAIL = 0.001;
    private static final double STRAY = 1.6;
    /** A narrower range, relative to the values, is rounding: the labels of its axis could not be told apart. */
    private static final double NARROW = 1e-4;
    /** Of fewer points none is taken for a stray. */
    private static final int FEW = 50;

    static LatentFrame of(final Matrix points) {
        final int d = points.columns();
        int broken = 0;
        final double[][] columns = new double[d][points.rows()];
        int n = 0;
        for (int i = 0; i < points.rows(); i++) {
            boolean finite = true;
            for (int j = 0; j < d; j++) {
                columns[j][n] = points.get(i, j);
                finite &= Double.isFinite(columns[j][n]);
            }
            if (finite) {
                n++;
            } else {
                broken++;
            }
        }
        final Range[] ranges = new Range[d];
        for (int j = 0; j < d; j++) {
            ranges[j] = n == 0 ? new Range(-1, 1) : range(Arrays.copyOf(columns[j], n));
        }
        return new LatentFrame(ranges, broken, outside(points, ranges));
    }

    private static int outside(final Matrix points, final Range[] ranges) {
        int outside = 0;
        for (int i = 0; i < points.rows(); i++) {
            boolean finite = true;
            boolean inside = true;
            for (int j = 0; j < ranges.length; j++) {
                finite &= Double.isFinite(points.get(i, j));
                inside &= ranges[j].contains(points.get(i, j));
            }
            outside += finite && !inside ? 1 : 0;
        }
        return outside;
    }

    /** A frame with the first dimensions' ranges given; the others' stay. */
    LatentFrame within(final Matrix points, final double[][] given) {
        final Range[] chosen = ranges.clone();
        for (int j = 0; j < given.length; j++) {
            chosen[j] = new Range(given[j][0], given[j][1]);
        }
        return new LatentFrame(chosen, broken, outside(points, chosen));
    }

    private static Range range(final double[] values) {
        Arrays.sort(values);
        final int n = values.length;
        final int tail = n < FEW ? 0 : Math.max(1, (int)Math.ceil(TAIL * n));
        final double low = values[tail];
        final double high = values[n - 1 - tail];
        final double middle = (low + high) / 2;
        final double reach = (high - low) / 2 * STRAY;
        final double first = n < FEW ? values[0] : Math.max(values[0], middle - reach);
        final double last = n < FEW ? values[n - 1] : Math.min(values[n - 1], middle + reach);
        final double size = Math.max(1e-3, Math.max(Math.abs(first), Math.abs(last)));
        final double pad = last - first > NARROW * size ? 0.03 * (last - first) : 0.5 * size;
        return new Range(first - pad, last + pad);
    }

    /** The frame widened so that it also holds the given values of one dimension. */
    void include(final int dimension, final double low, final double high) {
        final double pad = 0.02 * (high - low);
        ranges[dimension] = new Range(Math.min(ranges[dimension].getLowerBound(), low - pad),
            Math.max(ranges[dimension].getUpperBound(), high + pad));
    }
}
