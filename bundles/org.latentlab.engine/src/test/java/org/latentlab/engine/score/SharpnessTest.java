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
        assertEquals(0.29148792024903614, s.contrast(), 1e-12);
        assertEquals(0.5284766372968376, s.width(), 1e-12);
    }

    /**
     * ∫I² = πσ² and ∫‖∇I‖² = π for I = exp(−r²/2σ²), whose mean over an area A is 2πσ²/A: so the width is
     * σ·√(1 − 4πσ²/A). Differences of neighbouring pixels lack second order of 1/σ.
     */
    @ParameterizedTest
    @ValueSource(doubles = {3, 4, 6, 8})
    void theWidthOfAGaussianBlobIsItsStandardDeviationWhateverItsHeight(final double sigma) {
        final Sharpness s = of(blob(sigma, 1, 1));
        final double area = Math.pow(Math.ceil(12 * sigma), 2);
        assertEquals(sigma * Math.sqrt(1 - 4 * Math.PI * sigma * sigma / area), s.width(), 0.2 / sigma);
        assertEquals(s.width(), of(blob(sigma, 0.25, 1)).width(), 1e-6 * sigma);
        assertEquals(s.width(), of(blob(sigma, 1, 3)).width(), 1e-9);
        final double squares = Math.PI * sigma * sigma * (1 - 4 * Math.PI * sigma * sigma / area);
        assertEquals(Math.sqrt(squares / area), s.contrast(), 1e-6);
        assertEquals(0.25 * s.contrast(), of(blob(sigma, 0.25, 1)).contrast(), 1e-6);
    }

    /** The grain that a decoder leaves does not make vague clouds sharp; by second derivatives it halves the width. */
    @Test
    void faintGrainDoesNotMakeAWideBlobSharp() {
        final Images wide = blob(6, 0.5, 1);
        final int side = wide.shape().width();
        final float[] grainy = wide.toFloats();
        for (int i = 0; i < grainy.length; i++) {
            grainy[i] *= (i % side / 2 + i / side / 2) % 2 == 0 ? 1.02f : 0.98f;
        }
        assertTrue(of(Images.ofFloats(wide.shape(), grainy)).width() > 0.95 * of(wide).width());
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
