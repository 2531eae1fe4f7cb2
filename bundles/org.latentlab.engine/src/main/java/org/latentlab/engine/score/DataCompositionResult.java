package org.latentlab.engine.score;

import java.util.List;

/**
 * How the classes of a generated set differ in number from those of a reference set.
 *
 * @param rows one a class, in the classes' order
 * @param totalVariation half the sum of the differences of the shares, in [0, 1]: the share of generated images that
 *            would have to change class
 * @param chiSquared Pearson's χ² of the generated counts, expected by the shares of the reference, over the classes
 *            that the reference has; NaN if no generated image is of such a class
 * @param degreesOfFreedom the number of classes that the reference has, less 1
 * @param pValue the probability of a χ² at least as large if the generated images were drawn by the shares of the
 *            reference; NaN where there are no degrees of freedom
 * @param warnings what limits the meaning of the test, ready to be shown; empty if nothing does
 */
public record DataCompositionResult(List<Row> rows, double totalVariation, double chiSquared, int degreesOfFreedom,
    double pValue, List<String> warnings) {

    /** Copies the lists. */
    public DataCompositionResult {
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
    }

    /**
     * One class.
     *
     * @param className its name
     * @param referenceCount how many of it the reference has
     * @param referenceShare that as a share of the reference, in [0, 1]
     * @param generatedCount how many of it were generated
     * @param generatedShare that as a share of the generated, in [0, 1]
     * @param ratio generatedShare / referenceShare: below 1 the class is generated too seldom; infinite if only the
     *            generated set has the class, NaN if neither has
     */
    public record Row(String className, int referenceCount, double referenceShare, int generatedCount,
        double generatedShare, double ratio) {
    }
}
