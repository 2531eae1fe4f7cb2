package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.latent.SamplingArea.Area;
import org.latentlab.engine.latent.SamplingArea.Component;
import org.latentlab.engine.latent.SamplingArea.Grid;
import org.latentlab.engine.latent.SamplingArea.Mixture;
import org.latentlab.engine.latent.SamplingArea.Prior;
import org.latentlab.engine.latent.SamplingArea.UniformBox;
import org.latentlab.engine.train.Progress;

class LatentSamplerTest {

    private static final GaussianMixture TWO =
        MarginsTest.spherical(0.25, new double[] {-3, 0}, new double[] {3, 0});

    private static LatentSamples sample(final GaussianMixture mixture, final int rounds, final int points,
        final SamplingArea... areas) {
        return LatentSampler.sample(mixture, List.of(areas), rounds, points, 11, Progress.NONE);
    }

    @Test
    void everyPointSaysItsAreaRoundComponentAndDensity() {
        final LatentSamples s = sample(TWO, 500, 3, new Prior(2), new Component(1), new Mixture());
        assertEquals(4500, s.size());
        assertEquals("prior", s.area()[1499]);
        assertEquals("component 1", s.area()[1500]);
        assertEquals("mixture", s.area()[4499]);
        for (int i = 0; i < 4500; i++) {
            assertEquals(i % 1500 / 3 + 1, s.round()[i]);
            assertEquals(TWO.logDensity(s.points().row(i)), s.logDensity()[i], 1e-12 * Math.abs(s.logDensity()[i]));
            final double[] r = TWO.responsibilities(s.points().row(i));
            assertEquals(r[1] > r[0] ? 1 : 0, s.component()[i]);
        }
    }

    @Test
    void areasHaveTheirMoments() {
        final LatentSamples s = sample(null, 1000, 20, new Prior(2),
            new Area("spot", new double[] {4, -2}, new double[] {0.5, 0}),
            new UniformBox(new double[] {0, -1}, new double[] {2, 5}));
        assertMoments(s, 0, 0, 0, 1, 1);
        assertMoments(s, 20_000, 4, -2, 0.5, 0);
        assertMoments(s, 40_000, 1, 2, 2 / Math.sqrt(12), 6 / Math.sqrt(12));
        final LatentSamples of = sample(TWO, 1000, 20, new Component(1), new Mixture());
        assertMoments(of, 0, 3, 0, 0.5, 0.5);
        assertMoments(of, 20_000, 0, 0, Math.sqrt(9.25), 0.5);
    }

    private static void assertMoments(final LatentSamples s, final int from, final double meanX, final double meanY,
        final double sdX, final double sdY) {
        final double[] mean = {meanX, meanY};
        final double[] sd = {sdX, sdY};
        for (int c = 0; c < 2; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = from; i < from + 20_000; i++) {
                sum += s.points().get(i, c) / 20_000;
                squares += Math.pow(s.points().get(i, c) - mean[c], 2) / 20_000;
            }
            assertEquals(mean[c], sum, 1e-9 + 5 * sd[c] / Math.sqrt(20_000));
            assertEquals(sd[c], Math.sqrt(squares), 1e-9 + 0.02 * sd[c]);
        }
    }

    @Test
    void aGridHoldsItsCornersAndEachPointOnce() {
        final LatentSamples s = sample(null, 500, 3, new Grid(new double[] {-1, 0}, new double[] {1, 3}, 4));
        assertEquals(16, s.size());
        assertArrayEquals(new double[] {-1, 0}, s.points().row(0));
        assertArrayEquals(new double[] {-1, 1}, s.points().row(1), 1e-15);
        assertArrayEquals(new double[] {-1 / 3.0, 0}, s.points().row(4), 1e-15);
        assertArrayEquals(new double[] {1, 3}, s.points().row(15));
        for (final int round : s.round()) {
            assertEquals(1, round);
        }
        final LatentSamples middle = sample(null, 1, 1, new Grid(new double[] {-1, 0}, new double[] {1, 3}, 1));
        assertArrayEquals(new double[] {0, 1.5}, middle.points().row(0));
    }

    @Test
    void withoutAMixtureTheDensityIsThePriorsAndThereIsNoComponent() {
        final LatentSamples s = sample(null, 1, 1, new Area("at", new double[] {1, 2, 3}, new double[3]));
        assertEquals(-1.5 * Math.log(2 * Math.PI) - 7, s.logDensity()[0], 1e-14);
        assertEquals(-1, s.component()[0]);
    }

    @Test
    void anAreasPointsDoNotDependOnTheOthers() {
        final Area a = new Area("a", new double[] {0}, new double[] {1});
        final Area b = new Area("b", new double[] {0}, new double[] {1});
        final LatentSamples alone = sample(null, 5, 2, b);
        final LatentSamples both = sample(null, 5, 2, a, b);
        for (int i = 0; i < 10; i++) {
            assertEquals(alone.points().get(i, 0), both.points().get(10 + i, 0));
            assertTrue(both.points().get(i, 0) != both.points().get(10 + i, 0));
        }
        assertArrayEquals(both.points().data(), sample(null, 5, 2, a, b).points().data());
    }

    @Test
    void itWorksInOneAndInManyDimensions() {
        assertEquals(1, sample(null, 2, 2, new Prior(1)).points().columns());
        assertEquals(10_000, sample(null, 2, 2, new Prior(10_000)).points().columns());
    }

    @Test
    void whatCannotBeSampledIsRefused() {
        assertMessage("at least one area", () -> sample(TWO, 1, 1));
        assertMessage("at least 1 round", () -> sample(TWO, 0, 3, new Mixture()));
        assertMessage("there is none. Connect a fitted mixture", () -> sample(null, 1, 1, new Mixture()));
        assertMessage("components 0 to 1, but not 2", () -> sample(TWO, 1, 1, new Component(2)));
        assertMessage("'prior' has 3 dimensions, but the latent space has 2", () -> sample(TWO, 1, 1, new Prior(3)));
        assertMessage("Two areas have the name 'prior'", () -> sample(null, 1, 1, new Prior(2), new Prior(2)));
        assertMessage("more than fit", () -> sample(null, 1 << 20, 1 << 10, new Prior(2)));
        assertMessage("at least 1 dimension, not 0", () -> new Prior(0));
        assertMessage("counted from 0", () -> new Component(-1));
        assertMessage("needs a name", () -> new Area(" ", new double[1], new double[1]));
        assertMessage("one value for each dimension", () -> new Area("a", new double[1], new double[2]));
        assertMessage("NaN in dimension 2", () -> new Area("a", new double[] {0, Double.NaN}, new double[2]));
        assertMessage("is -1.0; it must be", () -> new Area("a", new double[1], new double[] {-1}));
        assertMessage("from 2.0 to 1.0", () -> new UniformBox(new double[] {2}, new double[] {1}));
        assertMessage("more than ten million", () -> new Grid(new double[8], new double[8], 10));
    }

    private static void assertMessage(final String part, final Runnable action) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void cancellingStops() {
        final List<String> messages = new ArrayList<>();
        final Progress progress = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                messages.add(fraction + " " + message);
            }

            @Override
            public void checkCanceled() {
                if (!messages.isEmpty()) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class,
            () -> LatentSampler.sample(TWO, List.of(new Mixture(), new Prior(2)), 2, 2, 1, progress));
        assertEquals(List.of("0.5 Sampled mixture, 4 points"), messages);
    }
}
