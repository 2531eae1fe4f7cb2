package org.latentlab.engine.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainer;
import org.latentlab.engine.gan.GanTraining;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.engine.vae.VaeTraining;

class ModelComparisonTest {

    private static final String EVIL = "<script>alert('x')</script>\"&";

    private static Vae vae;

    private static ModelComparison tradeOff;

    @BeforeAll
    static void compare() {
        vae = ModelComparisonExample.vae();
        tradeOff = comparison(ModelComparisonExample.fewSharp(), ModelComparisonExample.manyBlurred(), vae);
    }

    private static ModelComparison comparison(final GenerativeModel... models) {
        return ModelComparison.of(ModelComparisonExample.entries(models), ModelComparisonExample.data(),
            ModelComparisonExample.CONFIG, Progress.NONE);
    }

    private static double mean(final ModelComparison comparison, final int model,
        final ModelComparisonMeasure measure) {
        return comparison.rows().get(model).figure(measure).mean();
    }

    private static String sentence(final ModelComparison comparison, final String beginning) {
        return comparison.verdict().stream().filter(s -> s.startsWith(beginning)).findFirst()
            .orElseThrow(() -> new AssertionError(beginning + " in " + comparison.verdict()));
    }

    @Test
    void fewSharpImagesAgainstManyBlurredOnesAreATradeOff() {
        final ModelComparison two = comparison(ModelComparisonExample.fewSharp(), ModelComparisonExample.manyBlurred());
        assertEquals("Diversity against sharpness: a trade-off. few is ahead in sharpness, many in diversity.",
            sentence(two, "Diversity against sharpness"));
        final String sharp = sentence(two, "Sharpness");
        assertTrue(sharp.startsWith("Sharpness: few is ahead: sharpness favours few (few:\u00a0"), sharp);
        assertTrue(sharp.contains("; contrast favours few (few:\u00a0"), sharp);
        assertTrue(mean(two, 1, ModelComparisonMeasure.SHARPNESS) < 0.8);
        assertTrue(mean(two, 1, ModelComparisonMeasure.CONTRAST) < 0.8);
        assertEquals(1, mean(two, 0, ModelComparisonMeasure.CONTRAST), 0.2);
        assertEquals(1, mean(two, 0, ModelComparisonMeasure.DUPLICATES), "40 draws of 5 images");
        assertTrue(mean(two, 0, ModelComparisonMeasure.VARIETY) < 0.05);
    }

    /** A model that gives back real images copies them; blurred ones lie near, but not as near. */
    @Test
    void copiesOfRealImagesAreTold() {
        final ModelComparison two = comparison(ModelComparisonExample.all(), ModelComparisonExample.manyBlurred());
        // half of the 600 digits are held against
        assertEquals(0.5, mean(two, 0, ModelComparisonMeasure.COPIES), 0.15);
        assertTrue(mean(two, 1, ModelComparisonMeasure.COPIES) < 0.1);
        assertTrue(two.real().figure(ModelComparisonMeasure.COPIES).mean() < 0.05);
        assertEquals(1, two.real().figure(ModelComparisonMeasure.NEAREST).mean(), 0.1);
        final String copies = sentence(two, "Copies");
        assertTrue(copies.startsWith("Copies: samples of all ("), copies);
        assertFalse(copies.contains("many"), copies);
        assertTrue(comparison(ModelComparisonExample.manyBlurred()).verdict().stream()
            .noneMatch(s -> s.startsWith("Copies")));
    }

    /** Faint images are no wider, and sharper to no eye. */
    @Test
    void whoIsFinerButFainterIsNotAheadInSharpness() {
        final float[] faint = ModelComparisonExample.DIGITS.images().toFloats();
        for (int i = 0; i < faint.length; i++) {
            faint[i] *= 0.4f;
        }
        final ModelComparison two = comparison(ModelComparisonExample.memory("faint",
            Images.ofFloats(ModelComparisonExample.DIGITS.images().shape(), faint)),
            ModelComparisonExample.manyBlurred());
        assertEquals(0.4, mean(two, 0, ModelComparisonMeasure.CONTRAST), 0.02);
        assertEquals(1, mean(two, 0, ModelComparisonMeasure.SHARPNESS), 0.03);
        assertTrue(sentence(two, "Sharpness").startsWith("Sharpness: the figures disagree: sharpness favours faint "),
            sentence(two, "Sharpness"));
        assertEquals("Diversity against sharpness: many is ahead in diversity; no model is in sharpness, by all of its "
            + "figures.", sentence(two, "Diversity against sharpness"));
    }

    @Test
    void modelsThatAreTheSameCannotBeToldApart() {
        final GenerativeModel all = ModelComparisonExample.all();
        final ModelComparison same = comparison(all, ModelComparisonExample.memory("again",
            ModelComparisonExample.DIGITS.images()));
        for (final ModelComparisonMeasure measure : ModelComparisonMeasure.values()) {
            if (same.rows().get(0).figure(measure).isKnown()) {
                assertArrayEquals(same.rows().get(0).figure(measure).values(),
                    same.rows().get(1).figure(measure).values(), measure.words());
            }
        }
        assertTrue(sentence(same, "Sharpness").startsWith("Sharpness: no model is ahead: "));
        assertTrue(sentence(same, "Sharpness").contains("a difference within the sampling error"));
        assertTrue(sentence(same, "Both at once").startsWith(
            "Both at once: the Fréchet distances differ by no more than the sampling error"));
        assertEquals("Diversity against sharpness: no model is ahead in either by more than the sampling error "
            + "explains and in every figure.", sentence(same, "Diversity against sharpness"));
    }

    /** Other draws of the same images differ by nothing but chance. */
    @Test
    void anotherOrderOfTheSameImagesIsWithinTheSamplingError() {
        final int n = ModelComparisonExample.DIGITS.size();
        final Images turned = ModelComparisonExample.DIGITS.images()
            .select(IntStream.range(0, n).map(i -> (i * 7 + 3) % n).toArray());
        final ModelComparison two = comparison(ModelComparisonExample.all(),
            ModelComparisonExample.memory("turned", turned));
        assertTrue(mean(two, 0, ModelComparisonMeasure.FRECHET) != mean(two, 1, ModelComparisonMeasure.FRECHET));
        assertTrue(sentence(two, "Both at once").contains("no more than the sampling error"),
            sentence(two, "Both at once"));
    }

    @Test
    void realImagesKeptApartScoreLikeTheModelThatKnowsAll() {
        final ModelComparison c = comparison(ModelComparisonExample.all());
        // a third of 600 are kept apart at most: as many as the models' 4 sets of 40
        assertEquals(300, c.realImages());
        final ModelComparisonRow real = c.real();
        assertEquals(4, real.figure(ModelComparisonMeasure.FRECHET).values().length);
        assertEquals(1, real.figure(ModelComparisonMeasure.SHARPNESS).mean(), 0.03);
        assertEquals(1, real.figure(ModelComparisonMeasure.DISTANCE).mean(), 0.05);
        assertEquals(mean(c, 0, ModelComparisonMeasure.FRECHET), real.figure(ModelComparisonMeasure.FRECHET).mean(),
            0.1 * mean(c, 0, ModelComparisonMeasure.FRECHET));
        assertTrue(mean(tradeOff, 2, ModelComparisonMeasure.FRECHET)
            > real.figure(ModelComparisonMeasure.FRECHET).mean());
    }

    @Test
    void tooFewRealImagesLeaveNoneToBeKeptApart() {
        final Images few = ModelComparisonExample.DIGITS.images().select(IntStream.range(0, 60).toArray());
        final ModelComparison c = ModelComparison.of(ModelComparisonExample.entries(vae),
            new ModelComparisonData(few, null, List.of(), null), ModelComparisonExample.CONFIG, Progress.NONE);
        assertNull(c.real());
        assertEquals(60, c.realImages());
        assertTrue(c.classNames().isEmpty() && c.realClassCounts().length == 0);
        assertFalse(c.html("T", "", List.of(), Progress.NONE).contains("id=\"composition\""));
    }

    @Test
    void missingClassesAreNamedWithTheirShares() {
        final int[] some = IntStream.range(0, 600).filter(i -> ModelComparisonExample.DIGITS.labels()[i] != 4
            && ModelComparisonExample.DIGITS.labels()[i] != 7).toArray();
        final ModelComparison c = comparison(ModelComparisonExample.memory("without",
            ModelComparisonExample.DIGITS.images().select(some)));
        final String missing = sentence(c, "without hardly makes");
        assertTrue(missing.matches("without hardly makes the classes 4 \\(0.\\d\u00a0% of the samples, \\d+.\\d\u00a0% "
            + "of the real images\\) and 7 \\(.*\\)\\."), missing);
        assertEquals(8, mean(c, 0, ModelComparisonMeasure.CLASSES), 0.5);
    }

    @Test
    void aClassConditionalModelIsAskedForItsClasses() {
        final int[] labels = ModelComparisonExample.DIGITS.labels();
        final GenerativeModel told = new ModelComparisonExample.Memory("told", new LatentPrior.Uniform(2),
            ModelComparisonExample.DIGITS.images(), ModelComparisonExample.DIGITS.classNames(), labels);
        final GenerativeModel wrong = new ModelComparisonExample.Memory("wrong", new LatentPrior.Uniform(2),
            ModelComparisonExample.DIGITS.images(), ModelComparisonExample.DIGITS.classNames(),
            Arrays.stream(labels).map(c -> (c + 1) % 10).toArray());
        final ModelComparison c = comparison(told, wrong, vae);
        assertTrue(mean(c, 0, ModelComparisonMeasure.OBEYED) > 0.8, "labelled by the three nearest real images");
        assertTrue(mean(c, 1, ModelComparisonMeasure.OBEYED) < 0.1);
        assertFalse(c.rows().get(2).figure(ModelComparisonMeasure.OBEYED).isKnown());
        assertFalse(sentence(c, "Diversity:").contains("class mismatch"), "its classes are not its own");
    }

    @Test
    void aClassifierAddsTheInceptionScoreAndItsNeighbourhoods() {
        final ImageClassifier classifier = ClassifierTrainer.train(ModelComparisonExample.DIGITS.images(),
            ModelComparisonExample.DIGITS.labels(), ModelComparisonExample.DIGITS.classNames(),
            new ClassifierConfig(3, 20, 3e-3, 1, 0), Progress.NONE);
        final ModelComparison c = ModelComparison.of(ModelComparisonExample.entries(ModelComparisonExample.fewSharp(),
            ModelComparisonExample.all()), new ModelComparisonData(ModelComparisonExample.DIGITS.images(), null,
                List.of(), classifier), ModelComparisonExample.CONFIG, Progress.NONE);
        assertEquals(classifier.featureSpace(), c.featureSpace());
        assertEquals(classifier.classNames(), c.classNames());
        assertTrue(mean(c, 1, ModelComparisonMeasure.INCEPTION) > mean(c, 0, ModelComparisonMeasure.INCEPTION));
        assertTrue(sentence(c, "Diversity:").contains("recall "), sentence(c, "Diversity:"));
        assertFalse(sentence(tradeOff, "Diversity:").contains("recall "), "pixels do not tell");
        assertFalse(tradeOff.rows().get(0).figure(ModelComparisonMeasure.INCEPTION).isKnown());
    }

    @Test
    void aVaesCostIsCounted() {
        final ModelComparisonTerms terms = ModelComparisonTerms.of(vae);
        // 80 images in batches of 20, 8 epochs; 784-16-(2·3) and 3-16-784 with biases
        assertEquals(32, terms.updates());
        assertEquals(640, terms.imagesShown());
        assertEquals(8, terms.epochs());
        assertEquals(3 * 16 + 16 + 16 * 784 + 784, terms.generatorParameters());
        assertEquals(terms.generatorParameters() + 784 * 16 + 16 + 2 * (16 * 3 + 3), terms.parameters());
        assertTrue(terms.seconds() > 0);
        // batches of 30, 30 and 20 images an epoch; the third epoch ends after its first
        final Vae limited = VaeTrainer.train(VaeTraining.of(ModelComparisonExample.DIGITS.images()
            .select(IntStream.range(0, 80).toArray()), vae.config(),
            new TrainingConfig(9, 30, 1e-3, 1, 0, 0, 0, false).withMaxUpdates(7)), Progress.NONE);
        assertEquals(7, ModelComparisonTerms.of(limited).updates());
        assertEquals(2 * 80 + 30, ModelComparisonTerms.of(limited).imagesShown());
        assertEquals(3, ModelComparisonTerms.of(limited).epochs());
    }

    /** Three batches of 24 of 80 images an epoch, 9 in all; the generator takes 4 steps, and the critic one after. */
    @Test
    void allImagesThatACriticSawAreCounted() {
        final AdamConfig adam = AdamConfig.of(1e-3);
        final Gan gan = GanTrainer.train(GanTraining.of(ModelComparisonExample.DIGITS.images().select(
            IntStream.range(0, 80).toArray()), new GanConfig(new LatentPrior.Normal(2),
                new GanArchitecture.Mlp(List.of(8), List.of(8), false), CriticNormalisation.NONE,
                new GanLoss.NonSaturating(), 1, List.of(), null), new GanTrainingConfig(TrainingLength.epochs(3), 24, 2,
                    adam, adam, 0, 0, 1, 0, 3, 0, false)), Progress.NONE);
        final ModelComparisonTerms terms = ModelComparisonTerms.of(gan);
        assertEquals(4, terms.updates());
        assertEquals(9 * 24, terms.imagesShown());
        assertEquals(3, terms.epochs());
    }

    @Test
    void trainingsOfOtherLengthsAreNamed() {
        final Vae longer = ComparisonExample.train(ComparisonExample.config(2, false, Divergence.Kl.of(1)), 12, 1);
        final List<ModelComparisonEntry> entries =
            List.of(new ModelComparisonEntry("short", vae), new ModelComparisonEntry("long", longer));
        final ModelComparison c = ModelComparison.of(entries, ModelComparisonExample.data(),
            ModelComparisonExample.CONFIG, Progress.NONE);
        assertTrue(c.verdict().get(0).startsWith("The trainings were not as long as each other: long took 48 updates "
            + "of its decoder or generator, short 32, 1.5 times as many (and "), c.verdict().get(0));
        assertEquals(List.of("VAE 3-D", "VAE 2-D"), ModelComparison.names(List.of(vae, longer)));
        assertEquals(List.of("VAE 3-D no. 1", "VAE 3-D no. 2", "all"), ModelComparison.names(List.of(vae, vae,
            ModelComparisonExample.all())));
    }

    @Test
    void pageStandsAloneAndIsWellFormed() {
        final String html = tradeOff.html("Title", "Words.", List.of(new KeyValue("Version", "1")), Progress.NONE);
        final Matcher attribute =
            Pattern.compile("(?i)\\b(src|href|action|data|poster|srcset)\\s*=\\s*\"([^\"]*)\"").matcher(html);
        int pictures = 0;
        while (attribute.find()) {
            assertTrue(attribute.group(2).startsWith("data:image/") || attribute.group(2).startsWith("#"),
                attribute.group());
            pictures += attribute.group(2).startsWith("data:") ? 1 : 0;
        }
        // the trade-off, real images; for each model samples, interpolation, traversal, areas; the VAE's training
        assertEquals(2 + 3 * 4 + 1, pictures);
        final String markup = html.replaceAll("base64,[A-Za-z0-9+/=]+", "");
        assertFalse(Pattern.compile("(?i)<script|<link|<iframe|<object|@import|url\\(|\\son[a-z]+=|https?:")
            .matcher(markup).find());
        final Deque<String> open = new ArrayDeque<>();
        final Matcher tag = Pattern.compile("<(/?)([a-z][a-z0-9]*)([^>]*)>")
            .matcher(html.replaceAll("(?s)<style>.*?</style>", ""));
        while (tag.find()) {
            if (!tag.group(1).isEmpty()) {
                assertEquals(open.pop(), tag.group(2));
            } else if (!Set.of("meta", "img").contains(tag.group(2))) {
                open.push(tag.group(2));
            }
        }
        assertTrue(open.isEmpty(), open.toString());
        final Matcher link = Pattern.compile("href=\"#([a-z0-9-]+)\"").matcher(html);
        int links = 0;
        while (link.find()) {
            assertTrue(html.contains("<h2 id=\"" + link.group(1) + "\">"), link.group(1));
            links++;
        }
        assertEquals(10, links);
        for (final String sentence : tradeOff.verdict()) {
            assertTrue(html.replaceAll("</?b>", "").contains("<li>" + Html.escape(sentence) + "</li>"), sentence);
        }
    }

    @Test
    void whatComesFromOutsideIsEscapedAndTheSamePageComesAgain() {
        final ModelComparisonConfig small = new ModelComparisonConfig(20, 3, 40, 5, 1);
        final List<ModelComparisonEntry> entries = List.of(new ModelComparisonEntry(EVIL, vae));
        final String html = ModelComparison.of(entries, ModelComparisonExample.data(), small, Progress.NONE)
            .html(EVIL, EVIL, List.of(new KeyValue(EVIL, EVIL)), Progress.NONE);
        assertFalse(html.contains("<script") || html.contains("alert('x')"));
        assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;"));
        assertEquals(html, ModelComparison.of(entries, ModelComparisonExample.data(), small, Progress.NONE)
            .html(EVIL, EVIL, List.of(new KeyValue(EVIL, EVIL)), Progress.NONE));
    }

    @Test
    void figuresAreWrittenWithTheDigitsThatTheirErrorLeaves() {
        final ModelComparisonMeasure ratio = ModelComparisonMeasure.SHARPNESS;
        // standard errors: 0.1/√3·…: of (1, 2, 3) 1/√3 = 0.577
        assertEquals("2.0\u00a0±\u00a00.6", new ModelComparisonFigure(new double[]{1, 2, 3}).text(ratio));
        assertEquals("1.4692\u00a0±\u00a00.0004",
            new ModelComparisonFigure(new double[]{1.4685, 1.4692, 1.4699}).text(ratio));
        assertEquals("1.47", new ModelComparisonFigure(new double[]{1.46919, 1.4692, 1.46921}).text(ratio));
        assertEquals("200\u00a0±\u00a058",
            new ModelComparisonFigure(new double[]{1, 2, 3}).text(ModelComparisonMeasure.RECALL));
        assertEquals("10", new ModelComparisonFigure(new double[]{10, 10}).text(ModelComparisonMeasure.CLASSES));
        assertEquals("–", new ModelComparisonFigure(new double[0]).text(ratio));
    }

    @Test
    void nearerToTheRealImagesIsBetterNotMore() {
        final ModelComparisonFigure rough = new ModelComparisonFigure(new double[]{1.30, 1.31, 1.32});
        final ModelComparisonFigure blurred = new ModelComparisonFigure(new double[]{0.90, 0.91, 0.92});
        assertTrue(blurred.isBetterThan(rough, ModelComparisonMeasure.SHARPNESS, Double.NaN));
        assertFalse(rough.isBetterThan(blurred, ModelComparisonMeasure.SHARPNESS, Double.NaN));
        // fewer near-duplicates than real images have are no merit
        assertFalse(new ModelComparisonFigure(new double[]{0.01, 0.01}).isBetterThan(
            new ModelComparisonFigure(new double[]{0.04, 0.04}), ModelComparisonMeasure.DUPLICATES, 0.05));
        assertTrue(new ModelComparisonFigure(new double[]{0.01, 0.01}).isBetterThan(
            new ModelComparisonFigure(new double[]{0.04, 0.04}), ModelComparisonMeasure.DUPLICATES, 0.02));
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThrows(IllegalArgumentException.class, () -> comparison());
        assertEquals("Two models have the same name (VAE; VAE). Give each its own.",
            assertThrows(IllegalArgumentException.class, () -> comparison(vae, vae)).getMessage());
        final GenerativeModel other = ModelComparisonExample.memory("small",
            Images.ofFloats(ImageShape.gray(8, 8), new float[640]));
        assertEquals("Model 'small' makes images of 8×8, but the real ones are 28×28. Compare models of images of one "
            + "size and colour.", assertThrows(EngineException.class, () -> comparison(vae, other)).getMessage());
        final GenerativeModel vectors = ModelComparisonExample.memory("v",
            Images.ofFloats(ImageShape.gray(1, 8), new float[80]));
        assertTrue(assertThrows(EngineException.class, () -> comparison(vectors)).getMessage()
            .startsWith("Model 'v' makes vectors"));
        final ModelComparisonData few = new ModelComparisonData(ModelComparisonExample.DIGITS.images()
            .select(new int[]{0, 1, 2}), null, List.of(), null);
        assertEquals("Sets of 40 samples are held against as many real images, but there are only 3. Give more real "
            + "images, or choose smaller sets.", assertThrows(EngineException.class, () -> ModelComparison.of(
                ModelComparisonExample.entries(vae), few, ModelComparisonExample.CONFIG, Progress.NONE)).getMessage());
        assertEquals("The number of sets is 3 to 50, not 2.", assertThrows(IllegalArgumentException.class,
            () -> new ModelComparisonConfig(100, 2, 100, 10, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ModelComparisonConfig(30, 3, 100, 31, 1));
    }

    @Test
    void canBeCancelledAndItsProgressRises() {
        final double[] last = {0};
        final int[] asked = {0};
        final Progress counting = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                assertTrue(fraction >= 0 && fraction <= 1 + 1e-12, "fraction " + fraction);
                last[0] = Math.max(last[0], fraction);
            }

            @Override
            public void checkCanceled() {
                if (++asked[0] > 20) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> ModelComparison.of(ModelComparisonExample.entries(vae),
            ModelComparisonExample.data(), ModelComparisonExample.CONFIG, counting));
        assertThrows(CancellationException.class, () -> tradeOff.html("T", "", List.of(), counting));
    }

    @Test
    void measuresOfAreasStandBesideThoseOfThePrior() {
        final ModelComparisonRow row = tradeOff.rows().get(2);
        assertEquals(List.of("prior", "prior × 2", "prior × 4", "Student t"),
            row.areas().stream().map(ModelComparisonRow.Area::name).toList());
        final Map<ModelComparisonMeasure, Double> prior = row.areas().get(0).measures();
        assertEquals(row.figure(ModelComparisonMeasure.FRECHET).values()[0],
            prior.get(ModelComparisonMeasure.FRECHET), 1e-9, "the first set is the same");
    }
}
