package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.GradientCheck;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Parameter;

/** The code that trains a VAE, run in float64, against finite differences, and in float32 against float64. */
class VaeGradientTest {

    private static final int ROWS = 6;

    private static final int LATENT = 3;

    /** Sets of weights to be tried. */
    private static final int POINTS = 4;

    private static final double BETA = 0.7;

    private static final int[] CLASSES = {0, 1, 0, 1, 1, -1};

    private static final NeighbourRegularisation NEIGHBOURS = new NeighbourRegularisation(3, 2, 2);

    private record Model(Architecture architecture, ImageShape image) {
    }

    private static Map<String, Model> architectures() {
        final ImageShape image = ImageShape.rgb(8, 8);
        final ImageShape large = ImageShape.rgb(16, 16);
        final Map<String, Model> all = new LinkedHashMap<>();
        all.put("MLP", new Model(new Architecture.Mlp(List.of(11, 7), List.of(9), Activation.TANH, false), image));
        all.put("MLP with skips", new Model(new Architecture.Mlp(List.of(12), List.of(8, 10), Activation.SOFTPLUS,
            true), image));
        all.put("convolutional", new Model(new Architecture.Convolutional(List.of(4, 6), Activation.RELU, false),
            image));
        all.put("convolutional with skips", new Model(new Architecture.Convolutional(List.of(3, 4),
            Activation.SOFTPLUS, true), image));
        all.put("deep", new Model(new Architecture.DeepConvolutional(3, false), large));
        all.put("deep with skips", new Model(new Architecture.DeepConvolutional(2, true), large));
        return all;
    }

    private static List<Likelihood> likelihoods() {
        return List.of(new Likelihood.Bernoulli(),
            new Likelihood.Bernoulli(new Likelihood.Binarisation.Threshold(0.5)), new Likelihood.Gaussian(0.3),
            new Likelihood.LearnedGaussian(), new Likelihood.SquaredError(), new Likelihood.DiscretisedLogistic());
    }

    private static Divergence.Kl kl(final double freeBits, final double capacity) {
        return new Divergence.Kl(BetaSchedule.constant(BETA), freeBits, capacity);
    }

    private static List<Divergence> penalties() {
        return List.of(new Divergence.None(), new Divergence.Mmd(40, Divergence.MmdKernel.GAUSSIAN, 0),
            new Divergence.Mmd(40, Divergence.MmdKernel.INVERSE_MULTIQUADRATIC, 1.3));
    }

    private static VaeConfig config(final Model model, final PosteriorKind posterior, final Divergence divergence,
        final Likelihood likelihood, final NeighbourRegularisation neighbours) {
        return new VaeConfig(LATENT, model.architecture(), posterior, divergence, likelihood, neighbours);
    }

    private static VaeNetwork network(final Kernels kernels, final ImageShape image, final VaeConfig config) {
        return network(kernels, image, config, 3);
    }

    private static VaeNetwork network(final Kernels kernels, final ImageShape image, final VaeConfig config,
        final int seed) {
        final VaeNetwork network = new VaeNetwork(kernels, image, config, ROWS + 2);
        network.initialise(seed);
        final Rng rng = new Rng(seed + 1);
        for (final Parameter parameter : network.parameters().list()) {
            // nothing stays at 0 or 1, where an error might not show
            final double[] values = parameter.value().toDoubles();
            Arrays.setAll(values, i -> (float)(values[i] + 0.1 * rng.nextGaussian()));
            parameter.value().put(values, values.length);
        }
        final float[] x = new float[ROWS * image.values()];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 7 == 0 ? i % 2 : rng.nextInt(256) / 255f;
        }
        network.input().put(x, x.length);
        if (network.noise() != null) {
            final float[] noise = new float[ROWS * config.latentSize()];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float)rng.nextGaussian();
            }
            network.noise().put(noise, noise.length);
        }
        Arrays.setAll(network.prior(), i -> rng.nextGaussian());
        network.setClasses(CLASSES);
        return network;
    }

    /** Compares gradients of a network with differences. */
    private interface Check {
        void run(FiniteDifferences differences, List<Parameter> parameters);
    }

    /** Where a unit is too near to its kink with one set of weights, the next decides. */
    private static void check(final String name, final ImageShape image, final VaeConfig config, final Check check) {
        String failure = "";
        for (int seed = 3; seed < 3 + POINTS && failure != null; seed++) {
            try (Kernels kernels = GradientCheck.kernels()) {
                final VaeNetwork network = network(kernels, image, config, seed);
                final double objective = network.gradients(BETA, ROWS).objective();
                final FiniteDifferences differences =
                    new FiniteDifferences(() -> network.loss(BETA, ROWS, true).objective());
                assertEquals(objective, network.loss(BETA, ROWS, true).objective(), 0);
                check.run(differences, network.parameters().list());
                failure = differences.failure();
            }
        }
        assertNull(failure, name + ", " + config);
    }

    /** @return the batch's KL of each dimension of an untrained network */
    private static double[] klPerDimension(final Model model, final Likelihood likelihood) {
        try (Kernels kernels = GradientCheck.kernels()) {
            final double[] sums = network(kernels, model.image(), config(model, PosteriorKind.GAUSSIAN, kl(0, -1),
                likelihood, null)).loss(BETA, ROWS, true).klPerDimension();
            return Arrays.stream(sums).map(kl -> kl / ROWS).toArray();
        }
    }

    /** β KL alone, free bits above some dimensions and below others, capacities above and below the KL. */
    private static List<Divergence> kls(final Model model) {
        final double[] kl = klPerDimension(model, new Likelihood.Bernoulli());
        final double[] sorted = kl.clone();
        Arrays.sort(sorted);
        final double sum = Arrays.stream(kl).sum();
        assertTrue(sorted[0] < sorted[LATENT - 1]);
        return List.of(kl(0, -1), kl(0.5 * (sorted[0] + sorted[LATENT - 1]), -1), kl(0, 0.5 * sum), kl(0, 1.5 * sum));
    }

    private static List<VaeConfig> configs(final Model model) {
        final List<VaeConfig> all = new ArrayList<>();
        final List<Divergence> forGaussian = new ArrayList<>(penalties());
        forGaussian.addAll(kls(model));
        for (final Likelihood likelihood : likelihoods()) {
            for (final Divergence divergence : forGaussian) {
                all.add(config(model, PosteriorKind.GAUSSIAN, divergence, likelihood, null));
            }
            for (final Divergence divergence : penalties()) {
                all.add(config(model, PosteriorKind.DETERMINISTIC, divergence, likelihood, null));
            }
            all.add(config(model, PosteriorKind.GAUSSIAN, kl(0, -1), likelihood, NEIGHBOURS));
            all.add(config(model, PosteriorKind.DETERMINISTIC, new Divergence.None(), likelihood, NEIGHBOURS));
        }
        return all;
    }

    /** Every architecture × posterior and divergence × likelihood: encoder, decoder and the likelihood's scales. */
    @Test
    void everyCombinationsGradientsAgreeWithFiniteDifferences() {
        architectures().forEach((name, model) -> {
            for (final VaeConfig config : configs(model)) {
                check(name, model.image(), config, (differences, parameters) -> {
                    final Map<String, List<Parameter>> parts = parameters.stream()
                        .collect(Collectors.groupingBy(p -> p.shape().name().split("\\.")[0]));
                    assertEquals(config.likelihood().hasLogScale() ? 3 : 2, parts.size());
                    parts.values().forEach(differences::checkDirection);
                });
            }
        });
    }

    /** Every architecture, posterior, divergence and likelihood, value by value. */
    @Test
    void singleValuesOfTheGradientsAgreeWithFiniteDifferences() {
        final int[] first = {0};
        architectures().forEach((name, model) -> {
            final List<VaeConfig> configs = configs(model);
            // there are 12 posteriors and divergences: 13 further on is another likelihood and another divergence
            for (int i = first[0]; i < configs.size(); i += 13) {
                check(name, model.image(), configs.get(i),
                    (differences, parameters) -> differences.checkValues(parameters, 2));
            }
            first[0] += 2;
        });
    }

    @Test
    void theStandardNetworksGradientsAgreeWithFiniteDifferences() {
        check("standard", ImageShape.gray(5, 6), VaeConfig.standard(2),
            (differences, parameters) -> differences.checkValues(parameters, 20));
    }

    @Test
    void theFusedFloatGradientsAreThoseOfFloat64() {
        architectures().forEach((name, model) -> {
            final List<VaeConfig> configs = configs(model);
            for (int i = 0; i < configs.size(); i += 7) {
                agree(name, model.image(), configs.get(i));
            }
        });
    }

    private static void agree(final String name, final ImageShape image, final VaeConfig config) {
        try (Kernels exact = GradientCheck.kernels(); Kernels fused = Kernels.create();
                Kernels plain = GradientCheck.plainFloatKernels()) {
            final VaeNetwork expected = network(exact, image, config);
            final double loss = expected.gradients(BETA, ROWS).objective();
            for (final Kernels kernels : List.of(fused, plain)) {
                final VaeNetwork actual = network(kernels, image, config);
                assertEquals(loss, actual.gradients(BETA, ROWS).objective(), 1e-5 * Math.abs(loss),
                    name + ", " + config);
                for (int i = 0; i < expected.parameters().list().size(); i++) {
                    final Parameter parameter = expected.parameters().list().get(i);
                    assertArrayEquals(parameter.gradient().toDoubles(),
                        actual.parameters().list().get(i).gradient().toDoubles(),
                        2e-5 * largest(expected.parameters().list(), parameter) + 1e-6 * Math.abs(loss),
                        name + ", " + config + ", " + parameter.shape());
                }
            }
        }
    }

    /** @return the largest gradient of the layer: that of a bias before batch normalisation is 0 by cancellation */
    private static double largest(final List<Parameter> parameters, final Parameter parameter) {
        final String layer = layer(parameter);
        return parameters.stream().filter(p -> layer(p).equals(layer))
            .flatMapToDouble(p -> Arrays.stream(p.gradient().toDoubles())).map(Math::abs).max().orElseThrow();
    }

    private static String layer(final Parameter parameter) {
        final String name = parameter.shape().name();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
