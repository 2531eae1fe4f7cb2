package org.latentlab.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WelchTestTest {

    /** scipy.stats.ttest_ind(a, b, equal_var=False).pvalue, SciPy 1.17.1 */
    @Test
    void agreesWithSciPy() {
        check(0.014232172811094826, new double[]{1.2, 0.9, 1.1, 1.4, 1.0}, new double[]{1.5, 1.3, 1.9, 1.4, 1.8});
        check(0.4038950568686966, new double[]{0.31, 0.30, 0.33}, new double[]{0.32, 0.29, 0.35, 0.36});
        check(2.256011542030338e-07, new double[]{12.1, 12.2, 12.15, 12.05, 12.12},
            new double[]{40.2, 39.1, 41.5, 40.8, 40.0});
        check(0.19872738893452602, new double[]{1, 2}, new double[]{3, 5});
        check(0.4777670321329077, new double[]{4, 4, 4}, new double[]{4.1, 4.3, 3.9});
    }

    private static void check(final double expected, final double[] a, final double[] b) {
        assertEquals(expected, WelchTest.pValue(a, b), 1e-10 * expected);
        assertEquals(expected, WelchTest.pValue(b, a), 1e-10 * expected);
    }

    @Test
    void valuesThatDoNotVaryDifferForCertainOrNotAtAll() {
        assertEquals(0, WelchTest.pValue(new double[]{10, 10, 10}, new double[]{9, 9}));
        assertEquals(1, WelchTest.pValue(new double[]{10, 10, 10}, new double[]{10, 10}));
        assertEquals(1, WelchTest.pValue(new double[]{0.1 + 0.2, 0.3}, new double[]{0.3, 0.1 + 0.2}));
    }
}
