package org.latentlab.engine.nn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.nn.PolyphasePlan.Piece;

/**
 * Convolutions as products of shifted blocks, see {@link PolyphasePlan}. Several images go through together, row by
 * row: the same row of all of them, column by column, makes the long side of the products, and the few rows that the
 * kernel reaches stay in the cache from loading to storing.
 */
final class PolyphaseConvolution implements GridConvolution {

    /**
     * Products with about so many rows run near the processor's peak: fewer would have the weights copied more often.
     */
    private static final int LONG = 448;

    /** The most values of a row of blocks of all images together. */
    private static final int MOST = 1 << 18;

    private final KernelGrid m_grid;

    private final PolyphasePlan m_plan;

    /** The most images that go through together. */
    private final int m_together;

    /** Values of a block: stride² · channels. */
    private final int m_block;

    /** Columns of blocks. */
    private final int m_columns;

    private final PolyphaseProducts m_products;

    private final Room[] m_rooms = new Room[Parallel.threads()];

    /** What a chunk works in. */
    private final class Room {
        final float[] m_zeros = new float[m_block];

        final float[] m_line = new float[Math.max(m_grid.line(), m_grid.gridLine())];

        final float[] m_e = new float[m_line.length];

        final float[] m_l = new float[m_line.length];
    }

    PolyphaseConvolution(final Kernels kernels, final KernelGrid grid) {
        m_grid = grid;
        m_plan = new PolyphasePlan(grid);
        m_block = grid.stride() * grid.stride() * grid.channels();
        m_columns = m_plan.endColumn() - m_plan.firstColumn();
        m_together = Math.max(1, Math.min((LONG + grid.gridWidth() - 1) / grid.gridWidth(),
            MOST / Math.max(m_columns * m_block, grid.gridLine())));
        m_products = new PolyphaseProducts(kernels, grid, m_plan, m_together);
        Arrays.setAll(m_rooms, i -> new Room());
    }

    /** Images that go through together: which chunk they belong to, the first of them and their number. */
    record Group(int chunk, int first, int count) {
    }

    /** What to do with a group. */
    private interface GroupBody {
        void run(Group group);
    }

    private void forGroups(final int rows, final GroupBody body) {
        Parallel.forRange(rows, (chunk, from, to) -> {
            final int groups = (to - from + m_together - 1) / m_together;
            final int count = (to - from + groups - 1) / groups;
            for (int r = from; r < to; r += count) {
                body.run(new Group(chunk, r, Math.min(count, to - r)));
            }
        });
    }

    @Override
    public void gather(final Tensor image, final Tensor weights, final LineEnd end, final Tensor grid,
        final int rows) {
        m_products.setWeights(weights);
        forGroups(rows, group -> {
            int loaded = m_plan.firstRow();
            for (int i = 0; i < m_grid.gridHeight(); i++) {
                for (; loaded < Math.min(i + m_plan.reach(), m_plan.endRow()); loaded++) {
                    loadBlocks(group, image, loaded, null);
                }
                m_products.multiplyToGrid(group, i);
                storePoints(group, grid, i, end);
            }
        });
    }

    @Override
    public void scatter(final Tensor grid, final Tensor weights, final LineEnd end, final Tensor image,
        final int rows) {
        m_products.setWeights(weights);
        forGroups(rows, group -> {
            int loaded = 0;
            for (int b = m_plan.firstRow(); b < m_plan.endRow(); b++) {
                for (; loaded < Math.min(b + 1, m_grid.gridHeight()); loaded++) {
                    loadPoints(group, grid, loaded, null);
                }
                m_products.multiplyToBlocks(group, b);
                storeBlocks(group, image, b, end);
            }
            storeRest(group, image, end);
        });
    }

    @Override
    public void gatherBack(final Tensor image, final Tensor delta, final Tensor weights, final Gradients gradients,
        final LineEnd end, final Tensor target, final int rows) {
        m_products.setWeights(weights);
        final float[][] sums = clearSums(rows, m_grid.gridLine());
        forGroups(rows, group -> {
            int loaded = 0;
            for (int b = m_plan.firstRow(); b < m_plan.endRow(); b++) {
                for (; loaded < Math.min(b + 1, m_grid.gridHeight()); loaded++) {
                    loadPoints(group, delta, loaded, sums[group.chunk()]);
                }
                loadBlocks(group, image, b, null);
                m_products.accumulateByBlocks(group, b);
                if (target != null) {
                    m_products.multiplyToBlocks(group, b);
                    storeBlocks(group, target, b, end);
                }
            }
            if (target != null) {
                storeRest(group, target, end);
            }
        });
        finish(gradients, sums);
    }

    @Override
    public void scatterBack(final Tensor grid, final Tensor delta, final Tensor weights, final Gradients gradients,
        final LineEnd end, final Tensor target, final int rows) {
        m_products.setWeights(weights);
        final float[][] sums = clearSums(rows, m_grid.line());
        forGroups(rows, group -> {
            int loaded = m_plan.firstRow();
            for (int i = 0; i < m_grid.gridHeight(); i++) {
                for (; loaded < Math.min(i + m_plan.reach(), m_plan.endRow()); loaded++) {
                    loadBlocks(group, delta, loaded, sums[group.chunk()]);
                }
                loadPoints(group, grid, i, null);
                m_products.accumulateByGrid(group, i);
                if (target != null) {
                    m_products.multiplyToGrid(group, i);
                    storePoints(group, target, i, end);
                }
            }
        });
        finish(gradients, sums);
    }

    private float[][] clearSums(final int rows, final int line) {
        final int chunks = Parallel.chunks(rows);
        m_products.clearGradients(chunks);
        return new float[chunks][line];
    }

    private void finish(final Gradients gradients, final float[][] sums) {
        m_products.gradients(sums.length, gradients.weights());
        gradients.setBias(sums);
    }

    /** Loads a row of blocks of each image, and adds its lines to the sums if there are any. */
    private void loadBlocks(final Group group, final Tensor image, final int b, final float[] sums) {
        final Room room = m_rooms[group.chunk()];
        final int n = m_grid.line();
        final int to = m_products.blockAt(group, b);
        for (int y = 0; y < m_grid.stride(); y++) {
            final int line = b * m_grid.stride() + y - m_grid.padding();
            final boolean inside = line >= 0 && line < m_grid.height();
            for (int g = 0; g < group.count(); g++) {
                final int from = ((group.first() + g) * m_grid.height() + line) * n;
                if (inside) {
                    copyPieces(group, to + g * m_block, m_plan.inside(y), image.host(), from);
                    if (sums != null) {
                        image.host().get(from, room.m_line, 0, n);
                        FusedMath.add(sums, room.m_line, n);
                    }
                } else {
                    clearPieces(group, to + g * m_block, m_plan.inside(y), room.m_zeros);
                }
                clearPieces(group, to + g * m_block, m_plan.beside(y), room.m_zeros);
            }
        }
    }

    /** Copies a line of an image into the blocks. */
    private void copyPieces(final Group group, final int to, final List<Piece> pieces, final FloatBuffer image,
        final int line) {
        final int channels = m_grid.channels();
        for (int p = 0; p < pieces.size(); p++) {
            final Piece piece = pieces.get(p);
            m_products.blocks().put(to + placeOf(group, piece), image, line + piece.pixel() * channels,
                piece.count() * channels);
        }
    }

    private void clearPieces(final Group group, final int to, final List<Piece> pieces, final float[] zeros) {
        for (int p = 0; p < pieces.size(); p++) {
            final Piece piece = pieces.get(p);
            m_products.blocks().put(to + placeOf(group, piece), zeros, 0, piece.count() * m_grid.channels());
        }
    }

    private int placeOf(final Group group, final Piece piece) {
        return piece.column() * group.count() * m_block + piece.first() * m_grid.channels();
    }

    private void storeBlocks(final Group group, final Tensor image, final int b, final LineEnd end) {
        final Room room = m_rooms[group.chunk()];
        final int channels = m_grid.channels();
        final int from = m_products.blockResultAt(group);
        // what no block reaches gets zeros
        final int reached = Math.min(m_grid.width(), m_plan.endColumn() * m_grid.stride() - m_grid.padding());
        for (int y = 0; y < m_grid.stride(); y++) {
            final int line = b * m_grid.stride() + y - m_grid.padding();
            final List<Piece> pieces = m_plan.inside(y);
            for (int g = 0; line >= 0 && line < m_grid.height() && g < group.count(); g++) {
                for (int p = 0; p < pieces.size(); p++) {
                    final Piece piece = pieces.get(p);
                    m_products.blocks().get(from + g * m_block + placeOf(group, piece), room.m_line,
                        piece.pixel() * channels, piece.count() * channels);
                }
                Arrays.fill(room.m_line, reached * channels, m_grid.line(), 0f);
                storeLine(room, image, (group.first() + g) * m_grid.height() + line, m_grid.line(), end);
            }
        }
    }

    /** Stores what becomes of zeros in the lines of the images that the kernel does not reach. */
    private void storeRest(final Group group, final Tensor image, final LineEnd end) {
        final Room room = m_rooms[group.chunk()];
        for (int g = 0; g < group.count(); g++) {
            for (int line = m_plan.endRow() * m_grid.stride() - m_grid.padding(); line < m_grid.height(); line++) {
                Arrays.fill(room.m_line, 0, m_grid.line(), 0f);
                storeLine(room, image, (group.first() + g) * m_grid.height() + line, m_grid.line(), end);
            }
        }
    }

    private static void storeLine(final Room room, final Tensor target, final int line, final int n,
        final LineEnd end) {
        end.finish(room.m_line, n, line * n, room.m_e, room.m_l);
        target.host().put(line * n, room.m_line, 0, n);
    }

    /** Loads a row of each grid, and adds it to the sums if there are any. */
    private void loadPoints(final Group group, final Tensor grid, final int i, final float[] sums) {
        final Room room = m_rooms[group.chunk()];
        final int filters = m_grid.filters();
        final int n = m_grid.gridLine();
        final int to = m_products.pointAt(group, i);
        for (int g = 0; g < group.count(); g++) {
            final int from = ((group.first() + g) * m_grid.gridHeight() + i) * n;
            for (int j = 0; j < m_grid.gridWidth(); j++) {
                m_products.points().put(to + (j * group.count() + g) * filters, grid.host(), from + j * filters,
                    filters);
            }
            if (sums != null) {
                grid.host().get(from, room.m_line, 0, n);
                FusedMath.add(sums, room.m_line, n);
            }
        }
    }

    private void storePoints(final Group group, final Tensor grid, final int i, final LineEnd end) {
        final Room room = m_rooms[group.chunk()];
        final int filters = m_grid.filters();
        final int from = m_products.pointResultAt(group);
        for (int g = 0; g < group.count(); g++) {
            for (int j = 0; j < m_grid.gridWidth(); j++) {
                m_products.points().get(from + (j * group.count() + g) * filters, room.m_line, j * filters, filters);
            }
            storeLine(room, grid, (group.first() + g) * m_grid.gridHeight() + i, m_grid.gridLine(), end);
        }
    }
}
