package org.latentlab.engine.nn;

/** The softmax of one row of logits. */
public final class Softmax {

    private Softmax() {
    }

    /**
     * @param logits v
     * @param probabilities receives exp(v) / Σ exp(v)
     * @return ln Σ exp(v)
     */
    public static double of(final float[] logits, final double[] probabilities) {
        double max = Double.NEGATIVE_INFINITY;
        for (final float v : logits) {
            max = Math.max(max, v);
        }
        double sum = 0;
        for (int j = 0; j < logits.length; j++) {
            probabilities[j] = Math.exp(logits[j] - max);
            sum += probabilities[j];
        }
        for (int j = 0; j < logits.length; j++) {
            probabilities[j] /= sum;
        }
        return max + Math.log(sum);
    }
}
