package org.latentlab.engine.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquaredTest {

    /** {@code scipy.stats.chi2.ppf(p, df)}, SciPy 1.10.1. */
    @ParameterizedTest
    @CsvSource({"0.5,1,0.454936423119572", "0.5,2,1.386294361119891", "0.5,4096,4095.3333526268957",
        "0.99,10,23.209251158954356", "0.99,100,135.80672317102676", "0.001,1,1.5707971492624921e-06",
        "0.001,4096,3821.9937224130954"})
    void theQuantileIsSciPys(final double p, final int df, final double expected) {
        assertEquals(expected, ChiSquared.quantile(p, df), 1e-9 * expected);
    }

    /** {@code scipy.stats.chi2.cdf(x, df)}, SciPy 1.17.1. */
    @ParameterizedTest
    @CsvSource({"1e-3,2,0.0004998750208307296", "1e-3,100,2.9188545552515298e-230", "2,1,0.8427007929497151",
        "4,2,0.8646647167633873", "9,2,0.9888910034617577", "20,10,0.9707473119230389", "60,100,0.0005188914625480344",
        "100,100,0.5188083154720433", "9600,10000,0.002102795480730475", "10000,10000,0.5018806340338173",
        "400,2,1", "0,3,0", "Infinity,3,1"})
    void theLowerTailIsSciPys(final double x, final int df, final double expected) {
        assertEquals(expected, ChiSquared.lowerTail(x, df), 1e-10 * expected);
        assertEquals(1 - expected, Double.isInfinite(x) ? 0 : ChiSquared.upperTail(x, df), 1e-10);
    }

    /** With two degrees of freedom χ² is exponential. */
    @Test
    void withTwoDegreesOfFreedomBothAreExponentials() {
        assertEquals(Math.exp(-1.7), ChiSquared.upperTail(3.4, 2), 1e-14);
        assertEquals(-2 * Math.log(0.2), ChiSquared.quantile(0.8, 2), 1e-12);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThrows(IllegalArgumentException.class, () -> ChiSquared.quantile(0, 2));
        assertThrows(IllegalArgumentException.class, () -> ChiSquared.quantile(1, 2));
        assertThrows(IllegalArgumentException.class, () -> ChiSquared.quantile(Double.NaN, 2));
        assertThrows(IllegalArgumentException.class, () -> ChiSquared.quantile(0.5, 0));
    }
}
