package org.latentlab.engine.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.GradientCheck;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.Progress;

/** Compares a decoder's passes with what it decodes and, in float64, with finite differences. */
public final class DecoderCheck {

    private static final int ROWS = 3;

    private static final double STEP = 1e-6;

    private DecoderCheck() {
    }

    private static double loss(final DecoderPasses passes, final double[] z, final double[] weights) {
        final double[] images = new double[weights.length];
        passes.forward(z, ROWS, images);
        double sum = 0;
        for (int i = 0; i < images.length; i++) {
            sum += weights[i] * images[i];
        }
        return sum;
    }

    /**
     * Checks the images against {@link GenerativeModel#decode} and the gradient of a random weighted sum of their
     * values: in float64 to 1e-5 of the gradient's length against central differences, in float32 against that.
     *
     * @param model the model
     */
    public static void check(final DifferentiableDecoder model) {
        final Rng rng = new Rng(21);
        final float[] z = model.prior().draw(ROWS, rng);
        final double[] at = new double[z.length];
        Arrays.setAll(at, i -> z[i]);
        final double[] weights = new double[ROWS * model.shape().values()];
        Arrays.setAll(weights, i -> rng.nextGaussian());
        final float[] decoded = model.decode(z, null, Progress.NONE).toFloats();
        try (Kernels exact = GradientCheck.kernels(); Kernels fused = Kernels.create()) {
            final DecoderPasses passes = model.passes(exact, ROWS + 1);
            final double[] images = new double[weights.length];
            passes.forward(at, ROWS, images);
            for (int i = 0; i < images.length; i++) {
                assertEquals(decoded[i], images[i], 5e-6, "value " + i);
            }
            final double[] gradient = new double[z.length];
            passes.backward(weights, ROWS, gradient);
            final double norm = Math.sqrt(Arrays.stream(gradient).map(v -> v * v).sum());
            assertTrue(norm > 1e-3, "no gradient");
            for (int i = 0; i < z.length; i++) {
                final double[] up = at.clone();
                up[i] += STEP;
                final double[] down = at.clone();
                down[i] -= STEP;
                assertEquals((loss(passes, up, weights) - loss(passes, down, weights)) / (2 * STEP), gradient[i],
                    1e-5 * norm, "latent value " + i);
            }
            final DecoderPasses floats = model.passes(fused, ROWS);
            floats.forward(at, ROWS, images);
            final double[] floatGradient = new double[z.length];
            floats.backward(weights, ROWS, floatGradient);
            for (int i = 0; i < z.length; i++) {
                assertEquals(gradient[i], floatGradient[i], 2e-5 * norm, "latent value " + i + " in float32");
            }
        }
    }
}
