package org.latentlab.engine.conditional;

import java.util.List;

import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * A network that turns a class and noise into a latent vector.
 *
 * @param classes the classes
 * @param config how it was built and trained
 * @param weights its weights
 */
public record NetworkSampler(LatentClasses classes, NetworkSamplerConfig config, List<Tensor> weights)
    implements ConditionalSampler {

    @Override
    public Matrix draw(final int[] wanted, final long seed, final Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String summary() {
        throw new UnsupportedOperationException();
    }
}
