package org.latentlab.engine.nn;

import java.util.Arrays;

import org.latentlab.engine.backend.Parallel;

/**
 * Convolutions as products of unfolded patches, image by image: a row for each grid point with the patch of the image
 * that it meets. For images of few channels, whose patches are small.
 */
final class UnfoldedConvolution implements GridConvolution {

    private final Kernels m_kernels;

    private final KernelGrid m_grid;

    private final int m_points;

    private final int m_paddedHeight;

    private final int m_paddedLine;

    private final Tensor m_patches;

    /** Null until the first gradients. */
    private WeightSums m_weights;

    private final Room[] m_rooms = new Room[Parallel.threads()];

    /** What a chunk works in. */
    private final class Room {
        /** The pixels that patches reach, with zeros around those of the image. */
        final float[] m_loaded = new float[m_paddedHeight * m_paddedLine];

        final float[] m_folded = new float[m_loaded.length];

        final float[] m_patch = new float[m_points * m_grid.patch()];

        final float[] m_line = new float[Math.max(m_grid.line(), m_grid.gridLine())];

        final float[] m_e = new float[m_line.length];

        final float[] m_l = new float[m_line.length];
    }

    UnfoldedConvolution(final Kernels kernels, final KernelGrid grid) {
        m_kernels = kernels;
        m_grid = grid;
        m_points = grid.gridHeight() * grid.gridWidth();
        m_paddedHeight = (grid.gridHeight() - 1) * grid.stride() + grid.kernel();
        m_paddedLine = ((grid.gridWidth() - 1) * grid.stride() + grid.kernel()) * grid.channels();
        m_patches = kernels.allocate(m_rooms.length, m_points * grid.patch());
        Arrays.setAll(m_rooms, i -> new Room());
    }

    @Override
    public void gather(final Tensor image, final Tensor weights, final LineEnd end, final Tensor grid,
        final int rows) {
        Parallel.forRange(rows, (chunk, from, to) -> {
            for (int r = from; r < to; r++) {
                load(image, r, m_rooms[chunk], null);
                unfold(chunk);
                toGrid(chunk, weights, grid, r, end);
            }
        });
    }

    @Override
    public void scatter(final Tensor grid, final Tensor weights, final LineEnd end, final Tensor image,
        final int rows) {
        Parallel.forRange(rows, (chunk, from, to) -> {
            for (int r = from; r < to; r++) {
                toImage(chunk, grid, weights, image, r, end);
            }
        });
    }

    @Override
    public void gatherBack(final Tensor image, final Tensor delta, final Tensor weights, final Gradients gradients,
        final LineEnd end, final Tensor target, final int rows) {
        final float[][] sums = clearSums(rows, m_grid.gridLine());
        Parallel.forRange(rows, (chunk, from, to) -> {
            for (int r = from; r < to; r++) {
                load(image, r, m_rooms[chunk], null);
                unfold(chunk);
                accumulate(chunk, delta, r);
                sum(delta, r, m_rooms[chunk].m_line, sums[chunk]);
                if (target != null) {
                    toImage(chunk, delta, weights, target, r, end);
                }
            }
        });
        finish(gradients, sums);
    }

    @Override
    public void scatterBack(final Tensor grid, final Tensor delta, final Tensor weights, final Gradients gradients,
        final LineEnd end, final Tensor target, final int rows) {
        final float[][] sums = clearSums(rows, m_grid.line());
        Parallel.forRange(rows, (chunk, from, to) -> {
            for (int r = from; r < to; r++) {
                load(delta, r, m_rooms[chunk], sums[chunk]);
                unfold(chunk);
                accumulate(chunk, grid, r);
                if (target != null) {
                    toGrid(chunk, weights, target, r, end);
                }
            }
        });
        finish(gradients, sums);
    }

    private float[][] clearSums(final int rows, final int line) {
        if (m_weights == null) {
            m_weights = new WeightSums(m_kernels, m_rooms.length, m_grid.patch() * m_grid.filters());
        }
        final int chunks = Parallel.chunks(rows);
        m_weights.clear(chunks);
        return new float[chunks][line];
    }

    private void finish(final Gradients gradients, final float[][] sums) {
        final float[] total = m_weights.total(sums.length);
        gradients.weights().put(total, total.length);
        gradients.setBias(sums);
    }

    /** Reads an image into the middle of the zeros, and adds its lines to the sums if there are any. */
    private void load(final Tensor image, final int row, final Room room, final float[] sums) {
        final int n = m_grid.line();
        final int start = m_grid.padding() * m_grid.channels();
        final int reached = Math.min(n, m_paddedLine - start);
        for (int y = 0; y < m_grid.height(); y++) {
            image.host().get((row * m_grid.height() + y) * n, room.m_line, 0, n);
            if (sums != null) {
                FusedMath.add(sums, room.m_line, n);
            }
            final int at = y + m_grid.padding();
            if (at < m_paddedHeight) {
                System.arraycopy(room.m_line, 0, room.m_loaded, at * m_paddedLine + start, reached);
            }
        }
    }

    private void unfold(final int chunk) {
        final Room room = m_rooms[chunk];
        final float[] image = room.m_loaded;
        final float[] patches = room.m_patch;
        final int run = m_grid.kernel() * m_grid.channels();
        final int step = m_grid.stride() * m_grid.channels();
        int at = 0;
        for (int i = 0; i < m_grid.gridHeight(); i++) {
            for (int j = 0; j < m_grid.gridWidth(); j++) {
                int source = i * m_grid.stride() * m_paddedLine + j * step;
                for (int k = 0; k < m_grid.kernel(); k++) {
                    for (int q = 0; q < run; q++) {
                        patches[at + q] = image[source + q];
                    }
                    at += run;
                    source += m_paddedLine;
                }
            }
        }
        m_patches.host().put(chunk * patches.length, patches, 0, patches.length);
    }

    private void fold(final int chunk) {
        final Room room = m_rooms[chunk];
        final float[] image = room.m_folded;
        final float[] patches = room.m_patch;
        m_patches.host().get(chunk * patches.length, patches, 0, patches.length);
        Arrays.fill(image, 0f);
        final int run = m_grid.kernel() * m_grid.channels();
        final int step = m_grid.stride() * m_grid.channels();
        int at = 0;
        for (int i = 0; i < m_grid.gridHeight(); i++) {
            for (int j = 0; j < m_grid.gridWidth(); j++) {
                int target = i * m_grid.stride() * m_paddedLine + j * step;
                for (int k = 0; k < m_grid.kernel(); k++) {
                    for (int q = 0; q < run; q++) {
                        image[target + q] += patches[at + q];
                    }
                    at += run;
                    target += m_paddedLine;
                }
            }
        }
    }

    /** The unfolded patches times the weights. */
    private void toGrid(final int chunk, final Tensor weights, final Tensor grid, final int row, final LineEnd end) {
        final int patch = m_grid.patch();
        final int filters = m_grid.filters();
        Gemm.product(m_patches.at((long)chunk * m_patches.columns()), patch, weights.at(0), filters,
            grid.at((long)row * m_points * filters), filters, m_points, filters, patch, false);
        final Room room = m_rooms[chunk];
        final int n = m_grid.gridLine();
        for (int i = 0; i < m_grid.gridHeight(); i++) {
            final int at = (row * m_grid.gridHeight() + i) * n;
            grid.host().get(at, room.m_line, 0, n);
            end.finish(room.m_line, n, at, room.m_e, room.m_l);
            grid.host().put(at, room.m_line, 0, n);
        }
    }

    /** The grid times the weights, folded. */
    private void toImage(final int chunk, final Tensor grid, final Tensor weights, final Tensor image, final int row,
        final LineEnd end) {
        final int patch = m_grid.patch();
        final int filters = m_grid.filters();
        Gemm.productTransposed(grid.at((long)row * m_points * filters), filters, weights.at(0), filters,
            m_patches.at((long)chunk * m_patches.columns()), patch, m_points, patch, filters, false);
        fold(chunk);
        final Room room = m_rooms[chunk];
        final int n = m_grid.line();
        final int start = m_grid.padding() * m_grid.channels();
        final int reached = Math.min(n, m_paddedLine - start);
        for (int y = 0; y < m_grid.height(); y++) {
            final int from = y + m_grid.padding();
            if (from < m_paddedHeight) {
                System.arraycopy(room.m_folded, from * m_paddedLine + start, room.m_line, 0, reached);
                Arrays.fill(room.m_line, reached, n, 0f);
            } else {
                Arrays.fill(room.m_line, 0, n, 0f);
            }
            final int at = (row * m_grid.height() + y) * n;
            end.finish(room.m_line, n, at, room.m_e, room.m_l);
            image.host().put(at, room.m_line, 0, n);
        }
    }

    /** Adds the products of the unfolded patches with the grid to the chunk's gradient of the weights. */
    private void accumulate(final int chunk, final Tensor grid, final int row) {
        final int patch = m_grid.patch();
        final int filters = m_grid.filters();
        Gemm.accumulate(m_patches.at((long)chunk * m_patches.columns()), patch,
            grid.at((long)row * m_points * filters), filters, m_weights.at(chunk, 0), filters, patch, filters,
            m_points);
    }

    private void sum(final Tensor delta, final int row, final float[] line, final float[] sums) {
        final int n = m_grid.gridLine();
        for (int i = 0; i < m_grid.gridHeight(); i++) {
            delta.host().get((row * m_grid.gridHeight() + i) * n, line, 0, n);
            FusedMath.add(sums, line, n);
        }
    }
}
