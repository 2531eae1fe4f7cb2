package org.latentlab.engine.gan;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/**
 * A GAN in training seen from outside.
 *
 * @param state its weights
 * @param shape the shape of the images
 * @param progress asked whether to stop
 */
record StateView(GanState state, ImageShape shape, Progress progress) implements GanView {

    @Override
    public GanConfig config() {
        return state.network().config();
    }

    @Override
    public Images generate(final float[] z, final int[] classes) {
        GanInput.check(config(), z, classes);
        return state.whileSampling(() -> state.network().generate(z, classes, progress));
    }
}
