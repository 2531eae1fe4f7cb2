package org.latentlab.engine.conditional;

/** How the θ of many dimensions are looked for. */
public enum ScaleOptimiser {

    /** {@link #EXHAUSTIVE} where the budget allows that, else {@link #COORDINATE_DESCENT}. */
    AUTOMATIC("automatic"),

    /** Every combination of the values on a grid. */
    EXHAUSTIVE("exhaustive"),

    /**
     * All dimensions together, in proportion, and then one after the other go up or down by a step, which is halved
     * when nothing is gained by it.
     */
    COORDINATE_DESCENT("coordinate descent"),

    /**
     * The evolution strategy with covariance matrix adaptation (Hansen and Ostermeier 2001, "Completely Derandomized
     * Self-Adaptation in Evolution Strategies").
     */
    CMA_ES("CMA-ES");

    private final String m_label;

    ScaleOptimiser(final String label) {
        m_label = label;
    }

    /** @return the name in running text */
    public String label() {
        return m_label;
    }
}
