package org.latentlab.engine.report;

/**
 * A measure of one model, on each set of its samples.
 *
 * @param values one a set; empty where it could not be measured. Not copied
 */
public record ModelComparisonFigure(double[] values) {

    /** Below this probability of chance a difference counts. */
    static final double SIGNIFICANCE = 0.05;

    /** A smaller standard error would be shown as 0, which it is not. */
    private static final double LEAST_ERROR = 5e-5;

    /** @return whether it was measured */
    public boolean isKnown() {
        return values.length > 0 && Double.isFinite(mean());
    }

    /** @return the mean over the sets; NaN where it was not measured */
    public double mean() {
        return values.length == 0 ? Double.NaN : WelchTest.mean(values);
    }

    /** @return the standard error of the mean: standard deviation over the sets / √sets; NaN for fewer than 2 sets */
    public double standardError() {
        return values.length < 2 ? Double.NaN : Math.sqrt(WelchTest.variance(values) / values.length);
    }

    /** @return "0.87 ± 0.01" in the measure's unit, with as many digits as the standard error has a meaning for */
    String text(final ModelComparisonMeasure measure) {
        if (!isKnown()) {
            return Numbers.UNKNOWN;
        }
        final double mean = measure.unit() * mean();
        final double error = measure.unit() * standardError();
        if (!(error >= LEAST_ERROR)) {
            return mean == Math.rint(mean) ? Numbers.fixed(mean, 0) : Numbers.figure(mean);
        }
        // two digits of the error where it begins with 1, else one
        final double power = Math.floor(Math.log10(error));
        final int digits = (int)Math.max(0,
            Math.min(error < 5e-4 ? 4 : 3, (error / Math.pow(10, power) < 1.95 ? 1 : 0) - power));
        return Numbers.fixed(mean, digits) + "\u00a0±\u00a0" + Numbers.fixed(error, digits);
    }

    /**
     * @param other of another model
     * @param measure what both are
     * @param real the mean of real images; NaN where it is not known
     * @return whether this is better by more than the sampling error explains: Welch's test of how far either is from
     *         the best value, two-sided at 5 %
     */
    boolean isBetterThan(final ModelComparisonFigure other, final ModelComparisonMeasure measure, final double real) {
        final double[] a = badness(measure, real);
        final double[] b = other.badness(measure, real);
        return WelchTest.mean(a) < WelchTest.mean(b)
            && (a.length < 2 || b.length < 2 || WelchTest.pValue(a, b) < SIGNIFICANCE);
    }

    /** @return how far each set is from the best value */
    double[] badness(final ModelComparisonMeasure measure, final double real) {
        final double[] badness = new double[values.length];
        for (int i = 0; i < badness.length; i++) {
            badness[i] = measure.badness(values[i], real);
        }
        return badness;
    }
}
