package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Optimizer;
import org.latentlab.engine.nn.Parameter;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.train.Progress;

class GanNetworkTest {

    private static final int ROWS = 6;

    private static final ImageShape SMALL = ImageShape.rgb(8, 8);

    private static final GanArchitecture MLP = new GanArchitecture.Mlp(List.of(12), List.of(10), true);

    private static final GanArchitecture DCGAN = new GanArchitecture.Dcgan(4);

    private static final List<String> CLASSES = List.of("a", "b", "c");

    private static GanConfig config(final GanArchitecture architecture, final CriticNormalisation normalisation,
        final GanLoss loss) {
        return new GanConfig(new LatentPrior.Normal(5), architecture, normalisation, loss, 1, List.of(), null);
    }

    private static GanConfig conditional(final GanArchitecture architecture) {
        return new GanConfig(new LatentPrior.Uniform(5), architecture, CriticNormalisation.BATCH,
            new GanLoss.NonSaturating(), 1, CLASSES, null);
    }

    private static GanConfig cluster(final GanArchitecture architecture) {
        return new GanConfig(new LatentPrior.Clusters(4, 0.1, 3), architecture, CriticNormalisation.NONE,
            new GanLoss.WassersteinGradientPenalty(10, GradientPenalty.TOWARDS_ONE), 1, List.of(),
            ClusterWeights.STANDARD);
    }

    private static List<GanConfig> configs() {
        final List<GanConfig> all = new ArrayList<>();
        for (final GanArchitecture architecture : List.of(MLP, DCGAN)) {
            for (final CriticNormalisation normalisation : CriticNormalisation.values()) {
                all.add(config(architecture, normalisation, new GanLoss.NonSaturating()));
            }
            all.add(conditional(architecture));
            all.add(cluster(architecture));
        }
        return all;
    }

    private static Images images(final ImageShape shape, final int n) {
        final byte[] pixels = new byte[n * shape.values()];
        final Rng rng = new Rng(4);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)rng.nextInt(256);
        }
        return Images.ofBytes(shape, pixels);
    }

    private static int[] classes(final GanConfig config, final int n) {
        final int[] classes = new int[n];
        Arrays.setAll(classes, i -> i % 3);
        return config.isConditional() ? classes : null;
    }

    private static float[] draw(final GanConfig config, final int n) {
        return config.prior().draw(n, new Rng(8));
    }

    private static CriticLoss critic(final GanNetwork network, final Images images) {
        final int[] classes = classes(network.config(), ROWS);
        return network.criticGradients(images, null, 0, ROWS, classes, draw(network.config(), ROWS), classes,
            new Rng(1));
    }

    private static List<double[]> gradients(final Parameters parameters) {
        return parameters.list().stream().map(p -> p.gradient().toDoubles()).toList();
    }

    private static Parameter find(final Parameters parameters, final String name) {
        return parameters.all().stream().filter(p -> p.shape().name().equals(name)).findFirst().orElseThrow();
    }

    private static void set(final Parameters parameters, final String name, final double... values) {
        find(parameters, name).value().put(values, values.length);
    }

    @Test
    void theParametersAreThoseThatTheConfigurationTells() {
        for (final GanConfig config : configs()) {
            try (Kernels kernels = Kernels.create()) {
                final GanNetwork network = new GanNetwork(kernels, SMALL, config, ROWS, true);
                final List<ParameterShape> shapes = new ArrayList<>();
                network.generator().all().forEach(p -> shapes.add(p.shape()));
                network.critic().all().forEach(p -> shapes.add(p.shape()));
                if (config.cluster() != null) {
                    network.encoder().all().forEach(p -> shapes.add(p.shape()));
                } else {
                    assertNull(network.encoder());
                }
                assertEquals(GanNetwork.parameterShapes(config, SMALL), shapes, config.toString());
                assertEquals(shapes.size(), shapes.stream().map(ParameterShape::name).distinct().count());
                final GanNetwork applied = new GanNetwork(kernels, SMALL, config, ROWS, false);
                assertNull(applied.critic());
                assertEquals(new GanLayers(config, SMALL).generatorShapes(),
                    applied.generator().all().stream().map(Parameter::shape).toList());
            }
        }
    }

    /** All hidden units positive, D is linear in x: its gradient is the product of the weights. */
    @Test
    void thePenaltyOfALinearCriticIsThatOfItsWeights() {
        final GanArchitecture architecture = new GanArchitecture.Mlp(List.of(3), List.of(2), false);
        for (final GradientPenalty form : GradientPenalty.values()) {
            final GanConfig config = config(architecture, CriticNormalisation.NONE,
                new GanLoss.WassersteinGradientPenalty(4, form));
            try (Kernels kernels = Kernels.create()) {
                final GanNetwork network = new GanNetwork(kernels, ImageShape.gray(1, 2), config, ROWS, true);
                network.initialise(1);
                set(network.critic(), "critic.0.weights", 0.5, -1, 2, 0.25);
                set(network.critic(), "critic.0.bias", 1000, 1000);
                set(network.critic(), "critic.head.weights", 2, -0.5);
                // (0.5 · 2 + 1 · 0.5, 2 · 2 − 0.25 · 0.5)
                final double norm = Math.hypot(1.5, 3.875);
                final CriticLoss loss = critic(network, images(ImageShape.gray(1, 2), ROWS));
                final double penalty = form == GradientPenalty.NORM ? norm : (norm - 1) * (norm - 1);
                assertEquals(penalty, loss.penalty(), 1e-5);
                assertEquals(loss.fakeScore() - loss.realScore() + 4 * penalty, loss.loss(), 1e-3);
            }
        }
    }

    @Test
    void theFakesOfTheCriticsStepGiveTheGradientsOfFreshOnes() {
        for (final GanConfig config : configs()) {
            try (Kernels kernels = Kernels.create()) {
                final GanNetwork network = new GanNetwork(kernels, SMALL, config, ROWS, true);
                network.initialise(3);
                critic(network, images(SMALL, ROWS));
                final List<double[]> before = gradients(network.critic());
                final GeneratorLoss again = network.generatorGradients();
                final List<double[]> reused = gradients(network.generator());
                final GeneratorLoss fresh = network.generatorGradients(draw(config, ROWS), classes(config, ROWS),
                    ROWS);
                assertEquals(fresh, again, config.toString());
                final List<double[]> expected = gradients(network.generator());
                for (int i = 0; i < expected.size(); i++) {
                    assertArrayEquals(expected.get(i), reused.get(i), config.toString());
                }
                // a step of the generator leaves the critic's gradients as they are
                final List<double[]> after = gradients(network.critic());
                for (int i = 0; i < before.size(); i++) {
                    assertArrayEquals(before.get(i), after.get(i), config.toString());
                }
            }
        }
    }

    @Test
    void fakesAreUsedOnce() {
        final GanConfig config = configs().get(0);
        try (Kernels kernels = Kernels.create()) {
            final GanNetwork network = new GanNetwork(kernels, SMALL, config, ROWS, true);
            network.initialise(3);
            assertThrows(IllegalStateException.class, network::generatorGradients);
            critic(network, images(SMALL, ROWS));
            network.generate(draw(config, 2), null, Progress.NONE);
            assertThrows(IllegalStateException.class, network::generatorGradients);
            critic(network, images(SMALL, ROWS));
            network.generatorGradients();
            assertThrows(IllegalStateException.class, network::generatorGradients);
        }
    }

    /** The last layer without weights gives its bias everywhere: a colour, which must come out in its channels. */
    @Test
    void generatedImagesHaveTheirChannelsInOrderAndRangeFromZeroToOne() {
        final GanConfig config = config(DCGAN, CriticNormalisation.BATCH, new GanLoss.NonSaturating());
        try (Kernels kernels = Kernels.create()) {
            final GanNetwork network = new GanNetwork(kernels, SMALL, config, 4, false);
            network.initialise(1);
            set(network.generator(), "generator.5.weights", new double[4 * 4 * 3 * 4]);
            set(network.generator(), "generator.5.bias", -0.5, 0.1, 20);
            final Images images = network.generate(draw(config, 10), null, Progress.NONE);
            assertEquals(10, images.size());
            for (int i = 0; i < 10; i++) {
                for (int p = 0; p < 64; p++) {
                    assertEquals(0.5 * (Math.tanh(-0.5) + 1), images.value(i, p), 1e-6);
                    assertEquals(0.5 * (Math.tanh(0.1) + 1), images.value(i, 64 + p), 1e-6);
                    assertEquals(1, images.value(i, 128 + p), 1e-6);
                }
            }
        }
    }

    @Test
    void imagesGoToTheNetworkAndBack() {
        for (final ImageShape shape : List.of(SMALL, ImageShape.gray(40, 40), ImageShape.gray(1, 7))) {
            for (final boolean channelsLast : new boolean[]{false, true}) {
                final GanPixels pixels = new GanPixels(shape, channelsLast);
                final Images images = images(shape, 30);
                final float[] network = new float[3 + 2 * shape.values()];
                pixels.toNetwork(images, new int[]{9, 4, 20, 3}, 1, 2, network, 3);
                final double first = images.value(4, 0);
                assertEquals(shape.isVector() ? first : 2 * first - 1, network[3], 1e-6);
                final int second = channelsLast ? shape.values() / shape.channels() % shape.values() : 1;
                if (shape.channels() > 1) {
                    assertEquals(2 * images.value(4, second) - 1, network[4], 1e-6);
                }
                final float[] back = new float[2 * shape.values()];
                pixels.fromNetwork(Arrays.copyOfRange(network, 3, network.length), 2, back, 0);
                assertArrayEquals(images.select(new int[]{4, 20}).toFloats(), back, 1e-6f);
            }
        }
    }

    @Test
    void theSameImagesAreGeneratedInAnyBatches() {
        for (final GanConfig config : configs()) {
            try (Kernels kernels = Kernels.create()) {
                final Images[] images = new Images[2];
                for (int k = 0; k < 2; k++) {
                    final GanNetwork network = new GanNetwork(kernels, SMALL, config, k == 0 ? 4 : 11, false);
                    network.initialise(3);
                    images[k] = network.generate(draw(config, 11), classes(config, 11), Progress.NONE);
                }
                assertArrayEquals(images[0].toFloats(), images[1].toFloats(), 1e-6f, config.toString());
                assertFalse(images[0].areConstant());
            }
        }
    }

    @Test
    void theClassChangesWhatIsGenerated() {
        final GanConfig config = conditional(DCGAN);
        try (Kernels kernels = Kernels.create()) {
            final GanNetwork network = new GanNetwork(kernels, SMALL, config, 4, false);
            network.initialise(3);
            final float[] z = draw(config, 1);
            final Images a = network.generate(z, new int[]{0}, Progress.NONE);
            assertEquals(a, network.generate(z, new int[]{0}, Progress.NONE));
            assertNotEquals(a, network.generate(z, new int[]{2}, Progress.NONE));
        }
    }

    @Test
    void clusterCodesEndWithProbabilities() {
        final GanConfig config = cluster(DCGAN);
        try (Kernels kernels = Kernels.create()) {
            final GanNetwork network = new GanNetwork(kernels, SMALL, config, 4, false);
            network.initialise(3);
            final float[] codes = network.encode(images(SMALL, 9), Progress.NONE);
            assertEquals(9 * 7, codes.length);
            for (int i = 0; i < 9; i++) {
                assertEquals(1, codes[i * 7 + 4] + codes[i * 7 + 5] + codes[i * 7 + 6], 1e-6);
            }
            assertThrows(IllegalStateException.class,
                () -> new GanNetwork(kernels, SMALL, conditional(DCGAN), 4, false).encode(images(SMALL, 1),
                    Progress.NONE));
        }
    }

    /** Trained alone on what an untrained generator makes, the encoder finds z again. */
    @Test
    void theEncoderLearnsToFindTheLatentVector() {
        final GanConfig config = cluster(new GanArchitecture.Mlp(List.of(24), List.of(48), false));
        final ImageShape shape = ImageShape.gray(6, 6);
        try (Kernels kernels = Kernels.create()) {
            final GanNetwork network = new GanNetwork(kernels, shape, config, 50, true);
            network.initialise(2);
            final Optimizer adam = kernels.adam(network.encoder().list(), AdamConfig.of(0.003));
            final Rng rng = new Rng(6);
            for (int step = 0; step < 400; step++) {
                network.generatorGradients(config.prior().draw(50, rng), null, 50);
                adam.step(1);
            }
            final float[] z = config.prior().draw(40, rng);
            final float[] codes = network.encode(network.generate(z, null, Progress.NONE), Progress.NONE);
            double squares = 0;
            for (int i = 0; i < 40; i++) {
                for (int k = 4; k < 7; k++) {
                    assertEquals(z[i * 7 + k], codes[i * 7 + k], 0.1);
                }
                for (int j = 0; j < 4; j++) {
                    squares += Math.pow(z[i * 7 + j] - codes[i * 7 + j], 2);
                }
            }
            // the values' own variance is 0.01
            assertTrue(squares / 160 < 0.002, "mean squared error " + squares / 160);
        }
    }

    @Test
    void theWeightsOfADcganAreDrawnAsItsAuthorsDo() {
        final GanConfig config = config(new GanArchitecture.Dcgan(16), CriticNormalisation.BATCH,
            new GanLoss.NonSaturating());
        try (Kernels kernels = Kernels.create()) {
            final GanNetwork network = new GanNetwork(kernels, ImageShape.gray(28, 28), config, 2, true);
            network.initialise(1);
            for (final Parameter p : List.of(find(network.generator(), "generator.0.weights"),
                find(network.generator(), "generator.3.weights"), find(network.critic(), "critic.1.weights"))) {
                final double[] w = p.value().toDoubles();
                final double square = Arrays.stream(w).map(v -> v * v).average().orElseThrow();
                assertEquals(0.02, Math.sqrt(square), 0.001, p.shape().toString());
            }
        }
    }

    @Test
    void oneSeedGivesTheSameBits() {
        for (final GanConfig config : configs()) {
            final List<List<double[]>> gradients = new ArrayList<>();
            for (int run = 0; run < 2; run++) {
                try (Kernels kernels = Kernels.create()) {
                    final GanNetwork network = new GanNetwork(kernels, SMALL, config, ROWS, true);
                    network.initialise(5);
                    critic(network, images(SMALL, ROWS));
                    network.generatorGradients(draw(config, ROWS), classes(config, ROWS), ROWS);
                    final List<double[]> all = new ArrayList<>(gradients(network.critic()));
                    all.addAll(gradients(network.generator()));
                    gradients.add(all);
                }
            }
            for (int i = 0; i < gradients.get(0).size(); i++) {
                assertArrayEquals(gradients.get(0).get(i), gradients.get(1).get(i), config.toString());
            }
        }
    }

    @Test
    void aDcganRefusesImagesThatItCannotHalve() {
        final GanConfig config = config(DCGAN, CriticNormalisation.BATCH, new GanLoss.NonSaturating());
        for (final ImageShape shape : List.of(ImageShape.gray(30, 28), ImageShape.gray(68, 68),
            ImageShape.gray(1, 16))) {
            final String message = assertThrows(IllegalArgumentException.class,
                () -> GanNetwork.layers(config, shape)).getMessage();
            assertTrue(message.contains(shape.toString()) && message.contains("MLP"), message);
        }
    }

    @Test
    void theSmallestImagesCanBeLearned() {
        final ImageShape shape = ImageShape.gray(4, 4);
        for (final CriticNormalisation normalisation : CriticNormalisation.values()) {
            final GanConfig config = config(DCGAN, normalisation, new GanLoss.Hinge());
            try (Kernels kernels = Kernels.create()) {
                final GanNetwork network = new GanNetwork(kernels, shape, config, ROWS, true);
                network.initialise(1);
                assertTrue(Double.isFinite(critic(network, images(shape, ROWS)).loss()));
                assertTrue(Double.isFinite(network.generatorGradients().loss()));
                assertTrue(network.generator().gradientNorm() > 0);
            }
        }
    }

    @Test
    void generatingCanBeCancelled() {
        final GanConfig config = configs().get(0);
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                // nobody listens
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        try (Kernels kernels = Kernels.create()) {
            final GanNetwork network = new GanNetwork(kernels, SMALL, config, 4, false);
            assertThrows(CancellationException.class, () -> network.generate(draw(config, 1), null, cancelled));
        }
    }
}
