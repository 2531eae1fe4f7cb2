package org.latentlab.engine.vae;

/** What the encoder gives for an image. */
public enum PosteriorKind {
    /** Means and log-variances of a normal distribution, from which the code is drawn: z = μ + σ ε. */
    GAUSSIAN,
    /** The code itself, as in an autoencoder. */
    DETERMINISTIC
}
