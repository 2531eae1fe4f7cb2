package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.backend.BackendInfo;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.train.TrainingHistory;

class VaeTest {

    private static final Images IMAGES = TestImages.bars(700, 2); // more than one batch of inference

    private static Vae vae;

    @BeforeAll
    static void train() {
        vae = VaeTrainer.train(IMAGES, new VaeConfig(2, List.of(40), List.of(40), Activation.SOFTPLUS,
            new Likelihood.Bernoulli()), new TrainingConfig(30, 50, 2e-3, 1, 0, 0, 0, false), Progress.NONE);
    }

    @Test
    void imagesAreEncodedAloneAsTheyAreTogether() {
        final Posterior all = vae.encode(IMAGES, Progress.NONE);
        assertEquals(700, all.size());
        final Posterior some = vae.encode(IMAGES.select(new int[]{699, 3}), Progress.NONE);
        for (int j = 0; j < 2; j++) {
            assertEquals(all.mean()[699 * 2 + j], some.mean()[j], 1e-4);
            assertEquals(all.logVariance()[3 * 2 + j], some.logVariance()[2 + j], 1e-4);
        }
    }

    @Test
    void samplesOfThePosteriorHaveItsMomentsAndFollowTheSeed() {
        final int n = 20_000;
        final float[] mean = new float[n];
        final float[] logVariance = new float[n];
        Arrays.fill(mean, 1.5f);
        Arrays.fill(logVariance, (float)Math.log(0.25));
        final Posterior posterior = new Posterior(n, 1, mean, logVariance);
        final float[] z = posterior.sample(3);
        double m = 0;
        double v = 0;
        for (final float value : z) {
            m += value / n;
            v += (value - 1.5) * (value - 1.5) / n;
        }
        assertEquals(1.5, m, 4 * 0.5 / Math.sqrt(n));
        assertEquals(0.25, v, 4 * 0.25 * Math.sqrt(2.0 / n));
        assertArrayEquals(z, posterior.sample(3));
    }

    @Test
    void theMeanCodeDecodesToAnImageLikeTheOriginal() {
        final Images back = vae.reconstruct(IMAGES, Progress.NONE);
        final double[] error = vae.reconstructionError(IMAGES, Progress.NONE);
        double total = 0;
        for (int i = 0; i < IMAGES.size(); i++) {
            double nll = 0;
            for (int j = 0; j < IMAGES.shape().values(); j++) {
                final double x = IMAGES.value(i, j);
                final double p = back.value(i, j);
                nll -= x * Math.log(p) + (1 - x) * Math.log(1 - p);
                total += Math.abs(x - p);
            }
            assertEquals(nll, error[i], 1e-3 * nll, "image " + i);
        }
        assertTrue(total / (IMAGES.size() * 100.0) < 0.12, "mean absolute difference " + total / 70_000);
    }

    @Test
    void theElboIsTheReconstructionPlusTheDivergence() {
        // with many samples the mean of −ELBO settles; with the KL in closed form it is at least the KL
        final double[] once = vae.negativeElbo(IMAGES, 1, 1, Progress.NONE);
        final double[] often = vae.negativeElbo(IMAGES, 20, 2, Progress.NONE);
        final double mean1 = Arrays.stream(once).average().orElseThrow();
        final double mean20 = Arrays.stream(often).average().orElseThrow();
        assertEquals(mean20, mean1, 0.5);
        assertArrayEquals(once, vae.negativeElbo(IMAGES, 1, 1, Progress.NONE));
        final Posterior q = vae.encode(IMAGES, Progress.NONE);
        for (int i = 0; i < IMAGES.size(); i++) {
            double kl = 0;
            for (int j = 2 * i; j < 2 * i + 2; j++) {
                kl += 0.5 * (q.mean()[j] * q.mean()[j] + Math.exp(q.logVariance()[j]) - q.logVariance()[j] - 1);
            }
            assertTrue(often[i] > kl, "image " + i);
        }
    }

    @Test
    void theImportanceWeightedBoundRisesFromTheElboTowardsTheLogLikelihood() {
        final Vae linear = linear(LOADINGS, OFFSETS, NOISE);
        final Images x = Images.ofFloats(ImageShape.gray(1, 2), repeated(new float[]{0.9f, 0.1f}, 4000));
        final double elbo = -mean(linear.negativeElbo(x, 20, 3, Progress.NONE));
        final double one = mean(linear.logLikelihood(x, 1, 4, Progress.NONE));
        final double ten = mean(linear.logLikelihood(x, 10, 4, Progress.NONE));
        final double hundred = mean(linear.logLikelihood(x, 100, 4, Progress.NONE));
        assertEquals(elbo, one, 0.05);
        assertTrue(one + 0.05 < ten && ten + 0.005 < hundred && hundred < exact(0.9, 0.1) + 0.01,
            one + ", " + ten + ", " + hundred + ", exactly " + exact(0.9, 0.1));
    }

    private static float[] repeated(final float[] values, final int times) {
        final float[] all = new float[values.length * times];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i % values.length];
        }
        return all;
    }

    private static double mean(final double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Test
    void theLogLikelihoodOfALinearModelIsThatOfItsClosedForm() {
        final Vae linear = linear(LOADINGS, OFFSETS, NOISE);
        final Images x = Images.ofFloats(ImageShape.gray(1, 2), new float[]{0.9f, 0.1f, 0.2f, 0.7f, 0f, 1f});
        final double[] estimate = linear.logLikelihood(x, 200_000, 1, Progress.NONE);
        for (int i = 0; i < 3; i++) {
            assertEquals(exact(x.value(i, 0), x.value(i, 1)), estimate[i], 0.01);
        }
    }

    private static final float[] LOADINGS = {0.8f, -0.5f};

    private static final float[] OFFSETS = {0.3f, 0.4f};

    private static final double NOISE = 0.4;

    /** ln N(x; c, a aᵀ + s² I). */
    private static double exact(final double x0, final double x1) {
        final double s11 = LOADINGS[0] * LOADINGS[0] + NOISE * NOISE;
        final double s22 = LOADINGS[1] * LOADINGS[1] + NOISE * NOISE;
        final double s12 = LOADINGS[0] * LOADINGS[1];
        final double det = s11 * s22 - s12 * s12;
        final double d0 = x0 - OFFSETS[0];
        final double d1 = x1 - OFFSETS[1];
        final double quadratic = (s22 * d0 * d0 - 2 * s12 * d0 * d1 + s11 * d1 * d1) / det;
        return -0.5 * quadratic - 0.5 * Math.log(det) - Math.log(2 * Math.PI);
    }

    /**
     * A linear VAE with a Gaussian likelihood is a factor model: x = a z + c + s ε, whose density is known. Its encoder
     * here is deliberately not the exact posterior.
     */
    private static Vae linear(final float[] a, final float[] c, final double s) {
        final VaeConfig config = new VaeConfig(1, List.of(), List.of(), Activation.RELU, new Likelihood.Gaussian(s));
        final List<Tensor> weights = List.of(
            new Tensor("encoder.0.weights", new int[]{2, 2}, new float[]{0.5f, 0, -0.5f, 0}),
            new Tensor("encoder.0.bias", new int[]{2}, new float[]{0, -0.5f}),
            new Tensor("decoder.0.weights", new int[]{1, 2}, a), new Tensor("decoder.0.bias", new int[]{2}, c));
        return new Vae(ImageShape.gray(1, 2), config, TrainingConfig.standard(1, 1),
            new TrainingHistory(List.of(new EpochRecord(1, 1, 1, 0, new double[1], Double.NaN, 1)), 1, "Done."), null,
            new Provenance(2, "", new BackendInfo("CPU", "", 1, "", Optional.empty()), Instant.EPOCH), List.of(),
            weights);
    }

    @Test
    void imagesOfAnotherShapeAndPointsThatAreNoNumbersAreRefused() {
        final EngineException shape = assertThrows(EngineException.class,
            () -> vae.encode(Images.ofBytes(ImageShape.rgb(32, 32), new byte[3072]), Progress.NONE));
        assertEquals("The images are 32×32×3, but the VAE was trained on 10×10. Choose another column or resize the "
            + "images first.", shape.getMessage());
        final EngineException nan = assertThrows(EngineException.class,
            () -> vae.decode(new float[]{0, 0, 0, Float.NaN}, Progress.NONE));
        assertTrue(nan.getMessage().startsWith("Latent point 2 has the value NaN in dimension 2."), nan.getMessage());
        assertThrows(EngineException.class,
            () -> vae.decode(new float[]{Float.POSITIVE_INFINITY, 0}, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> vae.decode(new float[3], Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> vae.logLikelihood(IMAGES, 0, 1, Progress.NONE));
    }

    private static Vae train(final PosteriorKind posterior, final Divergence divergence, final Likelihood likelihood) {
        return VaeTrainer.train(TestImages.bars(60, 16, 2), new VaeConfig(2, new Architecture.Convolutional(
            List.of(4, 8), Activation.RELU, false), posterior, divergence, likelihood, null),
            TrainingConfig.standard(2, 1), Progress.NONE);
    }

    @Test
    void everyMemberOfTheFamilySaysWhatItIs() {
        final Likelihood bernoulli = new Likelihood.Bernoulli();
        final Divergence mmd = new Divergence.Mmd(1, Divergence.MmdKernel.GAUSSIAN, 0);
        final String end = " 16×16-conv4-conv8-2, 60 images, 2 epochs, ";
        assertSummary("VAE" + end + "−ELBO \\d+\\.\\d, CPU.*",
            train(PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), bernoulli));
        assertSummary("β-VAE (β = 4)" + end + "−ELBO \\d+\\.\\d, CPU.*",
            train(PosteriorKind.GAUSSIAN, Divergence.Kl.of(4), bernoulli));
        assertSummary("Autoencoder" + end + "reconstruction \\d+\\.\\d, CPU.*",
            train(PosteriorKind.DETERMINISTIC, new Divergence.None(), bernoulli));
        assertSummary("MMD-VAE" + end + "reconstruction \\d+\\.\\d, MMD² \\d\\.\\d+, CPU.*",
            train(PosteriorKind.GAUSSIAN, mmd, bernoulli));
        assertSummary("VAE" + end + "reconstruction \\d+\\.\\d, CPU.*",
            train(PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), new Likelihood.SquaredError()));
    }

    private static void assertSummary(final String expected, final Vae model) {
        assertTrue(model.summary().matches(expected.replace("(", "\\(").replace(")", "\\)")), model.summary());
    }

    @Test
    void theLayersAreThoseOfTheTutorialsNetwork() {
        final Vae model = train(PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), new Likelihood.Bernoulli());
        assertEquals(List.of("16×16×1", "7×7×4", "3×3×8", "4", "2", "64", "4×4×4", "8×8×8", "16×16×4", "16×16×1"),
            model.layers().stream().map(l -> l.output().toString()).toList());
        assertEquals(model.weights().stream().mapToLong(t -> t.values().length).sum(),
            model.layers().stream().mapToLong(l -> l.parameters() + l.state()).sum());
    }

    @Test
    void aCodeThatIsNotDrawnHasNoElboAndNoVariance() {
        final Images images = TestImages.bars(60, 16, 2);
        final Vae model = train(PosteriorKind.DETERMINISTIC, new Divergence.None(), new Likelihood.Bernoulli());
        final String message = "An autoencoder has no ELBO and no likelihood: its codes are not drawn. Use the "
            + "reconstruction error, or train a VAE.";
        assertEquals(message, assertThrows(EngineException.class,
            () -> model.negativeElbo(images, 1, 1, Progress.NONE)).getMessage());
        assertEquals(message, assertThrows(EngineException.class,
            () -> model.logLikelihood(images, 1, 1, Progress.NONE)).getMessage());
        assertEquals(message, assertThrows(EngineException.class, model::negativeElbo).getMessage());
        final Posterior codes = model.encode(images, Progress.NONE);
        for (final float v : codes.logVariance()) {
            assertEquals(Float.NEGATIVE_INFINITY, v);
        }
        assertArrayEquals(codes.mean(), codes.sample(1));
        final Images back = model.reconstruct(images, Progress.NONE);
        double nll = 0;
        for (int j = 0; j < 256; j++) {
            nll -= images.value(7, j) * Math.log(back.value(7, j))
                + (1 - images.value(7, j)) * Math.log(1 - back.value(7, j));
        }
        assertEquals(nll, model.reconstructionError(images, Progress.NONE)[7], 1e-3 * nll);
        assertFalse(model.diagnostics().hasPosterior());
        assertEquals(60, model.diagnostics().images());
    }

    @Test
    void theSquaredErrorIsNoLikelihoodButCanBeMeasured() {
        final Images images = TestImages.bars(60, 16, 2);
        final Vae model = train(PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), new Likelihood.SquaredError());
        assertTrue(assertThrows(EngineException.class, () -> model.negativeElbo(images, 1, 1, Progress.NONE))
            .getMessage().startsWith("A VAE trained by the squared error has no ELBO"));
        final Images back = model.reconstruct(images, Progress.NONE);
        double error = 0;
        boolean clipped = false;
        for (int j = 0; j < 256; j++) {
            error += Math.pow(images.value(3, j) - back.value(3, j), 2);
            clipped |= back.value(3, j) == 0 || back.value(3, j) == 1;
        }
        final double measured = model.reconstructionError(images, Progress.NONE)[3];
        // clipping to [0, 1] can but bring pixels nearer to the image
        assertTrue(clipped ? error <= measured : Math.abs(error - measured) < 1e-3 * error, error + ", " + measured);
    }

    /** An MMD-VAE is not trained by the ELBO but has one. */
    @Test
    void theElboOfAModelThatIsTrainedOtherwiseIsReconstructionAndKl() {
        final Vae model = train(PosteriorKind.GAUSSIAN, new Divergence.Mmd(1, Divergence.MmdKernel.GAUSSIAN, 0),
            new Likelihood.Bernoulli());
        final EpochRecord last = model.history().last();
        assertEquals(last.reconstruction() + last.kl(), model.negativeElbo());
        final double[] elbo = model.negativeElbo(TestImages.bars(60, 16, 2), 1, 1, Progress.NONE);
        assertTrue(mean(elbo) < 1.2 * model.negativeElbo(), mean(elbo) + " after " + model.negativeElbo());
    }

    @Test
    void vectorsAreDecodedWithoutClippingAndImagesWithin() {
        final Vae vector = linear(new float[]{10, -20}, OFFSETS, NOISE);
        assertArrayEquals(new float[]{10.3f, -19.6f}, vector.decode(new float[]{1}, Progress.NONE).toFloats(), 1e-5f);
        final Vae image = new Vae(ImageShape.gray(2, 1), vector.config(), vector.trainingConfig(), vector.history(),
            null, vector.provenance(), List.of(), vector.weights());
        assertArrayEquals(new float[]{1, 0}, image.decode(new float[]{1}, Progress.NONE).toFloats());
    }

    @Test
    void nothingToDoGivesNothing() {
        final Images none = Images.ofBytes(IMAGES.shape(), new byte[0]);
        assertEquals(0, vae.encode(none, Progress.NONE).size());
        assertEquals(0, vae.decode(new float[0], Progress.NONE).size());
        assertEquals(0, vae.logLikelihood(none, 5, 1, Progress.NONE).length);
    }

    @Test
    void farAwayPointsStillDecodeToPixelsWithinRange() {
        final float[] z = new float[200];
        final Rng rng = new Rng(1);
        for (int i = 0; i < z.length; i++) {
            z[i] = (float)(1e4 * rng.nextGaussian());
        }
        final Images images = vae.decode(z, Progress.NONE);
        for (final float v : images.toFloats()) {
            assertTrue(v >= 0 && v <= 1, "pixel " + v);
        }
    }

    @Test
    void vectorsAreNotCalledImages() {
        final float[] values = {0, 1, 0.5f, 1, 0, 0.25f};
        final Vae vectors = VaeTrainer.train(Images.ofFloats(ImageShape.gray(1, 3), values), new VaeConfig(1,
            List.of(2), List.of(2), Activation.RELU, new Likelihood.Bernoulli()),
            new TrainingConfig(1, 2, 1e-3, 1, 0, 0, 0, false), Progress.NONE);
        assertEquals("The vectors have 2 values, but the VAE was trained on vectors of 3. Choose the same columns.",
            assertThrows(EngineException.class, () -> vectors.encode(Images.ofFloats(ImageShape.gray(1, 2),
                new float[2]), Progress.NONE)).getMessage());
        assertEquals("Vector 1 has the value 1.25 in place 2, but the likelihood chosen needs values from 0 to 1. Leave "
            + "it out, or train with a Gaussian likelihood.", assertThrows(EngineException.class, () -> vectors.encode(
                Images.ofFloats(ImageShape.gray(1, 3), new float[]{0, 1.25f, 0}), Progress.NONE)).getMessage());
    }

    @Test
    void moreValuesThanAnArrayHoldsAreRefusedInWords() {
        // 3 million points of one dimension decode to 3 million images of 784 values
        final Vae wide = VaeTrainer.train(Images.ofFloats(ImageShape.gray(28, 28), ramps()), new VaeConfig(1,
            List.of(2), List.of(2), Activation.RELU, new Likelihood.Bernoulli()),
            new TrainingConfig(1, 2, 1e-3, 1, 0, 0, 0, false), Progress.NONE);
        assertEquals("3,000,000 points with 784 values of an image each are 2,352,000,000 values, but at most "
            + "2,147,483,639 can be held at once. Split the table and take one part at a time.",
            assertThrows(EngineException.class, () -> wide.decode(new float[3_000_000], Progress.NONE)).getMessage());
        assertEquals("A batch of 2,000,000 with 32,768 values each is too large. Choose a batch size of at most "
            + "65,535.", assertThrows(EngineException.class, () -> VaeMemory.check(new VaeConfig(16_384, List.of(2), List.of(2),
                Activation.RELU, new Likelihood.Bernoulli()), ImageShape.gray(2, 2), 2_000_000)).getMessage());
    }

    private static float[] ramps() {
        final float[] values = new float[2 * 784];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 1568f;
        }
        return values;
    }
}
