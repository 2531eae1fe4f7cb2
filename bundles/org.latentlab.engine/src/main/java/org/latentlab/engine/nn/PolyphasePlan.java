package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.backend.Parallel;

/**
 * How a convolution of stride s falls apart into products of whole matrices. The padded image is cut into blocks of
 * s × s pixels, whose values lie side by side (space to depth). Seen from a grid point (i, j), the kernel covers the
 * blocks (i + u, j + v) with 0 ≤ u, v < ⌈kernel/s⌉, the last ones perhaps in part. For each (u, v) the blocks shifted
 * by it are one factor, and a part of the weights the other: nothing is unfolded, no pixel is copied twice.
 * <p>
 * The pixels of a block are ordered such that those which a partly covered block has in common are neighbours; where
 * that cannot be (stride 3 and more), a shift has several runs of pixels.
 */
final class PolyphasePlan {

    /** For stride 2, the last row first but in reverse: {(0,0), (0,1)}, {(0,0), (1,0)} are neighbours, too. */
    private static final int[] ORDER_OF_TWO = {1, 2, 0, 3};

    /**
     * Pixels of a block next to each other that meet the same shift.
     *
     * @param rows u, the blocks that it lies below the grid point
     * @param columns v, the blocks that it lies to the right of it
     * @param first place of the first of the pixels in the block
     * @param count number of pixels
     * @param tap place of the first one's weights among the reordered weights
     */
    record Run(int rows, int columns, int first, int count, int tap) {
    }

    /**
     * Pixels of a line of an image that are next to each other in the reordered block, too.
     *
     * @param column of the block, counted from the first
     * @param first place of the first of the pixels in the block
     * @param pixel the first of the pixels in the line; negative or beyond the line where they fall beside the image
     * @param count number of pixels
     */
    record Piece(int column, int first, int pixel, int count) {
    }

    private final KernelGrid m_grid;

    private final int m_reach;

    private final int m_firstRow;

    private final int m_endRow;

    private final int m_firstColumn;

    private final int m_endColumn;

    private final List<Run> m_runs = new ArrayList<>();

    private final List<List<Piece>> m_inside = new ArrayList<>();

    private final List<List<Piece>> m_beside = new ArrayList<>();

    /** The place that each of the reordered weights' kernel positions has in the kernel. */
    private final int[] m_taps;

    PolyphasePlan(final KernelGrid grid) {
        m_grid = grid;
        final int s = grid.stride();
        m_reach = (grid.kernel() + s - 1) / s;
        m_firstRow = grid.padding() / s;
        m_firstColumn = m_firstRow;
        m_endRow = Math.min((grid.height() + grid.padding() + s - 1) / s, grid.gridHeight() + m_reach - 1);
        m_endColumn = Math.min((grid.width() + grid.padding() + s - 1) / s, grid.gridWidth() + m_reach - 1);
        m_taps = new int[grid.kernel() * grid.kernel()];
        final int[] places = new int[s * s];
        for (int i = 0; i < places.length; i++) {
            places[i] = s == 2 ? ORDER_OF_TWO[i] : i;
        }
        addRuns(places);
        for (int y = 0; y < s; y++) {
            addPieces(Arrays.copyOfRange(places, y * s, y * s + s));
        }
    }

    private void addRuns(final int[] places) {
        final int s = m_grid.stride();
        int tap = 0;
        for (int u = 0; u < m_reach; u++) {
            for (int v = 0; v < m_reach; v++) {
                final int[] kernelPlace = new int[s * s];
                Arrays.fill(kernelPlace, -1);
                for (int y = 0; y < Math.min(s, m_grid.kernel() - s * u); y++) {
                    for (int x = 0; x < Math.min(s, m_grid.kernel() - s * v); x++) {
                        kernelPlace[places[y * s + x]] = (s * u + y) * m_grid.kernel() + s * v + x;
                    }
                }
                for (int place = 0; place < kernelPlace.length;) {
                    final int first = place;
                    while (place < kernelPlace.length && kernelPlace[place] >= 0) {
                        m_taps[tap + place - first] = kernelPlace[place];
                        place++;
                    }
                    if (place > first) {
                        m_runs.add(new Run(u, v, first, place - first, tap));
                        tap += place - first;
                    } else {
                        place++;
                    }
                }
            }
        }
    }

    private void addPieces(final int[] places) {
        final List<Piece> inside = new ArrayList<>();
        final List<Piece> beside = new ArrayList<>();
        for (int c = m_firstColumn; c < m_endColumn; c++) {
            final int pixel = c * places.length - m_grid.padding();
            for (int x = 0; x < places.length;) {
                final int first = x;
                do {
                    x++;
                } while (x < places.length && places[x] == places[x - 1] + 1
                    && isInside(pixel + x) == isInside(pixel + first));
                (isInside(pixel + first) ? inside : beside)
                    .add(new Piece(c - m_firstColumn, places[first], pixel + first, x - first));
            }
        }
        m_inside.add(inside);
        m_beside.add(beside);
    }

    private boolean isInside(final int pixel) {
        return pixel >= 0 && pixel < m_grid.width();
    }

    /** @return ⌈kernel/s⌉, how many blocks the kernel covers in each direction */
    int reach() {
        return m_reach;
    }

    /** @return the first row of blocks that is not padding alone */
    int firstRow() {
        return m_firstRow;
    }

    /** @return one past the last row of blocks that has pixels of the image under the kernel */
    int endRow() {
        return m_endRow;
    }

    /** @return the first column of blocks that is not padding alone */
    int firstColumn() {
        return m_firstColumn;
    }

    /** @return one past the last column of blocks that has pixels of the image under the kernel */
    int endColumn() {
        return m_endColumn;
    }

    /** @return the products, in order */
    List<Run> runs() {
        return m_runs;
    }

    /**
     * @param y a line of a block
     * @return its pixels in all columns of blocks, but those beside the image
     */
    List<Piece> inside(final int y) {
        return m_inside.get(y);
    }

    /**
     * @param y a line of a block
     * @return its pixels beside the image in all columns of blocks
     */
    List<Piece> beside(final int y) {
        return m_beside.get(y);
    }

    /** @return the first grid column that has a block under this run */
    int from(final Run run) {
        return Math.max(0, m_firstColumn - run.columns());
    }

    /** @return one past the last grid column that has a block under this run */
    int to(final Run run) {
        return Math.min(m_grid.gridWidth(), m_endColumn - run.columns());
    }

    /** @return whether the run sets all values of a row of blocks */
    boolean fillsBlocks(final Run run) {
        return run.count() == m_grid.stride() * m_grid.stride() && from(run) + run.columns() == m_firstColumn
            && to(run) + run.columns() == m_endColumn;
    }

    /** @return whether the run adds to all values of a row of the grid */
    boolean fillsGrid(final Run run) {
        return from(run) == 0 && to(run) == m_grid.gridWidth();
    }

    /** Copies weights into the order of the runs. */
    void reorder(final Tensor weights, final Tensor reordered) {
        final int n = m_grid.channels() * m_grid.filters();
        Parallel.forRange(m_taps.length, (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                reordered.host().put(i * n, weights.host(), m_taps[i] * n, n);
            }
        });
    }

    /** Copies weights in the order of the runs back into their own. */
    void restore(final float[] reordered, final Tensor weights) {
        final int n = m_grid.channels() * m_grid.filters();
        Parallel.forRange(m_taps.length, (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                weights.host().put(m_taps[i] * n, reordered, i * n, n);
            }
        });
    }
}
