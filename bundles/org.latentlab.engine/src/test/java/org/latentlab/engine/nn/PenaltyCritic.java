package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.math.Rng;

/**
 * A critic with a head, and the gradient penalty mean (‖∇ₓD‖ − 1)² of some points, with its gradients put together from
 * what {@link LayerStack} and {@link ClassProjection} offer.
 */
final class PenaltyCritic {

    static final int ROWS = 3;

    private static final int BATCH = 4;

    private final LayerStack m_stack;

    private final ClassProjection m_head;

    private final Parameters m_parameters;

    private final Tensor m_input;

    private final Tensor m_gradient;

    private final int[] m_classes;

    private final int m_rows;

    PenaltyCritic(final Kernels kernels, final NetworkSpec spec, final int classes, final boolean spectral,
        final int rows) {
        m_parameters = new Parameters(kernels);
        m_stack = new LayerStack(kernels, m_parameters, "critic", spec, BATCH, spectral);
        m_head = new ClassProjection(kernels, m_parameters, "critic.head", spec.output().values(), classes, BATCH,
            spectral);
        m_input = kernels.allocate(BATCH, spec.input().values());
        m_gradient = kernels.allocate(BATCH, spec.input().values());
        m_classes = new int[]{1, 0, 1, 0};
        m_rows = rows;
    }

    /** Draws everything: the parameters with biases, the points. */
    PenaltyCritic draw() {
        final Rng rng = new Rng(17);
        m_stack.initialise(rng);
        m_head.initialise(rng, Initialisation.SCALED);
        m_parameters.list().stream().filter(p -> p.shape().name().endsWith(".bias"))
            .forEach(p -> Parameters.uniform(p, 0.3, rng));
        final float[] values = new float[m_input.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)rng.nextGaussian();
        }
        m_input.put(values, values.length);
        return this;
    }

    Parameters parameters() {
        return m_parameters;
    }

    Tensor input() {
        return m_input;
    }

    private double[] norms() {
        m_head.forward(m_stack.forward(m_input, m_rows, false), m_classes, m_rows, false);
        final double[] ones = new double[m_rows];
        java.util.Arrays.fill(ones, 1);
        m_head.outputGradient().put(ones, m_rows);
        m_head.backward(m_stack.output(), m_stack.outputActivation(), m_stack.outputGradient(), m_rows, false);
        m_stack.backward(m_gradient, m_rows, false);
        final int columns = m_input.columns();
        final double[] g = new double[m_rows * columns];
        m_gradient.get(g, g.length);
        final double[] norms = new double[m_rows];
        for (int i = 0; i < g.length; i++) {
            norms[i / columns] += g[i] * g[i];
        }
        for (int r = 0; r < m_rows; r++) {
            norms[r] = Math.sqrt(norms[r]);
        }
        return norms;
    }

    /** @return the penalty; nothing is changed but the memory of the passes */
    double penalty() {
        double sum = 0;
        for (final double norm : norms()) {
            sum += (norm - 1) * (norm - 1) / m_rows;
        }
        return sum;
    }

    /** Computes the gradients of the penalty with regard to all parameters. */
    void gradients() {
        final double[] norms = norms();
        final int columns = m_input.columns();
        final double[] v = new double[m_rows * columns];
        m_gradient.get(v, v.length);
        for (int i = 0; i < v.length; i++) {
            v[i] *= 2 * (norms[i / columns] - 1) / norms[i / columns] / m_rows;
        }
        m_gradient.put(v, v.length);
        final Tensor u = m_stack.tangentForward(m_gradient, m_rows);
        m_stack.tangentGradients(m_rows);
        m_head.tangentGradients(u, m_rows);
    }

    /** @return what is trained, but biases, on which the penalty does not depend */
    List<Parameter> weights() {
        final List<Parameter> weights = new ArrayList<>(m_parameters.list());
        weights.removeIf(p -> p.shape().name().endsWith(".bias"));
        return weights;
    }
}
