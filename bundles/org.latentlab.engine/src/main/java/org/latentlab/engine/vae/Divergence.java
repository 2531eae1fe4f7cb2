package org.latentlab.engine.vae;

/** What keeps the codes near the standard normal prior N(0, I). */
public sealed interface Divergence {

    /** Nothing does: a plain autoencoder, or a VAE trained for reconstruction alone. */
    record None() implements Divergence {
    }

    /**
     * The Kullback-Leibler divergence of the posterior from the prior: β KL(q(z|x) ‖ N(0, I)) (Higgins et al. 2017,
     * "beta-VAE"; β = 1 is the ELBO).
     *
     * @param schedule β over the training
     * @param freeBits λ in nats, 0…1,000: the loss holds Σ_j max(λ, KL_j) with KL_j averaged over the batch, so that no
     *            dimension gains from a KL below λ (Kingma et al. 2016, "Improved Variational Inference with Inverse
     *            Autoregressive Flow", equation 15); 0 = off. Not together with a capacity
     * @param capacity C in nats, 0…100,000: the loss holds β |KL − C| with the KL averaged over the batch (Burgess et
     *            al. 2018, "Understanding disentangling in β-VAE", equation 8); negative = off
     */
    record Kl(BetaSchedule schedule, double freeBits, double capacity) implements Divergence {

        private static final double MAX_FREE_BITS = 1000;

        private static final double MAX_CAPACITY = 1e5;

        /** Checks the values. */
        public Kl {
            if (schedule == null) {
                throw new IllegalArgumentException("The KL divergence needs a schedule of its weight.");
            }
            if (!(freeBits >= 0 && freeBits <= MAX_FREE_BITS)) {
                throw new IllegalArgumentException("The free bits are 0 (off) to 1,000 nats per dimension, not "
                    + freeBits + ".");
            }
            if (!(capacity <= MAX_CAPACITY)) {
                throw new IllegalArgumentException("The capacity is at most 100,000 nats, not " + capacity + ".");
            }
            if (freeBits > 0 && capacity >= 0) {
                throw new IllegalArgumentException("Free bits (" + freeBits + ") and a capacity (" + capacity
                    + ") exclude each other. Switch one of them off.");
            }
        }

        /**
         * @param beta β
         * @return β KL, without anything else
         */
        public static Kl of(final double beta) {
            return new Kl(BetaSchedule.constant(beta), 0, -1);
        }
    }

    /**
     * The maximum mean discrepancy of the batch's codes from as many draws of the prior, instead of the KL: weight ·
     * MMD² (Zhao, Song and Ermon 2019, "InfoVAE", with their α = 1; Tolstikhin et al. 2018, "Wasserstein
     * Auto-Encoders", where the posterior is deterministic). A batch of one image has none: it adds 0.
     *
     * @param weight λ, above 0, at most 1,000,000; nats per unit of MMD² and image
     * @param kernel the kernel
     * @param bandwidth σ of the Gaussian kernel exp(−‖a−b‖²/(2σ²)), √C of the inverse multiquadratic C/(C + ‖a−b‖²);
     *            0 = by the median rule: the median distance between two draws of the prior
     */
    record Mmd(double weight, MmdKernel kernel, double bandwidth) implements Divergence {

        private static final double MAX = 1e6;

        /** Checks the values. */
        public Mmd {
            if (!(weight > 0 && weight <= MAX)) {
                throw new IllegalArgumentException("The weight of the MMD is above 0, at most 1,000,000, not " + weight
                    + ".");
            }
            if (kernel == null) {
                throw new IllegalArgumentException("The MMD needs a kernel.");
            }
            if (!(bandwidth >= 0 && bandwidth <= MAX)) {
                throw new IllegalArgumentException("The bandwidth of the MMD is above 0, or 0 for the median rule, not "
                    + bandwidth + ".");
            }
        }
    }

    /** The kernels of the MMD. */
    enum MmdKernel {
        /** exp(−‖a−b‖²/(2σ²)). */
        GAUSSIAN,
        /** C/(C + ‖a−b‖²). */
        INVERSE_MULTIQUADRATIC
    }
}
