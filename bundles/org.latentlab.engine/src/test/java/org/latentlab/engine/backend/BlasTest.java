package org.latentlab.engine.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Rng;

class BlasTest {

    private static double[] random(final int n, final long seed) {
        final Rng rng = new Rng(seed);
        final double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = rng.nextGaussian();
        }
        return values;
    }

    private static float[] floats(final double[] values) {
        final float[] f = new float[values.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float)values[i];
        }
        return f;
    }

    private static double[] naive(final boolean ta, final boolean tb, final int m, final int n, final int k,
        final double[] a, final double[] b) {
        final double[] c = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int l = 0; l < k; l++) {
                    c[i * n + j] += (ta ? a[l * m + i] : a[i * k + l]) * (tb ? b[j * k + l] : b[l * n + j]);
                }
            }
        }
        return c;
    }

    @Test
    void productsAgreeWithTheDefinitionForEveryTransposition() {
        final int m = 7;
        final int n = 5;
        final int k = 11;
        final double[] a = random(m * k, 1);
        final double[] b = random(k * n, 2);
        for (final boolean ta : new boolean[]{false, true}) {
            for (final boolean tb : new boolean[]{false, true}) {
                final double[] expected = naive(ta, tb, m, n, k, a, b);
                assertArrayEquals(expected, Blas.gemm(ta, tb, m, n, k, 1.0, a, b), 1e-13);
                final float[] c = Blas.gemm(ta, tb, m, n, k, 1f, floats(a), floats(b));
                for (int i = 0; i < c.length; i++) {
                    assertEquals(expected[i], c[i], 2e-5);
                }
            }
        }
    }

    @Test
    void aProductCanBeAddedToAPartOfABiggerMatrix() {
        try (NativeFloats a = NativeFloats.of(new float[]{9, 1, 2, 9, 3, 4}); // a 2×2 matrix of stride 3, from 1
                NativeFloats b = NativeFloats.of(new float[]{1, 0, 0, 1}); NativeFloats c = NativeFloats.of(
                    new float[]{10, 20, 30, 40})) {
            Blas.gemm(false, false, 2, 2, 2, 2f, new Blas.Place(a, 1, 3), new Blas.Place(b, 0, 2), 1f,
                new Blas.Place(c, 0, 2));
            final float[] result = new float[4];
            c.get(0, result, 0, 4);
            assertArrayEquals(new float[]{12, 24, 36, 48}, result);
        }
    }

    @Test
    void aMatrixBeyondItsBufferIsRefused() {
        try (NativeFloats a = new NativeFloats(4)) {
            final Blas.Place place = new Blas.Place(a, 1, 2);
            final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> Blas.gemm(false, false, 2, 2, 2, 1f, place, place, 0f, place));
            assertTrue(e.getMessage().contains("not within its buffer of 4"), e.getMessage());
        }
    }

    @Test
    void eigenvectorsDiagonaliseTheMatrix() {
        final int n = 20;
        final double[] g = random(n * n, 3);
        final double[] a = Blas.gemm(false, true, n, n, n, 1.0, g, g);
        final double[] v = new double[n * n];
        final double[] w = Blas.symmetricEigen(a, n, v);
        final double[] scaled = v.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= w[i % n];
        }
        assertArrayEquals(a, Blas.gemm(false, true, n, n, n, 1.0, scaled, v), 1e-10);
        assertArrayEquals(w, Blas.symmetricEigen(a, n, null), 1e-10);
    }

    @Test
    void eigenvaluesOfATwoByTwoMatrixAreThoseOfTheClosedForm() {
        assertArrayEquals(new double[]{1, 3}, Blas.symmetricEigen(new double[]{2, 1, 1, 2}, 2, null), 1e-14);
    }

    @Test
    void eigenvaluesOfAMatrixWithNaNAreRefused() {
        final EngineException e = assertThrows(EngineException.class,
            () -> Blas.symmetricEigen(new double[]{1, Double.NaN, 0, 1}, 2, null));
        assertTrue(e.getMessage().contains("row 0, column 1"), e.getMessage());
    }
}
