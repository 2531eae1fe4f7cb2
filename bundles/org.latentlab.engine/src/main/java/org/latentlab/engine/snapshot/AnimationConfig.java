package org.latentlab.engine.snapshot;

/**
 * How an animation runs.
 *
 * @param framesPerSecond 0.1…50; a GIF counts time in hundredths of a second, to which it is rounded
 * @param holdSeconds how long the last frame stays, 0…60; never shorter than the others
 * @param scale pixels of the animation per pixel of a picture, 0.05…8
 */
public record AnimationConfig(double framesPerSecond, double holdSeconds, double scale) {

    private static final double HUNDREDTHS = 100;

    /** Checks the values. */
    public AnimationConfig {
        if (!(framesPerSecond >= 0.1 && framesPerSecond <= 50)) {
            throw new IllegalArgumentException("An animation shows 0.1 to 50 frames per second, not " + framesPerSecond
                + ".");
        }
        if (!(holdSeconds >= 0 && holdSeconds <= 60)) {
            throw new IllegalArgumentException("The last frame is held for 0 to 60 seconds, not " + holdSeconds + ".");
        }
        if (!(scale >= 0.05 && scale <= 8)) {
            throw new IllegalArgumentException("The scale of an animation is 0.05 to 8, not " + scale + ".");
        }
    }

    /** @return how long a frame stays, in hundredths of a second, at least 2: players show faster ones slowly */
    int delay() {
        return (int)Math.max(2, Math.round(HUNDREDTHS / framesPerSecond));
    }

    /** @return how long the last frame stays, in hundredths of a second */
    int lastDelay() {
        return (int)Math.max(delay(), Math.round(HUNDREDTHS * holdSeconds));
    }
}
