package org.latentlab.nodes.attributevector;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of an attribute is added, one after the other.
 *
 * @param values finite, all different
 * @param texts as they were typed, all different, for row keys
 */
record Strengths(double[] values, String[] texts) {

    private static final int MOST = 1000;

    /**
     * @param text numbers separated by commas
     * @return them, in this order
     * @throws IllegalArgumentException if the text is something else, a number is not finite or there twice, or there
     *             are more than 1,000
     */
    static Strengths parse(final String text) {
        final Map<Double, String> strengths = new LinkedHashMap<>();
        final String[] parts = text.split(",", -1);
        for (final String part : parts) {
            final double value = number(text, part.strip()) + 0.0; // turns −0 into 0
            if (strengths.put(value, part.strip()) != null) {
                throw new IllegalArgumentException("The strengths '" + text + "' hold " + part.strip()
                    + " twice. Give each once.");
            }
        }
        if (parts.length > MOST) {
            throw new IllegalArgumentException("At most 1,000 strengths can be given, not " + parts.length + ".");
        }
        return new Strengths(strengths.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
            strengths.values().toArray(String[]::new));
    }

    private static double number(final String text, final String part) {
        double value = Double.NaN;
        try {
            value = Double.parseDouble(part);
        } catch (NumberFormatException e) {
            // told below, like numbers that are not finite
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The strengths '" + text + "' hold '" + part + "', which is no finite "
                + "number. Separate numbers by commas and write decimals with a point, for instance -1, 0, 0.5, 1.");
        }
        return value;
    }

    /** @return how many there are */
    int size() {
        return values.length;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Strengths s && Arrays.equals(values, s.values) && Arrays.equals(texts, s.texts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
