package org.latentlab.engine.report;

/**
 * Something that the figures of the study say.
 *
 * @param model the model it is about; several, separated by " / ", for a comparison
 * @param area the area or the group of areas; empty for the model as a whole
 * @param measure e.g. "Fréchet distance"
 * @param value the figure
 * @param reference the figure it is compared with; NaN for none
 * @param sentence the finding in words
 */
public record Finding(String model, String area, String measure, double value, double reference, String sentence) {

    /** @return value / reference; NaN where there is no reference */
    public double ratio() {
        return value / reference;
    }
}
