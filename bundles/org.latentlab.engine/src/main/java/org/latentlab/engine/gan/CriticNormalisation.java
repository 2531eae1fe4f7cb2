package org.latentlab.engine.gan;

/** What keeps the hidden layers of a discriminator or critic in bounds. */
public enum CriticNormalisation {
    /** Nothing. */
    NONE,
    /**
     * Batch normalisation, but not after the first layer (Radford, Metz and Chintala 2016). Not with a gradient
     * penalty, which needs the critic to take each image by itself (Gulrajani et al. 2017, section 4).
     */
    BATCH,
    /** Spectral normalisation of all weights (Miyato et al. 2018). */
    SPECTRAL
}
