package org.latentlab.engine.vae;

/** How a pixel is distributed around what the decoder says. */
public sealed interface Likelihood {

    /**
     * Each pixel x in [0, 1] counts as the probability of a Bernoulli variable; the decoder gives its logit. The usual
     * choice for digits, where −ELBO is comparable with published figures.
     */
    record Bernoulli() implements Likelihood {
    }

    /**
     * Each pixel is normal around the decoder's output, all with the same standard deviation.
     *
     * @param standardDeviation in units of the pixels' range [0, 1]; from 0.001 to 100
     */
    record Gaussian(double standardDeviation) implements Likelihood {

        private static final double MIN = 1e-3;

        private static final double MAX = 100;

        /** Checks the value. */
        public Gaussian {
            if (!(standardDeviation >= MIN && standardDeviation <= MAX)) {
                throw new IllegalArgumentException("The standard deviation of the Gaussian likelihood is 0.001 to 100 "
                    + "(pixels range from 0 to 1), not " + standardDeviation + ".");
            }
        }
    }
}
