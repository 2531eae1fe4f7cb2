package org.latentlab.engine.nn;

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

    /** Products with at least so many rows run near the processor's peak. */
    private static final int LONG = 192;

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
        final float[] m_blockRow = new float[m_together * m_columns * m_block];

        final float[] m_pointRow = new float[m_together * m_grid.gridLine()];

        /** A line of the image with zeros around it. */
        final float[] m_padded =
            new float[Math.max(m_plan.endColumn() * m_grid.stride(), m_grid.width() + m_grid.padding())
                * m_grid.channels()];

        final float[] m_zeros = new float[m_padded.length];

        /** A line with what falls beside the image, on the way out. */
        final float[] m_result = new float[m_padded.length];

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
        final int channels = m_grid.channels();
        final int n = m_grid.line();
        for (int g = 0; g < group.count(); g++) {
            for (int y = 0; y < m_grid.stride(); y++) {
                final int line = b * m_grid.stride() + y - m_grid.padding();
                final boolean inside = line >= 0 && line < m_grid.height();
                if (inside) {
                    image.host().get(((group.first() + g) * m_grid.height() + line) * n, room.m_line, 0, n);
                    System.arraycopy(room.m_line, 0, room.m_padded, m_grid.padding() * channels, n);
                    if (sums != null) {
                        FusedMath.add(sums, room.m_line, n);
                    }
                }
                copyPieces(group, g, y, inside ? room.m_padded : room.m_zeros, room.m_blockRow, true);
            }
        }
        m_products.putBlocks(group, b, room.m_blockRow);
    }

    /** Copies a line of an image into the blocks, or out of them. */
    private void copyPieces(final Group group, final int g, final int y, final float[] line, final float[] blocks,
        final boolean in) {
        final int channels = m_grid.channels();
        final List<Piece> pieces = m_plan.pieces(y);
        for (int p = 0; p < pieces.size(); p++) {
            final Piece piece = pieces.get(p);
            final int n = piece.count() * channels;
            int pixel = (m_plan.firstColumn() * m_grid.stride() + piece.column()) * channels;
            int at = g * m_block + piece.first() * channels;
            for (int c = 0; c < m_columns; c++) {
                if (in) {
                    System.arraycopy(line, pixel, blocks, at, n);
                } else {
                    System.arraycopy(blocks, at, line, pixel, n);
                }
                pixel += m_block / m_grid.stride();
                at += group.count() * m_block;
            }
        }
    }

    private void storeBlocks(final Group group, final Tensor image, final int b, final LineEnd end) {
        final Room room = m_rooms[group.chunk()];
        m_products.getBlocks(group, room.m_blockRow);
        for (int g = 0; g < group.count(); g++) {
            for (int y = 0; y < m_grid.stride(); y++) {
                final int line = b * m_grid.stride() + y - m_grid.padding();
                if (line >= 0 && line < m_grid.height()) {
                    copyPieces(group, g, y, room.m_result, room.m_blockRow, false);
                    System.arraycopy(room.m_result, m_grid.padding() * m_grid.channels(), room.m_line, 0,
                        m_grid.line());
                    storeLine(room, image, (group.first() + g) * m_grid.height() + line, m_grid.line(), end);
                }
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
        for (int g = 0; g < group.count(); g++) {
            grid.host().get(((group.first() + g) * m_grid.gridHeight() + i) * n, room.m_line, 0, n);
            for (int j = 0; j < m_grid.gridWidth(); j++) {
                System.arraycopy(room.m_line, j * filters, room.m_pointRow, (j * group.count() + g) * filters, filters);
            }
            if (sums != null) {
                FusedMath.add(sums, room.m_line, n);
            }
        }
        m_products.putPoints(group, i, room.m_pointRow);
    }

    private void storePoints(final Group group, final Tensor grid, final int i, final LineEnd end) {
        final Room room = m_rooms[group.chunk()];
        final int filters = m_grid.filters();
        final int n = m_grid.gridLine();
        m_products.getPoints(group, room.m_pointRow);
        for (int g = 0; g < group.count(); g++) {
            for (int j = 0; j < m_grid.gridWidth(); j++) {
                System.arraycopy(room.m_pointRow, (j * group.count() + g) * filters, room.m_line, j * filters, filters);
            }
            storeLine(room, grid, (group.first() + g) * m_grid.gridHeight() + i, n, end);
        }
    }
}
