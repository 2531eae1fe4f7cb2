package org.latentlab.engine.nn;

import java.util.List;

import org.latentlab.engine.math.Rng;

/**
 * One layer of a {@link LayerStack} with its memory: h = f(v), where v follows from the input and the parameters. Its
 * delta is ∂L/∂v.
 */
abstract class Layer {

    /**
     * Where layers get their memory from.
     *
     * @param kernels the arithmetic
     * @param parameters where parameters are added
     * @param batch the most rows to come at once
     * @param spectral whether weights are divided by their largest singular value
     */
    record Memory(Kernels kernels, Parameters parameters, int batch, boolean spectral) {

        /** @return room for the values of a batch */
        Tensor values(final int size) {
            return kernels.allocate(batch, size);
        }

        /** @return room for the gradients of a batch; null where nothing is trained */
        Tensor gradients(final int size) {
            return parameters.forTraining() ? values(size) : null;
        }

        List<Parameter> add(final List<ParameterShape> shapes) {
            return shapes.stream().map(parameters::add).toList();
        }
    }

    private final Kernels m_kernels;

    private final Activation m_activation;

    private final Tensor m_output;

    private final Tensor m_delta;

    /** Null until the first {@link #tangent}. */
    private Tensor m_tangent;

    /**
     * @param kernels the arithmetic
     * @param activation f
     * @param output receives h
     * @param delta takes ∂L/∂v; null where nothing is trained
     */
    Layer(final Kernels kernels, final Activation activation, final Tensor output, final Tensor delta) {
        m_kernels = kernels;
        m_activation = activation;
        m_output = output;
        m_delta = delta;
    }

    final Kernels kernels() {
        return m_kernels;
    }

    /** @return f */
    final Activation activation() {
        return m_activation;
    }

    /** @return h after {@link #forward} */
    final Tensor output() {
        return m_output;
    }

    /** @return ∂L/∂v, to be set before {@link #backward} */
    final Tensor delta() {
        return m_delta;
    }

    /** Draws the parameters of an untrained network. */
    abstract void initialise(Rng rng, Initialisation initialisation);

    /**
     * Computes h.
     *
     * @param input the values that come in
     * @param rows how many rows count
     * @param training whether a backward pass follows; batch normalisation differs
     */
    abstract void forward(Tensor input, int rows, boolean training);

    /**
     * Computes the gradients of the input and, if they are wanted, of the parameters.
     *
     * @param input as it went in, input = g(·)
     * @param inputActivation g
     * @param target receives the gradient with regard to the argument of g; or null
     * @param rows how many rows count
     * @param parameterGradients whether the parameters' gradients are computed; those before stay otherwise
     */
    abstract void backward(Tensor input, Activation inputActivation, Tensor target, int rows,
        boolean parameterGradients);

    /** @return whether {@link #tangent} can do it: h is a piecewise linear function of each row by itself */
    boolean isPiecewiseLinear() {
        return false;
    }

    /**
     * Computes how h changes where the input changes by u, after a forward pass.
     *
     * @param u the change of the input
     * @param rows how many rows count
     * @return the change of h
     */
    final Tensor tangent(final Tensor u, final int rows) {
        if (m_tangent == null) {
            m_tangent = m_kernels.allocate(m_output.rows(), m_output.columns());
        }
        tangent(u, m_tangent, rows);
        return m_tangent;
    }

    /** @return what {@link #tangent(Tensor, int)} computed last */
    final Tensor tangent() {
        return m_tangent;
    }

    /** t ← how h changes where the input changes by u. */
    void tangent(final Tensor u, final Tensor t, final int rows) {
        throw new IllegalStateException("This layer is not piecewise linear.");
    }

    /**
     * Computes the gradients of ⟨δ, v's change for a change u of the input⟩ with regard to the parameters: the weights'
     * from u and δ, the bias' 0.
     *
     * @param u the change of the input
     * @param rows how many rows count
     */
    void tangentGradients(final Tensor u, final int rows) {
        throw new IllegalStateException("This layer is not piecewise linear.");
    }

    /** @return whether f has a slope that does not change but at kinks */
    static boolean isPiecewiseLinear(final Activation activation) {
        return activation == Activation.LINEAR || activation == Activation.RELU
            || activation == Activation.LEAKY_RELU;
    }

    /**
     * Fills weights with uniform values of variance 1/inputs (LeCun, Bottou, Orr and Müller 1998, "Efficient
     * BackProp"), that is, in ±√(3/inputs).
     *
     * @param weights which
     * @param inputs how many values each output is a weighted sum of
     * @param rng where the numbers come from
     */
    static void drawLeCun(final Parameter weights, final double inputs, final Rng rng) {
        Parameters.uniform(weights, Math.sqrt(3.0 / inputs), rng);
    }
}
