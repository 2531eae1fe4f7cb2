package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.math.Rng;

/** The parameters of a model, in the order they are stored in. */
public final class Parameters {

    private final Kernels m_kernels;

    private final List<Parameter> m_list = new ArrayList<>();

    /** @param kernels where the memory comes from */
    public Parameters(final Kernels kernels) {
        m_kernels = kernels;
    }

    /**
     * Adds a parameter of zeros.
     *
     * @param shape its name and sizes
     * @return the parameter
     */
    public Parameter add(final ParameterShape shape) {
        final Parameter parameter = new Parameter(shape, m_kernels.allocate(shape.rows(), shape.columns()),
            m_kernels.allocate(shape.rows(), shape.columns()));
        m_list.add(parameter);
        return parameter;
    }

    /** @return all parameters */
    public List<Parameter> list() {
        return m_list;
    }

    /** @return the values of all parameters, copied, in order */
    public List<org.latentlab.engine.archive.Tensor> values() {
        return m_list.stream().map(p -> new org.latentlab.engine.archive.Tensor(p.shape().name(),
            p.shape().sizes().clone(), p.value().toFloats())).toList();
    }

    /**
     * Sets the values of all parameters.
     *
     * @param values as {@link #values()} gives them
     */
    public void set(final List<org.latentlab.engine.archive.Tensor> values) {
        for (int i = 0; i < m_list.size(); i++) {
            m_list.get(i).value().put(values.get(i).values(), values.get(i).values().length);
        }
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
}
