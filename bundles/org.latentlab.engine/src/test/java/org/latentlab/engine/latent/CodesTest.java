package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {

    @Test
    void theExponentialIsJavas() {
        final double[] v = {0, 1e-300, 1e-12, 0.3, 1, 2.5, 10, 40, 300, 700};
        final double[] e = new double[v.length];
        Codes.expOfNegative(v, v.length, e);
        for (int i = 0; i < v.length; i++) {
            assertEquals(Math.exp(-v[i]), e[i], 1e-12 * Math.exp(-Math.min(v[i], 40)), "exp(-" + v[i] + ")");
        }
        final double[] far = {1e5, 1e300, Double.POSITIVE_INFINITY, Double.NaN};
        Codes.expOfNegative(far, far.length, far);
        assertArrayEquals(new double[] {0, 0, 0, Double.NaN}, far, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 11})
    void distancesAreEuclids(final int d) {
        final double[] x = MmdTest.gaussian(6, d, 1);
        final double[] s = MmdTest.gaussian(2, d, 2);
        final double[] out = new double[9];
        out[4] = 77;
        Codes.squaredDistances(Codes.columns(x, 1, 5, d), 4, s, d, out);
        for (int i = 0; i < 4; i++) {
            double expected = 0;
            for (int c = 0; c < d; c++) {
                expected += Math.pow(x[(i + 1) * d + c] - s[d + c], 2);
            }
            assertEquals(expected, out[i], 1e-14 * expected);
        }
        assertEquals(77, out[4]);
    }
}
