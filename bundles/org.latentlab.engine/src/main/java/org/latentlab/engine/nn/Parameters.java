package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.math.Rng;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The parameters of a model and what else is kept with it, in the order they are stored in. */
public final class Parameters {

    private final Kernels m_kernels;

    private final boolean m_forTraining;

    private final List<Parameter> m_all = new ArrayList<>();

    private final List<Parameter> m_trained = new ArrayList<>();

    /**
     * Parameters with gradients.
     *
     * @param kernels where the memory comes from
     */
    public Parameters(final Kernels kernels) {
        this(kernels, true);
    }

    /**
     * @param kernels where the memory comes from
     * @param forTraining whether gradients will be wanted; without, no memory is reserved for them
     */
    public Parameters(final Kernels kernels, final boolean forTraining) {
        m_kernels = kernels;
        m_forTraining = forTraining;
    }

    /** @return whether there are gradients */
    public boolean forTraining() {
        return m_forTraining;
    }

    /**
     * Adds a parameter of zeros, or a state: values that are kept but have no gradient.
     *
     * @param shape its name and sizes; {@link ParameterShape#isState()} tells which it is
     * @return the parameter
     */
    public Parameter add(final ParameterShape shape) {
        final Tensor value = m_kernels.allocate(shape.rows(), shape.columns());
        final boolean trained = !shape.isState();
        final Parameter parameter = new Parameter(shape, value,
            trained && m_forTraining ? m_kernels.allocate(shape.rows(), shape.columns()) : null);
        m_all.add(parameter);
        if (trained) {
            m_trained.add(parameter);
        }
        return parameter;
    }

    /** @return all that are trained: what an optimizer changes */
    public List<Parameter> list() {
        return m_trained;
    }

    /** @return all parameters and states */
    public List<Parameter> all() {
        return m_all;
    }

    /** @return the values of all parameters and states, copied, in order */
    public List<org.latentlab.engine.archive.Tensor> values() {
        return m_all.stream().map(p -> new org.latentlab.engine.archive.Tensor(p.shape().name(),
            p.shape().sizes().clone(), p.value().toFloats())).toList();
    }

    /**
     * Sets the values of all parameters and states.
     *
     * @param values as {@link #values()} gives them
     */
    public void set(final List<org.latentlab.engine.archive.Tensor> values) {
        for (int i = 0; i < m_all.size(); i++) {
            m_all.get(i).value().put(values.get(i).values(), values.get(i).values().length);
        }
    }

    /** @return the norm of all gradients together: the root of the sum of their squares */
    public double gradientNorm() {
        double sum = 0;
        for (final Parameter parameter : m_trained) {
            sum += parameter.gradient().squares();
        }
        return Math.sqrt(sum);
    }

    /**
     * Multiplies all gradients, for instance by bound/norm to clip them (Pascanu, Mikolov and Bengio 2013, algorithm
     * 1).
     *
     * @param factor the factor
     */
    public void scaleGradients(final double factor) {
        m_trained.forEach(parameter -> parameter.gradient().array().muli(factor));
    }

    /**
     * Clips all that is trained to [−bound, bound], as Wasserstein GANs do (Arjovsky, Chintala and Bottou 2017,
     * algorithm 1).
     *
     * @param bound above 0
     */
    public void clip(final double bound) {
        for (final Parameter parameter : m_trained) {
            Nd4j.exec(DynamicCustomOp.builder("clipbyvalue").addInputs(parameter.value().array())
                .addOutputs(parameter.value().array()).addFloatingPointArguments(-bound, bound).build());
        }
    }

    /**
     * Sets a parameter to normal random values.
     *
     * @param parameter which
     * @param mean their mean
     * @param deviation their standard deviation
     * @param rng where the numbers come from
     */
    static void normal(final Parameter parameter, final double mean, final double deviation, final Rng rng) {
        final double[] values = new double[parameter.value().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)(mean + deviation * rng.nextGaussian());
        }
        parameter.value().put(values, values.length);
    }

    /**
     * Sets a parameter to uniform random values.
     *
     * @param parameter which
     * @param bound b, above 0
     * @param rng where the numbers come from: values in [−b, b)
     */
    public static void uniform(final Parameter parameter, final double bound, final Rng rng) {
        final float[] values = new float[parameter.value().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)rng.nextDouble(-bound, bound);
        }
        parameter.value().put(values, values.length);
    }

    /**
     * Sets all values of a parameter to one.
     *
     * @param parameter which
     * @param value the value
     */
    static void constant(final Parameter parameter, final float value) {
        final float[] values = new float[parameter.value().size()];
        java.util.Arrays.fill(values, value);
        parameter.value().put(values, values.length);
    }
}
