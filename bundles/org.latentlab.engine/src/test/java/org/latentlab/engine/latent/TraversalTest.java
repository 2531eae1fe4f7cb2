package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Matrix;

class TraversalTest {

    @Test
    void oneDimensionAtATimeTakesTheValuesAndTheOthersStay() {
        final Matrix bases = Matrix.of(new double[]{10, 20, 30}, new double[]{-1, -2, -3});
        final Traversal traversal = Traversal.even(new int[]{2, 0}, -3, 3, 3);
        final Matrix points = traversal.points(bases);
        assertEquals(6, traversal.pointsPerBase());
        final double[][] expected = {{10, 20, -3}, {10, 20, 0}, {10, 20, 3}, {-3, 20, 30}, {0, 20, 30}, {3, 20, 30},
            {-1, -2, -3}, {-1, -2, 0}, {-1, -2, 3}, {-3, -2, -3}, {0, -2, -3}, {3, -2, -3}};
        assertEquals(12, points.rows());
        for (int i = 0; i < 12; i++) {
            assertArrayEquals(expected[i], points.row(i), "point " + i);
        }
    }

    @Test
    void evenValuesIncludeBothEnds() {
        final double[] values = Traversal.even(new int[]{0}, -0.1, 0.7, 8).values()[0];
        assertEquals(-0.1, values[0]);
        assertEquals(0.7, values[7]);
        for (int i = 1; i < 8; i++) {
            assertEquals(0.8 / 7, values[i] - values[i - 1], 1e-15);
        }
    }

    /** {@code numpy.quantile([3, 1, 4, 1, 5, 9, 2, 6], numpy.linspace(0.05, 0.95, 4))}, NumPy 2. */
    @Test
    void quantilesAreNumPys() {
        final double[] column = {3, 1, 4, 1, 5, 9, 2, 6};
        final Matrix codes = Matrix.zeros(8, 2);
        for (int i = 0; i < 8; i++) {
            codes.data()[2 * i] = -100;
            codes.data()[2 * i + 1] = column[i];
        }
        final Traversal traversal = Traversal.quantiles(new int[]{1, 0}, codes, 0.05, 0.95, 4);
        assertArrayEquals(new double[]{1.0, 2.4499999999999997, 4.55, 7.949999999999998}, traversal.values()[0], 1e-14);
        assertArrayEquals(new double[]{-100, -100, -100, -100}, traversal.values()[1]);
        assertArrayEquals(new double[]{1, 9}, Traversal.quantiles(new int[]{1}, codes, 0, 1, 2).values()[0]);
        assertArrayEquals(new double[]{3, 3, 3},
            Traversal.quantiles(new int[]{0}, Matrix.of(new double[]{3}), 0, 1, 3).values()[0]);
    }

    @Test
    void theMostInformativeDimensionsComeFirst() {
        final double[] kl = {0.5, 2, Double.NaN, 2, 0};
        assertArrayEquals(new int[]{1, 3, 0, 4, 2}, Traversal.byKl(kl, new int[]{0, 1, 2, 3, 4}));
        assertArrayEquals(new int[]{3, 0}, Traversal.byKl(kl, new int[]{0, 3}));
    }

    @Test
    void whatCannotBeTraversedIsRefused() {
        assertMessage("leads from 3.0 to -3.0", () -> Traversal.even(new int[]{0}, 3, -3, 5));
        assertMessage("at least 2 steps, not 1", () -> Traversal.even(new int[]{0}, -3, 3, 1));
        assertMessage("at least one dimension", () -> Traversal.even(new int[0], -3, 3, 5));
        assertMessage("each of its dimensions once", () -> Traversal.even(new int[]{1, 1}, -3, 3, 5));
        assertMessage("none of number 0", () -> Traversal.even(new int[]{-1}, -3, 3, 5));
        assertMessage("The latent space has 2 dimensions; there is none of number 3",
            () -> Traversal.even(new int[]{2}, -3, 3, 5).points(Matrix.zeros(1, 2)));
        assertMessage("there is none of number 2",
            () -> Traversal.quantiles(new int[]{1}, Matrix.zeros(1, 1), 0, 1, 2));
        assertMessage("at least one code", () -> Traversal.quantiles(new int[]{0}, Matrix.zeros(0, 1), 0, 1, 2));
        assertMessage("lie from 0 to 1, not from -0.5",
            () -> Traversal.quantiles(new int[]{0}, Matrix.zeros(1, 1), -0.5, 1, 2));
        assertMessage("more than fit. Choose fewer", () -> Traversal.even(new int[]{0, 1}, -3, 3, 1 << 20)
            .points(Matrix.zeros(1 << 10, 2)));
        assertMessage("has the value NaN", () -> new Traversal(new int[]{0}, new double[][]{{0, Double.NaN}}));
        assertMessage("equally many", () -> new Traversal(new int[]{0, 1}, new double[][]{{0, 1}, {0, 1, 2}}));
    }

    private static void assertMessage(final String part, final Runnable action) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
