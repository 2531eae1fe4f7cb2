package org.latentlab.nodes.latentsampler;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Lists of numbers as an analyst types them, separated by commas. */
public final class NumberList {

    private NumberList() {
    }

    /**
     * @param text numbers separated by commas
     * @param dimensions how many are needed; a single number stands for that many
     * @return the numbers
     * @throws IllegalArgumentException if the text is something else or holds another count
     */
    static double[] numbers(final String text, final int dimensions) {
        final double[] numbers = parse(text);
        if (numbers.length == 1 && dimensions > 1) {
            final double[] all = new double[dimensions];
            Arrays.fill(all, numbers[0]);
            return all;
        }
        if (numbers.length != dimensions) {
            throw new IllegalArgumentException("'" + text + "' has " + numbers.length + " numbers, but the latent "
                + "space has " + dimensions + (dimensions == 1 ? " dimension" : " dimensions")
                + ". Give one number for each dimension, or one for all.");
        }
        return numbers;
    }

    /**
     * @param first a list of numbers
     * @param second one that belongs to it
     * @param what what they are, beginning a sentence
     * @return how many dimensions both speak of; 1 where both are single numbers
     * @throws IllegalArgumentException if they have different counts
     */
    static int dimensions(final String first, final String second, final String what) {
        final int a = parse(first).length;
        final int b = parse(second).length;
        if (a != b && a != 1 && b != 1) {
            throw new IllegalArgumentException(what + " have " + a + " and " + b + " numbers ('" + first + "', "
                + "'" + second
                + "'). Give one number for each latent dimension, or one for all.");
        }
        return Math.max(a, b);
    }

    /**
     * @param text whole numbers separated by commas
     * @return them, in this order
     * @throws IllegalArgumentException if the text is something else, or a number is below 0 or there twice
     */
    static int[] components(final String text) {
        final Set<Integer> components = new LinkedHashSet<>();
        for (final String part : text.split(",")) {
            final int component;
            try {
                component = Integer.parseInt(part.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is no list of components: '" + part.strip()
                    + "' is no whole number. Write for instance 0, 3, 7.", e);
            }
            if (component < 0) {
                throw new IllegalArgumentException("Components are counted from 0; there is none of number " + component
                    + ".");
            }
            if (!components.add(component)) {
                throw new IllegalArgumentException("Component " + component + " is listed twice.");
            }
        }
        return components.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * @param text numbers separated by commas
     * @return them, in this order
     * @throws IllegalArgumentException if the text is something else, or a number is there twice
     */
    public static double[] distinct(final String text) {
        final double[] numbers = parse(text);
        if (Arrays.stream(numbers).distinct().count() < numbers.length) {
            throw new IllegalArgumentException("'" + text + "' has a number twice. Give each once.");
        }
        return numbers;
    }

    private static double[] parse(final String text) {
        final String[] parts = text.split(",", -1);
        final double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is no list of numbers: '" + parts[i].strip()
                    + "' is none. Separate them by commas and write decimals with a point, for instance 0.5, -1.25.",
                    e);
            }
        }
        return numbers;
    }
}
