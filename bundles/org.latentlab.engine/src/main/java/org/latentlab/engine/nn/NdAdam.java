package org.latentlab.engine.nn;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Adam as plain ND4J operations. */
final class NdAdam implements Optimizer {

    private final List<Parameter> m_parameters;

    private final AdamConfig m_config;

    private final List<Tensor> m_means;

    private final List<Tensor> m_squares;

    private int m_step;

    /**
     * @param kernels where the memory comes from
     * @param parameters what it is to change
     * @param config the settings
     */
    NdAdam(final Kernels kernels, final List<Parameter> parameters, final AdamConfig config) {
        m_parameters = List.copyOf(parameters);
        m_config = config;
        m_means = m_parameters.stream().map(p -> kernels.allocate(p.value().rows(), p.value().columns())).toList();
        m_squares = m_parameters.stream().map(p -> kernels.allocate(p.value().rows(), p.value().columns())).toList();
    }

    @Override
    public void step(final double rateFactor) {
        m_step++;
        final double rate = rateFactor * m_config.rate(m_step);
        final double rootScale = m_config.rootScale(m_step);
        for (int i = 0; i < m_parameters.size(); i++) {
            final INDArray gradient = m_parameters.get(i).gradient().array();
            final INDArray mean = m_means.get(i).array();
            final INDArray square = m_squares.get(i).array();
            mean.muli(m_config.beta1());
            square.muli(m_config.beta2());
            try (INDArray part = gradient.mul(1 - m_config.beta1())) {
                mean.addi(part);
            }
            try (INDArray part = gradient.mul(gradient)) {
                square.addi(part.muli(1 - m_config.beta2()));
            }
            try (INDArray root = Transforms.sqrt(square, true)) {
                root.muli(rootScale).addi(m_config.epsilon()).rdivi(mean).muli(rate);
                m_parameters.get(i).value().array().subi(root);
            }
        }
    }

    @Override
    public List<org.latentlab.engine.archive.Tensor> state() {
        return new AdamState(m_step, m_means.stream().map(Tensor::toFloats).toList(),
            m_squares.stream().map(Tensor::toFloats).toList()).tensors(m_parameters);
    }

    @Override
    public void restore(final List<org.latentlab.engine.archive.Tensor> state) {
        final AdamState adam = AdamState.of(m_parameters, state);
        m_step = adam.step();
        for (int i = 0; i < m_parameters.size(); i++) {
            m_means.get(i).put(adam.means().get(i), m_means.get(i).size());
            m_squares.get(i).put(adam.squares().get(i), m_squares.get(i).size());
        }
    }
}
