package org.latentlab.engine.gan;

import org.latentlab.engine.EngineException;

/** Looks at what a generator is to generate from. */
final class GanPoints {

    private GanPoints() {
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
        checkClasses(config, z.length / d, classes);
    }

    private static void checkClasses(final GanConfig config, final int points, final int[] classes) {
        if (!config.isConditional()) {
            if (classes != null) {
                throw new EngineException("This GAN was trained without classes, so it cannot be told which to "
                    + "generate. Leave the classes out, or train a class-conditional GAN.");
            }
            return;
        }
        final int known = config.classNames().size();
        if (classes == null) {
            throw new EngineException("A class-conditional GAN has to be told the class of every image it is to "
                + "generate. Give one of its " + known + " classes for each latent point: "
                + String.join(", ", config.classNames()) + ".");
        }
        if (classes.length != points) {
            throw new IllegalArgumentException(points + " latent points need as many classes, not " + classes.length
                + ".");
        }
        for (int i = 0; i < points; i++) {
            if (classes[i] < 0 || classes[i] >= known) {
                throw new EngineException("Latent point " + (i + 1) + " is of a class that the GAN was not trained on "
                    + "(number " + classes[i] + "). It knows " + String.join(", ", config.classNames()) + ".");
            }
        }
    }
}
