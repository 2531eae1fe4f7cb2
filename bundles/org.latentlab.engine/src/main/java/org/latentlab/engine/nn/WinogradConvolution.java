package org.latentlab.engine.nn;

import java.util.Arrays;

import org.latentlab.engine.backend.Parallel;

/**
 * Convolutions with a 4 × 4 kernel and a stride of 2 by minimal filtering. Cut into blocks of 2 × 2 pixels whose values
 * lie side by side, as {@link PolyphasePlan} does, the image meets a kernel of 2 × 2 blocks with a stride of 1; on that
 * {@link MinimalFiltering}, vertically and horizontally, takes 100 products instead of 196 for a grid of 7 × 7, in
 * both directions and for the gradient of the weights alike. An image is transformed as a whole while it is in the
 * cache, the products are those of as many images as make matrices long.
 */
final class WinogradConvolution implements GridConvolution {

    /** The most images that go through together. */
    private static final int LONG = 64;

    /** The most transformed values of all images together: about 5 MB, not far from the cache. */
    private static final int MOST = 5 << 18;

    /** The least multiplications per transformed value, b f / (b + f) for b values of a block and f filters. */
    private static final int LEAST = 64;

    private static final int KERNEL = 4;

    private static final int STRIDE = 2;

    private final KernelGrid m_grid;

    private final MinimalFiltering m_vertical;

    private final MinimalFiltering m_horizontal;

    /** Rows of blocks. */
    private final int m_rows;

    /** Columns of blocks. */
    private final int m_columns;

    /** Values of a line of a block. */
    private final int m_half;

    private final int m_together;

    private final WinogradProducts m_products;

    private final Room[] m_rooms = new Room[Parallel.threads()];

    /** What a chunk works in. */
    private final class Room {
        /** The pixels that blocks have, line by line, with zeros around those of the image. */
        final float[][] m_image = new float[m_rows * STRIDE][m_columns * m_half];

        final float[][] m_points = new float[m_grid.gridHeight()][m_grid.gridLine()];

        final WinogradTransform m_blocks = new WinogradTransform(m_vertical.data(), m_horizontal.data(),
            m_vertical.data().transposed(), m_horizontal.data().transposed(), STRIDE, m_half);

        final WinogradTransform m_spread = new WinogradTransform(m_vertical.sums().transposed(),
            m_horizontal.sums().transposed(), m_vertical.sums(), m_horizontal.sums(), 1, m_grid.filters());

        final float[] m_back = new float[Math.max(m_columns * m_half, m_grid.gridLine())];

        final float[] m_line = new float[Math.max(m_grid.line(), m_grid.gridLine())];

        final float[] m_e = new float[m_line.length];

        final float[] m_l = new float[m_line.length];
    }

    WinogradConvolution(final Kernels kernels, final KernelGrid grid) {
        m_grid = grid;
        m_vertical = new MinimalFiltering(grid.gridHeight());
        m_horizontal = new MinimalFiltering(grid.gridWidth());
        m_rows = grid.gridHeight() + 1;
        m_columns = grid.gridWidth() + 1;
        m_half = STRIDE * grid.channels();
        m_together = Math.max(1, Math.min(LONG, MOST / (m_vertical.products() * m_horizontal.products()
            * Math.max(STRIDE * m_half, grid.filters()))));
        m_products = new WinogradProducts(kernels, grid, m_vertical, m_horizontal, m_together);
        Arrays.setAll(m_rooms, i -> new Room());
    }

    /** @return whether this is faster than {@link PolyphaseConvolution}: the products saved outweigh the transforms */
    static boolean pays(final KernelGrid grid) {
        final long block = (long)STRIDE * STRIDE * grid.channels();
        return grid.kernel() == KERNEL && grid.stride() == STRIDE && grid.gridHeight() > 1 && grid.gridWidth() > 1
            && block * grid.filters() >= LEAST * (block + grid.filters());
    }

    /** Images that go through together: which chunk they belong to, the first of them and their number. */
    private record Group(int chunk, int first, int count) {
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
            loadBlocks(group, image, null);
            m_products.multiplyToGrid(group.chunk(), group.count());
            storeGrid(group, grid, end);
        });
    }

    @Override
    public void scatter(final Tensor grid, final Tensor weights, final LineEnd end, final Tensor image,
        final int rows) {
        m_products.setWeights(weights);
        forGroups(rows, group -> {
            loadGrid(group, grid, null);
            m_products.multiplyToBlocks(group.chunk(), group.count());
            storeBlocks(group, image, end);
        });
    }

    @Override
    public void gatherBack(final Tensor image, final Tensor delta, final Tensor weights, final Gradients gradients,
        final LineEnd end, final Tensor target, final int rows) {
        final float[][] sums = prepare(weights, target, rows, m_grid.gridLine());
        forGroups(rows, group -> {
            loadGrid(group, delta, sums[group.chunk()]);
            loadBlocks(group, image, null);
            m_products.accumulate(group.chunk(), group.count());
            if (target != null) {
                m_products.multiplyToBlocks(group.chunk(), group.count());
                storeBlocks(group, target, end);
            }
        });
        m_products.gradients(sums.length, gradients.weights());
        gradients.setBias(sums);
    }

    @Override
    public void scatterBack(final Tensor grid, final Tensor delta, final Tensor weights, final Gradients gradients,
        final LineEnd end, final Tensor target, final int rows) {
        final float[][] sums = prepare(weights, target, rows, m_grid.line());
        forGroups(rows, group -> {
            loadBlocks(group, delta, sums[group.chunk()]);
            loadGrid(group, grid, null);
            m_products.accumulate(group.chunk(), group.count());
            if (target != null) {
                m_products.multiplyToGrid(group.chunk(), group.count());
                storeGrid(group, target, end);
            }
        });
        m_products.gradients(sums.length, gradients.weights());
        gradients.setBias(sums);
    }

    private float[][] prepare(final Tensor weights, final Tensor target, final int rows, final int line) {
        if (target != null) {
            m_products.setWeights(weights);
        }
        final int chunks = Parallel.chunks(rows);
        m_products.clearGradients(chunks);
        return new float[chunks][line];
    }

    /** Loads and transforms the images of a group, and adds their lines to the sums if there are any. */
    private void loadBlocks(final Group group, final Tensor image, final float[] sums) {
        final Room room = m_rooms[group.chunk()];
        final int n = m_grid.line();
        final int start = m_grid.padding() * m_grid.channels();
        final int reached = Math.min(n, m_columns * m_half - start);
        for (int g = 0; g < group.count(); g++) {
            for (int y = 0; y < m_grid.height(); y++) {
                final int line = (group.first() + g) * m_grid.height() + y;
                final int at = y + m_grid.padding();
                if (at < room.m_image.length) {
                    image.host().get(line * n, room.m_image[at], start, reached);
                }
                if (sums != null) {
                    image.host().get(line * n, room.m_line, 0, n);
                    FusedMath.add(sums, room.m_line, n);
                }
            }
            final int index = g;
            room.m_blocks.apply(room.m_image, m_products.blocks(),
                (p, q) -> m_products.blockAt(group.chunk(), p, q, index, group.count()));
        }
    }

    /** The reverse of {@link #loadBlocks}, of products. */
    private void storeBlocks(final Group group, final Tensor image, final LineEnd end) {
        final Room room = m_rooms[group.chunk()];
        final int n = m_grid.line();
        final int start = m_grid.padding() * m_grid.channels();
        // what no block reaches gets zeros
        final int reached = Math.min(n, m_columns * m_half - start);
        for (int g = 0; g < group.count(); g++) {
            final int index = g;
            room.m_blocks.readBack(m_products.blocks(),
                (p, q) -> m_products.blockAt(group.chunk(), p, q, index, group.count()));
            for (int y = 0; y < m_grid.height(); y++) {
                final int from = y + m_grid.padding();
                if (from < m_rows * STRIDE) {
                    System.arraycopy(room.m_blocks.lineBack(from, room.m_back), start, room.m_line, 0, reached);
                    Arrays.fill(room.m_line, reached, n, 0f);
                } else {
                    Arrays.fill(room.m_line, 0, n, 0f);
                }
                storeLine(room, image, (group.first() + g) * m_grid.height() + y, n, end);
            }
        }
    }

    private static void storeLine(final Room room, final Tensor target, final int line, final int n,
        final LineEnd end) {
        end.finish(room.m_line, n, line * n, room.m_e, room.m_l);
        target.host().put(line * n, room.m_line, 0, n);
    }

    /** Loads and transforms the grids of a group, and adds their lines to the sums if there are any. */
    private void loadGrid(final Group group, final Tensor grid, final float[] sums) {
        final Room room = m_rooms[group.chunk()];
        final int n = m_grid.gridLine();
        for (int g = 0; g < group.count(); g++) {
            for (int i = 0; i < m_grid.gridHeight(); i++) {
                grid.host().get(((group.first() + g) * m_grid.gridHeight() + i) * n, room.m_points[i], 0, n);
                if (sums != null) {
                    FusedMath.add(sums, room.m_points[i], n);
                }
            }
            final int index = g;
            room.m_spread.apply(room.m_points, m_products.grid(),
                (p, q) -> m_products.gridAt(group.chunk(), p, q, index, group.count()));
        }
    }

    /** The reverse of {@link #loadGrid}, of products. */
    private void storeGrid(final Group group, final Tensor grid, final LineEnd end) {
        final Room room = m_rooms[group.chunk()];
        final int n = m_grid.gridLine();
        for (int g = 0; g < group.count(); g++) {
            final int index = g;
            room.m_spread.readBack(m_products.grid(),
                (p, q) -> m_products.gridAt(group.chunk(), p, q, index, group.count()));
            for (int i = 0; i < m_grid.gridHeight(); i++) {
                System.arraycopy(room.m_spread.lineBack(i, room.m_back), 0, room.m_line, 0, n);
                storeLine(room, grid, (group.first() + g) * m_grid.gridHeight() + i, n, end);
            }
        }
    }
}
