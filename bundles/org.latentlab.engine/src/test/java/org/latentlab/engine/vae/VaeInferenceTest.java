package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.Progress;

/** Networks of other kinds than the plain ELBO's are applied as they should. */
class VaeInferenceTest {

    private static final ImageShape SHAPE = ImageShape.rgb(16, 16);

    private static final int BATCH = 4;

    private static final int SEED = 9;

    private static final Architecture DEEP = new Architecture.DeepConvolutional(2, true);

    private static final Architecture MLP = new Architecture.Mlp(List.of(8), List.of(8), Activation.SOFTPLUS, false);

    private static Images images(final int count) {
        final Rng rng = new Rng(2);
        final byte[] pixels = new byte[count * SHAPE.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)(i % SHAPE.values() / 4 + rng.nextInt(60));
        }
        return Images.ofBytes(SHAPE, pixels);
    }

    private static VaeConfig config(final Architecture architecture, final PosteriorKind posterior,
        final Divergence divergence, final Likelihood likelihood) {
        return new VaeConfig(3, architecture, posterior, divergence, likelihood, null);
    }

    /** An untrained network whose batch normalisation has seen a batch. */
    private static VaeNetwork network(final Kernels kernels, final VaeConfig config) {
        final VaeNetwork network = new VaeNetwork(kernels, SHAPE, config, BATCH);
        network.initialise(SEED);
        network.setInput(images(BATCH), null, 0, BATCH, new PixelDraw(SEED, 1));
        network.gradients(1, BATCH);
        return network;
    }

    @Test
    void whatIsDecodedHasItsChannelsInTheOrderOfImages() {
        for (final Architecture architecture : List.of(DEEP, MLP)) {
            try (Kernels kernels = Kernels.create()) {
                final VaeConfig config = config(architecture, PosteriorKind.GAUSSIAN, Divergence.Kl.of(1),
                    new Likelihood.SquaredError());
                final VaeInference inference = new VaeInference(network(kernels, config), SEED);
                final Images images = images(7);
                final float[] decoded = inference.decode(inference.encode(images, Progress.NONE).mean(), SHAPE,
                    Progress.NONE);
                final double[] errors = inference.reconstructionError(images, Progress.NONE);
                for (int i = 0; i < 7; i++) {
                    double sum = 0;
                    for (int j = 0; j < SHAPE.values(); j++) {
                        final double difference = decoded[i * SHAPE.values() + j] - images.value(i, j);
                        sum += difference * difference;
                    }
                    assertEquals(sum, errors[i], 1e-5 * sum, architecture + ", image " + i);
                }
            }
        }
    }

    @Test
    void imagesAreEncodedAloneAsTogetherThoughBatchNormalisationIsTrainedOnBatches() {
        try (Kernels kernels = Kernels.create()) {
            final VaeNetwork network = network(kernels, config(DEEP, PosteriorKind.GAUSSIAN, Divergence.Kl.of(1),
                new Likelihood.Bernoulli(new Likelihood.Binarisation.Drawn())));
            final VaeInference inference = new VaeInference(network, SEED);
            final Images images = images(6);
            final Posterior all = inference.encode(images, Progress.NONE);
            for (int i = 0; i < 6; i++) {
                final Posterior alone = inference.encode(images.select(new int[]{i}), Progress.NONE);
                assertArrayEquals(Arrays.copyOfRange(all.mean(), 3 * i, 3 * i + 3), alone.mean(), 1e-5f);
                assertArrayEquals(Arrays.copyOfRange(all.logVariance(), 3 * i, 3 * i + 3), alone.logVariance(), 1e-5f);
            }
            network.setInput(images, null, 0, BATCH, PixelDraw.applied(SEED));
            final double applied = network.loss(1, BATCH, false).objective();
            assertNotEquals(applied, network.loss(1, BATCH, true).objective(), 1e-3 * applied);
        }
    }

    @Test
    void deterministicCodesHaveNoVariance() {
        try (Kernels kernels = Kernels.create()) {
            final VaeInference inference = new VaeInference(network(kernels, config(DEEP, PosteriorKind.DETERMINISTIC,
                new Divergence.Mmd(10, Divergence.MmdKernel.GAUSSIAN, 0), new Likelihood.SquaredError())), SEED);
            final Posterior posterior = inference.encode(images(5), Progress.NONE);
            assertArrayEquals(posterior.mean(), posterior.sample(1));
            assertTrue(Arrays.stream(inference.reconstructionError(images(5), Progress.NONE)).allMatch(e -> e > 0));
            final BatchLoss.Mean loss = inference.loss(images(5), null, null, 1, Progress.NONE);
            assertEquals(Double.NaN, loss.kl());
            assertEquals(0, loss.klPerDimension().length);
            assertEquals(loss.reconstruction() + 10 * loss.mmd(), loss.objective(), 1e-9 * loss.objective());
        }
    }

    @Test
    void theLossOfAnElboIsItsMeanWithOneSampleAndTheSameNoise() {
        try (Kernels kernels = Kernels.create()) {
            final VaeInference inference = new VaeInference(network(kernels, config(MLP, PosteriorKind.GAUSSIAN,
                Divergence.Kl.of(1), new Likelihood.LearnedGaussian())), SEED);
            final int[] rows = {5, 1, 3, 3, 0};
            final BatchLoss.Mean loss = inference.loss(images(6), rows, null, 1, Progress.NONE);
            final double[] elbo = inference.negativeElbo(images(6), rows, 1, Rng.stream(SEED, "validation noise"),
                Progress.NONE);
            final double mean = Arrays.stream(elbo).average().orElseThrow();
            assertEquals(mean, loss.objective(), 1e-9 * Math.abs(mean));
            assertEquals(mean, loss.reconstruction() + loss.kl(), 1e-9 * Math.abs(mean));
            assertEquals(loss.kl(), Arrays.stream(loss.klPerDimension()).sum(), 1e-12);
            assertEquals(5, loss.rows());
            assertEquals(loss.objective(), inference.loss(images(6), rows, null, 1, Progress.NONE).objective(), 0);
        }
    }

    @Test
    void appliedNetworksReserveNoGradients() {
        try (Kernels kernels = Kernels.create()) {
            final VaeConfig config = config(DEEP, PosteriorKind.GAUSSIAN, Divergence.Kl.of(1),
                new Likelihood.DiscretisedLogistic());
            final VaeNetwork trained = network(kernels, config);
            final VaeNetwork applied = new VaeNetwork(kernels, SHAPE, config, BATCH, false);
            applied.parameters().set(trained.parameters().values());
            applied.parameters().list().forEach(p -> assertEquals(null, p.gradient()));
            assertArrayEquals(new VaeInference(trained, SEED).reconstructionError(images(5), Progress.NONE),
                new VaeInference(applied, SEED).reconstructionError(images(5), Progress.NONE));
        }
    }
}
