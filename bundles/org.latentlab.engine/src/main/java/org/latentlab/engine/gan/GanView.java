package org.latentlab.engine.gan;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;

/**
 * A GAN in the middle of its training, with the weights that would be sampled from at that moment. To be used only
 * within the call of the {@link GanTrainingListener} that was given it, and from that thread.
 */
public interface GanView {

    /** @return the shape of the images it is trained on */
    ImageShape shape();

    /** @return what is trained */
    GanConfig config();

    /**
     * @param z n × latentSize values, point after point
     * @param classes the class of each for a class-conditional GAN; else null
     * @return n images as {@link Gan#decode} gives them
     */
    Images generate(float[] z, int[] classes);
}
