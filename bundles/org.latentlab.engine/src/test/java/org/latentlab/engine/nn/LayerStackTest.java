package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.vae.Architecture;

/** Gradients of every kind of layer and of whole networks, and the same on fused and on plain kernels. */
class LayerStackTest {

    private static final int BATCH = 4;

    private static final int ROWS = 3; // the last batch of an epoch

    private static NetworkSpec network(final LayerShape input, final LayerSpec... layers) {
        return new NetworkSpec(input, input.height() == 1 && input.width() == 1 ? input.channels() : 0,
            List.of(layers));
    }

    private static LayerSpec convolution(final int filters, final int kernel, final int stride, final int padding,
        final Activation activation) {
        return new LayerSpec.Convolution(filters, kernel, stride, padding, activation);
    }

    private static LayerSpec transposed(final int filters, final int kernel, final int stride, final int padding,
        final int trim, final Activation activation) {
        return new LayerSpec.TransposedConvolution(filters, kernel, stride, padding, trim, activation);
    }

    static Stream<Named<NetworkSpec>> layers() {
        final LayerShape image = new LayerShape(7, 6, 2);
        final LayerSpec head = new LayerSpec.Dense(5, Activation.LINEAR);
        final LayerSpec norm = new LayerSpec.BatchNormalisation(Activation.LEAKY_RELU);
        final LayerSpec skip = new LayerSpec.LatentSkip(Activation.LEAKY_RELU);
        final LayerShape z = LayerShape.vector(3);
        final LayerSpec seed = new LayerSpec.Dense(3 * 2 * 4, Activation.LINEAR);
        final LayerSpec asImage = new LayerSpec.Reshape(new LayerShape(3, 2, 4));
        final List<Named<NetworkSpec>> all = new ArrayList<>();
        for (final Activation f : Activation.values()) {
            all.add(Named.of("dense " + f, network(z, new LayerSpec.Dense(6, f), new LayerSpec.Dense(4, f))));
        }
        all.add(Named.of("convolution", network(image, convolution(3, 3, 1, 0, Activation.SOFTPLUS), head)));
        all.add(Named.of("stride that leaves a column over",
            network(image, convolution(3, 3, 2, 0, Activation.LEAKY_RELU),
                convolution(4, 2, 1, 0, Activation.LINEAR))));
        all.add(Named.of("stride and padding", network(image, convolution(4, 4, 2, 1, Activation.SOFTPLUS),
            convolution(3, 3, 2, 1, Activation.SIGMOID))));
        all.add(Named.of("padding", network(image, convolution(4, 3, 1, 1, Activation.LEAKY_RELU), head)));
        all.add(Named.of("transposed, stride 2, trim 1",
            network(z, seed, asImage, transposed(3, 3, 2, 0, 1, Activation.LEAKY_RELU),
                transposed(2, 3, 2, 0, 1, Activation.LINEAR))));
        all.add(Named.of("transposed, stride 2, no trim",
            network(new LayerShape(2, 3, 2), transposed(3, 3, 2, 0, 0, Activation.TANH), head)));
        all.add(Named.of("transposed, stride 2, padding 1",
            network(image, transposed(3, 4, 2, 1, 0, Activation.SOFTPLUS), head)));
        all.add(Named.of("transposed, stride 2, padding 1, trim 1",
            network(image, transposed(3, 4, 2, 1, 1, Activation.SOFTPLUS), head)));
        all.add(Named.of("transposed, stride 1, padding 1, one channel",
            network(image, transposed(3, 3, 1, 1, 0, Activation.RELU),
                transposed(1, 3, 1, 1, 0, Activation.LINEAR))));
        all.add(Named.of("batch normalisation of images", network(image, norm, head)));
        all.add(Named.of("batch normalisation after a convolution",
            network(image, convolution(4, 4, 2, 1, Activation.LINEAR), norm, head)));
        all.add(Named.of("batch normalisation after an activation",
            network(image, convolution(4, 4, 2, 1, Activation.SOFTPLUS), norm, head)));
        all.add(Named.of("batch normalisation of vectors",
            network(z, new LayerSpec.Dense(5, Activation.TANH), norm, head)));
        all.add(Named.of("skip to a dense layer", network(z, new LayerSpec.Dense(6, Activation.LINEAR), skip, head)));
        all.add(Named.of("skip after an activation", network(z, new LayerSpec.Dense(6, Activation.TANH), skip, head)));
        all.add(Named.of("skip first", network(z, skip, head)));
        all.add(Named.of("skips to dense and transposed layers, the last without activation",
            network(z, seed, skip, asImage, transposed(3, 3, 2, 0, 1, Activation.LINEAR), skip,
                transposed(2, 3, 1, 1, 0, Activation.LINEAR), new LayerSpec.LatentSkip(Activation.LINEAR))));
        all.add(Named.of("skip after batch normalisation", network(z, seed, asImage,
            new LayerSpec.BatchNormalisation(Activation.LINEAR), skip, head)));
        return all.stream();
    }

    static Stream<Named<NetworkSpec>> architectures() {
        final ImageShape small = new ImageShape(1, 8, 8);
        final ImageShape colour = new ImageShape(3, 16, 16);
        final List<Named<NetworkSpec>> all = new ArrayList<>();
        for (final boolean skip : new boolean[]{false, true}) {
            final String with = skip ? " with skips" : "";
            add(all, "MLP" + with, new Architecture.Mlp(List.of(12, 7), List.of(9, 11), Activation.SOFTPLUS, skip),
                small);
            add(all, "leaky MLP" + with, new Architecture.Mlp(List.of(6), List.of(6, 5), Activation.LEAKY_RELU, skip),
                small);
            add(all, "tutorial" + with, new Architecture.Convolutional(List.of(4, 6), Activation.RELU, skip), small);
            add(all, "tutorial, smooth, colour" + with,
                new Architecture.Convolutional(List.of(3, 4), Activation.SOFTPLUS, skip), colour);
            add(all, "deep" + with, new Architecture.DeepConvolutional(3, skip), colour);
        }
        return all.stream();
    }

    private static void add(final List<Named<NetworkSpec>> all, final String name, final Architecture architecture,
        final ImageShape image) {
        all.add(Named.of(name + ", encoder", architecture.encoder(image, 4)));
        all.add(Named.of(name + ", decoder", architecture.decoder(image, 2)));
    }

    /** A network with numbers, and the loss ½ Σ wᵢ (hᵢ − tᵢ)². */
    private static final class Model {
        private final Parameters m_parameters;

        private final LayerStack m_stack;

        private final Tensor m_input;

        private final Tensor m_inputGradient;

        private final double[] m_targets;

        private final double[] m_weights;

        Model(final Kernels kernels, final NetworkSpec spec) {
            m_parameters = new Parameters(kernels);
            m_stack = new LayerStack(kernels, m_parameters, "net", spec, BATCH);
            final Rng rng = new Rng(3);
            m_stack.initialise(rng);
            if (spec.toString().contains("RELU")) {
                awayFromKinks(rng, spec.toString().contains("BatchNormalisation"));
            }
            m_input = kernels.allocate(BATCH, spec.input().values());
            m_inputGradient = kernels.allocate(BATCH, spec.input().values());
            final float[] input = new float[m_input.size()];
            for (int i = 0; i < input.length; i++) {
                input[i] = (float)rng.nextGaussian();
            }
            m_input.put(input, input.length);
            m_targets = new double[ROWS * spec.output().values()];
            m_stack.forward(m_input, ROWS, true).get(m_targets, m_targets.length);
            m_weights = new double[m_targets.length];
            for (int i = 0; i < m_targets.length; i++) {
                m_targets[i] += rng.nextGaussian(); // near the output: a small loss loses fewer digits
                m_weights[i] = 0.5 + rng.nextDouble();
            }
        }

        /** Small weights and large offsets, up and down by turns: no unit of a rectifier comes near 0. */
        private void awayFromKinks(final Rng rng, final boolean normalised) {
            for (final Parameter parameter : m_parameters.list()) {
                final float[] values = parameter.value().toFloats();
                final String name = parameter.shape().name();
                if (normalised && (name.equals("net.0.weights") || name.equals("net.0.bias"))) {
                    continue; // batch normalisation follows: as it was drawn, all of it hangs on the input
                }
                final double bound = 0.3 * Math.sqrt(3.0 / parameter.shape().rows());
                for (int i = 0; i < values.length; i++) {
                    if (name.endsWith(".weights")) {
                        values[i] = (float)(bound * rng.nextDouble(-1, 1));
                    } else if (name.endsWith(".scale")) {
                        values[i] = (float)rng.nextDouble(0.5, 0.8);
                    } else {
                        values[i] = (i % 2 == 0 ? 1 : -1) * (float)rng.nextDouble(3, 4);
                    }
                }
                parameter.value().put(values, values.length);
            }
        }

        double loss() {
            final double[] h = new double[m_targets.length];
            m_stack.forward(m_input, ROWS, true).get(h, h.length);
            double sum = 0;
            for (int i = 0; i < h.length; i++) {
                sum += 0.5 * m_weights[i] * (h[i] - m_targets[i]) * (h[i] - m_targets[i]);
            }
            return sum;
        }

        /** Computes all gradients; the last layer's derivative is the caller's to add, so that it is smooth here. */
        void gradients(final Activation last) {
            final double[] h = new double[m_targets.length];
            m_stack.forward(m_input, ROWS, true).get(h, h.length);
            final double[] delta = new double[h.length];
            for (int i = 0; i < h.length; i++) {
                delta[i] = m_weights[i] * (h[i] - m_targets[i]) * slope(last, h[i]);
            }
            m_stack.outputGradient().put(delta, delta.length);
            m_stack.backward(m_inputGradient, ROWS);
        }

        private static double slope(final Activation activation, final double h) {
            return switch (activation) {
                case LINEAR -> 1;
                case SOFTPLUS -> 1 - Math.exp(-h);
                case RELU -> h > 0 ? 1 : 0;
                case LEAKY_RELU -> h > 0 ? 1 : 0.2;
                case TANH -> 1 - h * h;
                case SIGMOID -> h * (1 - h);
            };
        }

        /** @return all parameters, the input among them */
        List<Parameter> everything() {
            final List<Parameter> all = new ArrayList<>(m_parameters.list());
            all.add(new Parameter(new ParameterShape("input", m_input.rows(), m_input.columns()), m_input,
                m_inputGradient));
            return all;
        }
    }

    private static Activation last(final NetworkSpec spec) {
        final LayerSpec last = spec.layers().get(spec.layers().size() - 1);
        if (last instanceof LayerSpec.Dense dense) {
            return dense.activation();
        }
        if (last instanceof LayerSpec.Convolution convolution) {
            return convolution.activation();
        }
        if (last instanceof LayerSpec.TransposedConvolution transposed) {
            return transposed.activation();
        }
        return ((LayerSpec.LatentSkip)last).activation();
    }

    @ParameterizedTest
    @MethodSource({"layers", "architectures"})
    void gradientsAgreeWithFiniteDifferences(final NetworkSpec spec) {
        try (Kernels kernels = GradientCheck.kernels()) {
            final Model model = new Model(kernels, spec);
            model.gradients(last(spec));
            GradientCheck.checkSmooth(model.everything(), model::loss);
        }
    }

    @ParameterizedTest
    @MethodSource({"layers", "architectures"})
    void float32KernelsAgreeWithFloat64(final NetworkSpec spec) {
        try (Kernels exact = GradientCheck.kernels(); Kernels fused = new FusedKernels();
                Kernels plain = GradientCheck.plainFloatKernels()) {
            final Model expected = new Model(exact, spec);
            expected.gradients(last(spec));
            final double whole = Math.sqrt(expected.everything().stream().map(p -> p.gradient().toDoubles())
                .mapToDouble(LayerStackTest::norm).map(x -> x * x).sum());
            for (final Kernels kernels : List.of(fused, plain)) {
                final Model actual = new Model(kernels, spec);
                actual.gradients(last(spec));
                near(expected.m_stack.output(), actual.m_stack.output(), 0, 3e-6, "output");
                for (int i = 0; i < expected.everything().size(); i++) {
                    final Parameter parameter = expected.everything().get(i);
                    // what is 0 but for rounding is compared with the whole gradient
                    near(parameter.gradient(), actual.everything().get(i).gradient(), whole, 1e-4,
                        kernels.getClass().getSimpleName() + " " + parameter.shape());
                }
                for (int i = 0; i < expected.m_parameters.all().size(); i++) {
                    near(expected.m_parameters.all().get(i).value(), actual.m_parameters.all().get(i).value(), 0, 2e-6,
                        "value");
                }
            }
        }
    }

    /** The gradient of the input is the same without those of the parameters, which stay as they are. */
    @ParameterizedTest
    @MethodSource({"layers", "architectures"})
    void withoutParameterGradientsTheInputHasTheSame(final NetworkSpec spec) {
        for (int kind = 0; kind < 3; kind++) {
            try (Kernels kernels = kind == 0 ? new FusedKernels()
                : kind == 1 ? GradientCheck.kernels() : GradientCheck.plainFloatKernels()) {
                final Model model = new Model(kernels, spec);
                model.gradients(last(spec));
                final double[] expected = model.m_inputGradient.toDoubles();
                final Model alone = new Model(kernels, spec);
                alone.loss();
                alone.m_stack.outputGradient().put(model.m_stack.outputGradient().toDoubles(),
                    model.m_stack.outputGradient().size());
                alone.m_stack.backward(alone.m_inputGradient, ROWS, false);
                final double[] actual = alone.m_inputGradient.toDoubles();
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], actual[i], kind == 1 ? 1e-12 : 2e-5, "value " + i);
                }
                assertEquals(0, alone.m_parameters.gradientNorm());
            }
        }
    }

    private static double norm(final double[] values) {
        double sum = 0;
        for (final double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    /** ‖a − e‖ ≤ tolerance · max(‖e‖, scale/100). */
    private static void near(final Tensor expected, final Tensor actual, final double scale, final double tolerance,
        final String message) {
        final double[] e = expected.toDoubles();
        final double[] difference = actual.toDoubles();
        for (int i = 0; i < e.length; i++) {
            difference[i] -= e[i];
        }
        final double most = tolerance * Math.max(norm(e), scale / 100);
        assertTrue(norm(difference) <= most, message + ": " + norm(difference) + " of " + norm(e));
    }

    /** After enough batches of the same images, applying the network gives what it gave in training. */
    @Test
    void runningStatisticsComeToThoseOfTheBatches() {
        final NetworkSpec spec = network(new LayerShape(4, 4, 3), convolution(5, 3, 1, 1, Activation.LINEAR),
            new LayerSpec.BatchNormalisation(Activation.TANH));
        try (Kernels kernels = new FusedKernels()) {
            final Model model = new Model(kernels, spec);
            for (int i = 0; i < 200; i++) {
                model.m_stack.forward(model.m_input, BATCH, true);
            }
            final double[] trained = model.m_stack.output().toDoubles();
            final List<org.latentlab.engine.archive.Tensor> before = model.m_parameters.values();
            final double[] applied = model.m_stack.forward(model.m_input, BATCH, false).toDoubles();
            for (int i = 0; i < trained.length; i++) {
                // the running variance is over n − 1 = 63
                assertEquals(trained[i], applied[i], 0.01);
            }
            assertEquals(before, model.m_parameters.values(), "applying a network changes nothing");
        }
    }

    @Test
    void withoutTrainingThereAreNoGradientsAndTheSameOutput() {
        final NetworkSpec spec = new Architecture.DeepConvolutional(2, true).decoder(new ImageShape(3, 16, 16), 2);
        try (Kernels kernels = new FusedKernels()) {
            final Model model = new Model(kernels, spec);
            model.m_stack.forward(model.m_input, BATCH, true);
            final Parameters parameters = new Parameters(kernels, false);
            final LayerStack stack = new LayerStack(kernels, parameters, "net", spec, BATCH);
            parameters.set(model.m_parameters.values());
            assertNull(stack.outputGradient());
            parameters.all().forEach(p -> assertNull(p.gradient(), p.shape().name()));
            final double[] expected = model.m_stack.forward(model.m_input, ROWS, false).toDoubles();
            final double[] actual = stack.forward(model.m_input, ROWS, false).toDoubles();
            for (int i = 0; i < ROWS * stack.output().columns(); i++) {
                assertEquals(expected[i], actual[i], "value " + i);
            }
        }
    }

    @Test
    void initialWeightsKeepTheVarianceOfWhatComesIn() {
        final NetworkSpec spec = network(new LayerShape(8, 8, 16), convolution(64, 4, 2, 0, Activation.LINEAR),
            transposed(32, 4, 2, 1, 0, Activation.LINEAR), new LayerSpec.Dense(200, Activation.LINEAR));
        try (Kernels kernels = new FusedKernels()) {
            final Parameters parameters = new Parameters(kernels);
            final LayerStack stack = new LayerStack(kernels, parameters, "net", spec, 32);
            stack.initialise(new Rng(8));
            final Tensor x = new KernelAgreement.Filler().fill(kernels.allocate(32, 8 * 8 * 16), 0, 1);
            final double[] y = stack.forward(x, 32, true).toDoubles();
            // cut edges take about half of the transposed convolution's 4×4 here: each output there sees fewer inputs
            final double variance = norm(y) * norm(y) / y.length;
            assertTrue(variance > 0.4 && variance < 1.3, "variance " + variance);
        }
    }

    @Test
    void skipConnectionsNeedTheLatentVectorAsInput() {
        try (Kernels kernels = new FusedKernels()) {
            final NetworkSpec spec = new NetworkSpec(LayerShape.vector(4), 3,
                List.of(new LayerSpec.LatentSkip(Activation.TANH)));
            assertThrows(IllegalArgumentException.class,
                () -> new LayerStack(kernels, new Parameters(kernels), "net", spec, 2));
            final NetworkSpec nothing = new NetworkSpec(LayerShape.vector(4), 4, List.of());
            assertThrows(IllegalArgumentException.class,
                () -> new LayerStack(kernels, new Parameters(kernels), "net", nothing, 2));
        }
    }
}
