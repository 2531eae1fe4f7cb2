package org.latentlab.engine.conditional;

/** Which θ of a sampler are looked for. */
public enum ScaleVariables {

    /** One for each dimension, the same for all classes: d values ("Medium 1"). */
    PER_DIMENSION("Per dimension"),

    /** One for each dimension and class: d × L values ("Medium 2"). */
    PER_DIMENSION_AND_CLASS("Per dimension and class");

    private final String m_label;

    ScaleVariables(final String label) {
        m_label = label;
    }

    /** @return the name in running text */
    public String label() {
        return m_label;
    }
}
