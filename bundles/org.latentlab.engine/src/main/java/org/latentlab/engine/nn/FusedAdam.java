package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.nn.FusedMath.AdamStep;

/** Adam in float32 on the CPU, in blocks that stay in the cache. */
final class FusedAdam implements Optimizer {

    private static final int BLOCK = 4096;

    private final List<Parameter> m_parameters;

    private final AdamConfig m_config;

    /** The moments of each parameter, block by block. */
    private final float[][][] m_means;

    private final float[][][] m_squares;

    /** Parameter and block of all blocks, laid end to end. */
    private final int[][] m_blocks;

    private int m_step;

    FusedAdam(final List<Parameter> parameters, final AdamConfig config) {
        m_parameters = List.copyOf(parameters);
        m_config = config;
        m_means = new float[m_parameters.size()][][];
        m_squares = new float[m_parameters.size()][][];
        final List<int[]> blocks = new ArrayList<>();
        for (int i = 0; i < m_means.length; i++) {
            final int count = (m_parameters.get(i).value().size() + BLOCK - 1) / BLOCK;
            m_means[i] = new float[count][BLOCK];
            m_squares[i] = new float[count][BLOCK];
            for (int b = 0; b < count; b++) {
                blocks.add(new int[]{i, b});
            }
        }
        m_blocks = blocks.toArray(int[][]::new);
    }

    @Override
    public void step(final double rateFactor) {
        m_step++;
        final AdamStep step = AdamStep.of(m_config, m_step, rateFactor);
        Parallel.forRange(m_blocks.length, (chunk, from, to) -> {
            final float[] p = new float[BLOCK];
            final float[] g = new float[BLOCK];
            for (int i = from; i < to; i++) {
                update(m_blocks[i][0], m_blocks[i][1], p, g, step);
            }
        });
    }

    @Override
    public List<org.latentlab.engine.archive.Tensor> state() {
        return new AdamState(m_step, joined(m_means), joined(m_squares)).tensors(m_parameters);
    }

    /** @return the values of each parameter, its blocks end to end */
    private List<float[]> joined(final float[][][] moments) {
        final List<float[]> values = new ArrayList<>();
        for (int i = 0; i < moments.length; i++) {
            values.add(new float[m_parameters.get(i).value().size()]);
            for (int b = 0; b < moments[i].length; b++) {
                System.arraycopy(moments[i][b], 0, values.get(i), b * BLOCK, length(i, b));
            }
        }
        return values;
    }

    @Override
    public void restore(final List<org.latentlab.engine.archive.Tensor> state) {
        final AdamState adam = AdamState.of(m_parameters, state);
        m_step = adam.step();
        split(adam.means(), m_means);
        split(adam.squares(), m_squares);
    }

    private void split(final List<float[]> values, final float[][][] moments) {
        for (int i = 0; i < moments.length; i++) {
            for (int b = 0; b < moments[i].length; b++) {
                System.arraycopy(values.get(i), b * BLOCK, moments[i][b], 0, length(i, b));
            }
        }
    }

    private int length(final int parameter, final int block) {
        return Math.min(BLOCK, m_parameters.get(parameter).value().size() - block * BLOCK);
    }

    private void update(final int parameter, final int block, final float[] p, final float[] g, final AdamStep step) {
        final Parameter changed = m_parameters.get(parameter);
        final int at = block * BLOCK;
        final int n = length(parameter, block);
        changed.gradient().host().get(at, g, 0, n);
        changed.value().host().get(at, p, 0, n);
        FusedMath.adam(p, g, m_means[parameter][block], m_squares[parameter][block], n, step);
        changed.value().host().put(at, p, 0, n);
    }
}
