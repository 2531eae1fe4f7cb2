package org.latentlab.engine.report;

/**
 * Whether two samples have the same mean, by Welch's t test (Welch 1947, "The generalization of Student's problem when
 * several different population variances are involved").
 */
final class WelchTest {

    private static final double EPSILON = 1e-15;

    private static final double TINY = 1e-300;

    private static final int MOST_TERMS = 10_000;

    private WelchTest() {
    }

    /**
     * @param a at least 2 finite values
     * @param b likewise
     * @return the two-sided probability of means as far apart if both were drawn from distributions of one mean; 1 if
     *         the means are the same, 0 if they differ and neither sample varies
     */
    static double pValue(final double[] a, final double[] b) {
        final double va = variance(a) / a.length;
        final double vb = variance(b) / b.length;
        final double difference = mean(a) - mean(b);
        // what rounding leaves of equal values is no difference
        if (Math.abs(difference) <= 4 * Math.ulp(Math.max(Math.abs(mean(a)), Math.abs(mean(b))))) {
            return 1;
        }
        if (va + vb == 0) {
            return 0;
        }
        final double freedom = (va + vb) * (va + vb) / (va * va / (a.length - 1) + vb * vb / (b.length - 1));
        final double t2 = difference * difference / (va + vb);
        return incompleteBeta(freedom / (freedom + t2), freedom / 2, 0.5);
    }

    static double mean(final double[] values) {
        double sum = 0;
        for (final double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** With the divisor n − 1. */
    static double variance(final double[] values) {
        final double mean = mean(values);
        double sum = 0;
        for (final double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    /** The regularised incomplete beta function Iₓ(a, b) (DLMF §8.17). */
    private static double incompleteBeta(final double x, final double a, final double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        final double front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    /** The continued fraction of DLMF 8.17.22, evaluated from its front (Lentz 1976). */
    private static double fraction(final double x, final double a, final double b) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double f = d;
        for (int m = 1; m < MOST_TERMS; m++) {
            final double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            f *= c * d;
            final double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            f *= c * d;
            if (Math.abs(c * d - 1) < EPSILON) {
                break;
            }
        }
        return f;
    }

    private static double away(final double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logBeta(final double a, final double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** Stirling's series (DLMF 5.11.1) above 10, by the recurrence below. */
    private static double logGamma(final double z) {
        double shift = 0;
        double x = z;
        while (x < 10) {
            shift += Math.log(x);
            x++;
        }
        final double y = 1 / (x * x);
        return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI)
            + (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x - shift;
    }
}
