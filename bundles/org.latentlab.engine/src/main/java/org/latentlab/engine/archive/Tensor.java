package org.latentlab.engine.archive;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Named weights.
 *
 * @param name letters, digits, '.', '_' and '-', beginning with a letter or digit, at most 100 characters
 * @param shape the extent of each dimension, at least 1 each; empty for a single number
 * @param values row-major, as many as the product of the shape; not copied
 */
public record Tensor(String name, int[] shape, float[] values) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Checks name, shape and number of values. */
    public Tensor {
        Objects.requireNonNull(values, "values");
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name for a tensor: letters, digits, '.', '_' and "
                + "'-' are allowed, at most 100, beginning with a letter or a digit.");
        }
        final long count = count(shape);
        if (count < 0) {
            throw new IllegalArgumentException("Tensor '" + name + "' cannot have the shape " + Arrays.toString(shape)
                + ".");
        }
        if (count != values.length) {
            throw new IllegalArgumentException("Tensor '" + name + "' of shape " + Arrays.toString(shape) + " needs "
                + count + " values, not " + values.length + ".");
        }
    }

    /** @return whether no value is NaN or infinite */
    public boolean isFinite() {
        for (final float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    static boolean isName(final String name) {
        return NAME.matcher(name).matches();
    }

    /** @return the number of values, or -1 if an extent is below 1 or the values do not fit into one array */
    static long count(final int[] shape) {
        long count = 1;
        for (final int extent : shape) {
            if (extent < 1) {
                return -1;
            }
            count *= extent;
            if (count > Integer.MAX_VALUE / Float.BYTES) {
                return -1;
            }
        }
        return count;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Tensor that && name.equals(that.name) && Arrays.equals(shape, that.shape)
            && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return name + Arrays.toString(shape);
    }
}
