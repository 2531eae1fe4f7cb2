package org.latentlab.nodes.training;

import java.util.List;
import java.util.Locale;

import org.latentlab.engine.image.Images;
import org.latentlab.nodes.table.Warnings;

/** Tells of vectors that should have been scaled. */
public final class UnscaledVectors {

    private UnscaledVectors() {
    }

    /**
     * @param vectors not scaled
     * @param columns the names of the values, or none
     * @param most what no value should be larger than, to either side
     * @param consequence of larger values, as half a sentence without a full stop
     * @param warnings told of the largest value that is
     */
    public static void warn(final Images vectors, final List<String> columns, final float most,
        final String consequence, final Warnings warnings) {
        float largest = 0;
        int column = 0;
        for (int i = 0; i < vectors.size(); i++) {
            for (int j = 0; j < vectors.shape().values(); j++) {
                if (Math.abs(vectors.value(i, j)) > Math.abs(largest)) {
                    largest = vectors.value(i, j);
                    column = j;
                }
            }
        }
        if (Math.abs(largest) > most) {
            warnings.add((columns.isEmpty() ? "Value " + (column + 1) : "'" + columns.get(column) + "'") + " reaches "
                + number(largest) + ", and the vectors are not scaled: " + consequence + ". Standardise them.");
        }
    }

    private static String number(final float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? String.format(Locale.ROOT, "%,d", (long)value)
            : Float.toString(value);
    }
}
