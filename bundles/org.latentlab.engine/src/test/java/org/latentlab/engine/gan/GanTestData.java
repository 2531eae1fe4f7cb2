package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.failure.FailureSnapshot;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.AdamConfig;

/** Small images and GANs for tests. */
final class GanTestData {

    static final int SIDE = 8;

    static final GanArchitecture MLP = new GanArchitecture.Mlp(List.of(16), List.of(16), true);

    private GanTestData() {
    }

    /** @return images with a bright bar at one of four places, with noise */
    static Images bars(final int count, final long seed) {
        final Rng rng = new Rng(seed);
        final byte[] pixels = new byte[count * SIDE * SIDE];
        for (int i = 0; i < count; i++) {
            final int column = rng.nextInt(SIDE / 2) * 2;
            for (int p = 0; p < SIDE * SIDE; p++) {
                final int x = p % SIDE;
                pixels[i * SIDE * SIDE + p] = (byte)((x == column || x == column + 1 ? 200 : 10) + rng.nextInt(40));
            }
        }
        return Images.ofBytes(ImageShape.gray(SIDE, SIDE), pixels);
    }

    /** @return for each image of {@link #bars} the place of its bar, from 0 */
    static int[] places(final Images bars) {
        final int[] places = new int[bars.size()];
        for (int i = 0; i < places.length; i++) {
            while (bars.value(i, 2 * places[i]) < 0.5) {
                places[i]++;
            }
        }
        return places;
    }

    /** @return a GAN with the loss given */
    static GanConfig config(final GanLoss loss) {
        return new GanConfig(new LatentPrior.Normal(3), MLP, CriticNormalisation.NONE, loss, 1, List.of(), null);
    }

    /** GANs in which everything that a training may keep from epoch to epoch is to be found. */
    static List<GanConfig> family() {
        final GanArchitecture dcgan = new GanArchitecture.Dcgan(2);
        return List.of(
            new GanConfig(new LatentPrior.Uniform(4), dcgan, CriticNormalisation.BATCH, new GanLoss.NonSaturating(),
                0.9, List.of(), null),
            new GanConfig(new LatentPrior.Normal(4), dcgan, CriticNormalisation.SPECTRAL, new GanLoss.Hinge(), 1,
                List.of("a", "b", "c", "d"), null),
            new GanConfig(new LatentPrior.Normal(3), MLP, CriticNormalisation.NONE,
                new GanLoss.WassersteinGradientPenalty(5, GradientPenalty.NORM), 1, List.of("1", "2", "3", "4"), null),
            new GanConfig(new LatentPrior.Clusters(3, 0.2, 4), MLP, CriticNormalisation.NONE,
                new GanLoss.WassersteinGradientPenalty(10, GradientPenalty.TOWARDS_ONE), 1, List.of(),
                new ClusterWeights(5, 2)),
            new GanConfig(new LatentPrior.Clusters(2, 0.1, 3), dcgan, CriticNormalisation.SPECTRAL,
                new GanLoss.LeastSquares(), 1, List.of(), ClusterWeights.STANDARD),
            new GanConfig(new LatentPrior.Normal(3), new GanArchitecture.Mlp(List.of(9, 8), List.of(7), false),
                CriticNormalisation.BATCH, new GanLoss.Minimax(), 1, List.of(), null),
            config(new GanLoss.WassersteinClipping(0.02)));
    }

    /** @return every setting another than the standard one */
    static GanTrainingConfig training(final TrainingLength length) {
        return new GanTrainingConfig(length, 8, 2, new AdamConfig(2e-3, 0.4, 0.9, 1e-7),
            new AdamConfig(1e-3, 0.3, 0.95, 1e-6), 0.9, 2, 5, 0, 2, 2, false);
    }

    /** @return as {@link #training}, with other lengths of its parts */
    static GanTrainingConfig training(final TrainingLength length, final int criticSteps, final int snapshotEvery,
        final int keepEvery) {
        final GanTrainingConfig t = training(length);
        return new GanTrainingConfig(length, t.batchSize(), criticSteps, t.generator(), t.critic(), t.averaging(),
            t.gradientClip(), t.seed(), t.maxMinutes(), snapshotEvery, keepEvery, t.stopOnFailure());
    }

    /** @return a request with classes where the GAN is told them */
    static GanTraining request(final Images bars, final GanConfig config, final GanTrainingConfig training) {
        final GanTraining request = GanTraining.of(bars, config, training);
        return config.isConditional() ? request.withClasses(places(bars)) : request;
    }

    /** Compares weights and all that was measured, bit by bit; not what time it took. */
    static void assertSame(final Gan expected, final Gan actual) {
        assertEquals(expected.keptEpochs(), actual.keptEpochs());
        expected.generators().forEach((epoch, weights) -> assertSame(weights, actual.generators().get(epoch)));
        assertEquals(expected.history().stopReason(), actual.history().stopReason());
        assertEquals(expected.findings(), actual.findings());
        assertEquals(expected.history().epochs().size(), actual.history().epochs().size());
        for (int i = 0; i < expected.history().epochs().size(); i++) {
            assertSame(expected.history().epochs().get(i), actual.history().epochs().get(i));
        }
    }

    static void assertSame(final List<Tensor> expected, final List<Tensor> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).name(), actual.get(i).name());
            assertArrayEquals(expected.get(i).values(), actual.get(i).values(), expected.get(i).name());
        }
    }

    private static void assertSame(final GanEpochRecord e, final GanEpochRecord a) {
        assertEquals(values(e), values(a));
        assertEquals(e.failure() == null, a.failure() == null, "epoch " + e.epoch());
        if (e.failure() != null) {
            final FailureSnapshot f = e.failure();
            final FailureSnapshot g = a.failure();
            assertEquals(List.of(f.epoch(), f.updates(), f.samples(), f.meanDistance(), f.dataDistance(),
                f.nearDuplicates(), f.dataNearDuplicates(), f.classEntropy(), f.generatorGradient(),
                f.criticGradient(), f.realScore(), f.fakeScore(), f.period(), f.amplitude()),
                List.of(g.epoch(), g.updates(), g.samples(), g.meanDistance(), g.dataDistance(), g.nearDuplicates(),
                    g.dataNearDuplicates(), g.classEntropy(), g.generatorGradient(), g.criticGradient(),
                    g.realScore(), g.fakeScore(), g.period(), g.amplitude()));
            assertArrayEquals(f.classShares(), g.classShares());
            assertArrayEquals(f.dataClassShares(), g.dataClassShares());
        }
    }

    private static List<Object> values(final GanEpochRecord e) {
        return new ArrayList<>(List.of(e.epoch(), e.updates(), e.generatorLoss(), e.criticLoss(), e.realScore(),
            e.fakeScore(), e.generatorGradient(), e.criticGradient(), e.penalty(), e.latentError(),
            e.clusterLoss()));
    }
}
