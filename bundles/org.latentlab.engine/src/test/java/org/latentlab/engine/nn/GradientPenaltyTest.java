package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.image.ImageShape;

/** The second order of a gradient penalty: against finite differences, PyTorch, and between kernels. */
class GradientPenaltyTest {

    private static NetworkSpec network(final LayerShape input, final LayerSpec... layers) {
        return new NetworkSpec(input, 0, List.of(layers));
    }

    private static LayerSpec convolution(final int filters, final int kernel, final int stride, final int padding,
        final Activation activation) {
        return new LayerSpec.Convolution(filters, kernel, stride, padding, activation);
    }

    private static List<Named<NetworkSpec>> networks() {
        final LayerShape image = new LayerShape(7, 6, 2);
        final GanArchitecture mlp = new GanArchitecture.Mlp(List.of(4), List.of(11, 8), false);
        final GanArchitecture dcgan = new GanArchitecture.Dcgan(4);
        return List.of(
            Named.of("MLP", mlp.critic(ImageShape.gray(4, 3), CriticNormalisation.NONE)),
            Named.of("ReLU and linear", network(LayerShape.vector(5), new LayerSpec.Dense(9, Activation.RELU),
                new LayerSpec.Dense(4, Activation.LINEAR))),
            Named.of("DCGAN, gray", dcgan.critic(ImageShape.gray(8, 8), CriticNormalisation.NONE)),
            Named.of("DCGAN, colour", dcgan.critic(ImageShape.rgb(16, 12), CriticNormalisation.NONE)),
            Named.of("stride that leaves a row over, stride 1", network(image,
                convolution(5, 3, 2, 0, Activation.LEAKY_RELU), convolution(4, 2, 1, 0, Activation.LEAKY_RELU))),
            Named.of("stride 1 of many channels", network(new LayerShape(5, 4, 16),
                convolution(14, 3, 1, 1, Activation.LEAKY_RELU), new LayerSpec.Dense(6, Activation.LEAKY_RELU))),
            Named.of("transposed", network(new LayerShape(3, 2, 4),
                new LayerSpec.TransposedConvolution(5, 4, 2, 1, 0, Activation.LEAKY_RELU),
                new LayerSpec.TransposedConvolution(3, 3, 2, 0, 1, Activation.LEAKY_RELU))));
    }

    static Stream<Arguments> cases() {
        final List<Arguments> all = new ArrayList<>();
        for (final Named<NetworkSpec> network : networks()) {
            for (final int classes : new int[]{0, 2}) {
                all.add(Arguments.of(network, classes, false));
                if (!network.getName().equals("transposed")) {
                    all.add(Arguments.of(network, classes, true));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAgreeWithFiniteDifferences(final NetworkSpec spec, final int classes, final boolean spectral) {
        try (Kernels kernels = GradientCheck.kernels()) {
            final PenaltyCritic critic = new PenaltyCritic(kernels, spec, classes, spectral, PenaltyCritic.ROWS).draw();
            critic.gradients();
            GradientCheck.check(critic.parameters().list(), critic::penalty);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void float32KernelsAgreeWithFloat64(final NetworkSpec spec, final int classes, final boolean spectral) {
        try (Kernels exact = GradientCheck.kernels(); Kernels fused = new FusedKernels();
                Kernels plain = GradientCheck.plainFloatKernels()) {
            final PenaltyCritic expected = new PenaltyCritic(exact, spec, classes, spectral, PenaltyCritic.ROWS).draw();
            expected.gradients();
            for (final Kernels kernels : List.of(fused, plain)) {
                final PenaltyCritic actual =
                    new PenaltyCritic(kernels, spec, classes, spectral, PenaltyCritic.ROWS).draw();
                actual.gradients();
                assertEquals(expected.penalty(), actual.penalty(), 2e-6);
                for (int i = 0; i < expected.weights().size(); i++) {
                    final double[] e = expected.weights().get(i).gradient().toDoubles();
                    final double[] a = actual.weights().get(i).gradient().toDoubles();
                    assertArrayEquals(e, a, 1e-5, kernels.getClass().getSimpleName() + " "
                        + expected.weights().get(i).shape());
                }
            }
        }
    }

    /** 0.3 sin(start + 0.37 i²) and the like, the same in Python. */
    private static void fill(final Tensor tensor, final double factor, final double start) {
        final double[] values = new double[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = factor * Math.sin(start + 0.37 * i * i);
        }
        tensor.put(values, values.length);
    }

    /**
     * PyTorch 1.13 in float64, torch.autograd.grad with create_graph=True: conv2d(1→2, 4×4, stride 2, padding 1),
     * leaky_relu(0.2), conv2d(2→3, 3×3, padding 1), leaky_relu(0.2), a linear layer; weights 0.3 sin(a + 0.37 i²) in
     * the order kernel × kernel × in × out with a = 1.1, 0.9, 0.2, biases 0.1 sin(b + 0.37 i²) with b = 2, 1, inputs
     * sin(0.3 + 0.37 i²).
     */
    @Test
    void agreesWithPyTorch() {
        final NetworkSpec spec = network(new LayerShape(6, 6, 1), convolution(2, 4, 2, 1, Activation.LEAKY_RELU),
            convolution(3, 3, 1, 1, Activation.LEAKY_RELU));
        try (Kernels kernels = GradientCheck.kernels()) {
            final PenaltyCritic critic = new PenaltyCritic(kernels, spec, 0, false, 2);
            final List<Parameter> all = critic.parameters().list();
            fill(all.get(0).value(), 0.3, 1.1);
            fill(all.get(1).value(), 0.1, 2.0);
            fill(all.get(2).value(), 0.3, 0.9);
            fill(all.get(3).value(), 0.1, 1.0);
            fill(all.get(4).value(), 0.3, 0.2);
            fill(critic.input(), 1, 0.3);
            assertEquals(0.32741874461238896, critic.penalty(), 1e-13);
            critic.gradients();
            values(all.get(0).gradient(), new int[]{0, 5, 17, 31}, -0.035412400485683525, 0.18297041042719808,
                0.0250822951298144, 0.03840105416625447);
            values(all.get(2).gradient(), new int[]{0, 7, 26, 53}, -0.17229077906852283, -0.12022739912999905,
                0.029907696550158812, 0.04317434082383586);
            values(all.get(4).gradient(), new int[]{0, 9, 20, 26}, -0.10638215694119209, 0.3257323796220708,
                0.14848644799636385, 0.09463228921372482);
            assertArrayEquals(new double[2], all.get(1).gradient().toDoubles());
        }
    }

    private static void values(final Tensor tensor, final int[] places, final double... expected) {
        final double[] values = tensor.toDoubles();
        for (int i = 0; i < places.length; i++) {
            assertEquals(expected[i], values[places[i]], 1e-13);
        }
    }

    /** In a linear network, the tangent is what the output differs by, whatever the biases. */
    @Test
    void tangentsOfALinearNetworkAreDifferences() {
        final NetworkSpec spec = network(new LayerShape(6, 6, 2), convolution(3, 4, 2, 1, Activation.LINEAR),
            new LayerSpec.Dense(4, Activation.LINEAR));
        try (Kernels kernels = new FusedKernels()) {
            final LayerStack stack = new LayerStack(kernels, new Parameters(kernels), "net", spec, 2);
            stack.initialise(new org.latentlab.engine.math.Rng(4));
            final KernelAgreement.Filler filler = new KernelAgreement.Filler();
            final Tensor x = filler.normal(kernels, 2, 72);
            final Tensor v = filler.normal(kernels, 2, 72);
            final Tensor moved = kernels.allocate(2, 72);
            final float[] sum = x.toFloats();
            FusedMath.add(sum, v.toFloats(), sum.length);
            moved.put(sum, sum.length);
            final double[] expected = stack.forward(moved, 2, true).toDoubles();
            final double[] before = stack.forward(x, 2, true).toDoubles();
            final double[] tangent = stack.tangentForward(v, 2).toDoubles();
            for (int i = 0; i < tangent.length; i++) {
                assertEquals(expected[i] - before[i], tangent[i], 1e-5);
            }
        }
    }

    @Test
    void networksThatAreNotPiecewiseLinearAreRefused() {
        final LayerShape three = LayerShape.vector(3);
        try (Kernels kernels = new FusedKernels()) {
            for (final NetworkSpec spec : List.of(network(three, new LayerSpec.Dense(4, Activation.TANH)),
                network(three, new LayerSpec.Dense(4, Activation.LINEAR),
                    new LayerSpec.BatchNormalisation(Activation.LEAKY_RELU)),
                new NetworkSpec(three, 3, List.of(new LayerSpec.LatentSkip(Activation.LINEAR))))) {
                final LayerStack stack = new LayerStack(kernels, new Parameters(kernels), "net", spec, 2);
                final Tensor x = kernels.allocate(2, 3);
                stack.forward(x, 2, true);
                final String message =
                    assertThrows(IllegalArgumentException.class, () -> stack.tangentForward(x, 2)).getMessage();
                assertTrue(message.contains("without batch normalisation"), message);
            }
        }
    }
}
