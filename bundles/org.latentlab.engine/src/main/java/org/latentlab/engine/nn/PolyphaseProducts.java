package org.latentlab.engine.nn;

import java.nio.FloatBuffer;

import org.bytedeco.javacpp.FloatPointer;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.nn.PolyphaseConvolution.Group;
import org.latentlab.engine.nn.PolyphasePlan.Run;

/**
 * The products of a {@link PolyphasePlan}, on memory of their own. In it a row of blocks, or of the grid, has the same
 * column of all images of a group next to each other. The rows within the kernel's reach take turns in the places that
 * there are for them.
 */
final class PolyphaseProducts {

    private final Kernels m_kernels;

    private final KernelGrid m_grid;

    private final PolyphasePlan m_plan;

    private final int m_block;

    private final int m_columns;

    private final float[] m_zeros;

    /** Values of a row of blocks of a full group. */
    private final int m_blockRow;

    /** Values of a row of the grid of a full group. */
    private final int m_pointRow;

    /** For each chunk the rows of blocks within reach, then one for a result. */
    private final Tensor m_blocks;

    /** For each chunk the rows of the grid within reach, then one for a result. */
    private final Tensor m_points;

    private final Tensor m_reordered;

    /** Null until the first gradients. */
    private WeightSums m_sums;

    PolyphaseProducts(final Kernels kernels, final KernelGrid grid, final PolyphasePlan plan, final int together) {
        m_kernels = kernels;
        m_grid = grid;
        m_plan = plan;
        m_block = grid.stride() * grid.stride() * grid.channels();
        m_columns = plan.endColumn() - plan.firstColumn();
        m_blockRow = together * m_columns * m_block;
        m_pointRow = together * grid.gridLine();
        m_zeros = new float[Math.max(m_blockRow, m_pointRow)];
        final int places = plan.reach() + 1;
        final int chunks = Parallel.threads();
        m_blocks = kernels.allocate(chunks, Math.multiplyExact(places, m_blockRow));
        m_points = kernels.allocate(chunks, Math.multiplyExact(places, m_pointRow));
        m_reordered = kernels.allocate(grid.patch(), grid.filters());
    }

    /** Takes weights, patch × filters. */
    void setWeights(final Tensor weights) {
        m_plan.reorder(weights, m_reordered);
    }

    /** Sets the gradients of the weights that the first chunks sum up to 0. */
    void clearGradients(final int chunks) {
        if (m_sums == null) {
            m_sums = new WeightSums(m_kernels, Parallel.threads(), m_grid.patch() * m_grid.filters());
        }
        m_sums.clear(chunks);
    }

    /** Writes the gradients of the weights, summed over the chunks. */
    void gradients(final int chunks, final Tensor target) {
        m_plan.restore(m_sums.total(chunks), target);
    }

    /** @return the memory of the rows of blocks, see {@link #blockAt} and {@link #blockResultAt} */
    FloatBuffer blocks() {
        return m_blocks.host();
    }

    /** @return the memory of the rows of the grid, see {@link #pointAt} and {@link #pointResultAt} */
    FloatBuffer points() {
        return m_points.host();
    }

    /** @return where the result of {@link #multiplyToBlocks} begins: as row b of blocks begins at its first column */
    int blockResultAt(final Group group) {
        return (int)resultAt(m_blocks, group);
    }

    /** @return where the result of {@link #multiplyToGrid} begins */
    int pointResultAt(final Group group) {
        return (int)resultAt(m_points, group);
    }

    /** @return where row b of blocks begins */
    int blockAt(final Group group, final int b) {
        return (int)blockAt(group, b, 0);
    }

    /** @return where row i of the grid begins */
    int pointAt(final Group group, final int i) {
        return (int)pointAt(group, i, 0);
    }

    /** @return where in m_blocks the row b of blocks has its column c, counted from the first */
    private long blockAt(final Group group, final int b, final int c) {
        return (long)group.chunk() * m_blocks.columns() + b % m_plan.reach() * m_blockRow
            + c * group.count() * m_block;
    }

    /** @return where in m_points the row i of the grid has its column j */
    private long pointAt(final Group group, final int i, final int j) {
        return (long)group.chunk() * m_points.columns() + i % m_plan.reach() * m_pointRow
            + j * group.count() * m_grid.filters();
    }

    /** @return where the result of a chunk's products begins: in the last slot */
    private long resultAt(final Tensor rows, final Group group) {
        return (long)group.chunk() * rows.columns() + rows.columns() / (m_plan.reach() + 1) * m_plan.reach();
    }

    private FloatPointer weightsOf(final Run run) {
        return m_reordered.at((long)run.tap() * m_grid.channels() * m_grid.filters());
    }

    /** The result's row of the grid ← Σ over the runs of shifted blocks times weights. */
    void multiplyToGrid(final Group group, final int i) {
        Run first = null;
        for (final Run run : m_plan.runs()) {
            if (first == null && has(i + run.rows()) && m_plan.fillsGrid(run)) {
                first = run;
            }
        }
        if (first == null) {
            m_points.host().put((int)resultAt(m_points, group), m_zeros, 0,
                group.count() * m_grid.gridLine());
        } else {
            multiplyToGrid(group, i, first, false);
        }
        for (final Run run : m_plan.runs()) {
            if (run != first && has(i + run.rows())) {
                multiplyToGrid(group, i, run, true);
            }
        }
    }

    private boolean has(final int blockRow) {
        return blockRow >= m_plan.firstRow() && blockRow < m_plan.endRow();
    }

    private void multiplyToGrid(final Group group, final int i, final Run run, final boolean add) {
        final int from = m_plan.from(run);
        final int columns = m_plan.to(run) - from;
        if (columns > 0) {
            final int filters = m_grid.filters();
            Gemm.product(blocksOf(m_blocks.at(blockAt(group, i + run.rows(), from + run.columns()
                - m_plan.firstColumn())), run), m_block, weightsOf(run), filters,
                m_points.at(resultAt(m_points, group) + (long)from * group.count() * filters), filters,
                columns * group.count(), filters, run.count() * m_grid.channels(), add);
        }
    }

    private FloatPointer blocksOf(final FloatPointer row, final Run run) {
        return row.position(row.position() + (long)run.first() * m_grid.channels());
    }

    /** The result's row of blocks ← Σ over the runs of shifted grid rows times transposed weights. */
    void multiplyToBlocks(final Group group, final int b) {
        Run first = null;
        for (final Run run : m_plan.runs()) {
            if (first == null && isPoint(b - run.rows()) && m_plan.fillsBlocks(run)) {
                first = run;
            }
        }
        if (first == null) {
            m_blocks.host().put((int)resultAt(m_blocks, group), m_zeros, 0,
                group.count() * m_columns * m_block);
        } else {
            multiplyToBlocks(group, b, first, false);
        }
        for (final Run run : m_plan.runs()) {
            if (run != first && isPoint(b - run.rows())) {
                multiplyToBlocks(group, b, run, true);
            }
        }
    }

    private boolean isPoint(final int i) {
        return i >= 0 && i < m_grid.gridHeight();
    }

    private void multiplyToBlocks(final Group group, final int b, final Run run, final boolean add) {
        final int from = m_plan.from(run);
        final int columns = m_plan.to(run) - from;
        if (columns > 0) {
            final int filters = m_grid.filters();
            final long result = resultAt(m_blocks, group)
                + (long)(from + run.columns() - m_plan.firstColumn()) * group.count() * m_block;
            Gemm.productTransposed(m_points.at(pointAt(group, b - run.rows(), from)), filters, weightsOf(run), filters,
                blocksOf(m_blocks.at(result), run), m_block, columns * group.count(),
                run.count() * m_grid.channels(), filters, add);
        }
    }

    /** Adds to the gradients of the weights what row b of blocks has to do with the rows of the grid within reach. */
    void accumulateByBlocks(final Group group, final int b) {
        for (final Run run : m_plan.runs()) {
            accumulate(group, run, b - run.rows());
        }
    }

    /** Adds to the gradients of the weights what row i of the grid has to do with the rows of blocks within reach. */
    void accumulateByGrid(final Group group, final int i) {
        for (final Run run : m_plan.runs()) {
            accumulate(group, run, i);
        }
    }

    private void accumulate(final Group group, final Run run, final int i) {
        final int from = m_plan.from(run);
        final int columns = m_plan.to(run) - from;
        if (columns > 0 && isPoint(i) && has(i + run.rows())) {
            final int channels = m_grid.channels();
            final int filters = m_grid.filters();
            Gemm.accumulate(blocksOf(m_blocks.at(blockAt(group, i + run.rows(), from + run.columns()
                - m_plan.firstColumn())), run), m_block, m_points.at(pointAt(group, i, from)), filters,
                m_sums.at(group.chunk(), run.tap() * channels * filters), filters, run.count() * channels, filters,
                columns * group.count());
        }
    }
}
