package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.GradientCheck;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Parameter;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.vae.FiniteDifferences;

/** The code that trains a GAN, run in float64, against finite differences, and in float32 against float64. */
class GanGradientTest {

    private static final int ROWS = 5;

    /** Sets of weights to be tried. */
    private static final int POINTS = 6;

    /** After so many the singular vectors no longer move, so that σ's derivative is that with them fixed. */
    private static final int POWER_ITERATIONS = 20_000;

    private static final int[] REAL_CLASSES = {0, 1, 2, 2, 0};

    private static final int[] CLASSES = {2, 1, 0, 1, 1};

    private record Model(GanArchitecture architecture, ImageShape image) {
    }

    private static Map<String, Model> models() {
        final Map<String, Model> all = new LinkedHashMap<>();
        all.put("MLP", new Model(new GanArchitecture.Mlp(List.of(7, 9), List.of(8, 6), true), ImageShape.rgb(4, 5)));
        all.put("MLP for vectors", new Model(new GanArchitecture.Mlp(List.of(8), List.of(9, 7), false),
            ImageShape.gray(1, 6)));
        all.put("DCGAN", new Model(new GanArchitecture.Dcgan(3), ImageShape.rgb(8, 8)));
        return all;
    }

    private static List<GanLoss> losses() {
        return List.of(new GanLoss.Minimax(), new GanLoss.NonSaturating(), new GanLoss.LeastSquares(),
            new GanLoss.Hinge(), new GanLoss.WassersteinClipping(0.01),
            new GanLoss.WassersteinGradientPenalty(10, GradientPenalty.TOWARDS_ONE),
            new GanLoss.WassersteinGradientPenalty(3, GradientPenalty.NORM));
    }

    /** Unconditional, told three classes, and ClusterGAN, with each loss that goes with the normalisation. */
    private static List<GanConfig> configs(final GanArchitecture architecture) {
        final List<GanConfig> all = new ArrayList<>();
        for (final GanLoss loss : losses()) {
            for (final CriticNormalisation normalisation : CriticNormalisation.values()) {
                if (loss instanceof GanLoss.WassersteinGradientPenalty
                    && normalisation == CriticNormalisation.BATCH) {
                    continue;
                }
                final double target = loss.hasRealTarget() ? 0.9 : 1;
                all.add(new GanConfig(new LatentPrior.Normal(3), architecture, normalisation, loss, 1, List.of(),
                    null));
                all.add(new GanConfig(new LatentPrior.Uniform(4), architecture, normalisation, loss, target,
                    List.of("a", "b", "c"), null));
                all.add(new GanConfig(new LatentPrior.Clusters(2, 0.1, 3), architecture, normalisation, loss, target,
                    List.of(), new ClusterWeights(7, 3)));
            }
        }
        return all;
    }

    /** A network with a batch. */
    private static final class Batch {
        private final GanNetwork m_network;

        private final Images m_images;

        private final int[] m_rows = {3, 0, 5, 1, 6, 2, 4};

        private final float[] m_z;

        /** The critic's states, which are the same at the beginning of every step. */
        private final List<double[]> m_states = new ArrayList<>();

        Batch(final Kernels kernels, final ImageShape image, final GanConfig config, final int seed) {
            m_network = new GanNetwork(kernels, image, config, ROWS + 2, true);
            m_network.initialise(seed);
            final Rng rng = new Rng(seed + 1);
            move(m_network.generator(), rng);
            move(m_network.critic(), rng);
            if (m_network.encoder() != null) {
                move(m_network.encoder(), rng);
            }
            final float[] pixels = new float[7 * image.values()];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = rng.nextInt(256) / 255f;
            }
            m_images = Images.ofFloats(image, pixels);
            m_z = config.prior().draw(ROWS, rng);
            m_network.critic().list().stream().filter(p -> states().stream().anyMatch(
                s -> s.shape().name().equals(p.shape().name() + ".rightSingular"))).forEach(this::settle);
            states().forEach(state -> m_states.add(state.value().toDoubles()));
        }

        private List<Parameter> states() {
            return m_network.critic().all().stream().filter(p -> p.shape().isState()).toList();
        }

        private Parameter state(final String name) {
            return states().stream().filter(p -> p.shape().name().equals(name)).findFirst().orElseThrow();
        }

        /** Finds the singular vectors of the largest singular value. */
        private void settle(final Parameter weights) {
            final double[] w = weights.value().toDoubles();
            final double[] p = new double[weights.value().rows()];
            final double[] q = new double[weights.value().columns()];
            Arrays.fill(q, 1);
            for (int step = 0; step < POWER_ITERATIONS; step++) {
                for (int i = 0; i < p.length; i++) {
                    p[i] = 0;
                    for (int j = 0; j < q.length; j++) {
                        p[i] += w[i * q.length + j] * q[j];
                    }
                }
                normalise(p);
                for (int j = 0; j < q.length; j++) {
                    q[j] = 0;
                    for (int i = 0; i < p.length; i++) {
                        q[j] += w[i * q.length + j] * p[i];
                    }
                }
                normalise(q);
            }
            state(weights.shape().name() + ".leftSingular").value().put(p, p.length);
            state(weights.shape().name() + ".rightSingular").value().put(q, q.length);
        }

        private static void normalise(final double[] v) {
            final double length = Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
            Arrays.setAll(v, i -> v[i] / length);
        }

        /** Nothing stays at 0 or 1, where an error might not show. */
        private static void move(final Parameters parameters, final Rng rng) {
            for (final Parameter parameter : parameters.list()) {
                final double[] values = parameter.value().toDoubles();
                Arrays.setAll(values, i -> (float)(values[i] + 0.2 * rng.nextGaussian()));
                parameter.value().put(values, values.length);
            }
        }

        CriticLoss critic() {
            for (int i = 0; i < m_states.size(); i++) {
                states().get(i).value().put(m_states.get(i), m_states.get(i).length);
            }
            final boolean conditional = m_network.config().isConditional();
            return m_network.criticGradients(m_images, m_rows, 1, ROWS, conditional ? REAL_CLASSES : null, m_z,
                conditional ? CLASSES : null, new Rng(9));
        }

        GeneratorLoss generator() {
            return m_network.generatorGradients(m_z, m_network.config().isConditional() ? CLASSES : null, ROWS);
        }

        double generatorObjective() {
            final GeneratorLoss loss = generator();
            final ClusterWeights weights = m_network.config().cluster();
            return loss.loss() + (weights == null ? 0
                : weights.normal() * loss.latentError() + weights.cluster() * loss.clusterLoss());
        }
    }

    /** Where a unit is too near to its kink with one set of weights, the next decides. */
    private static void check(final String name, final ImageShape image, final GanConfig config, final int values) {
        String failure = "";
        for (int seed = 3; seed < 3 + POINTS && failure != null; seed++) {
            try (Kernels kernels = GradientCheck.kernels()) {
                final Batch batch = new Batch(kernels, image, config, seed);
                final double loss = batch.critic().loss();
                failure = failure(batch.m_network.critic(), () -> batch.critic().loss(), values);
                assertEquals(loss, batch.critic().loss(), 1e-12 * Math.abs(loss));
                batch.generatorObjective();
                final Parameters encoder = batch.m_network.encoder();
                final String others = encoder == null ? null : failure(encoder, batch::generatorObjective, values);
                batch.generatorObjective();
                failure = join(failure, join(others,
                    failure(batch.m_network.generator(), batch::generatorObjective, values)));
            }
        }
        assertNull(failure, name + ", " + config);
    }

    private static String join(final String a, final String b) {
        return a == null ? b : b == null ? a : a + "; " + b;
    }

    private static String failure(final Parameters parameters, final DoubleSupplier loss, final int values) {
        final FiniteDifferences differences = new FiniteDifferences(parameters.list(), loss);
        differences.checkDirection(parameters.list());
        if (values > 0) {
            differences.checkValues(parameters.list(), values);
        }
        return differences.failure();
    }

    /** Every architecture × loss × normalisation, unconditional, told classes and with clusters. */
    @Test
    void everyCombinationsGradientsAgreeWithFiniteDifferences() {
        models().forEach((name, model) -> configs(model.architecture())
            .forEach(config -> check(name, model.image(), config, 0)));
    }

    /** Every architecture and loss, value by value. */
    @Test
    void singleValuesOfTheGradientsAgreeWithFiniteDifferences() {
        final int[] first = {0};
        models().forEach((name, model) -> {
            final List<GanConfig> configs = configs(model.architecture());
            // of 57 configurations, 9 a loss: 11 further on is another loss, normalisation and condition
            for (int i = first[0]; i < configs.size(); i += 11) {
                check(name, model.image(), configs.get(i), 2);
            }
            first[0] += 2;
        });
    }

    @Test
    void theFusedFloatGradientsAreThoseOfFloat64() {
        models().forEach((name, model) -> {
            final List<GanConfig> configs = configs(model.architecture());
            for (int i = 0; i < configs.size(); i += 2) {
                agree(name, model.image(), configs.get(i));
            }
        });
    }

    private static void agree(final String name, final ImageShape image, final GanConfig config) {
        try (Kernels exact = GradientCheck.kernels(); Kernels fused = Kernels.create();
                Kernels plain = GradientCheck.plainFloatKernels()) {
            final Batch expected = new Batch(exact, image, config, 3);
            final double critic = expected.critic().loss();
            final double generator = expected.generatorObjective();
            for (final Kernels kernels : List.of(fused, plain)) {
                final Batch actual = new Batch(kernels, image, config, 3);
                assertEquals(critic, actual.critic().loss(), 1e-5 * Math.max(1, Math.abs(critic)),
                    name + ", " + config);
                assertEquals(generator, actual.generatorObjective(), 1e-5 * Math.max(1, Math.abs(generator)),
                    name + ", " + config);
                agree(expected.m_network.critic(), actual.m_network.critic(), name + ", " + config);
                agree(expected.m_network.generator(), actual.m_network.generator(), name + ", " + config);
                if (config.cluster() != null) {
                    agree(expected.m_network.encoder(), actual.m_network.encoder(), name + ", " + config);
                }
            }
        }
    }

    private static void agree(final Parameters expected, final Parameters actual, final String what) {
        final double largest = expected.list().stream().flatMapToDouble(p -> Arrays.stream(p.gradient().toDoubles()))
            .map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.list().size(); i++) {
            assertArrayEquals(expected.list().get(i).gradient().toDoubles(),
                actual.list().get(i).gradient().toDoubles(), 2e-5 * largest,
                what + ", " + expected.list().get(i).shape());
        }
    }
}
