package org.latentlab.engine.failure;

/** How a GAN's training fails. */
public enum FailureKind {
    /** The generator makes the same few images whatever the latent vector. */
    MODE_COLLAPSE("mode collapse"),
    /** Some classes of the data are not generated. */
    MODE_DROPPING("mode dropping"),
    /** The generator gets no gradient to learn from. */
    VANISHING_GRADIENT("vanishing gradient"),
    /** The losses go up and down and get nowhere. */
    OSCILLATION("oscillation");

    private final String m_words;

    FailureKind(final String words) {
        m_words = words;
    }

    /** @return the failure in words */
    public String words() {
        return m_words;
    }
}
