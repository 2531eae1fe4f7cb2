package org.latentlab.engine.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads the values of a model's manifest with checks: what is missing or of another type is an {@link IOException}
 * that names the file and the key.
 *
 * @param values the manifest, or an object within it
 * @param file the file's name, for messages
 * @param path where in the manifest these values are, for messages; "" at the top
 */
public record ManifestView(Map<String, Object> values, String file, String path) {

    /**
     * @param archive the model that was read
     * @param file the file it was read from, for messages
     * @return its manifest
     */
    public static ManifestView of(final ModelArchive archive, final Object file) {
        return new ManifestView(archive.manifest(), String.valueOf(file), "");
    }

    /**
     * @param key a key
     * @return whether there is a value that is not null
     */
    public boolean has(final String key) {
        return values.get(key) != null;
    }

    /**
     * @param key the key of a string
     * @return the string
     * @throws IOException if it is missing or no string
     */
    public String string(final String key) throws IOException {
        return value(key, String.class, "a string");
    }

    /**
     * @param <E> an enumeration
     * @param type the enumeration
     * @param key the key of the name of one of its constants
     * @return the constant
     * @throws IOException if it is missing or no such name
     */
    public <E extends Enum<E>> E constant(final Class<E> type, final String key) throws IOException {
        try {
            return Enum.valueOf(type, string(key));
        } catch (IllegalArgumentException e) {
            throw wrong(key, "one of " + String.join(", ",
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()));
        }
    }

    /**
     * @param key the key of a boolean
     * @return the boolean
     * @throws IOException if it is missing or no boolean
     */
    public boolean flag(final String key) throws IOException {
        return value(key, Boolean.class, "true or false");
    }

    /**
     * @param key the key of a whole number
     * @param low the smallest value allowed
     * @param high the largest value allowed
     * @return the number
     * @throws IOException if it is missing, not whole or out of range
     */
    public int integer(final String key, final int low, final int high) throws IOException {
        final long number = longInteger(key);
        if (number < low || number > high) {
            throw wrong(key, "a whole number from " + low + " to " + high, number);
        }
        return (int)number;
    }

    /**
     * @param key the key of a whole number of up to 64 bits, e.g. a seed
     * @return the number
     * @throws IOException if it is missing or not whole
     */
    public long longInteger(final String key) throws IOException {
        return value(key, Long.class, "a whole number");
    }

    /**
     * @param key the key of a number
     * @return the number; NaN and infinities are read back from the strings they were written as
     * @throws IOException if it is missing or no number
     */
    public double number(final String key) throws IOException {
        return toNumber(key, values.get(key));
    }

    /**
     * @param key the key of a list of numbers
     * @return the numbers
     * @throws IOException if it is missing or holds something else
     */
    public double[] numbers(final String key) throws IOException {
        final List<?> list = value(key, List.class, "a list of numbers");
        final double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = toNumber(key + "[" + i + "]", list.get(i));
        }
        return numbers;
    }

    /**
     * @param key the key of a list of whole numbers
     * @return the numbers
     * @throws IOException if it is missing, or holds something else or a number beyond 32 bits
     */
    public List<Integer> integers(final String key) throws IOException {
        final List<Integer> integers = new ArrayList<>();
        for (final Object element : value(key, List.class, "a list of whole numbers")) {
            if (!(element instanceof Long number) || number != number.intValue()) {
                throw wrong(key + "[" + integers.size() + "]", "a whole number", element);
            }
            integers.add(number.intValue());
        }
        return integers;
    }

    /**
     * @param key the key of a list of strings
     * @return the strings
     * @throws IOException if it is missing or holds something else
     */
    public List<String> strings(final String key) throws IOException {
        final List<String> strings = new ArrayList<>();
        for (final Object element : value(key, List.class, "a list of strings")) {
            if (!(element instanceof String string)) {
                throw wrong(key + "[" + strings.size() + "]", "a string", element);
            }
            strings.add(string);
        }
        return strings;
    }

    /**
     * @param key the key of an object
     * @return a view of it
     * @throws IOException if it is missing or no object
     */
    public ManifestView object(final String key) throws IOException {
        return view(key, values.get(key));
    }

    /**
     * @param key the key of a list of objects
     * @return a view of each
     * @throws IOException if it is missing or holds something else
     */
    public List<ManifestView> objects(final String key) throws IOException {
        final List<ManifestView> objects = new ArrayList<>();
        for (final Object element : value(key, List.class, "a list of objects")) {
            objects.add(view(key + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    /**
     * @param key the key whose value cannot be used
     * @param expected what it must be, e.g. "one of CPU, CUDA"
     * @return the exception to throw, in the words of the others
     */
    public IOException wrong(final String key, final String expected) {
        return wrong(key, expected, values.get(key));
    }

    @SuppressWarnings("unchecked") // the manifest's maps come from JSON, whose keys are strings
    private ManifestView view(final String key, final Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return new ManifestView((Map<String, Object>)map, file, path + key + ".");
        }
        throw wrong(key, "an object", value);
    }

    private double toNumber(final String key, final Object value) throws IOException {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if ("NaN".equals(value) || "Infinity".equals(value) || "-Infinity".equals(value)) {
            return Double.parseDouble((String)value);
        }
        throw wrong(key, "a number", value);
    }

    private <T> T value(final String key, final Class<T> type, final String expected) throws IOException {
        final Object value = values.get(key);
        if (!type.isInstance(value)) {
            throw wrong(key, expected, value);
        }
        return type.cast(value);
    }

    private IOException wrong(final String key, final String expected, final Object found) {
        final String value = String.valueOf(found);
        return new IOException("The manifest of '" + file + "' must give " + expected + " as '" + path + key
            + "', but " + (found == null ? "there is none."
                : "has " + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + "."));
    }
}
