package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;

class BinaryPixelsTest {

    private static final ImageShape SHAPE = ImageShape.rgb(4, 5);

    private static final PixelDraw FIRST = new PixelDraw(7, 1);

    private static BinaryPixels binary(final Likelihood.Binarisation how) {
        return BinaryPixels.of(new Likelihood.Bernoulli(how));
    }

    private static BinaryPixels drawn() {
        return binary(new Likelihood.Binarisation.Drawn());
    }

    private static Images random(final int count) {
        final Rng rng = new Rng(3);
        final byte[] pixels = new byte[count * SHAPE.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)rng.nextInt(256);
        }
        return Images.ofBytes(SHAPE, pixels);
    }

    @Test
    void continuousPixelsAndOtherLikelihoodsAreLeftAlone() {
        assertNull(BinaryPixels.of(new Likelihood.Bernoulli()));
        assertNull(BinaryPixels.of(new Likelihood.DiscretisedLogistic()));
    }

    @Test
    void thresholdsCutFromTheirValueOn() {
        final float[] pixels = new float[SHAPE.values()];
        pixels[0] = 0.25f;
        pixels[1] = Math.nextDown(0.25f);
        pixels[2] = 1;
        final float[] result = binary(new Likelihood.Binarisation.Threshold(0.25))
            .apply(Images.ofFloats(SHAPE, pixels), null, 0, 1, FIRST).toFloats();
        assertArrayEquals(new float[]{1, 0, 1, 0}, Arrays.copyOf(result, 4));
        final Images white = Images.ofBytes(SHAPE, new byte[SHAPE.values()]);
        Arrays.fill(pixels, 1);
        assertArrayEquals(pixels, binary(new Likelihood.Binarisation.Threshold(1))
            .apply(Images.ofFloats(SHAPE, pixels), null, 0, 1, FIRST).toFloats());
        assertArrayEquals(white.toFloats(), binary(new Likelihood.Binarisation.Threshold(0.001))
            .apply(white, null, 0, 1, FIRST).toFloats());
    }

    /** The number of ones of n pixels of value p is binomial: within 5 standard deviations of n p. */
    @Test
    void drawnPixelsAreOneWithTheirValueAsProbability() {
        final int n = 400;
        for (final int value : new int[]{0, 1, 51, 128, 254, 255}) {
            final byte[] pixels = new byte[n * SHAPE.values()];
            Arrays.fill(pixels, (byte)value);
            final Images images = Images.ofBytes(SHAPE, pixels);
            double ones = 0;
            for (final float v : drawn().apply(images, null, 0, n, FIRST).toFloats()) {
                assertEquals(v, Math.round(v), 0f);
                ones += v;
            }
            final double p = value / 255.0;
            assertEquals(pixels.length * p, ones, 5 * Math.sqrt(pixels.length * p * (1 - p)), "value " + value);
        }
    }

    @Test
    void drawsOfTrainingFollowSeedEpochAndImageWhereverTheImageStandsInTheBatch() {
        final Images images = random(10);
        final Images all = drawn().apply(images, null, 0, 10, FIRST);
        final Images some = drawn().apply(images, new int[]{9, 4, 2, 9}, 1, 3, FIRST);
        assertEquals(all.select(new int[]{4, 2, 9}), some);
        assertFalse(all.equals(drawn().apply(images, null, 0, 10, new PixelDraw(7, 2))), "another epoch");
        assertFalse(all.equals(drawn().apply(images, null, 0, 10, new PixelDraw(8, 1))), "another seed");
        final Images twice = drawn().apply(images.select(new int[]{5, 5}), null, 0, 2, FIRST);
        assertFalse(twice.select(new int[]{0}).equals(twice.select(new int[]{1})), "the same pixels, another image");
    }

    @Test
    void drawsOfAnAppliedModelFollowSeedAndPixelsAlone() {
        final Images images = random(6);
        final PixelDraw applied = PixelDraw.applied(7);
        final Images all = drawn().apply(images, null, 0, 6, applied);
        assertEquals(all.select(new int[]{3, 3, 0}),
            drawn().apply(images.select(new int[]{3, 3, 0}), null, 0, 3, applied), "other images around it");
        assertEquals(all, drawn().apply(Images.ofFloats(SHAPE, images.toFloats()), null, 0, 6, applied),
            "the same pixels as floats");
        assertFalse(all.equals(drawn().apply(images, null, 0, 6, PixelDraw.applied(8))), "another seed");
        final float[] changed = images.toFloats();
        changed[0] = 1 - changed[0];
        final Images other = drawn().apply(Images.ofFloats(SHAPE, changed), null, 0, 6, applied);
        assertFalse(all.select(new int[]{0}).equals(other.select(new int[]{0})), "another pixel");
        assertEquals(all.select(new int[]{1, 2, 3, 4, 5}), other.select(new int[]{1, 2, 3, 4, 5}));
    }
}
