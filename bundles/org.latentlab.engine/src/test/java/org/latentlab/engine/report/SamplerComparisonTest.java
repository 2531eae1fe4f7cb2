package org.latentlab.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.chart.Chart;
import org.latentlab.engine.conditional.ClassSpread;
import org.latentlab.engine.conditional.ConditionalObjective;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.LatentClasses;
import org.latentlab.engine.conditional.SamplerCandidate;
import org.latentlab.engine.conditional.SamplerOrigin;
import org.latentlab.engine.conditional.SamplerScore;
import org.latentlab.engine.conditional.ScaledSampler;
import org.latentlab.engine.conditional.Scales;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

class SamplerComparisonTest {

    private static SamplerScore score(final double accuracy, final double cosine) {
        return new SamplerScore(accuracy, cosine, 1.5, new double[]{accuracy, accuracy}, new double[]{cosine, cosine},
            1000);
    }

    /** A sampler whose curve has these accuracies and cosines on fresh draws, the second of them chosen. */
    private static FittedSampler sampler(final double[]... curve) {
        final LatentClasses classes = LatentClasses.fit(Matrix.of(new double[]{0}, new double[]{1}, new double[]{5},
            new double[]{7}), new int[]{0, 0, 1, 1}, List.of("<none>", "some"), ClassSpread.diagonal(), 1,
            Progress.NONE);
        final List<SamplerCandidate> candidates = new ArrayList<>();
        final List<SamplerScore> fresh = new ArrayList<>();
        for (int i = 0; i < curve.length; i++) {
            // the search saw them all better than they are: nothing here may rest on that
            candidates.add(new SamplerCandidate(new ScaledSampler(classes, Scales.simple(2, 1, 0.25 * i, 1)),
                score(1, -1)));
            fresh.add(score(curve[i][0], curve[i][1]));
        }
        return new FittedSampler("Simple", candidates, fresh, Math.min(1, curve.length - 1),
            new ConditionalObjective(1, 2), Double.NaN, List.of("a & b"),
            new SamplerOrigin("VAE 784-2", "abc", "MLP", "exhaustive", 44, 44, 1000, 1), Images.ofFloats(
                ImageShape.gray(8, 8), new float[6 * 64]));
    }

    private static final FittedSampler FIRST =
        sampler(new double[]{1, 0.95}, new double[]{0.99, 0.85}, new double[]{0.96, 0.8}, new double[]{0.5, 0.4});

    private static final FittedSampler SECOND =
        sampler(new double[]{0.992, 0.9}, new double[]{0.97, 0.7}, new double[]{0.949, 0.6});

    private static final FittedSampler THIRD = sampler(new double[]{0.9, 0.3});

    @Test
    void theLowestCosineAtAnAccuracyIsThatOfFreshDraws() {
        final SamplerEntry entry = new SamplerEntry("a", "m", FIRST);
        assertEquals(0.85, entry.cosineAt(0.99));
        assertEquals(0.8, entry.cosineAt(0.95));
        assertEquals(0.95, entry.cosineAt(1));
        assertTrue(Double.isNaN(new SamplerEntry("a", "m", THIRD).cosineAt(0.95)));
        assertEquals(0.99, entry.score().accuracy());
    }

    @Test
    void theVerdictNamesTheMostVariedOfEachModel() {
        final SamplerComparison comparison = new SamplerComparison(List.of(new SamplerEntry("a", "m", FIRST),
            new SamplerEntry("b", "m", SECOND), new SamplerEntry("c", "m", THIRD), new SamplerEntry("a", "k", THIRD)));
        assertEquals(List.of(
            "m: at an accuracy of at least 0.99 the images of a class differ most with 'a', mean cosine 0.850 "
                + "(b 0.900; c does not reach it).",
            "m: at an accuracy of at least 0.95 the images of a class differ most with 'b', mean cosine 0.700 "
                + "(a 0.800; c does not reach it).",
            "k: no sampler reaches an accuracy of 0.99; the most accurate is 'a' with 0.900.",
            "k: no sampler reaches an accuracy of 0.95; the most accurate is 'a' with 0.900."), comparison.verdict());
    }

    @Test
    void thePageHoldsVerdictCurvesTableAndImages() {
        final String html = new SamplerComparison(List.of(new SamplerEntry("a", "m", FIRST),
            new SamplerEntry("b", "m", SECOND), new SamplerEntry("a", "k", THIRD)))
            .html("Title <1>", "Remarks", List.of(new KeyValue("Written", "now")), Progress.NONE);
        for (final String text : List.of("Title &lt;1&gt;", "Remarks", "Verdict", "θ = 0.25, n = 1",
            "44 of 44, 1,000 draws a class", "a &amp; b", "1.00 · cosine + 2.00 · (1 − accuracy)",
            "A share of 0.99 of 2,000 images has a standard error of 0.0022", "<b>m:</b>\n at an accuracy",
            "<td class=\"best\">0.850</td>", "<td class=\"best\">0.700</td>")) {
            assertTrue(html.contains(text), text);
        }
        assertEquals(2 + 3, html.split("<img ", -1).length - 1, "a chart a model and a sheet a sampler");
        assertFalse(html.contains("<script"));
        assertFalse(html.contains("src=\"http"));
    }

    @Test
    void picturesNameClassesAndScores() {
        final Chart sheet = SamplerPictures.examples("Images", FIRST);
        final String svg = sheet.svg(sheet.preferredWidth(), sheet.heightFor(sheet.preferredWidth()));
        for (final String text : List.of("Images", "&lt;none&gt;", "some", "0.990 / 0.85")) {
            assertTrue(svg.contains(text), text);
        }
        final Chart curves = SamplerPictures.curves("", List.of(new SamplerEntry("a", "m", FIRST)));
        assertTrue(curves.svg(620, curves.heightFor(620)).contains("a: accuracy 0.990, cosine 0.850"));
    }

    @Test
    void refusesNoneAndEqualNames() {
        assertThrows(IllegalArgumentException.class, () -> new SamplerComparison(List.of()));
        assertEquals("Two samplers of one model have the same name. Give each its own.",
            assertThrows(IllegalArgumentException.class, () -> new SamplerComparison(
                List.of(new SamplerEntry("a", "m", FIRST), new SamplerEntry("a", "m", SECOND)))).getMessage());
    }
}
