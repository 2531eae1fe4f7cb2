package org.latentlab.nodes.latenttraversal;

import java.util.LinkedHashSet;
import java.util.Set;

/** Lists of latent dimensions as an analyst types them: numbers from 1 and ranges of them, separated by commas. */
final class DimensionList {

    private static final int MOST = 1_000_000;

    private DimensionList() {
    }

    /**
     * @param text for instance "1, 3, 5-8"
     * @return the dimensions in this order, counted from 0
     * @throws IllegalArgumentException if the text is something else, or a dimension is below 1 or there twice
     */
    static int[] parse(final String text) {
        final Set<Integer> dimensions = new LinkedHashSet<>();
        for (final String part : text.split(",", -1)) {
            final String[] ends = part.strip().split("[-–]", -1);
            final int first = number(ends[0], part, text);
            final int last = ends.length == 1 ? first : number(ends[1], part, text);
            if (ends.length > 2 || last < first) {
                throw wrong(part, text);
            }
            for (int dimension = first; dimension <= last; dimension++) {
                if (!dimensions.add(dimension - 1)) {
                    throw new IllegalArgumentException("Dimension " + dimension + " is listed twice in '" + text
                        + "'. List it once.");
                }
            }
        }
        return dimensions.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int number(final String number, final String part, final String text) {
        final int dimension;
        try {
            dimension = Integer.parseInt(number.strip());
        } catch (NumberFormatException e) {
            throw wrong(part, text);
        }
        if (dimension < 1 || dimension > MOST) {
            throw new IllegalArgumentException("Latent dimensions are counted from 1; there is none of number "
                + dimension + ".");
        }
        return dimension;
    }

    private static IllegalArgumentException wrong(final String part, final String text) {
        return new IllegalArgumentException("'" + text + "' is no list of dimensions: '" + part.strip()
            + "' is neither a number nor a range. Write for instance 1, 3, 5-8.");
    }
}
