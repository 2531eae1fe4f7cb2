package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.SeededPoints;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class SharpnessTest {

    private static Sharpness of(final Images images) {
        return Sharpness.of(images, Progress.NONE);
    }

    /** One blob in the middle of an image of 12σ, in its first channel, of the given height. */
    private static Images blob(final double sigma, final double height, final int channels) {
        final int side = (int)Math.ceil(12 * sigma);
        final float[] pixels = new float[channels * side * side];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < side * side; i++) {
                final double dx = i % side - (side - 1) / 2.0;
                final double dy = i / side - (side - 1) / 2.0;
                pixels[c * side * side + i] = (float)(height * Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma)));
            }
        }
        return Images.ofFloats(new ImageShape(channels, side, side), pixels);
    }

    @Test
    void itIsNumPys() {
        final SeededPoints numbers = new SeededPoints(5);
        final float[] pixels = new float[15 * 11];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float)numbers.next();
        }
        final Sharpness s = of(Images.ofFloats(ImageShape.gray(15, 11), pixels));
        assertEquals(0.547612393823698, s.gradient(), 1e-12);
        assertEquals(1.2962921698298855, s.laplacian(), 1e-12);
        assertEquals(0.6344245144871876, s.width(), 1e-12);
    }

    /** ∫‖∇I‖² = π and ∫(ΔI)² = 2π/σ² for I = exp(−r²/2σ²); differences of pixels are of second order. */
    @ParameterizedTest
    @ValueSource(doubles = {3, 4, 6, 8})
    void theWidthOfAGaussianBlobIsItsStandardDeviationWhateverItsHeight(final double sigma) {
        final Sharpness s = of(blob(sigma, 1, 1));
        assertEquals(sigma, s.width(), 0.5 / sigma);
        assertEquals(s.width(), of(blob(sigma, 0.25, 1)).width(), 1e-6 * sigma);
        assertEquals(s.width(), of(blob(sigma, 1, 3)).width(), 1e-9);
        final double inner = Math.ceil(12 * sigma) - 2;
        assertEquals(Math.sqrt(2 * Math.PI) / sigma / inner, s.laplacian(), s.laplacian() / (sigma * sigma));
    }

    @Test
    void blurWidensAndNoiseNarrows() {
        final Images sharp = blob(3, 1, 1);
        final Rng rng = new Rng(1);
        final float[] noisy = sharp.toFloats();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += (float)(0.1 * rng.nextGaussian());
        }
        assertTrue(of(blob(4, 1, 1)).width() > 1.2 * of(sharp).width());
        assertTrue(of(Images.ofFloats(sharp.shape(), noisy)).width() < 0.5 * of(sharp).width());
    }

    @Test
    void whatHasNoSharpnessIsRefused() {
        assertFalse(Sharpness.isDefinedFor(ImageShape.gray(1, 28)));
        assertFalse(Sharpness.isDefinedFor(ImageShape.gray(2, 28)));
        assertTrue(Sharpness.isDefinedFor(ImageShape.rgb(3, 3)));
        assertThrows(IllegalArgumentException.class, () -> of(Images.ofFloats(ImageShape.gray(1, 8), new float[8])));
        assertThrows(EngineException.class, () -> of(Images.ofFloats(ImageShape.gray(8, 8), new float[0])));
        final Sharpness flat = of(Images.ofFloats(ImageShape.gray(4, 4), new float[16]));
        assertEquals(0, flat.gradient());
        assertTrue(Double.isNaN(flat.width()));
    }
}
