package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.nn.FusedMath.AdamStep;

/** Adam in float32 on the CPU, in blocks that stay in the cache. */
final class FusedAdam implements Optimizer {

    private static final int BLOCK = 8192;

    private final List<Parameter> m_parameters;

    private final AdamConfig m_config;

    private final float[][] m_means;

    private final float[][] m_squares;

    private int m_step;

    FusedAdam(final List<Parameter> parameters, final AdamConfig config) {
        m_parameters = List.copyOf(parameters);
        m_config = config;
        m_means = new float[m_parameters.size()][];
        m_squares = new float[m_parameters.size()][];
        for (int i = 0; i < m_means.length; i++) {
            m_means[i] = new float[m_parameters.get(i).value().size()];
            m_squares[i] = new float[m_means[i].length];
        }
    }

    @Override
    public void step() {
        m_step++;
        final AdamStep step = AdamStep.of(m_config, m_step);
        int total = 0;
        for (final float[] means : m_means) {
            total += means.length;
        }
        Parallel.forRange(total, (chunk, from, to) -> {
            final float[] p = new float[BLOCK];
            final float[] g = new float[BLOCK];
            int begin = 0; // where the parameter begins, all of them laid end to end
            for (int i = 0; i < m_means.length; i++) {
                final int last = Math.min(to - begin, m_means[i].length);
                for (int at = Math.max(from - begin, 0); at < last; at += BLOCK) {
                    update(i, at, Math.min(BLOCK, last - at), p, g, step);
                }
                begin += m_means[i].length;
            }
        });
    }

    private void update(final int parameter, final int at, final int n, final float[] p, final float[] g,
        final AdamStep step) {
        final Parameter changed = m_parameters.get(parameter);
        changed.gradient().host().get(at, g, 0, n);
        changed.value().host().get(at, p, 0, n);
        FusedMath.adam(p, g, m_means[parameter], m_squares[parameter], at, n, step);
        changed.value().host().put(at, p, 0, n);
    }
}
