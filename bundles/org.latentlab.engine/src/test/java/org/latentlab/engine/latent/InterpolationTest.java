package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentlab.engine.math.Matrix;

class InterpolationTest {

    private static final double[] A = {1, 2, -0.5};
    private static final double[] B = {-2, 0.5, 3};

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void bothEndsAreMetExactly(final Interpolation way) {
        final Matrix path = way.path(A, B, 7);
        assertEquals(7, path.rows());
        assertArrayEquals(A, path.row(0));
        assertArrayEquals(B, path.row(6));
    }

    @Test
    void linearIsTheStraightLine() {
        assertArrayEquals(new double[]{0.25, 1.625, 0.375}, Interpolation.LINEAR.path(A, B, 5).row(1), 1e-15);
    }

    /** The formula of White 2016 in NumPy 2, the angle by arccos of the product of the unit vectors. */
    @Test
    void sphericalIsThatOfWhite() {
        final Matrix path = Interpolation.SPHERICAL.path(A, B, 5);
        assertArrayEquals(new double[]{0.0868725187992454, 2.30493309959202, 0.9037584348197235}, path.row(1), 1e-14);
        assertArrayEquals(new double[]{-0.845000553850717, 2.1125013846267926, 2.1125013846267926}, path.row(2), 1e-14);
        assertArrayEquals(new double[]{-1.5945370789275102, 1.4642283007286423, 2.8654029655009388}, path.row(3),
            1e-14);
    }

    @Test
    void onTheUnitSphereBothSphericalWaysKeepTheNormAndTurnEvenly() {
        final double[] x = {1, 0};
        final double[] y = {0, 1};
        for (final Interpolation way : new Interpolation[]{Interpolation.SPHERICAL, Interpolation.GREAT_CIRCLE}) {
            final Matrix path = way.path(x, y, 4);
            for (int s = 0; s < 4; s++) {
                assertArrayEquals(new double[]{Math.cos(s * Math.PI / 6), Math.sin(s * Math.PI / 6)}, path.row(s),
                    1e-15);
            }
        }
    }

    @Test
    void theGreatCircleTurnsEvenlyWhileTheNormChangesEvenly() {
        final Matrix path = Interpolation.GREAT_CIRCLE.path(A, B, 6);
        final double angle = Interpolation.angle(A, B);
        final double from = NormalPrior.norm(path, 0);
        final double to = NormalPrior.norm(path, 5);
        for (int s = 1; s < 6; s++) {
            assertEquals(s / 5.0 * angle, Interpolation.angle(A, path.row(s)), 1e-14);
            assertEquals((1 - s / 5.0) * angle, Interpolation.angle(path.row(s), B), 1e-14);
            assertEquals(from + s / 5.0 * (to - from), NormalPrior.norm(path, s), 1e-14);
        }
    }

    @Test
    void betweenPointsThatPointAlikeAllWaysAreTheLine() {
        final double[] far = {3, 6, -1.5};
        for (final Interpolation way : Interpolation.values()) {
            assertArrayEquals(Interpolation.LINEAR.path(A, far, 4).data(), way.path(A, far, 4).data(), 1e-15);
            assertArrayEquals(A, way.path(A, A, 3).row(1));
        }
        // just above and just below the angle at which the arc is taken for the line
        for (final double off : new double[]{0.5e-6, 2e-6}) {
            final double[] near = {1, off};
            assertArrayEquals(new double[]{1, off / 2}, Interpolation.SPHERICAL.path(new double[]{1, 0}, near, 3)
                .row(1), 1e-12);
        }
    }

    @Test
    void withoutAnArcTheWayIsStraight() {
        final double[] opposite = {-2, -4, 1};
        assertFalse(Interpolation.hasArc(A, opposite));
        assertFalse(Interpolation.hasArc(A, new double[3]));
        assertFalse(Interpolation.hasArc(new double[3], new double[3]));
        assertTrue(Interpolation.hasArc(A, B));
        assertTrue(Interpolation.hasArc(A, A));
        for (final Interpolation way : Interpolation.values()) {
            assertArrayEquals(Interpolation.LINEAR.path(A, opposite, 5).data(), way.path(A, opposite, 5).data());
            assertArrayEquals(new double[]{0.5, 1, -0.25}, way.path(A, new double[3], 3).row(1), 1e-15);
        }
    }

    @Test
    void anglesAreExactNearZeroAndNearAHalfTurn() {
        assertEquals(1e-9, Interpolation.angle(new double[]{1, 0}, new double[]{1, 1e-9}), 1e-24);
        assertEquals(Math.PI - 1e-7, Interpolation.angle(new double[]{2, 0}, new double[]{-1, 1e-7}), 1e-15);
        assertEquals(0, Interpolation.angle(A, new double[3]));
    }

    @Test
    void inOneDimensionOppositeSignsHaveNoArc() {
        assertArrayEquals(new double[]{-1, 0, 1},
            Interpolation.SPHERICAL.path(new double[]{-1}, new double[]{1}, 3).data());
        assertArrayEquals(new double[]{1, 2, 3},
            Interpolation.SPHERICAL.path(new double[]{1}, new double[]{3}, 3).data());
    }

    @Test
    void whatHasNoWayIsRefused() {
        assertMessage("at least 2 steps", () -> Interpolation.LINEAR.path(A, B, 1));
        assertMessage("not 3 and 2", () -> Interpolation.LINEAR.path(A, new double[2], 3));
        assertMessage("In dimension 1 the interpolation leads from NaN to 0.0",
            () -> Interpolation.SPHERICAL.path(new double[]{Double.NaN}, new double[]{0}, 3));
    }

    private static void assertMessage(final String part, final Runnable action) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
