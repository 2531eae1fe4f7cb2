package org.latentlab.engine.vae;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/**
 * A network seen from outside, with the weights as they are.
 *
 * @param network the network
 * @param shape the shape of the images
 * @param config what it is
 * @param seed the seed it is trained with
 * @param progress asked whether to stop
 */
record NetworkView(VaeNetwork network, ImageShape shape, VaeConfig config, long seed, Progress progress)
    implements VaeView {

    @Override
    public Posterior encode(final Images images) {
        Vae.checkImages(images, shape, config);
        return new VaeInference(network, seed).encode(images, progress);
    }

    @Override
    public Images decode(final float[] z) {
        Vae.checkPoints(z, config.latentSize());
        return Vae.images(shape, config, new VaeInference(network, seed).decode(z, shape, progress));
    }
}
