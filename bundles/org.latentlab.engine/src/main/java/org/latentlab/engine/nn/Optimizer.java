package org.latentlab.engine.nn;

/** Changes parameters by their gradients, keeping what it remembers from step to step. */
public interface Optimizer {

    /** Takes one step with the gradients as they are now. */
    void step();
}
