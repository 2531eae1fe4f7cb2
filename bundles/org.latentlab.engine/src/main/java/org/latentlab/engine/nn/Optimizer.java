package org.latentlab.engine.nn;

import java.util.List;

/** Changes parameters by their gradients, keeping what it remembers from step to step. */
public interface Optimizer {

    /**
     * Takes one step with the gradients as they are now.
     *
     * @param rateFactor what the learning rate is multiplied with in this step, e.g. by a schedule; 1 for none
     */
    void step(double rateFactor);

    /**
     * All that it remembers, the number of steps included. In float32 an optimizer that takes it back goes on to the
     * same bits; kernels of float64 lose what float32 cannot hold.
     *
     * @return named tensors, copied; the names differ from those of the parameters
     */
    List<org.latentlab.engine.archive.Tensor> state();

    /**
     * Takes back what {@link #state()} gave, of an optimizer for the same parameters.
     *
     * @param state in any order
     * @throws org.latentlab.engine.EngineException if it does not belong to these parameters
     */
    void restore(List<org.latentlab.engine.archive.Tensor> state);
}
