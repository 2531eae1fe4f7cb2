package org.latentlab.engine.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MatrixTest {

    private static final Matrix M = Matrix.of(new double[]{1, 2, 3}, new double[]{4, 5, 6});

    @Test
    void valuesLieRowByRow() {
        assertArrayEquals(new double[]{1, 2, 3, 4, 5, 6}, M.data());
        assertEquals(6, M.get(1, 2));
        assertArrayEquals(new double[]{4, 5, 6}, M.row(1));
        assertArrayEquals(new double[]{4, 5, 6, 1, 2, 3, 4, 5, 6}, M.select(new int[]{1, 0, 1}).data());
        assertEquals(0, M.select(new int[0]).rows());
    }

    @Test
    void rowsAreCopied() {
        final double[] row = {7, 8};
        final Matrix m = Matrix.of(row);
        row[0] = 0;
        m.row(0)[1] = 0;
        assertArrayEquals(new double[]{7, 8}, m.data());
    }

    @Test
    void floatsComeAndGoWithTheirValues() {
        final float[] floats = {0.1f, Float.MIN_VALUE, -3e38f, 0};
        final Matrix m = Matrix.ofFloats(floats, 2);
        assertEquals(2, m.rows());
        assertEquals((double)0.1f, m.get(0, 0));
        assertArrayEquals(floats, m.toFloats());
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        final String message = assertThrows(IllegalArgumentException.class, () -> new Matrix(2, 3, new double[5]))
            .getMessage();
        assertEquals("A 2×3 matrix needs 6 values, not 5.", message);
        assertThrows(IllegalArgumentException.class, () -> new Matrix(0, 0, new double[0]));
        assertThrows(IllegalArgumentException.class, () -> Matrix.ofFloats(new float[5], 2));
        assertThrows(IllegalArgumentException.class, () -> Matrix.of(new double[2], new double[3]));
        assertEquals("A 100000×100000 matrix has more values than one array holds. Use fewer rows or columns.",
            assertThrows(IllegalArgumentException.class, () -> Matrix.zeros(100_000, 100_000)).getMessage());
        assertTrue(Matrix.zeros(0, 4).data().length == 0);
    }
}
