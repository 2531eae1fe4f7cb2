package org.latentlab.engine.score;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.ChiSquared;

/**
 * Data composition analysis: which classes a generative model makes too often, too seldom, or not at all. Counts and
 * shares per class, the total variation distance ½·Σ|pᵢ-qᵢ|, and Pearson's χ² test of the generated counts against the
 * shares of the reference.
 * <p>
 * A class that the reference lacks has no expected count. What was generated of it counts in the shares and in the
 * total variation, but is left out of the test, whose expected counts then sum up to the generated images of all other
 * classes; a warning says so.
 */
public final class DataComposition {

    /** Below this expected count Pearson's χ² is no longer close to its distribution (Cochran 1954). */
    private static final double LEAST_EXPECTED = 5;

    private DataComposition() {
    }

    /**
     * @param reference the class of each reference image, an index into classNames
     * @param generated the class of each generated image, likewise
     * @param classNames the names of the classes, at least one
     * @return the comparison
     * @throws EngineException if either set is empty
     * @throws IllegalArgumentException if an index is outside the classes
     */
    public static DataCompositionResult compare(final int[] reference, final int[] generated,
        final List<String> classNames) {
        final int[] referenceCounts = count(reference, classNames.size(), "reference");
        final int[] generatedCounts = count(generated, classNames.size(), "generated");
        final List<DataCompositionResult.Row> rows = new ArrayList<>();
        double difference = 0;
        for (int c = 0; c < classNames.size(); c++) {
            final double p = (double)referenceCounts[c] / reference.length;
            final double q = (double)generatedCounts[c] / generated.length;
            difference += Math.abs(p - q);
            rows.add(new DataCompositionResult.Row(classNames.get(c), referenceCounts[c], p, generatedCounts[c], q,
                q / p));
        }
        return test(rows, reference.length, difference / 2);
    }

    private static int[] count(final int[] classes, final int number, final String what) {
        if (classes.length == 0) {
            throw new EngineException("The " + what + " set has no rows, so its composition cannot be analysed.");
        }
        final int[] counts = new int[number];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= number) {
                throw new IllegalArgumentException("Row " + (i + 1) + " (counted from 1) of the " + what
                    + " set has the class index " + classes[i] + ", but the classes go from 0 to " + (number - 1)
                    + ".");
            }
            counts[classes[i]]++;
        }
        return counts;
    }

    private static DataCompositionResult test(final List<DataCompositionResult.Row> rows, final int references,
        final double totalVariation) {
        final List<String> warnings = new ArrayList<>();
        final List<String> lacking = new ArrayList<>();
        int tested = 0;
        int classes = 0;
        for (final DataCompositionResult.Row row : rows) {
            if (row.referenceCount() > 0) {
                tested += row.generatedCount();
                classes++;
            } else if (row.generatedCount() > 0) {
                lacking.add("'" + row.className() + "' (" + row.generatedCount() + " generated)");
            }
        }
        if (!lacking.isEmpty()) {
            warnings.add("The reference has no image of " + (lacking.size() == 1 ? "class " : "the classes ")
                + String.join(", ", lacking) + ": left out of the χ² test.");
        }
        double chiSquared = 0;
        int few = 0;
        for (final DataCompositionResult.Row row : rows) {
            if (row.referenceCount() > 0) {
                final double expected = (double)tested * row.referenceCount() / references;
                final double off = row.generatedCount() - expected;
                chiSquared += off * off / expected;
                few += expected < LEAST_EXPECTED ? 1 : 0;
            }
        }
        if (few > 0) {
            warnings.add(few + " of " + classes + " classes have an expected count below 5: the p-value is only rough. "
                + "Generate more images.");
        }
        final double p = ChiSquared.upperTail(chiSquared, classes - 1);
        return new DataCompositionResult(rows, totalVariation, chiSquared, classes - 1, p, warnings);
    }
}
