package org.latentlab.nodes.latentinterpolation;

import org.latentlab.engine.math.Matrix;

/**
 * Two latent codes and their names: row keys or classes.
 *
 * @param from the name of the first
 * @param to the name of the second
 * @param codes both are rows of it
 * @param first the row of the first
 * @param second the row of the second
 */
record CodePair(String from, String to, Matrix codes, int first, int second) {

    /** @return the pair's name, e.g. "Row1 → Row2" */
    String name() {
        return from + " → " + to;
    }

    /** @return the first code */
    double[] start() {
        return codes.row(first);
    }

    /** @return the second code */
    double[] end() {
        return codes.row(second);
    }
}
