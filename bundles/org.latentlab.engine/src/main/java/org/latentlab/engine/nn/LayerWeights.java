package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.math.Rng;

/** The weights that a layer multiplies with: those that are trained, or these divided by their spectral norm. */
final class LayerWeights {

    private final Parameter m_trained;

    /** Null without spectral normalisation. */
    private final SpectralNorm m_norm;

    /**
     * @param memory where memory comes from
     * @param parameters the weights first; their singular vectors last where there is spectral normalisation
     */
    LayerWeights(final Layer.Memory memory, final List<Parameter> parameters) {
        m_trained = parameters.get(0);
        final int n = parameters.size();
        m_norm = memory.spectral()
            ? new SpectralNorm(memory.kernels(), m_trained, parameters.get(n - 2), parameters.get(n - 1)) : null;
    }

    /** @return what is trained */
    Parameter trained() {
        return m_trained;
    }

    /** @return what the layer multiplies with, after {@link #prepare} */
    Tensor value() {
        return m_norm == null ? m_trained.value() : m_norm.normalised();
    }

    /** @return where the gradient with regard to {@link #value} is written; {@link #finishGradient} follows */
    Tensor gradient() {
        return m_trained.gradient();
    }

    /** To be called where the weights have been drawn. */
    void initialise(final Rng rng) {
        if (m_norm != null) {
            m_norm.initialise(rng);
        }
    }

    /** To be called before each forward pass. */
    void prepare(final boolean training) {
        if (m_norm != null) {
            m_norm.prepare(training);
        }
    }

    /** Turns the gradient with regard to {@link #value} into that with regard to what is trained. */
    void finishGradient() {
        if (m_norm != null) {
            m_norm.finishGradient();
        }
    }
}
