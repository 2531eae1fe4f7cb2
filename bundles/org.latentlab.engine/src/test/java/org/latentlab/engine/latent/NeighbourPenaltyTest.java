package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of scikit-learn 1.2.1 by {@code python3 latent_space_oracle.py}, beside this class's resources. */
class NeighbourPenaltyTest {

    private static int[] classes(final int n) {
        final int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = i * i % 7 % 3;
        }
        return classes;
    }

    private static double value(final NeighbourPenalty penalty, final double[] z, final int[] classes, final int d) {
        return penalty.gradient(z, classes, classes.length, d, 0, new double[z.length]);
    }

    /** The second has more neighbours than two of the three classes have codes. */
    @ParameterizedTest
    @CsvSource({"3,1.5,6.767130294363193", "12,4,10.890436554748934"})
    void isThatOfScikitLearnsNeighbours(final int k, final double margin, final double expected) {
        assertEquals(expected, value(new NeighbourPenalty(k, margin), MmdTest.sines(20, 3, 2), classes(20), 3), 1e-13);
    }

    /** Codes at 0 and 1 of class 0, at 1.5 of class 1: every term by hand. */
    @Test
    void followsTheFormula() {
        final double[] z = {0, 1, 1.5};
        final double[] gradient = new double[3];
        final double value = new NeighbourPenalty(1, 2).gradient(z, new int[] {0, 0, 1}, 3, 1, 3, gradient);
        // pulls 1² from either end; pushes (2 − 1.5)² of the first, (2 − 0.5)² of the second and of the third
        assertEquals((1 + 1 + 0.25 + 2.25 + 2.25) / 3, value, 1e-15);
        assertArrayEquals(new double[] {-2 - 2 + 1, 2 + 2 + 3 + 3, -1 - 3 - 3}, gradient, 1e-14);
    }

    @ParameterizedTest
    @CsvSource({"1,0.5,2", "3,1.5,3", "12,4,3", "5,10,6"})
    void theGradientIsThatOfFiniteDifferences(final int k, final double margin, final int d) {
        final NeighbourPenalty penalty = new NeighbourPenalty(k, margin);
        final int n = 20;
        final double[] z = MmdTest.gaussian(n, d, 5);
        final int[] classes = classes(n);
        classes[4] = -1;
        final double[] gradient = new double[z.length];
        penalty.gradient(z, classes, n, d, 1, gradient);
        final double norm = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < z.length; i++) {
            final double step = 1e-6;
            final double before = z[i];
            z[i] = before + step;
            final double up = value(penalty, z, classes, d);
            z[i] = before - step;
            final double down = value(penalty, z, classes, d);
            z[i] = before;
            assertEquals((up - down) / (2 * step), gradient[i], 1e-6 * norm, "value " + i);
        }
        for (int c = 0; c < d; c++) {
            assertEquals(0, gradient[4 * d + c], "of a code without a class");
        }
    }

    @Test
    void addsToTheGradientAndScalesIt() {
        final NeighbourPenalty penalty = new NeighbourPenalty(2, 1);
        final double[] z = MmdTest.gaussian(8, 2, 6);
        final double[] once = new double[16];
        penalty.gradient(z, classes(8), 8, 2, 1, once);
        final double[] more = new double[18];
        Arrays.fill(more, 7);
        penalty.gradient(Arrays.copyOf(z, 18), classes(8), 8, 2, 2, more);
        for (int i = 0; i < 16; i++) {
            assertEquals(7 + 2 * once[i], more[i], 1e-13);
        }
        assertEquals(7, more[16]);
    }

    /** No pair is favoured: both ends of each move by the same amount, so that the mean of all codes stays. */
    @Test
    void movesBothEnds() {
        final double[] gradient = new double[60];
        new NeighbourPenalty(3, 5).gradient(MmdTest.gaussian(20, 3, 8), classes(20), 20, 3, 1, gradient);
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            for (int i = c; i < 60; i += 3) {
                sum += gradient[i];
            }
            assertEquals(0, sum, 1e-13);
        }
    }

    /** Descending the gradient makes the nearest neighbours of mixed codes those of their own class. */
    @Test
    void itsDescentSeparatesTheClasses() {
        final NeighbourPenalty penalty = new NeighbourPenalty(3, 1.5);
        final int n = 40;
        final double[] z = MmdTest.gaussian(n, 2, 9);
        final int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = i % 2;
        }
        final double before = value(penalty, z, classes, 2);
        for (int step = 0; step < 500; step++) {
            final double[] gradient = new double[z.length];
            penalty.gradient(z, classes, n, 2, 1, gradient);
            for (int i = 0; i < z.length; i++) {
                z[i] -= gradient[i];
            }
        }
        assertTrue(value(penalty, z, classes, 2) < 0.1 * before, before + " → " + value(penalty, z, classes, 2));
    }

    @Test
    void codesAtTheSamePlaceAreNotMoved() {
        final double[] gradient = new double[4];
        final double value =
            new NeighbourPenalty(1, 2).gradient(new double[] {1, 1, 1, 1}, new int[] {0, 1}, 2, 2, 1, gradient);
        assertEquals(4, value);
        assertArrayEquals(new double[4], gradient);
    }

    @Test
    void classesAloneAreOnlyPulledAndSingleCodesNotAtAll() {
        final double[] gradient = new double[2];
        final NeighbourPenalty penalty = new NeighbourPenalty(2, 5);
        // one neighbour, of the two that are looked for
        assertEquals(0.5 * 9, penalty.gradient(new double[] {0, 3}, new int[] {4, 4}, 2, 1, 1, gradient), 1e-15);
        assertEquals(0, penalty.gradient(new double[] {1}, new int[] {0}, 1, 1, 1, new double[1]));
    }

    @Test
    void refusesWrongParameters() {
        assertThrows(IllegalArgumentException.class, () -> new NeighbourPenalty(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new NeighbourPenalty(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new NeighbourPenalty(1, Double.NaN));
    }
}
