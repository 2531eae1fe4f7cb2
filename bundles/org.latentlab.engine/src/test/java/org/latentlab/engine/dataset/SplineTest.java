package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class SplineTest {

    private static List<double[]> through(final int pieces, final double[]... control) {
        final List<double[]> points = new ArrayList<>();
        Spline.through(control, pieces, (x, y) -> points.add(new double[]{x, y}));
        return points;
    }

    @Test
    void passesThroughEveryControlPoint() {
        final double[][] control = {{0, 0}, {1, 3}, {4, 3}, {4.1, -2}, {9, 0}};
        final List<double[]> points = through(7, control);
        assertEquals(1 + 4 * 7, points.size());
        for (int i = 0; i < control.length; i++) {
            assertArrayEquals(control[i], points.get(7 * i), 1e-12);
        }
    }

    @Test
    void straightLinesStayStraight() {
        for (final double[] point : through(5, new double[]{0, 0}, new double[]{1, 2}, new double[]{4, 8})) {
            assertEquals(2 * point[0], point[1], 1e-12);
        }
        assertEquals(6, through(5, new double[]{0, 0}, new double[]{1, 2}).size());
    }

    @Test
    void comesNearACircle() {
        final double[][] control = new double[13][];
        for (int i = 0; i < 13; i++) {
            control[i] = new double[]{Math.cos(Math.PI * i / 6), Math.sin(Math.PI * i / 6)};
        }
        final List<double[]> points = through(10, control);
        for (int i = 10; i < points.size() - 10; i++) { // the end spans lack a neighbour
            assertEquals(1, Math.hypot(points.get(i)[0], points.get(i)[1]), 2e-3);
        }
    }

    @Test
    void coincidingPointsAreNoTrouble() {
        for (final double[] point : through(4, new double[]{1, 1}, new double[]{1, 1}, new double[]{2, 1})) {
            assertTrue(Double.isFinite(point[0]) && Math.abs(point[1] - 1) < 1e-9);
        }
    }
}
