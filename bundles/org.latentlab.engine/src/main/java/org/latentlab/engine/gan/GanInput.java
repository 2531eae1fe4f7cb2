package org.latentlab.engine.gan;

import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;

/** Looks at what a GAN is given: latent vectors, classes and images. */
final class GanInput {

    private GanInput() {
    }

    /**
     * Refuses codes that are no whole points or not finite, and classes that are missing, unknown or too many.
     *
     * @param config the GAN
     * @param z point after point
     * @param classes the class of each; null for none
     */
    static void check(final GanConfig config, final float[] z, final int[] classes) {
        final int d = config.prior().dimensions();
        if (z.length % d != 0) {
            throw new IllegalArgumentException(z.length + " values are not whole points of " + d + " dimensions.");
        }
        for (int i = 0; i < z.length; i++) {
            if (!Float.isFinite(z[i])) {
                throw new EngineException("Latent point " + (i / d + 1) + " has the value " + z[i] + " in dimension "
                    + (i % d + 1) + ". Remove points with missing or infinite coordinates before decoding.");
            }
        }
        if (classes == null && config.isConditional()) {
            throw new EngineException("A class-conditional GAN has to be told the class of every image it is to "
                + "generate. Give one of its " + config.classNames().size() + " classes for each latent point: "
                + String.join(", ", config.classNames()) + ".");
        }
        if (classes != null) {
            checkClasses(config, z.length / d, classes, "Latent point");
        }
    }

    /**
     * Refuses classes that the GAN does not know or takes none of.
     *
     * @param config the GAN
     * @param count how many there are to be
     * @param classes the class of each
     * @param what what they are the classes of, e.g. "Image"
     */
    static void checkClasses(final GanConfig config, final int count, final int[] classes, final String what) {
        if (!config.isConditional()) {
            throw new EngineException("This GAN was trained without classes, so it cannot be told any. Leave the "
                + "classes out, or train a class-conditional GAN.");
        }
        if (classes.length != count) {
            throw new IllegalArgumentException("There are to be " + count + " classes, not " + classes.length + ".");
        }
        for (int i = 0; i < count; i++) {
            if (classes[i] < 0 || classes[i] >= config.classNames().size()) {
                throw new EngineException(what + " " + (i + 1) + " is of a class that the GAN was not trained on "
                    + "(number " + classes[i] + "). It knows " + String.join(", ", config.classNames()) + ".");
            }
        }
    }

    /** Refuses images of another shape than the GAN's, or with values that are not finite. */
    static void checkImages(final ImageShape shape, final Images images) {
        if (!images.shape().equals(shape) && images.shape().isVector() && shape.isVector()) {
            throw new EngineException(String.format(Locale.ROOT, "The vectors have %,d values, but the GAN was trained "
                + "on vectors of %,d. Choose the same columns.", images.shape().values(), shape.values()));
        }
        if (!images.shape().equals(shape)) {
            throw new EngineException("The images are " + images.shape() + ", but the GAN was trained on " + shape
                + ". Choose another column or resize the images first.");
        }
        checkValues(images);
    }

    /** Refuses values that are not finite, and pixels outside [0, 1], which no generator can reach. */
    static void checkValues(final Images images) {
        if (images.areBytes()) {
            return;
        }
        final boolean vectors = images.shape().isVector();
        final int values = images.shape().values();
        for (int i = 0; i < images.size(); i++) {
            for (int j = 0; j < values; j++) {
                final float v = images.value(i, j);
                if (vectors && !Float.isFinite(v)) {
                    throw new EngineException("Vector " + (i + 1) + " has the value " + v + " in place " + (j + 1)
                        + ", but values have to be finite. Leave it out.");
                }
                if (!vectors && !(v >= 0 && v <= 1)) {
                    throw new EngineException("Image " + (i + 1) + " has a pixel of value " + v + ", but a GAN needs "
                        + "values from 0 to 1. Scale the images, or leave out this one.");
                }
            }
        }
    }
}
