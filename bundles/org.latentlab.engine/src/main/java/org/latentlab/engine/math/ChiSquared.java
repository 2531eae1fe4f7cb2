package org.latentlab.engine.math;

/** The χ² distribution, by the regularised incomplete gamma function (DLMF §8.7: series, §8.9: continued fraction). */
public final class ChiSquared {

    private static final double EPSILON = 1e-16;
    private static final int MOST_TERMS = 100_000;

    /** Lanczos's coefficients for g = 7 and nine terms (Godfrey 2001), good to 15 digits. */
    private static final double[] LANCZOS = {0.99999999999980993, 676.5203681218851, -1259.1392167224028,
        771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
        1.5056327351493116e-7};

    private ChiSquared() {
    }

    /**
     * @param x the value of χ², at least 0
     * @param degreesOfFreedom their number
     * @return the probability of a value of at least x; NaN without degrees of freedom or if x is NaN
     */
    public static double upperTail(final double x, final int degreesOfFreedom) {
        if (degreesOfFreedom < 1 || Double.isNaN(x)) {
            return Double.NaN;
        }
        if (!(x > 0)) {
            return 1;
        }
        final double a = 0.5 * degreesOfFreedom;
        final double half = 0.5 * x;
        return half < a + 1 ? 1 - front(a, half) * series(a, half) : front(a, half) * fraction(a, half);
    }

    /**
     * @param x the value of χ², at least 0
     * @param degreesOfFreedom their number
     * @return the probability of a value below x, small ones to their full precision; NaN without degrees of freedom or
     *         if x is NaN
     */
    public static double lowerTail(final double x, final int degreesOfFreedom) {
        if (degreesOfFreedom < 1 || Double.isNaN(x)) {
            return Double.NaN;
        }
        if (!(x > 0) || Double.isInfinite(x)) {
            return x > 0 ? 1 : 0;
        }
        final double a = 0.5 * degreesOfFreedom;
        final double half = 0.5 * x;
        return half < a + 1 ? Math.min(1, front(a, half) * series(a, half)) : 1 - upperTail(x, degreesOfFreedom);
    }

    /** xᵃ e⁻ˣ / Γ(a). */
    private static double front(final double a, final double x) {
        return Math.exp(a * Math.log(x) - x - logGamma(a));
    }

    /**
     * @param probability the probability p, above 0 and below 1
     * @param degreesOfFreedom their number, at least 1
     * @return the value that χ² exceeds with probability 1 - p, to about 10 digits
     * @throws IllegalArgumentException if a parameter is outside its range
     */
    public static double quantile(final double probability, final int degreesOfFreedom) {
        if (!(probability > 0 && probability < 1) || degreesOfFreedom < 1) {
            throw new IllegalArgumentException("A quantile of χ² needs a probability above 0 and below 1 and at least 1 "
                + "degree of freedom, not " + probability + " and " + degreesOfFreedom + ".");
        }
        double low = 0;
        double high = degreesOfFreedom;
        while (upperTail(high, degreesOfFreedom) > 1 - probability) {
            low = high;
            high *= 2;
        }
        for (double middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
            if (upperTail(middle, degreesOfFreedom) > 1 - probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Σ xⁿ / (a(a+1)…(a+n)). */
    private static double series(final double a, final double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * EPSILON; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    /** 1/(x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - …))), evaluated from its front (Lentz 1976). */
    private static double fraction(final double a, final double x) {
        double b = x + 1 - a;
        double c = Double.MAX_VALUE;
        double d = 1 / b;
        double f = d;
        for (int n = 1; n < MOST_TERMS; n++) {
            final double numerator = -n * (n - a);
            b += 2;
            d = 1 / (b + numerator * d);
            c = b + numerator / c;
            f *= c * d;
            if (Math.abs(c * d - 1) < EPSILON) {
                break;
            }
        }
        return f;
    }

    /** ln Γ(z) for z ≥ ½. */
    private static double logGamma(final double z) {
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (z - 1 + i);
        }
        final double t = z + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
