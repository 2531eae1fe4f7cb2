package org.latentlab.engine.conditional;

import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/** Draws latent vectors of chosen classes. Immutable. */
public sealed interface ConditionalSampler permits ScaledSampler, NetworkSampler {

    /** @return the classes, and what their codes are like */
    LatentClasses classes();

    /**
     * Draws latent vectors. Those of a class depend on the seed, the class's name and how many are drawn of it before,
     * not on the other classes.
     *
     * @param classes the class of each vector to draw, 0…L-1
     * @param seed the seed
     * @param progress told and asked
     * @return n × d latent vectors, in the order of the classes
     * @throws IllegalArgumentException if there is no such class
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Matrix draw(int[] classes, long seed, Progress progress);

    /** @return what it is in a few words, e.g. "θ = 0.4, n = 1" */
    String summary();
}
