package org.latentlab.engine.vae;

/** How a pixel is distributed around what the decoder says. */
public sealed interface Likelihood {

    /**
     * Each pixel x in [0, 1] is, or counts as the probability of, a Bernoulli variable; the decoder gives its logit. On
     * continuous pixels the usual choice for digits, where −ELBO is comparable with published figures.
     *
     * @param pixels what is made of the pixels, of the input and of the target alike, before anything else
     */
    record Bernoulli(Binarisation pixels) implements Likelihood {

        /** Checks the value. */
        public Bernoulli {
            if (pixels == null) {
                throw new IllegalArgumentException("The Bernoulli likelihood needs to know what to make of pixels.");
            }
        }

        /** Continuous pixels. */
        public Bernoulli() {
            this(new Binarisation.None());
        }
    }

    /** How continuous pixels become 0 or 1. */
    sealed interface Binarisation {

        /** They stay as they are. */
        record None() implements Binarisation {
        }

        /**
         * 1 from a threshold on.
         *
         * @param threshold in (0, 1]
         */
        record Threshold(double threshold) implements Binarisation {

            /** Checks the value. */
            public Threshold {
                if (!(threshold > 0 && threshold <= 1)) {
                    throw new IllegalArgumentException("The threshold of binary pixels is above 0 and at most 1, not "
                        + threshold + ".");
                }
            }
        }

        /**
         * 1 with the pixel's value as probability, drawn anew each epoch (Burda, Grosse and Salakhutdinov 2016). Where
         * a trained model is applied, one draw per image that depends on the image's pixels and the model's seed alone.
         */
        record Drawn() implements Binarisation {
        }
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

    /**
     * Each pixel is normal around the decoder's output with one standard deviation per channel, learned with the
     * weights (Rybkin, Daniilidis and Levine 2021, "Simple and Effective VAE Training with Calibrated Decoders").
     */
    record LearnedGaussian() implements Likelihood {
    }

    /** Σ (x − m)², no likelihood: losses are not comparable with any other, and reconstruction is not in nats. */
    record SquaredError() implements Likelihood {
    }

    /**
     * Each of 256 pixel values has the probability of its bin under a logistic distribution around the decoder's
     * output, the outermost bins taking the tails; one scale per channel, learned with the weights (Kingma et al. 2016,
     * "Improved Variational Inference with Inverse Autoregressive Flow", section 5.2; Salimans et al. 2017,
     * "PixelCNN++", equation 2).
     */
    record DiscretisedLogistic() implements Likelihood {
    }

    /** @return in words, e.g. "Bernoulli", "Gaussian, σ = 0.1", "squared error" */
    default String description() {
        if (this instanceof Bernoulli bernoulli) {
            return bernoulli.pixels() instanceof Binarisation.Threshold t
                ? "Bernoulli, pixels cut at " + plain(t.threshold())
                : bernoulli.pixels() instanceof Binarisation.Drawn ? "Bernoulli, pixels drawn" : "Bernoulli";
        }
        if (this instanceof Gaussian gaussian) {
            return "Gaussian, σ = " + plain(gaussian.standardDeviation());
        }
        return this instanceof LearnedGaussian ? "Gaussian, learned σ"
            : this instanceof SquaredError ? "squared error" : "discretised logistic";
    }

    private static String plain(final double value) {
        return value == Math.rint(value) ? Long.toString((long)value) : Double.toString(value);
    }

    /** @return whether a scale per channel, the logarithm of it, is a parameter of the model, "likelihood.logScale" */
    default boolean hasLogScale() {
        return this instanceof LearnedGaussian || this instanceof DiscretisedLogistic;
    }

    /** @return whether the decoder's output are logits, rather than means */
    default boolean hasLogits() {
        return this instanceof Bernoulli;
    }

    /** @return whether pixels have to be in [0, 1] */
    default boolean isBounded() {
        return this instanceof Bernoulli || this instanceof DiscretisedLogistic;
    }
}
