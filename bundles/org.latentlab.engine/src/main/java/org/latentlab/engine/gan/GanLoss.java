package org.latentlab.engine.gan;

/** What generator and discriminator (critic) minimise. D is the discriminator's output before any sigmoid σ. */
public sealed interface GanLoss {

    /** @return the loss in a word or two, e.g. "WGAN-GP" */
    String words();

    /** @return whether D is the logit of a probability that an image is real */
    default boolean isProbability() {
        return false;
    }

    /** @return whether the discriminator has a target for real images that can be smoothed */
    default boolean hasRealTarget() {
        return isProbability();
    }

    /**
     * The two-player game itself: D minimises −ln σ(D(x)) − ln(1 − σ(D(G(z)))), G maximises the same (Goodfellow et al.
     * 2014, equation 1). Its generator's gradient vanishes where the discriminator wins.
     */
    record Minimax() implements GanLoss {

        @Override
        public String words() {
            return "minimax GAN";
        }

        @Override
        public boolean isProbability() {
            return true;
        }
    }

    /** The generator minimises −ln σ(D(G(z))) instead (Goodfellow et al. 2014, section 3). */
    record NonSaturating() implements GanLoss {

        @Override
        public String words() {
            return "GAN";
        }

        @Override
        public boolean isProbability() {
            return true;
        }
    }

    /**
     * D minimises ½(D(x) − 1)² + ½D(G(z))², G minimises ½(D(G(z)) − 1)² (Mao et al. 2017, "Least Squares GANs",
     * equation 9).
     */
    record LeastSquares() implements GanLoss {

        @Override
        public String words() {
            return "LSGAN";
        }

        @Override
        public boolean hasRealTarget() {
            return true;
        }
    }

    /**
     * D minimises max(0, 1 − D(x)) + max(0, 1 + D(G(z))), G minimises −D(G(z)) (Lim and Ye 2017; Miyato et al. 2018,
     * equations 16 and 17).
     */
    record Hinge() implements GanLoss {

        @Override
        public String words() {
            return "hinge GAN";
        }
    }

    /**
     * The critic minimises D(G(z)) − D(x), its weights clipped after every step; G minimises −D(G(z)) (Arjovsky,
     * Chintala and Bottou 2017, algorithm 1).
     *
     * @param clip c, above 0: all weights are kept within [−c, c]; 0.01 in the paper
     */
    record WassersteinClipping(double clip) implements GanLoss {

        /** The paper's c. */
        public static final double CLIP = 0.01;

        /** Checks the value. */
        public WassersteinClipping {
            if (!(clip > 0 && clip < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The bound that critic weights are clipped to is above 0, not "
                    + clip + ". The paper's is 0.01.");
            }
        }

        @Override
        public String words() {
            return "WGAN";
        }
    }

    /**
     * As with clipping, but with a penalty on the critic's gradient at random points between a real and a generated
     * image instead (Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", algorithm 1).
     *
     * @param weight λ, above 0; 10 in the paper
     * @param penalty what is asked of the gradient
     */
    record WassersteinGradientPenalty(double weight, GradientPenalty penalty) implements GanLoss {

        /** The paper's λ. */
        public static final double WEIGHT = 10;

        /** Checks the values. */
        public WassersteinGradientPenalty {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The weight of the gradient penalty is above 0, not " + weight
                    + ". The paper's is 10.");
            }
            if (penalty == null) {
                throw new IllegalArgumentException("A gradient penalty needs a form.");
            }
        }

        @Override
        public String words() {
            return "WGAN-GP" + (weight == WEIGHT ? "" : " λ = " + (weight == Math.rint(weight) && weight < 1e6
                ? Long.toString((long)weight) : Double.toString(weight)))
                + (penalty == GradientPenalty.NORM ? ", ‖∇D‖" : "");
        }
    }
}
