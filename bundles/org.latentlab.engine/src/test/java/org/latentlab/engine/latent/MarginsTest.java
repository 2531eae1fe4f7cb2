package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

class MarginsTest {

    static GaussianMixture spherical(final double variance, final double[]... means) {
        final Matrix m = Matrix.of(means);
        final Matrix covariance = Matrix.zeros(m.columns(), m.columns());
        for (int i = 0; i < m.columns(); i++) {
            covariance.data()[i * m.columns() + i] = variance;
        }
        final double[] weights = new double[m.rows()];
        java.util.Arrays.fill(weights, 1.0 / m.rows());
        return GaussianMixture.of(CovarianceType.SPHERICAL, weights, m, Collections.nCopies(m.rows(), covariance));
    }

    @Test
    void betweenTwoEqualGaussiansThePassIsTheMiddle() {
        final List<SamplingArea.Margin> found =
            Margins.find(spherical(0.25, new double[] {-1, 0}, new double[] {1, 0}), 5);
        assertEquals(1, found.size());
        final SamplingArea.Margin m = found.get(0);
        assertArrayEquals(new double[] {0, 0}, m.centre(), 1e-12);
        assertEquals("margin 0–1", m.name());
        // two standard deviations from either mean, where both densities are e⁻² of their peaks
        assertEquals(2, m.deviations(), 1e-12);
        final double pass = Math.log(Math.exp(-2));
        final double peak = Math.log(0.5 + 0.5 * Math.exp(-8));
        assertEquals(peak - pass, m.dip(), 1e-12);
        assertArrayEquals(new double[] {0.25, 0.25}, m.standardDeviation(), 1e-12);
        assertTrue(m.near());
    }

    /** With equal weights and equal spherical covariances, i and j are neighbours by Gabriel's definition. */
    @Test
    void neighboursAreThoseOfTheGabrielGraph() {
        final Rng rng = new Rng(31);
        for (int trial = 0; trial < 20; trial++) {
            final double[][] means = new double[8][2];
            for (final double[] mean : means) {
                mean[0] = rng.nextDouble(-3, 3);
                mean[1] = rng.nextDouble(-3, 3);
            }
            final GaussianMixture mixture = spherical(2.5e-5, means);
            for (int i = 0; i < 8; i++) {
                for (int j = i + 1; j < 8; j++) {
                    boolean gabriel = true;
                    for (int o = 0; o < 8; o++) {
                        gabriel &= o == i || o == j || squared(means[i], means[o]) + squared(means[j], means[o])
                            >= squared(means[i], means[j]);
                    }
                    // so narrow that wherever there is a pass there is a dip
                    assertEquals(gabriel, Margins.between(mixture, i, j).isPresent(), i + "–" + j);
                }
            }
        }
    }

    private static double squared(final double[] a, final double[] b) {
        return (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]);
    }

    /** The defining property, checked by walking along the boundary away from the pass. */
    @ParameterizedTest
    @EnumSource(CovarianceType.class)
    void thePassIsTheHighestPointOfTheBoundary(final CovarianceType type) {
        final Matrix x = SeededPoints.clusters(600, 2, 3, 77);
        final int[] assignment = new int[600];
        for (int i = 0; i < 600; i++) {
            assignment[i] = i % 3;
        }
        final GaussianMixture mixture = GmmFitter.fromAssignment(x, assignment, 3, type, 1e-6);
        final double[] pass = new Ridgeline(mixture, 0, 1).pass().orElseThrow();
        final double[] joint = mixture.jointLogDensities(pass);
        assertEquals(joint[0], joint[1], 1e-9);
        final double step = 1e-3;
        int tried = 0;
        for (int degree = 0; degree < 360; degree++) {
            final double[] onBoundary = boundaryNear(mixture, pass, step, Math.toRadians(degree));
            if (onBoundary != null) {
                tried++;
                assertTrue(mixture.jointLogDensities(onBoundary)[0] < joint[0] + 1e-12, "at " + degree + "°");
            }
        }
        assertEquals(2, tried, "the boundary leads away from the pass in two directions");
    }

    /** A point at that distance where the two components are equally likely, if the sign changes within this degree. */
    private static double[] boundaryNear(final GaussianMixture mixture, final double[] from, final double step,
        final double angle) {
        double low = angle;
        double high = angle + Math.toRadians(1);
        if (lead(mixture, from, step, low) * lead(mixture, from, step, high) > 0) {
            return null;
        }
        for (int i = 0; i < 60; i++) {
            final double middle = 0.5 * (low + high);
            if (lead(mixture, from, step, low) * lead(mixture, from, step, middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new double[] {from[0] + step * Math.cos(low), from[1] + step * Math.sin(low)};
    }

    private static double lead(final GaussianMixture mixture, final double[] from, final double step,
        final double angle) {
        final double[] joint = mixture.jointLogDensities(
            new double[] {from[0] + step * Math.cos(angle), from[1] + step * Math.sin(angle)});
        return joint[0] - joint[1];
    }

    /** Components that are narrow and tilted, where deviations along the axes lead out of them soon. */
    @Test
    void twoDeviationsOfTheAreaLeadAtMostHalfTheWayToEitherMean() {
        final GaussianMixture mixture = GaussianMixture.of(CovarianceType.FULL, new double[] {0.4, 0.6},
            Matrix.of(new double[] {-2, 0}, new double[] {1, 0.5}), List.of(
                Matrix.of(new double[] {2, 1.9}, new double[] {1.9, 2}),
                Matrix.of(new double[] {0.5, -0.1}, new double[] {-0.1, 0.3})));
        final SamplingArea.Margin margin = Margins.between(mixture, 0, 1).orElseThrow();
        final double nearer = Math.min(mixture.mahalanobis(0, margin.centre()),
            mixture.mahalanobis(1, margin.centre()));
        double farthest = 0;
        for (int k = 0; k < 2; k++) {
            for (int c = 0; c < 2; c++) {
                final double[] moved = mixture.mean(k);
                moved[c] += 2 * margin.standardDeviation()[c];
                farthest = Math.max(farthest, mixture.mahalanobis(k, moved));
            }
        }
        assertEquals(Math.min(1, nearer / 2), farthest, 1e-12);
    }

    @Test
    void nearOnesComeFirstByTheirDipAndThenTheFarOnesByTheirDistance() {
        // on a line with the gaps 4, 5, 20 and 12 standard deviations
        final GaussianMixture mixture =
            spherical(1, new double[] {0}, new double[] {4}, new double[] {9}, new double[] {29}, new double[] {41});
        final List<SamplingArea.Margin> found = Margins.find(mixture, 10);
        assertEquals(List.of("margin 1–2", "margin 0–1", "margin 3–4", "margin 2–3"),
            found.stream().map(SamplingArea.Margin::name).toList());
        assertTrue(found.get(1).near());
        assertFalse(found.get(2).near());
        assertTrue(found.get(0).dip() > found.get(1).dip());
        assertEquals(List.of("margin 1–2", "margin 0–1"),
            Margins.find(mixture, 2).stream().map(SamplingArea.Margin::name).toList());
    }

    @Test
    void whereThereIsNoMarginNoneIsFound() {
        assertTrue(Margins.find(spherical(1, new double[] {0, 0}), 5).isEmpty(), "a single component");
        assertTrue(Margins.find(spherical(1, new double[] {0, 0}, new double[] {1.5, 0}), 5).isEmpty(),
            "two components with a single peak");
        assertTrue(Margins.find(spherical(1, new double[] {2, 2}, new double[] {2, 2}), 5).isEmpty(),
            "two components in one place");
        final Matrix unit = Matrix.of(new double[] {1});
        final GaussianMixture swallowed = GaussianMixture.of(CovarianceType.FULL, new double[] {0.9999, 0.0001},
            Matrix.of(new double[] {0}, new double[] {2}), List.of(unit, unit));
        assertTrue(Margins.find(swallowed, 5).isEmpty(), "one component outweighs the other everywhere");
        assertThrows(IllegalArgumentException.class, () -> Margins.find(swallowed, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20})
    void samplesOfAMarginStayBetweenItsTwoComponents(final int d) {
        final double[] a = new double[d];
        final double[] b = new double[d];
        b[0] = 5;
        final GaussianMixture mixture = spherical(1, a, b);
        final List<SamplingArea> areas = new ArrayList<>(Margins.find(mixture, 5));
        final LatentSamples samples =
            LatentSampler.sample(mixture, areas, 10, 100, 3, org.latentlab.engine.train.Progress.NONE);
        int inside = 0;
        for (int i = 0; i < samples.size(); i++) {
            inside += samples.points().get(i, 0) > 1.25 && samples.points().get(i, 0) < 3.75 ? 1 : 0;
        }
        // half way to either mean is 1.25 / 0.5 = 2.5 deviations of the area: 98.8 % lie within
        assertEquals(0.988, inside / 1000.0, 5 * Math.sqrt(0.988 * 0.012 / 1000));
    }
}
