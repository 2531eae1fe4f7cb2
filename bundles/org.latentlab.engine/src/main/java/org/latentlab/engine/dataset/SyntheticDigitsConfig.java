package org.latentlab.engine.dataset;

/**
 * What synthetic digits to draw. Each factor is drawn uniformly from its range, independently of the others.
 *
 * @param count how many images, at least 1
 * @param seed any value
 * @param slant shear to the right in degrees, within ±45
 * @param rotation clockwise in degrees, within ±45
 * @param scale the digit's longer side in units of 20 pixels, from 0.3 to 1.2
 * @param thickness the stroke's width in pixels, from 0.8 to 6
 * @param dx how far the centre of mass lies right of the image's centre, in pixels, within ±6
 * @param dy how far the centre of mass lies below the image's centre, in pixels, within ±6
 * @param wobble how far the strokes are bent, as the standard deviation of the displacement in pixels, from 0 to 3
 * @param ink how uneven the ink is: 0 is even, 1 lets a stroke fade to about half
 */
public record SyntheticDigitsConfig(int count, long seed, FactorRange slant, FactorRange rotation, FactorRange scale,
        FactorRange thickness, FactorRange dx, FactorRange dy, FactorRange wobble, FactorRange ink) {

    /** The largest number of images that fits into one array. */
    public static final int MAX_COUNT = Integer.MAX_VALUE / (28 * 28);

    /** Checks the values. */
    public SyntheticDigitsConfig {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("The number of synthetic digits is " + count + "; it must lie between 1 "
                + "and " + MAX_COUNT + ".");
        }
        slant.checkWithin("slant", -45, 45, "°");
        rotation.checkWithin("rotation", -45, 45, "°");
        scale.checkWithin("scale", 0.3, 1.2, "");
        thickness.checkWithin("thickness", 0.8, 6, " pixels");
        dx.checkWithin("horizontal position", -6, 6, " pixels");
        dy.checkWithin("vertical position", -6, 6, " pixels");
        wobble.checkWithin("wobble", 0, 3, " pixels");
        ink.checkWithin("ink unevenness", 0, 1, "");
    }

    /**
     * @param count how many images
     * @param seed any value
     * @return the ranges that look most like MNIST
     */
    public static SyntheticDigitsConfig of(final int count, final long seed) {
        return new SyntheticDigitsConfig(count, seed, new FactorRange(-10, 26), new FactorRange(-8, 8),
            new FactorRange(0.86, 1.02), new FactorRange(1.7, 3.7), new FactorRange(-1, 1), new FactorRange(-1, 1),
            new FactorRange(0.3, 1.3), new FactorRange(0, 0.6));
    }
}
