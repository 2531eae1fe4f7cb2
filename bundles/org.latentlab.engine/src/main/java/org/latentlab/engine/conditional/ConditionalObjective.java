package org.latentlab.engine.conditional;

/**
 * What a sampler is to make small: w_c E[cos(x, x')] + w_a E[1 − accuracy].
 *
 * @param cosineWeight w_c, at least 0
 * @param accuracyWeight w_a, at least 0; not both are 0
 */
public record ConditionalObjective(double cosineWeight, double accuracyWeight) {

    /** Checks the values. */
    public ConditionalObjective {
        if (!(cosineWeight >= 0 && accuracyWeight >= 0 && cosineWeight + accuracyWeight > 0
            && cosineWeight + accuracyWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The weights of cosine and accuracy are finite, at least 0 and not both "
                + "0, not " + cosineWeight + " and " + accuracyWeight + ".");
        }
    }

    /** @return the objective's value, the smaller the better */
    public double of(final SamplerScore score) {
        return cosineWeight * score.cosine() + accuracyWeight * (1 - score.accuracy());
    }
}
