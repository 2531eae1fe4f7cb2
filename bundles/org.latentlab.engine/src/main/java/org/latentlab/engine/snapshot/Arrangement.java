package org.latentlab.engine.snapshot;

import java.util.Arrays;

/**
 * Where the pictures of a frame stand: in rows, in their order.
 *
 * @param lefts the left edge of each picture
 * @param tops the top edge of each picture
 * @param width of all
 * @param height of all
 */
record Arrangement(int[] lefts, int[] tops, int width, int height) {

    /** Width over height of a frame that suits screens and pages. */
    private static final double SHAPE = 1.5;

    /**
     * @param widths of the pictures, at least one
     * @param heights of the pictures
     * @return the rows that come nearest to a frame 1.5 times as wide as high, with little of it left white
     */
    static Arrangement of(final int[] widths, final int[] heights) {
        Arrangement best = null;
        double least = Double.MAX_VALUE;
        for (int first = 0; first < widths.length; first++) {
            int limit = 0;
            for (int last = first; last < widths.length; last++) {
                limit += widths[last];
                final Arrangement rows = rows(widths, heights, limit);
                final double cost = rows.cost(widths, heights);
                if (cost < least) {
                    least = cost;
                    best = rows;
                }
            }
        }
        return best;
    }

    private double cost(final int[] widths, final int[] heights) {
        double covered = 0;
        for (int i = 0; i < widths.length; i++) {
            covered += (double)widths[i] * heights[i];
        }
        return Math.abs(Math.log((double)width / height / SHAPE)) + 1 - covered / ((double)width * height);
    }

    /** Fills each row as long as it is not wider than a limit. */
    private static Arrangement rows(final int[] widths, final int[] heights, final int limit) {
        final int[] lefts = new int[widths.length];
        final int[] tops = new int[widths.length];
        int x = 0;
        int y = 0;
        int rowHeight = 0;
        for (int i = 0; i < widths.length; i++) {
            if (x > 0 && x + widths[i] > limit) {
                x = 0;
                y += rowHeight;
                rowHeight = 0;
            }
            lefts[i] = x;
            tops[i] = y;
            x += widths[i];
            rowHeight = Math.max(rowHeight, heights[i]);
        }
        final int[] right = new int[widths.length];
        Arrays.setAll(right, i -> lefts[i] + widths[i]);
        return new Arrangement(lefts, tops, Math.max(1, Arrays.stream(right).max().orElse(1)),
            Math.max(1, y + rowHeight));
    }
}
