package org.latentlab.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ClassifierArchitecture;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;

/** With a model of which the truth is known: a bar across where z₁ is below 0, else one down, their cosine 1/8. */
class DecodedEvaluatorTest {

    private static final ImageShape SHAPE = ImageShape.gray(8, 8);

    private static final Bars DECODER = new Bars(SHAPE, List.of());

    private static ImageClassifier classifier;

    /** Not a trained model. */
    private record Bars(ImageShape shape, List<String> classNames) implements GenerativeModel {

        @Override
        public String kind() {
            return "Bars";
        }

        @Override
        public LatentPrior prior() {
            return new LatentPrior.Normal(2);
        }

        @Override
        public ModelInput input() {
            return ModelInput.AS_IT_IS;
        }

        @Override
        public List<LayerSummary> layers() {
            return List.of();
        }

        @Override
        public Provenance provenance() {
            return new Provenance(1, "fingerprint", null, null);
        }

        @Override
        public List<String> notices() {
            return List.of();
        }

        @Override
        public String summary() {
            return "bars";
        }

        @Override
        public Images decode(final float[] z, final int[] classes, final Progress progress) {
            final int side = shape.width();
            final float[] pixels = new float[z.length / 2 * shape.values()];
            for (int i = 0; i < z.length / 2; i++) {
                for (int j = 0; j < side; j++) {
                    pixels[i * shape.values() + (z[2 * i] < 0 ? 3 * side + j : j * side + 3)] = 1;
                }
            }
            return Images.ofFloats(shape, pixels);
        }
    }

    @BeforeAll
    static void train() {
        final float[] z = new float[400];
        final int[] labels = new int[200];
        for (int i = 0; i < 200; i++) {
            labels[i] = i % 2;
            z[2 * i] = labels[i] == 0 ? 1 : -1;
        }
        classifier = ClassifierTrainer.train(DECODER.decode(z, null, Progress.NONE), labels, List.of("down", "across"),
            ClassifierConfig.standard(10, 1).with(ClassifierArchitecture.DENSE), Progress.NONE);
    }

    private static LatentClass gaussian(final String name, final double... mean) {
        return new LatentClass(name, 10, mean, new double[]{1, 1}, GaussianMixture.of(CovarianceType.DIAGONAL,
            new double[]{1}, Matrix.of(mean), List.of(Matrix.of(new double[]{1, 0}, new double[]{0, 1}))));
    }

    /** In another order than the classifier has them. */
    private static LatentClasses classes() {
        return new LatentClasses(List.of(gaussian("across", -1, 0), gaussian("down", 2, 0)), ClassSpread.diagonal());
    }

    private static DecodedEvaluator evaluator() {
        return new DecodedEvaluator(DECODER, classifier, classes());
    }

    private static ScaledSampler simple(final DecodedEvaluator evaluator, final double theta, final int n) {
        return new ScaledSampler(evaluator.classes(),
            Scales.simple(evaluator.classes().size(), evaluator.classes().dimensions(), theta, n));
    }

    /** With p the share of right images: p Φ-values known, mean cosine 1 − 7/8 · 2p(1 − p). */
    @Test
    void scoresAreThoseOfTheKnownTruth() {
        final int count = 20_000;
        final DecodedEvaluator evaluator = evaluator();
        for (final int n : new int[]{1, 4}) {
            final SamplerScore score = evaluator.score(simple(evaluator, 2, n), count, 5, Progress.NONE);
            // Φ(√n · 1/2) and Φ(√n · 2/2), from tables
            final double[] p = n == 1 ? new double[]{0.691462, 0.841345} : new double[]{0.841345, 0.977250};
            for (int y = 0; y < 2; y++) {
                assertEquals(p[y], score.classAccuracy()[y], 4 * Math.sqrt(p[y] * (1 - p[y]) / count));
                assertEquals(1 - 7.0 / 8 * 2 * p[y] * (1 - p[y]), score.classCosine()[y], 0.01);
                final double a = score.classAccuracy()[y];
                final double exact = 1 - 7.0 / 8 * 2 * a * (1 - a) * count / (count - 1);
                assertEquals(exact, score.classCosine()[y], 1e-9, "over pairs of different images");
            }
            assertEquals((score.classAccuracy()[0] + score.classAccuracy()[1]) / 2, score.accuracy(), 1e-15);
            assertEquals((score.classCosine()[0] + score.classCosine()[1]) / 2, score.cosine(), 1e-15);
            // ‖z − μ‖ is Rayleigh distributed with the scale 2/√n
            assertEquals(2 / Math.sqrt(n) * Math.sqrt(Math.PI / 2), score.spread(), 0.02);
            assertEquals(count, score.drawsPerClass());
        }
    }

    @Test
    void whatIsDrawnByTheSamplerIsScored() {
        final DecodedEvaluator evaluator = evaluator();
        final ScaledSampler sampler = simple(evaluator, 1.5, 2);
        final int[] wanted = new int[600];
        Arrays.setAll(wanted, i -> i / 300);
        final Matrix z = sampler.draw(wanted, 11, Progress.NONE);
        int right = 0;
        for (int i = 0; i < 300; i++) {
            right += (float)z.get(i, 0) < 0 ? 1 : 0;
        }
        for (int again = 0; again < 2; again++) { // the second time from kept random numbers
            final SamplerScore score = evaluator.score(sampler, 300, 11, Progress.NONE);
            assertEquals(right / 300.0, score.classAccuracy()[0], 1e-15);
        }
        // a sampler of equal classes that are another object goes through draw
        final SamplerScore other =
            evaluator.score(new ScaledSampler(classes(), sampler.scales()), 300, 11, Progress.NONE);
        final SamplerScore same = evaluator.score(sampler, 300, 11, Progress.NONE);
        assertArrayEquals(same.classCosine(), other.classCosine());
        assertEquals(same.spread(), other.spread());
        assertNotEquals(same.spread(), evaluator.score(sampler, 300, 12, Progress.NONE).spread());
    }

    /** More images than are held at once, so that a class goes on from one part to the next. */
    @Test
    void manyImagesAreScoredInParts() {
        final DecodedEvaluator evaluator = evaluator();
        final int count = 50_000;
        final SamplerScore score = evaluator.score(simple(evaluator, 2, 1), count, 5, Progress.NONE);
        final int[] wanted = new int[2 * count];
        Arrays.setAll(wanted, i -> i / count);
        final Matrix z = simple(evaluator, 2, 1).draw(wanted, 5, Progress.NONE);
        final int[] right = new int[2];
        for (int i = 0; i < wanted.length; i++) {
            right[wanted[i]] += (float)z.get(i, 0) < 0 == (wanted[i] == 0) ? 1 : 0;
        }
        assertEquals((double)right[0] / count, score.classAccuracy()[0], 1e-15);
        assertEquals((double)right[1] / count, score.classAccuracy()[1], 1e-15);
    }

    @Test
    void withoutSpreadOneImageTellsAll() {
        final DecodedEvaluator evaluator = evaluator();
        final SamplerScore still = evaluator.score(simple(evaluator, 0, 3), 100, 1, Progress.NONE);
        final SamplerScore almost = evaluator.score(simple(evaluator, 1e-9, 3), 100, 1, Progress.NONE);
        assertEquals(1, still.accuracy());
        assertEquals(1, still.cosine());
        assertEquals(0, still.spread());
        assertEquals(100, still.drawsPerClass());
        assertArrayEquals(almost.classAccuracy(), still.classAccuracy());
        assertArrayEquals(almost.classCosine(), still.classCosine(), 1e-12);
    }

    /** Without spread, a mixture still draws components. */
    @Test
    void aMixtureWithoutSpreadIsDrawnInFull() {
        final GaussianMixture mixture = GaussianMixture.of(CovarianceType.DIAGONAL, new double[]{0.5, 0.5},
            Matrix.of(new double[]{-1, 0}, new double[]{1, 0}),
            List.of(Matrix.of(new double[]{1, 0}, new double[]{0, 1}),
                Matrix.of(new double[]{1, 0}, new double[]{0, 1})));
        final LatentClasses classes = new LatentClasses(List.of(new LatentClass("down", 10, new double[]{0, 0},
            new double[]{1.4, 1}, mixture)), new ClassSpread(CovarianceType.DIAGONAL, 2));
        final DecodedEvaluator evaluator = new DecodedEvaluator(DECODER, classifier, classes);
        final SamplerScore score = evaluator.score(simple(evaluator, 0, 1), 1000, 1, Progress.NONE);
        assertEquals(0.5, score.accuracy(), 0.07);
        assertEquals(1, score.spread(), 1e-12);
    }

    @Test
    void oneClassAloneIsScoredAsAmongTheOthers() {
        final DecodedEvaluator evaluator = evaluator();
        final SamplerScore all = evaluator.score(simple(evaluator, 2, 2), 500, 5, Progress.NONE);
        for (int y = 0; y < 2; y++) {
            final SamplerEvaluator only = evaluator.only(y);
            assertEquals(List.of(evaluator.classes().names().get(y)), only.classes().names());
            final SamplerScore score = only.score(
                new ScaledSampler(only.classes(), Scales.simple(1, 2, 2, 2)), 500, 5, Progress.NONE);
            assertEquals(all.classAccuracy()[y], score.accuracy());
            assertEquals(all.classCosine()[y], score.cosine());
        }
    }

    private static void assertRefused(final String part, final GenerativeModel decoder, final LatentClasses classes) {
        final EngineException e =
            assertThrows(EngineException.class, () -> new DecodedEvaluator(decoder, classifier, classes));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertRefused("trained with classes", new Bars(SHAPE, List.of("a")), classes());
        assertRefused("16×16", new Bars(ImageShape.gray(16, 16), List.of()), classes());
        assertRefused("does not know the class 'oblique'", DECODER,
            new LatentClasses(List.of(gaussian("down", 0, 0), gaussian("oblique", 1, 1)), ClassSpread.diagonal()));
        assertRefused("does not know the classes 'x', 'y'", DECODER,
            new LatentClasses(List.of(gaussian("x", 0, 0), gaussian("y", 1, 1)), ClassSpread.diagonal()));
        final GaussianMixture one = GaussianMixture.of(CovarianceType.DIAGONAL, new double[]{1},
            Matrix.of(new double[]{0}), List.of(Matrix.of(new double[]{1})));
        assertRefused("The codes have 1 latent dimensions, but the model decodes 2", DECODER, new LatentClasses(
            List.of(new LatentClass("down", 2, new double[1], new double[]{1}, one)), ClassSpread.diagonal()));
        final DecodedEvaluator evaluator = evaluator();
        assertThrows(IllegalArgumentException.class,
            () -> evaluator.score(simple(evaluator, 1, 1), 1, 1, Progress.NONE));
        final ScaledSampler foreign = new ScaledSampler(
            new LatentClasses(List.of(gaussian("down", 0, 0)), ClassSpread.diagonal()), Scales.simple(1, 2, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> evaluator.score(foreign, 10, 1, Progress.NONE));
    }

    @Test
    void progressAndCancelling() {
        final DecodedEvaluator evaluator = evaluator();
        final List<Double> told = new ArrayList<>();
        final Progress progress = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                told.add(fraction);
            }

            @Override
            public void checkCanceled() {
                if (!told.isEmpty()) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class,
            () -> evaluator.score(simple(evaluator, 1, 1), 50_000, 1, progress));
        assertEquals(1, told.size());
        assertEquals("bars", evaluator.decoder());
        assertEquals("fingerprint", evaluator.decoderFingerprint());
        assertEquals(classifier.summary(), evaluator.classifier());
    }
}
