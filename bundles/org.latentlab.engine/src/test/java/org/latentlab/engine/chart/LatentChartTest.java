package org.latentlab.engine.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.label.KnnLabeler;
import org.latentlab.engine.label.KnnResult;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;
import org.w3c.dom.Document;

class LatentChartTest {

    private static final List<String> NAMES = List.of("zero", "one & <two>", "three");
    private static final int PLOT_LEFT = (int)(Header.MARGIN + Panel.LEFT);

    private static Matrix cloud(final int n, final int d) {
        final Matrix z = Matrix.zeros(n, d);
        final Rng rng = new Rng(7);
        for (int i = 0; i < z.data().length; i++) {
            z.data()[i] = rng.nextGaussian();
        }
        return z;
    }

    private static int[] labels(final int n, final int classes) {
        final int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % classes;
        }
        return labels;
    }

    @Test
    void pointsStandWhereTheirCoordinatesSay() {
        // four corners of a square in class 0, class 2 in the middle: the colours are found there and only there
        final Matrix z = Matrix.of(new double[]{-1, -1}, new double[]{1, -1}, new double[]{-1, 1}, new double[]{1, 1},
            new double[]{0, 0});
        final LatentChart chart = LatentCharts.scatter(z, new int[]{0, 0, 0, 0, 2}, List.of("", "", ""), "");
        final BufferedImage image = chart.image(600, 600, 1);
        int[] box = {9999, -1, 9999, -1};
        double[] middle = new double[3];
        for (int y = 0; y < 600; y++) {
            for (int x = PLOT_LEFT; x < 545; x++) {
                if (ChartTesting.near(image.getRGB(x, y), ChartStyle.color(0), 40)) {
                    box = new int[]{Math.min(box[0], x), Math.max(box[1], x), Math.min(box[2], y), Math.max(box[3], y)};
                } else if (ChartTesting.near(image.getRGB(x, y), ChartStyle.color(2), 40)) {
                    middle = new double[]{middle[0] + x, middle[1] + y, middle[2] + 1};
                }
            }
        }
        assertEquals(box[1] - box[0], box[3] - box[2], 2, "units are equal, so the square is square");
        assertEquals((box[0] + box[1]) / 2.0, middle[0] / middle[2], 1.5);
        assertEquals((box[2] + box[3]) / 2.0, middle[1] / middle[2], 1.5);
    }

    @Test
    void theNameOfAClassDoesNotHideItsFewPoints() {
        final Matrix z = cloud(14, 2);
        // five of one class, four of another, in the plot; the names of both in the legend
        final int[] labels = {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2};
        final Document svg = ChartTesting.svg(LatentCharts.scatter(z, labels, NAMES, "t"));
        assertEquals(2, count(svg, "zero"));
        assertEquals(1, count(svg, "one & <two>"));
        assertEquals(2, count(svg, "three"));
    }

    private static int count(final Document svg, final String text) {
        int n = 0;
        for (int i = 0; i < svg.getElementsByTagName("text").getLength(); i++) {
            n += svg.getElementsByTagName("text").item(i).getTextContent().equals(text) ? 1 : 0;
        }
        return n;
    }

    @Test
    void svgNamesTitleAxesClassesAndCounts() {
        final Document svg = ChartTesting.svg(LatentCharts.scatter(cloud(3000, 2), labels(3000, 3), NAMES,
            "Latent <space> & more"));
        for (final String text : List.of("Latent <space> & more", "3,000 points", "Latent coordinate z1",
            "Latent coordinate z2", "zero", "one & <two>", "three")) {
            assertTrue(ChartTesting.hasText(svg, text), text);
        }
        assertTrue(svg.getElementsByTagName("image").getLength() >= 1, "3,000 points are embedded pixels");
    }

    @Test
    void threeDimensionsAreThreeProjectionsWithOneLegend() {
        final Document svg = ChartTesting.svg(LatentCharts.scatter(cloud(200, 3), labels(200, 3), NAMES, "3-D"));
        int axes = 0;
        int legend = 0;
        for (int i = 0; i < svg.getElementsByTagName("text").getLength(); i++) {
            final String text = svg.getElementsByTagName("text").item(i).getTextContent();
            axes += text.startsWith("Latent coordinate") ? 1 : 0;
            legend += text.equals("three") ? 1 : 0;
        }
        assertEquals(6, axes);
        assertEquals(4, legend, "once in the legend, once in each projection");
    }

    @Test
    void decisionRegionsAreExplainedAlsoWhereTheMixtureIsFilled() {
        final Matrix z = cloud(60, 2);
        final int[] labels = labels(60, 3);
        final MixtureShape mixture = MixtureShape.of(org.latentlab.engine.latent.GaussianMixture.of(
            org.latentlab.engine.latent.CovarianceType.SPHERICAL, new double[]{1}, Matrix.zeros(1, 2),
            List.of(Matrix.of(new double[]{1, 0}, new double[]{0, 1}))));
        final LatentChart filled = LatentCharts.scatter(z, labels, List.of("red fox", "elk", "owl"), "t")
            .withMixture(mixture, true);
        assertFalse(ChartTesting.hasText(ChartTesting.svg(filled), "red fox"), "no colour of a class is drawn");
        assertTrue(ChartTesting.hasText(ChartTesting.svg(filled.withRegions(
            RegionClassifier.nearestNeighbours(z, labels, 3, 3))), "red fox"));
    }

    @Test
    void theOutlineOfATiltedAreaIsTilted() {
        // on the line y = x from -1 to 1: an ellipse without width at 45 degrees
        final SampledAreas.Outline o = SampledAreas.estimated(Matrix.of(new double[]{-1, -1}, new double[]{1, 1},
            new double[]{9, 9}), List.of("a", "a", "b"), List.of("a")).outlines().get(0);
        final ConfidenceEllipse ellipse = o.ellipse(0, 1);
        assertArrayEquals(new double[]{0, 0}, o.centre(), 1e-15);
        assertEquals(2 * Math.sqrt(2), ellipse.semiMajor(), 1e-12);
        assertEquals(0, ellipse.semiMinor(), 1e-7);
        assertEquals(Math.PI / 4, ellipse.angle(), 1e-12);
    }

    @Test
    void longClassNamesDoNotStandBelowTheNamesOfAreas() {
        final SampledAreas areas = SampledAreas.estimated(cloud(20, 2), java.util.Collections.nCopies(20, "centre"),
            List.of("centre"));
        final Matrix z = cloud(60, 2);
        assertTrue(ChartTesting.hasText(ChartTesting.svg(LatentCharts.areas(z, labels(60, 3), List.of("a", "b", "owl"),
            areas, "t")), "owl"));
        assertFalse(ChartTesting.hasText(ChartTesting.svg(LatentCharts.areas(z, labels(60, 3),
            List.of("a", "b", "automobile"), areas, "t")), "automobile"));
    }

    @Test
    void axesOfConstantCodesCanBeRead() {
        // codes of equal images differ by rounding alone
        final Document svg = ChartTesting.svg(LatentCharts.scatter(Matrix.of(new double[]{1.9009401, -0.5127602},
            new double[]{1.9009403, -0.5127601}), null, List.of(), "t"));
        final List<String> numbers = new ArrayList<>();
        for (int i = 0; i < svg.getElementsByTagName("text").getLength(); i++) {
            final String text = svg.getElementsByTagName("text").item(i).getTextContent();
            if (text.matches("[−-]?[0-9.]+")) {
                numbers.add(text);
            }
        }
        assertTrue(numbers.size() > 4, numbers::toString);
        assertTrue(numbers.stream().allMatch(n -> n.length() <= 5), numbers::toString);
    }

    @Test
    void brokenAndStrayPointsAreCountedNotDrawn() {
        final Matrix z = cloud(1000, 2);
        z.data()[0] = Double.NaN;
        z.data()[3] = Double.POSITIVE_INFINITY;
        z.data()[4] = 1e6;
        assertTrue(ChartTesting.hasText(ChartTesting.svg(LatentCharts.scatter(z, null, List.of(), "t")),
            "1,000 points; beyond the frame: 1; not drawn for a NaN or infinite coordinate: 2"));
    }

    @Test
    void drawingOrderIsShuffledSoThatNoClassHidesAnother() {
        final int n = 4000;
        final Matrix z = Matrix.zeros(n, 2);
        final Rng rng = new Rng(3);
        for (int i = 0; i < z.data().length; i++) {
            z.data()[i] = rng.nextDouble(-0.2, 0.2);
        }
        final int[] labels = new int[n];
        Arrays.fill(labels, n / 2, n, 1);
        final BufferedImage image = LatentCharts.scatter(z, labels, List.of("", ""), "").image(220, 260, 1);
        int blue = 0;
        int orange = 0;
        for (int y = 30; y < 180; y++) {
            for (int x = PLOT_LEFT + 5; x < 195; x++) {
                final Color c = new Color(image.getRGB(x, y));
                blue += c.getBlue() > c.getRed() + 20 ? 1 : 0;
                orange += c.getRed() > c.getBlue() + 20 ? 1 : 0;
            }
        }
        assertTrue(blue > 3000 && orange > 3000, blue + " and " + orange);
    }

    @Test
    void unlabelledPointsComeFirst() {
        final int[] groups = {2, -1, 0, -1, 1};
        final int[] order = PointLayer.order(cloud(5, 2), groups, 1);
        assertTrue(groups[order[0]] < 0 && groups[order[1]] < 0 && groups[order[2]] >= 0);
        final int[] sorted = order.clone();
        Arrays.sort(sorted);
        assertArrayEquals(new int[]{0, 1, 2, 3, 4}, sorted);
    }

    @Test
    void sameChartGivesTheSameBytesAndAnotherSeedOthers() {
        final Matrix z = cloud(500, 2);
        final int[] labels = labels(500, 3);
        final LatentChart chart = LatentCharts.scatter(z, labels, NAMES, "t");
        assertArrayEquals(chart.png(400, 400), LatentCharts.scatter(z, labels, NAMES, "t").png(400, 400));
        assertEquals(chart.svg(400, 400), LatentCharts.scatter(z, labels, NAMES, "t").svg(400, 400));
        assertNotEquals(chart.svg(400, 400), chart.withSeed(9).svg(400, 400));
    }

    @Test
    void decisionRegionsHaveTheColoursOfTheirClasses() {
        final Matrix z = Matrix.of(new double[]{-2, -2}, new double[]{2, 2});
        final LatentChart chart = LatentCharts.regions(z, null, List.of("a", "b"),
            RegionClassifier.of((x, y) -> x < 0 ? 0 : 1), "");
        final BufferedImage image = chart.image(400, 400, 1);
        assertTrue(ChartTesting.near(image.getRGB(PLOT_LEFT + 40, 150), ChartStyle.tint(ChartStyle.color(0), 0.48), 4));
        assertTrue(ChartTesting.near(image.getRGB(340, 150), ChartStyle.tint(ChartStyle.color(1), 0.48), 4));
        int at = PLOT_LEFT + 20;
        while (!ChartTesting.near(image.getRGB(at, 150), ChartStyle.tint(ChartStyle.color(1), 0.48), 4)) {
            at++;
        }
        assertEquals(PLOT_LEFT + (400 - PLOT_LEFT - Header.MARGIN - Panel.RIGHT) / 2, at, 3, "the border is at x = 0");
    }

    @Test
    void regionsArePalerWhereTheClassifierIsLessSure() {
        final Matrix z = Matrix.of(new double[]{-2, -2}, new double[]{2, 2});
        final LatentChart chart = LatentCharts.regions(z, null, List.of("a"), points -> new RegionClassifier.Regions(
            new int[points.rows()], filled(points.rows(), 0.25)), "");
        assertTrue(ChartTesting.near(chart.image(400, 400, 1).getRGB(200, 150),
            ChartStyle.tint(ChartStyle.color(0), 0.12 + 0.36 * 0.25), 3));
    }

    private static double[] filled(final int n, final double value) {
        final double[] values = new double[n];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void nearestNeighboursSplitThePlaneHalfWay() {
        final Matrix z = Matrix.of(new double[]{-1, 0}, new double[]{1, 0}, new double[]{Double.NaN, 0},
            new double[]{0, 0});
        final RegionClassifier classifier = RegionClassifier.nearestNeighbours(z, new int[]{0, 1, 1, -1}, 2, 1);
        assertArrayEquals(new int[]{0, 1, 0, 1}, classifier.classify(Matrix.of(new double[]{-0.01, 5},
            new double[]{0.01, -5}, new double[]{-3, 1}, new double[]{2, 2})).classes());
    }

    @Test
    void nearestNeighboursInTilesAnswerAsTheLabellerDoes() {
        final Matrix z = cloud(2000, 2);
        for (int i = 0; i < 200; i++) {
            z.data()[2 * i] = z.get(i + 200, 0);
            z.data()[2 * i + 1] = z.get(i + 200, 1);
        }
        final int[] labels = labels(2000, 3);
        final Matrix queries = Matrix.zeros(1600, 2);
        for (int i = 0; i < 1600; i++) {
            queries.data()[2 * i] = -6 + i % 40 * 0.3;
            queries.data()[2 * i + 1] = -4 + i / 40 * 0.2;
        }
        for (final int k : new int[]{1, 3, 8}) {
            final KnnResult whole = KnnLabeler.label(z.toFloats(), labels, 3, queries.toFloats(), 2, k, Progress.NONE);
            final RegionClassifier.Regions tiled = RegionClassifier.nearestNeighbours(z, labels, 3, k)
                .classify(queries);
            assertArrayEquals(whole.label(), tiled.classes());
            assertArrayEquals(whole.voteShare(), tiled.certainty());
        }
    }

    @Test
    void mixtureIsDrawnWithItsComponentsNumbers() {
        final MixtureShape mixture = new MixtureShape(new double[]{0.5, 0.5}, Matrix.of(new double[]{-1, 0},
            new double[]{1, 0}), List.of(Matrix.of(new double[]{0.2, 0}, new double[]{0, 0.2}),
                Matrix.of(new double[]{0.2, 0}, new double[]{0, 0.2})));
        final Matrix z = cloud(100, 2);
        final Document lines = ChartTesting.svg(LatentCharts.mixture(z, null, List.of(), mixture, "t"));
        assertTrue(ChartTesting.hasText(lines, "0") && ChartTesting.hasText(lines, "1"));
        final BufferedImage bands = ChartTesting.image(LatentCharts.scatter(z, null, List.of(), "t")
            .withMixture(mixture, true));
        for (int s = 0; s < MixtureLayer.SHARES.length; s++) {
            assertTrue(ChartTesting.count(bands, MixtureLayer.band(s), 1) > 200, "band " + s);
        }
    }

    @Test
    void sampledAreasAreNamedAndOutlinedOverGrayCodes() {
        final List<String> names = new ArrayList<>();
        final Matrix samples = Matrix.zeros(60, 2);
        for (int i = 0; i < 60; i++) {
            names.add(i < 30 ? "prior" : "margin 0–1");
            samples.data()[2 * i] = i < 30 ? Math.cos(i) : 3 + 0.1 * Math.cos(i);
            samples.data()[2 * i + 1] = i < 30 ? Math.sin(i) : 0.1 * Math.sin(i);
        }
        final SampledAreas areas = SampledAreas.estimated(samples, names, List.of("margin 0–1"));
        assertEquals(3, areas.outlines().get(0).centre()[0], 0.02);
        assertEquals(0.1 / Math.sqrt(2), Math.sqrt(areas.outlines().get(0).covariance().get(0, 0)), 0.005);
        final Matrix z = cloud(200, 2);
        final LatentChart chart = LatentCharts.areas(z, labels(200, 3), NAMES, areas, "t");
        assertTrue(ChartTesting.hasText(ChartTesting.svg(chart), "200 points (gray), 60 sampled"));
        assertTrue(ChartTesting.hasText(ChartTesting.svg(chart), "margin 0–1"));
        final BufferedImage image = ChartTesting.image(chart);
        assertTrue(ChartTesting.count(image, ChartStyle.color(1), 40) > 50);
        assertEquals(0, ChartTesting.count(image, ChartStyle.color(2), 8), "classes have no colour here");
    }

    @Test
    void oneLatentDimensionIsAStripPerClass() {
        final Document svg = ChartTesting.svg(LatentCharts.scatter(cloud(50, 1), labels(50, 3), NAMES, "1-D"));
        assertTrue(ChartTesting.hasText(svg, "Latent coordinate z1"));
        assertFalse(ChartTesting.hasText(svg, "Latent coordinate z2"));
    }

    @Test
    void chosenPairsOfMoreDimensionsAreShown() {
        final LatentChart chart = LatentCharts.scatter(cloud(50, 20), null, List.of(), "20-D");
        assertTrue(ChartTesting.hasText(ChartTesting.svg(chart.withPairs(new int[]{4, 19})), "Latent coordinate z20"));
        assertThrows(IllegalArgumentException.class, () -> chart.withPairs(new int[]{0, 20}));
    }

    @Test
    void emptyAndSinglePointSpacesAreDrawn() {
        ChartTesting.svg(LatentCharts.scatter(Matrix.zeros(0, 2), new int[0], NAMES, "none"));
        ChartTesting.svg(LatentCharts.scatter(Matrix.zeros(1, 3), new int[1], NAMES, "one"));
        ChartTesting.svg(LatentCharts.scatter(Matrix.zeros(100, 2), new int[100], NAMES, "all alike"));
    }

    @Test
    void whatDoesNotFitIsRefusedInWords() {
        final Matrix z = cloud(10, 2);
        assertEquals("There are 10 points but 9 classes.", assertThrows(IllegalArgumentException.class,
            () -> LatentCharts.scatter(z, new int[9], NAMES, "t")).getMessage());
        assertEquals("Point 0 has class 3, but there are 3 class names.", assertThrows(IllegalArgumentException.class,
            () -> LatentCharts.scatter(Matrix.zeros(1, 2), new int[]{3}, NAMES, "t")).getMessage());
        assertThrows(IllegalArgumentException.class, () -> LatentCharts.regions(cloud(5, 3), null, NAMES,
            RegionClassifier.of((x, y) -> 0), "t"));
        assertThrows(IllegalArgumentException.class, () -> LatentCharts.scatter(z, null, NAMES, "t").png(10, 10));
        assertThrows(IllegalArgumentException.class, () -> LatentCharts.scatter(z, null, NAMES, "t").png(400, 400, 9));
    }

    @Test
    void scaleDoublesThePixelsNotTheLayout() {
        final LatentChart chart = LatentCharts.scatter(cloud(50, 2), labels(50, 3), NAMES, "t");
        final BufferedImage image = chart.image(300, 200, 2);
        assertEquals(600, image.getWidth());
        assertEquals(400, image.getHeight());
        assertTrue(ChartTesting.near(image.getRGB(2, 2), Color.WHITE, 0));
    }

    @Test
    void aGivenFrameShowsItsPartAndCountsTheRest() {
        final Matrix z = Matrix.of(new double[]{0, 0}, new double[]{1, 1}, new double[]{9, 0});
        final LatentChart chart = LatentCharts.scatter(z, null, List.of(), "t").withFrame(new double[]{-2, 2},
            new double[]{-2, 2});
        assertTrue(ChartTesting.hasText(ChartTesting.svg(chart), "3 points; beyond the frame: 1"));
        assertThrows(IllegalArgumentException.class, () -> chart.withFrame(new double[]{-2, 2}));
        ChartTesting.svg(LatentCharts.scatter(Matrix.of(new double[]{0}, new double[]{5}), null, List.of(), "t")
            .withFrame(new double[]{-2, 2}));
    }
}
