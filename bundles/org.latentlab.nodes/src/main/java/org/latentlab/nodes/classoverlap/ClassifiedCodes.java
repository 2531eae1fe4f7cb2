package org.latentlab.nodes.classoverlap;

import java.util.List;
import java.util.stream.IntStream;

import org.latentlab.engine.label.GrayArea;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * Latent codes with the class of each.
 *
 * @param points n×d
 * @param classes the class of each, −1 where it has none
 * @param names the classes
 */
record ClassifiedCodes(Matrix points, int[] classes, List<String> names) {

    /** @return the gray area of the codes that have a class; null if it is not asked for */
    GrayArea grayArea(final ClassOverlapParameters parameters, final Progress progress) {
        if (parameters.m_draws == 0) {
            return null;
        }
        final int[] rows = IntStream.range(0, classes.length).filter(i -> classes[i] >= 0).toArray();
        final int d = points.columns();
        final float[] codes = new float[rows.length * d];
        final int[] known = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            known[i] = classes[rows[i]];
            for (int j = 0; j < d; j++) {
                codes[i * d + j] = (float)points.get(rows[i], j);
            }
        }
        return GrayArea.of(codes, known, names.size(), d, parameters.m_neighbours, parameters.m_agreement,
            parameters.m_draws, parameters.m_seed, progress);
    }
}
