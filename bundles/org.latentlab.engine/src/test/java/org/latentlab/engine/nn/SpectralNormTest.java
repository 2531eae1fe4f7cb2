package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Rng;

/** Spectral normalisation against PyTorch, finite differences and matrices of known singular values. */
class SpectralNormTest {

    private static double[] sines(final int n, final double start) {
        final double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.sin(start + 0.37 * i * i);
        }
        return values;
    }

    private static NetworkSpec dense(final int in, final int out) {
        return new NetworkSpec(LayerShape.vector(in), 0, List.of(new LayerSpec.Dense(out, Activation.LINEAR)));
    }

    /**
     * torch.nn.utils.spectral_norm of PyTorch 1.13 in float64 around a linear layer 4 → 3: Wᵀ = sin(0.4 + 0.37 i²),
     * weight_u = (0.6, 0, 0.8), inputs sin(1.3 + 0.37 i²), the loss Σ y t with t = sin(0.8 + 0.37 i²), after one
     * forward pass in training.
     */
    @Test
    void agreesWithPyTorch() {
        try (Kernels kernels = GradientCheck.kernels()) {
            final Parameters parameters = new Parameters(kernels);
            final LayerStack stack = new LayerStack(kernels, parameters, "net", dense(4, 3), 2, true);
            final List<Parameter> all = parameters.all();
            all.get(0).value().put(sines(12, 0.4), 12);
            all.get(1).value().put(new double[]{0.1, -0.2, 0.3}, 3);
            all.get(3).value().put(new double[]{0.6, 0, 0.8}, 3);
            final Tensor x = kernels.allocate(2, 4);
            x.put(sines(8, 1.3), 8);
            final double[] y = stack.forward(x, 2, true).toDoubles();
            assertArrayEquals(new double[]{0.8344842010423841, 0.4479392405110006, -0.09030341732709024,
                0.9371017071618161, -0.1360624929402846, 0.8155971428098869}, y, 1e-14);
            stack.outputGradient().put(sines(6, 0.8), 6);
            stack.backward(null, 2);
            assertArrayEquals(new double[]{0.033514955165652116, 0.9323473771806502, 0.27063994317935114,
                1.0580542012881693, 0.3694894386225275, 0.8924117034884962, -0.3567408144290382, 0.5043365618784228,
                -0.19395078968413226, -0.8494654934100818, -0.4906341190454096, -0.7660862198383444},
                all.get(0).gradient().toDoubles(), 1e-14);
            assertArrayEquals(new double[]{0.8652328971602941, -0.44462929379774346, -0.12728759177797294,
                0.1935838158211789}, all.get(2).value().toDoubles(), 1e-14);
            assertArrayEquals(new double[]{0.21829704457215848, 0.414201451640656, 0.8836195775274756},
                all.get(3).value().toDoubles(), 1e-14);
        }
    }

    /** A diagonal matrix of 2, 5 and 1: after the first steps 5 is known to many digits, the output divided by it. */
    @Test
    void weightsAreDividedByTheLargestSingularValue() {
        try (Kernels kernels = GradientCheck.kernels()) {
            final Parameters parameters = new Parameters(kernels);
            final LayerStack stack = new LayerStack(kernels, parameters, "net", dense(3, 3), 1, true);
            stack.initialise(new Rng(2));
            parameters.all().get(0).value().put(new double[]{2, 0, 0, 0, 5, 0, 0, 0, 1}, 9);
            final Tensor x = kernels.allocate(1, 3);
            x.put(new double[]{1, 1, 1}, 3);
            for (int i = 0; i < 30; i++) {
                stack.forward(x, 1, true);
            }
            assertArrayEquals(new double[]{0.4, 1, 0.2}, stack.forward(x, 1, false).toDoubles(), 1e-12);
        }
    }

    @Test
    void onlyTrainingMovesTheSingularVectors() {
        try (Kernels kernels = new FusedKernels()) {
            final Parameters parameters = new Parameters(kernels);
            final LayerStack stack = new LayerStack(kernels, parameters, "net", dense(30, 20), 1, true);
            stack.initialise(new Rng(2));
            final Tensor x = new KernelAgreement.Filler().normal(kernels, 1, 30);
            final List<org.latentlab.engine.archive.Tensor> drawn = parameters.values();
            stack.forward(x, 1, false);
            assertEquals(drawn, parameters.values());
            stack.forward(x, 1, true);
            assertTrue(!drawn.equals(parameters.values()), "the singular vectors have moved");
        }
    }

    /** A copy of weights and states, without training, gives the very same output. */
    @Test
    void statesAreAllThatIsNeededToApplyIt() {
        final NetworkSpec spec = new NetworkSpec(new LayerShape(6, 6, 2), 0, List.of(
            new LayerSpec.Convolution(4, 4, 2, 1, Activation.LEAKY_RELU), new LayerSpec.Dense(3, Activation.LINEAR)));
        try (Kernels kernels = new FusedKernels()) {
            final Parameters parameters = new Parameters(kernels);
            final LayerStack stack = new LayerStack(kernels, parameters, "net", spec, 2, true);
            stack.initialise(new Rng(2), Initialisation.DCGAN);
            final Tensor x = new KernelAgreement.Filler().normal(kernels, 2, 72);
            stack.forward(x, 2, true);
            final Parameters copied = new Parameters(kernels, false);
            final LayerStack copy = new LayerStack(kernels, copied, "net", spec, 2, true);
            copied.set(parameters.values());
            assertArrayEquals(stack.forward(x, 2, false).toFloats(), copy.forward(x, 2, false).toFloats());
            assertEquals(spec.parameterShapes("net", true), parameters.all().stream().map(Parameter::shape).toList());
            assertEquals(4, spec.parameterShapes("net", true).stream().filter(ParameterShape::isState).count());
            assertEquals(4 * 4 * 2 + 4, spec.summary("net", true).get(1).state());
        }
    }

    /** ½ Σ w (h − t)² of a network with convolutions and batch normalisation, with the singular vectors held. */
    @Test
    void gradientsAgreeWithFiniteDifferences() {
        final NetworkSpec spec = new NetworkSpec(new LayerShape(7, 6, 2), 0, List.of(
            new LayerSpec.Convolution(4, 4, 2, 1, Activation.SOFTPLUS),
            new LayerSpec.Convolution(3, 3, 1, 1, Activation.TANH), new LayerSpec.Dense(5, Activation.SOFTPLUS),
            new LayerSpec.Dense(3, Activation.LINEAR)));
        try (Kernels kernels = GradientCheck.kernels()) {
            final Parameters parameters = new Parameters(kernels);
            final LayerStack stack = new LayerStack(kernels, parameters, "net", spec, 3, true);
            stack.initialise(new Rng(5));
            final Tensor x = new KernelAgreement.Filler().normal(kernels, 3, 84);
            stack.forward(x, 3, true);
            final double[] targets = sines(9, 0.1);
            final double[] delta = stack.forward(x, 3, false).toDoubles();
            for (int i = 0; i < delta.length; i++) {
                delta[i] -= targets[i];
            }
            stack.outputGradient().put(delta, delta.length);
            stack.backward(null, 3);
            GradientCheck.checkSmooth(parameters.list(), () -> {
                final double[] h = stack.forward(x, 3, false).toDoubles();
                double sum = 0;
                for (int i = 0; i < h.length; i++) {
                    sum += 0.5 * (h[i] - targets[i]) * (h[i] - targets[i]);
                }
                return sum;
            });
        }
    }

    @Test
    void transposedConvolutionsAreRefused() {
        final NetworkSpec spec = new NetworkSpec(new LayerShape(2, 2, 2), 0,
            List.of(new LayerSpec.TransposedConvolution(2, 4, 2, 1, 0, Activation.LINEAR)));
        try (Kernels kernels = new FusedKernels()) {
            assertThrows(IllegalArgumentException.class,
                () -> new LayerStack(kernels, new Parameters(kernels), "net", spec, 2, true));
        }
    }
}
