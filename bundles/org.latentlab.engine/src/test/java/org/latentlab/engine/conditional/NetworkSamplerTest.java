package org.latentlab.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.classify.ClassifierArchitecture;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.GradientCheck;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;

class NetworkSamplerTest {

    private static final List<String> NAMES = List.of("horizontal", "vertical", "none");

    private static final ImageShape SHAPE = ImageShape.gray(8, 8);

    private static final NetworkSamplerConfig CONFIG =
        new NetworkSamplerConfig(List.of(16), 3, 40, 24, 5e-3, 0.05, 1, 0.2);

    private static Vae vae;

    private static ImageClassifier classifier;

    private static LatentClasses classes;

    /** A bright line across or down at one of six places, or none, with noise. */
    private static Images lines(final int count, final long seed) {
        final Rng rng = new Rng(seed);
        final byte[] pixels = new byte[count * SHAPE.values()];
        for (int i = 0; i < count; i++) {
            final int at = 1 + rng.nextInt(6);
            for (int p = 0; p < 64; p++) {
                final boolean lit = i % 3 == 0 && p / 8 == at || i % 3 == 1 && p % 8 == at;
                pixels[i * 64 + p] = (byte)((lit ? 180 : 0) + rng.nextInt(60));
            }
        }
        return Images.ofBytes(SHAPE, pixels);
    }

    @BeforeAll
    static void train() {
        final Images images = lines(600, 1);
        final int[] labels = new int[600];
        Arrays.setAll(labels, i -> i % 3);
        vae = VaeTrainer.train(images, new VaeConfig(4, List.of(60), List.of(60), Activation.SOFTPLUS,
            new Likelihood.Bernoulli()), new TrainingConfig(60, 50, 5e-3, 1, 0, 0, 0, false), Progress.NONE);
        classifier = ClassifierTrainer.train(vae.reconstruct(images, Progress.NONE), labels, NAMES,
            ClassifierConfig.standard(15, 1).with(ClassifierArchitecture.DENSE), Progress.NONE);
        classes = fit(ClassSpread.diagonal());
    }

    private static LatentClasses fit(final ClassSpread spread) {
        final int[] labels = new int[600];
        Arrays.setAll(labels, i -> i % 3);
        return LatentClasses.fit(Matrix.ofFloats(vae.encode(lines(600, 1), Progress.NONE).mean(), 4), labels, NAMES,
            spread, 1, Progress.NONE);
    }

    private static DecodedEvaluator evaluator() {
        return new DecodedEvaluator(vae, classifier, classes);
    }

    private static SamplerTrials search(final NetworkSamplerConfig config, final List<Double> factors) {
        return new NetworkSamplerTrainer(vae, classifier, config, factors).search(evaluator(),
            new ConditionalObjective(1, 1), 100, 3, Progress.NONE);
    }

    /** Weights with which every part of F is at work. */
    private static NetworkSampler sampler(final LatentClasses of, final double reach) {
        final NetworkSamplerConfig config = new NetworkSamplerConfig(List.of(5, 6), reach, 1, 12, 1e-3, 0, 0, 0);
        final Rng rng = new Rng(6);
        return new NetworkSampler(of, config, NetworkSampler.parameterShapes(of, config).stream().map(shape -> {
            final float[] values = new float[(int)shape.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)(0.5 * rng.nextGaussian());
            }
            return new Tensor(shape.name(), shape.sizes(), values);
        }).toList());
    }

    @Test
    void parametersGradientsAgreeWithFiniteDifferences() {
        final NetworkSamplerConfig config = new NetworkSamplerConfig(List.of(5, 6), 2, 1, 12, 1e-3, 0, 0, 0.3);
        for (final LatentClasses of : List.of(classes, fit(new ClassSpread(CovarianceType.FULL, 1)),
            fit(new ClassSpread(CovarianceType.FULL, 2)))) {
            try (Kernels kernels = GradientCheck.kernels()) {
                final NetworkSamplerTraining training =
                    new NetworkSamplerTraining(kernels, vae, classifier, of, config);
                training.parameters().set(sampler(of, 2).weights());
                training.gradients(9, 0.3, 0.8);
                GradientCheck.check(training.parameters().list(), () -> training.gradients(9, 0.3, 0.8).loss());
            }
        }
    }

    /** What is trained is what draws: its loss is that of its own draws. */
    @Test
    void trainingAndDrawingComputeTheSame() {
        final NetworkSampler sampler = sampler(classes, 2);
        final int[] wanted = new int[12];
        Arrays.setAll(wanted, i -> i % 3);
        final Matrix z = sampler.draw(wanted, 9, Progress.NONE);
        double spread = 0;
        for (int i = 0; i < 12; i++) {
            final LatentClass y = classes.classes().get(i % 3);
            double squares = 0;
            for (int j = 0; j < 4; j++) {
                final double u = (z.get(i, j) - y.mean()[j]) / y.standardDeviation()[j];
                assertTrue(Math.abs(u) <= 2, "within reach");
                squares += u * u;
            }
            spread += Math.sqrt(squares / 4) / 12;
        }
        final float[] x = vae.decode(z.toFloats(), Progress.NONE).toFloats();
        final double[] images = new double[x.length];
        Arrays.setAll(images, i -> x[i]);
        try (Kernels kernels = GradientCheck.kernels()) {
            final NetworkSamplerTraining training =
                new NetworkSamplerTraining(kernels, vae, classifier, classes, sampler.config());
            training.parameters().set(sampler.weights());
            final NetworkSamplerTraining.Loss loss = training.gradients(9, 0.3, 0.8);
            assertEquals(spread, loss.spread(), 1e-9);
            assertEquals(SamplerLoss.cosine(images, 64, wanted, 3, 1, null), loss.cosine(), 1e-6);
            assertEquals(loss.crossEntropy() + 0.8 * loss.cosine() - 0.3 * loss.spread(), loss.loss(), 1e-12);
        }
    }

    /** Of the loss, the cross-entropy alone is that of the images with noise. */
    @Test
    void theClassifierSeesTheImagesWithNoise() {
        final NetworkSamplerConfig config = new NetworkSamplerConfig(List.of(5, 6), 2, 1, 12, 1e-3, 0, 0, 0.4);
        final int[] wanted = new int[12];
        Arrays.setAll(wanted, i -> i % 3);
        final float[] x = vae.decode(sampler(classes, 2).draw(wanted, 9, Progress.NONE).toFloats(), Progress.NONE)
            .toFloats();
        final double[] seen = new double[x.length];
        for (int i = 0; i < 12; i++) {
            final Rng rng = Rng.stream(9, "noise of image " + i);
            for (int at = i * 64; at < (i + 1) * 64; at++) {
                seen[at] = x[at] + 0.4 * rng.nextGaussian();
            }
        }
        try (Kernels kernels = GradientCheck.kernels()) {
            final double[] crossEntropy = new double[12];
            classifier.gradient(kernels, 12).crossEntropy(seen, wanted, 12, crossEntropy, new double[seen.length]);
            final NetworkSamplerTraining noisy =
                new NetworkSamplerTraining(kernels, vae, classifier, classes, config);
            noisy.parameters().set(sampler(classes, 2).weights());
            final NetworkSamplerTraining.Loss loss = noisy.gradients(9, 0.3, 0.8);
            assertEquals(Arrays.stream(crossEntropy).average().orElseThrow(), loss.crossEntropy(), 1e-5);
            final NetworkSamplerTraining clear =
                new NetworkSamplerTraining(kernels, vae, classifier, classes, sampler(classes, 2).config());
            clear.parameters().set(sampler(classes, 2).weights());
            final NetworkSamplerTraining.Loss without = clear.gradients(9, 0.3, 0.8);
            assertEquals(without.cosine(), loss.cosine());
            assertEquals(without.spread(), loss.spread());
            assertTrue(Math.abs(without.crossEntropy() - loss.crossEntropy()) > 1e-3);
        }
    }

    /** At first F is 0: with a wide reach, the sampler is the one that scales with θ = 1. */
    @Test
    void trainingStartsFromDrawsOfTheClasses() {
        final NetworkSamplerConfig config = new NetworkSamplerConfig(List.of(7), 20, 1, 12, 1e-3, 0, 0, 0);
        for (final LatentClasses of : List.of(classes, fit(new ClassSpread(CovarianceType.FULL, 1)),
            fit(new ClassSpread(CovarianceType.DIAGONAL, 3)))) {
            try (Kernels kernels = Kernels.create()) {
                final NetworkSamplerTraining training =
                    new NetworkSamplerTraining(kernels, vae, classifier, of, config);
                training.initialise(new Rng(1));
                final NetworkSampler sampler = new NetworkSampler(of, config, training.parameters().values());
                final int[] wanted = {2, 0, 1, 1, 2};
                final double[] expected = new ScaledSampler(of, Scales.simple(3, 4, 1, 1)).draw(wanted, 4,
                    Progress.NONE).data();
                assertArrayEquals(expected, sampler.draw(wanted, 4, Progress.NONE).data(), 0.02);
            }
        }
    }

    /** The same bits on every Java version: that of Math differs from 24 on in the last bits of some of these. */
    @Test
    void boundsByTheSameBitsEverywhere() {
        final Rng rng = new Rng(4);
        for (int i = 0; i < 200_000; i++) {
            final double u = 3 * rng.nextGaussian();
            assertEquals(1.5 * StrictMath.tanh(u / 1.5), NetworkSampler.bound(u, 1.5));
        }
        assertEquals(0.37940931088689733, NetworkSampler.bound(0.3993694510336854, 1));
        assertEquals(-3, NetworkSampler.bound(-1e9, 3));
    }

    @Test
    void drawsOfAClassDoNotDependOnTheOthers() {
        final NetworkSampler sampler = sampler(classes, 3);
        final Matrix mixed = sampler.draw(new int[]{1, 0, 2, 1, 1, 0}, 8, Progress.NONE);
        final Matrix alone = sampler.draw(new int[]{1, 1, 1}, 8, Progress.NONE);
        assertArrayEquals(mixed.row(0), alone.row(0));
        assertArrayEquals(mixed.row(3), alone.row(1));
        assertArrayEquals(mixed.row(4), alone.row(2));
        assertNotEquals(mixed.row(0)[0], sampler.draw(new int[]{1}, 9, Progress.NONE).row(0)[0]);
        assertThrows(IllegalArgumentException.class, () -> sampler.draw(new int[]{3}, 8, Progress.NONE));
        assertEquals("generator network 7-5-6-4, weight of the cosine 0, of the spread 0", sampler.summary());
    }

    @Test
    void trainingBringsDownTheLossAndMoreWeightMoreDiversity() {
        final SamplerScore before = evaluator().score(
            new ScaledSampler(classes, Scales.simple(3, 4, 1, 1)), 100, 3, Progress.NONE);
        final NetworkSamplerConfig longer = new NetworkSamplerConfig(List.of(16), 3, 150, 60, 5e-3, 0.05, 1, 0);
        final SamplerTrials trials = search(longer, List.of(0.0, 6.0));
        assertEquals(2, trials.evaluations());
        assertEquals(2, trials.budget());
        assertTrue(trials.method().contains("150 steps"), trials.method());
        final SamplerScore accurate = trials.candidates().get(0).score();
        final SamplerScore varied = trials.candidates().get(1).score();
        assertTrue(accurate.accuracy() > before.accuracy() + 0.01, before + ", then " + accurate);
        assertTrue(varied.cosine() < accurate.cosine() - 0.02, accurate + ", then " + varied);
        assertTrue(varied.cosine() < before.cosine(), before + ", then " + varied);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        final SamplerTrials one = search(CONFIG, List.of(0.5, 1.0));
        final SamplerTrials two = search(CONFIG, List.of(0.5, 1.0));
        for (int k = 0; k < 2; k++) {
            final NetworkSampler a = (NetworkSampler)one.candidates().get(k).sampler();
            final NetworkSampler b = (NetworkSampler)two.candidates().get(k).sampler();
            for (int p = 0; p < a.weights().size(); p++) {
                assertArrayEquals(a.weights().get(p).values(), b.weights().get(p).values());
            }
            assertEquals(one.candidates().get(k).score().cosine(), two.candidates().get(k).score().cosine());
        }
        final NetworkSampler last = (NetworkSampler)one.candidates().get(1).sampler();
        assertEquals(CONFIG, last.config());
        assertEquals(0.5, ((NetworkSampler)one.candidates().get(0).sampler()).config().cosineWeight());
        assertEquals("generator network 7-16-4, weight of the cosine 0.5, of the spread 0.025",
            one.candidates().get(0).sampler().summary());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        final SamplerEvaluator evaluator = evaluator();
        final Images other = Images.ofBytes(ImageShape.gray(9, 9), noise(4 * 81));
        final ImageClassifier foreign = ClassifierTrainer.train(other, new int[]{0, 1, 2, 0}, NAMES,
            ClassifierConfig.standard(1, 1), Progress.NONE);
        assertRefused("decodes images of 8×8, but the classifier was trained on 9×9", foreign, CONFIG, evaluator);
        final ImageClassifier fewer = ClassifierTrainer.train(lines(6, 2), new int[]{0, 1, 0, 1, 0, 1},
            List.of("horizontal", "vertical"), ClassifierConfig.standard(1, 1), Progress.NONE);
        assertRefused("does not know the class 'none'", fewer, CONFIG, evaluator);
        assertRefused("at least 6 are needed", classifier,
            new NetworkSamplerConfig(List.of(16), 3, 40, 5, 5e-3, 0.05, 1, 0), evaluator);
        assertRefused("Lower the learning rate", classifier,
            new NetworkSamplerConfig(List.of(16), 3, 40, 12, 1e38, 0.05, 1, 0), evaluator);
        assertThrows(EngineException.class, () -> new NetworkSampler(classes, CONFIG, sampler(classes, 3).weights()));
    }

    private static byte[] noise(final int count) {
        final Rng rng = new Rng(1);
        final byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte)rng.nextInt(256);
        }
        return bytes;
    }

    private static void assertRefused(final String message, final ImageClassifier wrong,
        final NetworkSamplerConfig config, final SamplerEvaluator evaluator) {
        final NetworkSamplerTrainer trainer = new NetworkSamplerTrainer(vae, wrong, config, List.of(1.0));
        final EngineException e = assertThrows(EngineException.class,
            () -> trainer.search(evaluator, new ConditionalObjective(1, 1), 10, 1, Progress.NONE));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void parametersOutOfRangeAreRefusedSayingWhich() {
        refused("at most 20 standard deviations, not 0.0",
            () -> new NetworkSamplerConfig(List.of(), 0, 1, 2, 1, 0, 0, 0));
        refused("units, not 0", () -> new NetworkSamplerConfig(List.of(0), 3, 1, 2, 1, 0, 0, 0));
        refused("steps, not 0", () -> new NetworkSamplerConfig(List.of(), 3, 0, 2, 1, 0, 0, 0));
        refused("latent vectors, not 1", () -> new NetworkSamplerConfig(List.of(), 3, 1, 1, 1, 0, 0, 0));
        refused("learning rate is above 0", () -> new NetworkSamplerConfig(List.of(), 3, 1, 2, 0, 0, 0, 0));
        refused("spread is finite", () -> new NetworkSamplerConfig(List.of(), 3, 1, 2, 1, -1, 0, 0));
        refused("cosine is finite", () -> new NetworkSamplerConfig(List.of(), 3, 1, 2, 1, 0, Double.NaN, 0));
        refused("deviation of 0 to 10.0, not -0.1", () -> new NetworkSamplerConfig(List.of(), 3, 1, 2, 1, 0, 0, -0.1));
        refused("not Infinity",
            () -> new NetworkSamplerConfig(List.of(), 3, 1, 2, 1, 0, 0, Double.POSITIVE_INFINITY));
        refused("1 to 50 factors", () -> new NetworkSamplerTrainer(vae, classifier, CONFIG, List.of()));
        refused("not -1.0", () -> new NetworkSamplerTrainer(vae, classifier, CONFIG, List.of(-1.0)));
        refused("1.0 comes after 2.0", () -> new NetworkSamplerTrainer(vae, classifier, CONFIG, List.of(2.0, 1.0)));
    }

    private static void refused(final String message, final Runnable body) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, body::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void aCancelEndsTheTraining() {
        final int[] asked = new int[1];
        final Progress progress = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                // nobody looks
            }

            @Override
            public void checkCanceled() {
                if (++asked[0] == 7) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> new NetworkSamplerTrainer(vae, classifier, CONFIG,
            List.of(1.0)).search(evaluator(), new ConditionalObjective(1, 1), 10, 1, progress));
        assertEquals(7, asked[0]);
    }
}
