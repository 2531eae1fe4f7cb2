package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;

/**
 * The exponential moving average of all parameters and states over the steps of a training, which samples better than
 * the last weights (Yazıcı et al. 2019, "The Unusual Effectiveness of Averaging in GAN Training"): a ← a + (1 − d) (w −
 * a) with d = min(decay, t/(t + 9)) at step t = 1, 2, …, so that the untrained weights are soon forgotten however slow
 * the decay: the first average is 0.1 a₀ + 0.9 w.
 */
public final class WeightAverage {

    private static final double DELAY = 9;

    private static final String PREFIX = "average.";

    private static final String STEPS = "average.steps";

    /** An integer up to 2^48 as two that float32 holds. */
    private static final int HALF = 1 << 24;

    private final Parameters m_parameters;

    private final double m_decay;

    private final List<float[]> m_averages = new ArrayList<>();

    private final float[][] m_present;

    private long m_steps;

    /**
     * Begins with the parameters as they are.
     *
     * @param parameters whose values
     * @param decay d, in [0, 1); the average reaches back over about 1/(1 − d) steps
     * @throws IllegalArgumentException if it is not
     */
    public WeightAverage(final Parameters parameters, final double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("The decay of an average of weights is at least 0 and below 1, not "
                + decay + ".");
        }
        m_parameters = parameters;
        m_decay = decay;
        parameters.all().forEach(p -> m_averages.add(p.value().toFloats()));
        m_present = m_averages.stream().map(a -> new float[a.length]).toArray(float[][]::new);
    }

    /** Takes the present values into the average, after a step of training. */
    public void update() {
        m_steps++;
        final float share = (float)(1 - Math.min(m_decay, m_steps / (m_steps + DELAY)));
        for (int i = 0; i < m_present.length; i++) {
            final float[] present = m_present[i];
            m_parameters.all().get(i).value().get(present, present.length);
            FusedMath.moveTowards(m_averages.get(i), present, share, present.length);
        }
    }

    /** @return the averages, copied, as {@link Parameters#values()} gives the present values */
    public List<Tensor> values() {
        final List<Tensor> values = new ArrayList<>();
        for (int i = 0; i < m_present.length; i++) {
            final ParameterShape shape = m_parameters.all().get(i).shape();
            values.add(new Tensor(shape.name(), shape.sizes().clone(), m_averages.get(i).clone()));
        }
        return values;
    }

    /** @return the averages and the number of steps, copied; the names differ from those of the parameters */
    public List<Tensor> state() {
        final List<Tensor> state = new ArrayList<>();
        for (final Tensor value : values()) {
            state.add(new Tensor(PREFIX + value.name(), value.shape(), value.values()));
        }
        state.add(new Tensor(STEPS, new int[]{2}, new float[]{m_steps / HALF, m_steps % HALF}));
        return state;
    }

    /**
     * Takes back what {@link #state()} gave, and goes on to the same bits.
     *
     * @param state in any order
     * @throws EngineException if it does not belong to these parameters
     */
    public void restore(final List<Tensor> state) {
        for (int i = 0; i < m_present.length; i++) {
            final float[] values = find(state, PREFIX + m_parameters.all().get(i).shape().name(), m_present[i].length);
            System.arraycopy(values, 0, m_averages.get(i), 0, values.length);
        }
        final float[] steps = find(state, STEPS, 2);
        m_steps = (long)steps[0] * HALF + (long)steps[1];
    }

    private static float[] find(final List<Tensor> state, final String name, final int size) {
        return state.stream().filter(t -> t.name().equals(name) && t.values().length == size).findFirst()
            .orElseThrow(() -> new EngineException("The averages of the weights lack '" + name + "' of " + size
                + " values. The file is damaged or belongs to another model.")).values();
    }
}
