package org.latentlab.engine.vae;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;

/**
 * A VAE in the middle of its training, with the weights of that moment, as it would be applied: batch normalisation
 * takes its running statistics. To be used only within the call of the {@link VaeTrainingListener} that was given it,
 * and from that thread.
 */
public interface VaeView {

    /** @return the shape of the images it is trained on */
    ImageShape shape();

    /** @return what is trained */
    VaeConfig config();

    /**
     * @param images images of the shape trained on
     * @return the posterior of each
     * @throws EngineException if the images have another shape, or pixels that the likelihood does not take
     */
    Posterior encode(Images images);

    /**
     * @param z n × latentSize values, point after point
     * @return n images as {@link Vae#decode} gives them
     * @throws EngineException if a value is not finite
     */
    Images decode(float[] z);
}
