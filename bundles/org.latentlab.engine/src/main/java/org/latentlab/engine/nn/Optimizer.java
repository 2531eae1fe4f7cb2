package org.latentlab.engine.nn;

/** Changes parameters by their gradients, keeping what it remembers from step to step. */
public interface Optimizer {

    /**
     * Takes one step with the gradients as they are now.
     *
     * @param rateFactor what the learning rate is multiplied with in this step, e.g. by a schedule; 1 for none
     */
    void step(double rateFactor);
}
