package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.GradientCheck;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Parameter;

/** The code that trains a VAE, run in float64, against finite differences, and in float32 against float64. */
class VaeGradientTest {

    private static final org.latentlab.engine.image.ImageShape IMAGE =
        org.latentlab.engine.image.ImageShape.gray(5, 6);

    private static final int INPUTS = 30;

    private static final int ROWS = 6;

    private static VaeNetwork network(final Kernels kernels, final VaeConfig config) {
        final VaeNetwork network = new VaeNetwork(kernels, IMAGE, config, ROWS + 2);
        network.initialise(3);
        final Rng rng = new Rng(4);
        final float[] x = new float[ROWS * INPUTS];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float)rng.nextDouble();
        }
        network.input().put(x, x.length);
        final float[] noise = new float[ROWS * config.latentSize()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float)rng.nextGaussian();
        }
        network.noise().put(noise, noise.length);
        return network;
    }

    private static double loss(final VaeNetwork network, final int latentSize) {
        return network.loss(1, ROWS, true).objective();
    }

    private static void gradients(final VaeNetwork network, final int latentSize) {
        network.gradients(1, ROWS);
    }

    private static List<VaeConfig> configs() {
        return List.of(
            new VaeConfig(3, List.of(20, 11), List.of(9, 17), Activation.SOFTPLUS, new Likelihood.Bernoulli()),
            new VaeConfig(1, List.of(8), List.of(), Activation.TANH, new Likelihood.Gaussian(0.3)),
            new VaeConfig(5, List.of(), List.of(12), Activation.SIGMOID, new Likelihood.Bernoulli()),
            new VaeConfig(2, List.of(16, 16), List.of(16, 16), Activation.RELU, new Likelihood.Gaussian(1)));
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        for (final VaeConfig config : configs()) {
            try (Kernels kernels = GradientCheck.kernels()) {
                final VaeNetwork network = network(kernels, config);
                gradients(network, config.latentSize());
                GradientCheck.check(network.parameters().list(), () -> loss(network, config.latentSize()));
            }
        }
    }

    @Test
    void theStandardNetworksGradientsAgreeWithFiniteDifferences() {
        try (Kernels kernels = GradientCheck.kernels()) {
            final VaeNetwork network = network(kernels, VaeConfig.standard(2));
            gradients(network, 2);
            GradientCheck.check(network.parameters().list(), () -> loss(network, 2));
        }
    }

    @Test
    void theFusedFloatGradientsAreThoseOfFloat64() {
        for (final VaeConfig config : configs()) {
            try (Kernels exact = GradientCheck.kernels(); Kernels fused = Kernels.create();
                    Kernels plain = GradientCheck.plainFloatKernels()) {
                final VaeNetwork expected = network(exact, config);
                gradients(expected, config.latentSize());
                for (final Kernels kernels : List.of(fused, plain)) {
                    final VaeNetwork actual = network(kernels, config);
                    gradients(actual, config.latentSize());
                    assertEquals(loss(expected, config.latentSize()), loss(actual, config.latentSize()), 2e-5);
                    for (int i = 0; i < expected.parameters().list().size(); i++) {
                        assertClose(expected.parameters().list().get(i), actual.parameters().list().get(i));
                    }
                }
            }
        }
    }

    private static void assertClose(final Parameter expected, final Parameter actual) {
        final double[] e = expected.gradient().toDoubles();
        final double[] a = actual.gradient().toDoubles();
        final double scale = Arrays.stream(e).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < e.length; i++) {
            assertEquals(e[i], a[i], 1e-5 * scale, expected.shape() + ", value " + i);
        }
    }
}
