package org.latentlab.engine.report;

import org.latentlab.engine.generate.GenerativeModel;

/**
 * A generative model of any family that is compared with others.
 *
 * @param name what it is called, unlike the others
 * @param model the model, of images
 */
public record ModelComparisonEntry(String name, GenerativeModel model) {

    /** Checks that both are there. */
    public ModelComparisonEntry {
        if (name == null || name.isBlank() || model == null) {
            throw new IllegalArgumentException("A model that is compared needs a name, and a model.");
        }
    }
}
