package org.latentlab.engine.blob;

/**
 * A number with its standard error.
 *
 * @param value the number; NaN where there is none
 * @param error its standard error, at least 0; NaN where it is not known
 */
public record Estimate(double value, double error) {

    /** How many standard errors make a difference that is taken for one. */
    public static final double CLEAR = 2;

    /**
     * A mean over what comes in images, Σ totals / Σ counts, with the standard error of a ratio estimator: images are
     * independent of each other, what is in one is not (Cochran 1977, "Sampling Techniques", equation 6.13, without the
     * correction for finite populations). Where every count is 1 this is the mean and its usual standard error.
     *
     * @param totals the sum of the quantity in each image
     * @param counts over how much it goes in each image
     * @return the mean; NaN where the counts are all 0, its error NaN of fewer than two images
     */
    static Estimate ofClusters(final double[] totals, final double[] counts) {
        final int n = totals.length;
        double total = 0;
        double count = 0;
        for (int i = 0; i < n; i++) {
            total += totals[i];
            count += counts[i];
        }
        if (!(count > 0)) {
            return new Estimate(Double.NaN, Double.NaN);
        }
        final double mean = total / count;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (totals[i] - mean * counts[i]) * (totals[i] - mean * counts[i]);
        }
        return new Estimate(mean, n < 2 ? Double.NaN : Math.sqrt(squares * n / (n - 1)) / count);
    }

    /**
     * @param other measured independently of this
     * @return this less the other
     */
    public Estimate minus(final Estimate other) {
        return new Estimate(value - other.value, Math.hypot(error, other.error));
    }

    /**
     * @param other measured independently of this, not 0
     * @return this over the other; its error to first order
     */
    public Estimate over(final Estimate other) {
        return new Estimate(value / other.value, Math.hypot(error / other.value,
            value * other.error / (other.value * other.value)));
    }

    /**
     * @param expected a number without error
     * @return whether this is away from it by more than {@value #CLEAR} standard errors
     */
    public boolean differsFrom(final double expected) {
        return Math.abs(value - expected) > CLEAR * error;
    }
}
