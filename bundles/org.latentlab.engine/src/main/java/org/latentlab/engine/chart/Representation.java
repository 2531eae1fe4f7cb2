package org.latentlab.engine.chart;

/**
 * Whether a class is generated as often as the reference has it. Both must hold for a class to be called over- or
 * under-represented: the ratio of its shares r = (g/n) / (c/m) lies beyond 0.8…1.25, and the difference of the shares
 * is larger than twice its standard error √(p(1−p)(1/n + 1/m)) with the pooled share p = (g + c)/(n + m), so that
 * chance alone rarely explains it.
 */
public enum Representation {

    /** As often as the reference has it, as far as can be told. */
    EXPECTED,
    /** More often. */
    OVER,
    /** Less often. */
    UNDER,
    /** Never, though the reference has it. */
    MISSING;

    /** Ratios from its inverse to itself are as expected. */
    public static final double RATIO = 1.25;
    /** Differences of so many standard errors may be chance. */
    public static final double STANDARD_ERRORS = 2;

    /**
     * @param referenceCount reference images of the class
     * @param referenceSize all reference images
     * @param generatedCount generated images of the class
     * @param generatedSize all generated images
     * @return how the class is represented; {@link #EXPECTED} where one of the sets is empty
     */
    public static Representation of(final long referenceCount, final long referenceSize, final long generatedCount,
        final long generatedSize) {
        if (referenceSize == 0 || generatedSize == 0) {
            return EXPECTED;
        }
        final double expected = (double)referenceCount / referenceSize;
        final double found = (double)generatedCount / generatedSize;
        final double pooled = (double)(referenceCount + generatedCount) / (referenceSize + generatedSize);
        final double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / generatedSize + 1.0 / referenceSize));
        if (Math.abs(found - expected) <= STANDARD_ERRORS * error) {
            return EXPECTED;
        }
        if (found > RATIO * expected) {
            return OVER;
        }
        if (RATIO * found < expected) {
            return generatedCount == 0 ? MISSING : UNDER;
        }
        return EXPECTED;
    }
}
