package org.latentlab.engine.nn;

import java.util.List;

/**
 * Sums of the gradients of several passes over the same parameters. A backward pass replaces the gradients; this keeps
 * those before: {@code set()} after the first pass, {@code add()} after each one more, {@code writeBack()} at the end.
 */
public final class GradientSum {

    private final List<Parameter> m_parameters;

    private final List<Tensor> m_sums;

    /**
     * @param kernels where memory comes from
     * @param parameters whose gradients; with gradients
     */
    public GradientSum(final Kernels kernels, final Parameters parameters) {
        m_parameters = List.copyOf(parameters.list());
        m_sums = m_parameters.stream().map(p -> kernels.allocate(p.value().rows(), p.value().columns())).toList();
    }

    /** Sums ← the present gradients. */
    public void set() {
        for (int i = 0; i < m_sums.size(); i++) {
            m_sums.get(i).array().assign(m_parameters.get(i).gradient().array());
        }
    }

    /** Sums ← sums + the present gradients. */
    public void add() {
        for (int i = 0; i < m_sums.size(); i++) {
            m_sums.get(i).array().addi(m_parameters.get(i).gradient().array());
        }
    }

    /** The gradients ← the sums. */
    public void writeBack() {
        for (int i = 0; i < m_sums.size(); i++) {
            m_parameters.get(i).gradient().array().assign(m_sums.get(i).array());
        }
    }
}
