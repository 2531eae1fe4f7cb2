package org.latentlab.engine.nn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.bytedeco.javacpp.FloatPointer;
import org.latentlab.engine.backend.Parallel;

/**
 * The products of minimal filtering in both directions, on memory of their own: places × images × values, where the
 * places that have their point in common, and so their weights, are next to each other.
 */
final class WinogradProducts {

    private static final int PIECE = 1024;

    /** Blocks of s × s pixels, and taps of whole blocks: 2 × 2 of both. */
    private static final int TWO = 2;

    private static final int FOUR = TWO * TWO;

    /** Products with the same weights: which point vertically and horizontally, the first place, number of places. */
    private record Point(int vertical, int horizontal, int first, int count) {
    }

    private final Kernels m_kernels;

    private final int m_channels;

    private final int m_filters;

    private final int m_together;

    private final List<Point> m_points = new ArrayList<>();

    /** For each product vertically and horizontally where it is stored. */
    private final int[][] m_places;

    private final Tensor m_blocks;

    private final Tensor m_grid;

    private final Tensor m_weights;

    /** Null until the first gradients. */
    private WeightSums m_sums;

    WinogradProducts(final Kernels kernels, final KernelGrid grid, final MinimalFiltering vertical,
        final MinimalFiltering horizontal, final int together) {
        m_kernels = kernels;
        m_channels = grid.channels();
        m_filters = grid.filters();
        m_together = together;
        m_places = new int[vertical.products()][horizontal.products()];
        int places = 0;
        for (int a = 0; a < MinimalFiltering.POINTS.rows(); a++) {
            for (int b = 0; b < MinimalFiltering.POINTS.rows(); b++) {
                final int first = places;
                for (int p = 0; p < m_places.length; p++) {
                    for (int q = 0; q < m_places[p].length; q++) {
                        if (vertical.point(p) == a && horizontal.point(q) == b) {
                            m_places[p][q] = places++;
                        }
                    }
                }
                if (places > first) {
                    m_points.add(new Point(a, b, first, places - first));
                }
            }
        }
        m_blocks = kernels.allocate(Parallel.threads(), Math.multiplyExact(places * block(), together));
        m_grid = kernels.allocate(Parallel.threads(), Math.multiplyExact(places * m_filters, together));
        m_weights = kernels.allocate(m_points.size(), block() * m_filters);
    }

    private int block() {
        return FOUR * m_channels;
    }

    /** @return what the images' blocks become, see {@link #blockAt} */
    FloatBuffer blocks() {
        return m_blocks.host();
    }

    /** @return what the grids become, see {@link #gridAt} */
    FloatBuffer grid() {
        return m_grid.host();
    }

    /** @return where the blocks' product p vertically and q horizontally of the group's image g is */
    int blockAt(final int chunk, final int p, final int q, final int g, final int count) {
        return chunk * m_blocks.columns() + (m_places[p][q] * count + g) * block();
    }

    /** @return where the grid's product p vertically and q horizontally of the group's image g is */
    int gridAt(final int chunk, final int p, final int q, final int g, final int count) {
        return chunk * m_grid.columns() + (m_places[p][q] * count + g) * m_filters;
    }

    private FloatPointer blocksOf(final int chunk, final Point point, final int count) {
        return m_blocks.at((long)chunk * m_blocks.columns() + (long)point.first() * count * block());
    }

    private FloatPointer gridOf(final int chunk, final Point point, final int count) {
        return m_grid.at((long)chunk * m_grid.columns() + (long)point.first() * count * m_filters);
    }

    private FloatPointer weightsOf(final int index) {
        return m_weights.at((long)index * m_weights.columns());
    }

    /** Grid ← blocks times weights, for the images of a chunk's group. */
    void multiplyToGrid(final int chunk, final int count) {
        for (int k = 0; k < m_points.size(); k++) {
            final Point point = m_points.get(k);
            Gemm.product(blocksOf(chunk, point, count), block(), weightsOf(k), m_filters,
                gridOf(chunk, point, count), m_filters, point.count() * count, m_filters, block(), false);
        }
    }

    /** Blocks ← grid times transposed weights, for the images of a chunk's group. */
    void multiplyToBlocks(final int chunk, final int count) {
        for (int k = 0; k < m_points.size(); k++) {
            final Point point = m_points.get(k);
            Gemm.productTransposed(gridOf(chunk, point, count), m_filters, weightsOf(k), m_filters,
                blocksOf(chunk, point, count), block(), point.count() * count, block(), m_filters, false);
        }
    }

    /** Adds blocks times grid to the chunk's gradient of the weights. */
    void accumulate(final int chunk, final int count) {
        for (int k = 0; k < m_points.size(); k++) {
            final Point point = m_points.get(k);
            Gemm.accumulate(blocksOf(chunk, point, count), block(), gridOf(chunk, point, count), m_filters,
                m_sums.at(chunk, k * m_weights.columns()), m_filters, block(), m_filters, point.count() * count);
        }
    }

    /** Sets the gradients of the weights that the first chunks sum up to 0. */
    void clearGradients(final int chunks) {
        if (m_sums == null) {
            m_sums = new WeightSums(m_kernels, Parallel.threads(), m_weights.size());
        }
        m_sums.clear(chunks);
    }

    /** What to do with a piece of the weights of a pixel of the blocks. */
    private interface PieceBody {
        /**
         * @param taps room for the weights of the pixel in each of the four blocks
         * @param at where these weights' pieces begin
         * @param point where the piece of a point's weights begins, to be added to the beginning of the point's
         * @param n their length
         */
        void run(float[][] taps, int[] at, int point, int n);
    }

    private void forPieces(final PieceBody body) {
        final int length = m_channels * m_filters;
        final int pieces = (length + PIECE - 1) / PIECE;
        Parallel.forRange(FOUR * pieces, (chunk, from, to) -> {
            final float[][] taps = new float[FOUR][PIECE];
            final int[] at = new int[FOUR];
            for (int i = from; i < to; i++) {
                final int pixel = i / pieces;
                final int offset = i % pieces * PIECE;
                for (int tap = 0; tap < FOUR; tap++) {
                    final int y = tap / TWO * TWO + pixel / TWO;
                    final int x = tap % TWO * TWO + pixel % TWO;
                    at[tap] = (y * FOUR + x) * length + offset;
                }
                body.run(taps, at, pixel * length + offset, Math.min(PIECE, length - offset));
            }
        });
    }

    /** Takes weights, patch × filters: evaluates them at all points. */
    void setWeights(final Tensor weights) {
        forPieces((taps, at, offset, n) -> {
            for (int tap = 0; tap < FOUR; tap++) {
                weights.host().get(at[tap], taps[tap], 0, n);
            }
            final float[][] room = new float[TWO][PIECE];
            final float[][] lines = new float[TWO][];
            final float[] value = new float[PIECE];
            int vertical = -1;
            for (int k = 0; k < m_points.size(); k++) {
                final Point point = m_points.get(k);
                if (point.vertical() != vertical) {
                    vertical = point.vertical();
                    for (int x = 0; x < TWO; x++) {
                        lines[x] = MinimalFiltering.POINTS.combine(vertical, taps, x, TWO, room[x], n);
                    }
                }
                m_weights.host().put(k * m_weights.columns() + offset,
                    MinimalFiltering.POINTS.combine(point.horizontal(), lines, 0, 1, value, n), 0, n);
            }
        });
    }

    /** Writes the gradients of the weights, summed over the chunks. */
    void gradients(final int chunks, final Tensor target) {
        final float[] total = m_sums.total(chunks);
        forPieces((taps, at, offset, n) -> {
            for (final float[] tap : taps) {
                Arrays.fill(tap, 0f);
            }
            final float[] value = new float[PIECE];
            for (int k = 0; k < m_points.size(); k++) {
                final Point point = m_points.get(k);
                System.arraycopy(total, k * m_weights.columns() + offset, value, 0, n);
                for (int tap = 0; tap < FOUR; tap++) {
                    final float factor = MinimalFiltering.POINTS.get(point.vertical(), tap / TWO)
                        * MinimalFiltering.POINTS.get(point.horizontal(), tap % TWO);
                    if (factor != 0) {
                        Combinations.add(value, factor, taps[tap], n);
                    }
                }
            }
            for (int tap = 0; tap < FOUR; tap++) {
                target.host().put(at[tap], taps[tap], 0, n);
            }
        });
    }
}
