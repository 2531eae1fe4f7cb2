package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class AdversarialLossTest {

    private static final double[] OUTPUTS = {-2.5, 0.3, 1.7, 800, -800};

    private static final double REAL = 1.1003436693824475;

    private static final double SMOOTH = 1.083677002715781;

    private static final double FAKE = 0.9336770027157808;

    private static final double PROBABILITY = 0.4986118105831226;

    private interface Term {
        double mean(double[] outputs, int from, int count, double[] gradient);
    }

    /** The constants are PyTorch 1.13's binary_cross_entropy_with_logits of d to 1, 0.9 and 0, and mean sigmoid(d). */
    @Test
    void crossEntropiesAreThoseOfPyTorch() {
        final double[] d = {-2.5, 0.3, 1.7};
        final double[] room = new double[3];
        final AdversarialLoss plain = new AdversarialLoss(new GanLoss.NonSaturating(), 1);
        final AdversarialLoss smooth = new AdversarialLoss(new GanLoss.NonSaturating(), 0.9);
        final AdversarialLoss minimax = new AdversarialLoss(new GanLoss.Minimax(), 1);
        assertEquals(REAL, plain.real(d, 0, 3, room), 1e-12);
        assertEquals(SMOOTH, smooth.real(d, 0, 3, room), 1e-12);
        assertEquals(FAKE, plain.fake(d, 0, 3, room), 1e-12);
        assertEquals(REAL, plain.generator(d, 0, 3, room), 1e-12);
        assertEquals(REAL, smooth.generator(d, 0, 3, room), 1e-12, "the generator's target is not smoothed");
        assertEquals(-FAKE, minimax.generator(d, 0, 3, room), 1e-12);
        assertEquals(PROBABILITY, plain.score(d, 0, 3), 1e-12);
    }

    @Test
    void theOtherLossesAreTheirFormulas() {
        final double[] d = {-2.5, 0.3, 1.7};
        final double[] room = new double[3];
        final AdversarialLoss squares = new AdversarialLoss(new GanLoss.LeastSquares(), 0.9);
        assertEquals((3.4 * 3.4 + 0.6 * 0.6 + 0.8 * 0.8) / 6, squares.real(d, 0, 3, room), 1e-12);
        assertEquals((2.5 * 2.5 + 0.3 * 0.3 + 1.7 * 1.7) / 6, squares.fake(d, 0, 3, room), 1e-12);
        assertEquals((3.5 * 3.5 + 0.7 * 0.7 + 0.7 * 0.7) / 6, squares.generator(d, 0, 3, room), 1e-12);
        final AdversarialLoss hinge = new AdversarialLoss(new GanLoss.Hinge(), 1);
        assertEquals((3.5 + 0.7 + 0) / 3, hinge.real(d, 0, 3, room), 1e-12);
        assertEquals((0 + 1.3 + 2.7) / 3, hinge.fake(d, 0, 3, room), 1e-12);
        assertEquals(0.5 / 3, hinge.generator(d, 0, 3, room), 1e-12);
        for (final GanLoss loss : List.of(new GanLoss.WassersteinClipping(0.01),
            new GanLoss.WassersteinGradientPenalty(10, GradientPenalty.TOWARDS_ONE))) {
            final AdversarialLoss wasserstein = new AdversarialLoss(loss, 1);
            assertEquals(0.5 / 3, wasserstein.real(d, 0, 3, room), 1e-12);
            assertEquals(-0.5 / 3, wasserstein.fake(d, 0, 3, room), 1e-12);
            assertEquals(0.5 / 3, wasserstein.generator(d, 0, 3, room), 1e-12);
            assertEquals(-0.5 / 3, wasserstein.score(d, 0, 3), 1e-12);
        }
    }

    @Test
    void everyGradientAgreesWithFiniteDifferences() {
        for (final GanLoss loss : List.of(new GanLoss.Minimax(), new GanLoss.NonSaturating(),
            new GanLoss.LeastSquares(), new GanLoss.Hinge(), new GanLoss.WassersteinClipping(0.01))) {
            final AdversarialLoss terms = new AdversarialLoss(loss, loss.hasRealTarget() ? 0.8 : 1);
            for (final Term term : List.<Term>of(terms::real, terms::fake, terms::generator)) {
                checkGradient(loss, term);
            }
        }
    }

    private static void checkGradient(final GanLoss loss, final Term term) {
        final double step = 1e-5;
        // the first and the last value are not of the mean
        final double[] outputs = {7, -2.5, 0.3, 1.7, 9};
        final double[] gradient = {5, 0, 0, 0, 6};
        term.mean(outputs, 1, 3, gradient);
        assertEquals(5, gradient[0]);
        assertEquals(6, gradient[4]);
        for (int i = 1; i <= 3; i++) {
            final double[] up = outputs.clone();
            final double[] down = outputs.clone();
            up[i] += step;
            down[i] -= step;
            final double difference = term.mean(up, 1, 3, new double[5]) - term.mean(down, 1, 3, new double[5]);
            assertEquals(difference / (2 * step), gradient[i], 1e-9, loss + ", value " + i);
        }
    }

    @Test
    void largeOutputsOverflowNowhere() {
        for (final GanLoss loss : List.of(new GanLoss.Minimax(), new GanLoss.NonSaturating())) {
            final AdversarialLoss terms = new AdversarialLoss(loss, 1);
            for (final Term term : List.<Term>of(terms::real, terms::fake, terms::generator)) {
                final double[] gradient = new double[OUTPUTS.length];
                final double mean = term.mean(OUTPUTS, 0, OUTPUTS.length, gradient);
                assertTrue(Math.abs(mean) > 100 && Math.abs(mean) < 200, loss + ": " + mean);
                for (final double slope : gradient) {
                    assertTrue(Math.abs(slope) <= 0.2, loss + ": " + slope);
                }
            }
        }
        assertEquals(0.5, new AdversarialLoss(new GanLoss.Minimax(), 1).score(OUTPUTS, 3, 2), 1e-12);
    }

    /** Where the discriminator is certain, minimax has no gradient left, and the non-saturating loss a full one. */
    @Test
    void minimaxSaturatesAndTheNonSaturatingLossDoesNot() {
        final double[] gradient = new double[1];
        new AdversarialLoss(new GanLoss.Minimax(), 1).generator(new double[]{-40}, 0, 1, gradient);
        assertEquals(0, gradient[0], 1e-16);
        new AdversarialLoss(new GanLoss.NonSaturating(), 1).generator(new double[]{-40}, 0, 1, gradient);
        assertEquals(-1, gradient[0], 1e-16);
    }
}
