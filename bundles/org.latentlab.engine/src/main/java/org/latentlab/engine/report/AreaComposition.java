package org.latentlab.engine.report;

import java.util.List;

import org.latentlab.engine.chart.Representation;

/**
 * How many images of each class an area gave, beside those of the reference.
 *
 * @param area the area's name, as in {@link AreaScore}
 * @param classNames the classes
 * @param reference reference images of each class
 * @param generated generated images of each class
 */
public record AreaComposition(String area, List<String> classNames, long[] reference, long[] generated) {

    /** Checks the sizes; names the samples of no area "all". */
    public AreaComposition {
        area = area == null || area.isBlank() ? "all" : area;
        classNames = List.copyOf(classNames);
        if (classNames.size() != reference.length || classNames.size() != generated.length) {
            throw new IllegalArgumentException("The composition of area '" + area + "' has " + classNames.size()
                + " classes, " + reference.length + " reference counts and " + generated.length + " generated counts.");
        }
    }

    /** @return all reference images */
    public long referenceSize() {
        return sum(reference);
    }

    /** @return all generated images */
    public long generatedSize() {
        return sum(generated);
    }

    /**
     * @param c a class
     * @return its share of the reference; NaN where that is empty
     */
    public double referenceShare(final int c) {
        return (double)reference[c] / referenceSize();
    }

    /**
     * @param c a class
     * @return its share of the generated images; NaN where there are none
     */
    public double generatedShare(final int c) {
        return (double)generated[c] / generatedSize();
    }

    /**
     * @param c a class
     * @return whether it comes as often as in the reference
     */
    public Representation representation(final int c) {
        return Representation.of(reference[c], referenceSize(), generated[c], generatedSize());
    }

    private static long sum(final long[] counts) {
        long sum = 0;
        for (final long count : counts) {
            sum += count;
        }
        return sum;
    }
}
