package org.latentlab.engine.archive;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;

/** JSON text from and to maps, lists, strings, booleans, numbers and null; strict both ways. */
final class ManifestJson {

    private ManifestJson() {
    }

    static String write(final Map<?, ?> manifest) {
        final StringWriter text = new StringWriter();
        try (JsonWriter out = new JsonWriter(text)) {
            out.setStrictness(Strictness.STRICT);
            out.setIndent(" ");
            out.setHtmlSafe(false);
            write(out, manifest, "manifest");
        } catch (IOException e) {
            throw new IllegalStateException("A string takes all characters.", e);
        }
        return text.append('\n').toString();
    }

    private static void write(final JsonWriter out, final Object value, final String path) throws IOException {
        if (value == null) {
            out.nullValue();
        } else if (value instanceof String || value instanceof Character || value instanceof Enum<?>) {
            out.value(value.toString());
        } else if (value instanceof Boolean b) {
            out.value(b);
        } else if (value instanceof Number number) {
            if (Double.isFinite(number.doubleValue())) {
                out.value(number);
            } else {
                out.value(number.toString());
            }
        } else if (value instanceof Map<?, ?> map) {
            out.beginObject();
            for (final Map.Entry<?, ?> entry : ordered(map, path).entrySet()) {
                out.name((String)entry.getKey());
                write(out, entry.getValue(), path + "." + entry.getKey());
            }
            out.endObject();
        } else if (value instanceof Iterable<?> list) {
            out.beginArray();
            int i = 0;
            for (final Object element : list) {
                write(out, element, path + "[" + i++ + "]");
            }
            out.endArray();
        } else if (value instanceof double[] numbers) {
            out.beginArray();
            for (final double number : numbers) {
                write(out, number, path);
            }
            out.endArray();
        } else if (value instanceof int[] numbers) {
            out.beginArray();
            for (final int number : numbers) {
                out.value(number);
            }
            out.endArray();
        } else {
            throw new IllegalArgumentException("A " + value.getClass().getName() + " cannot be written to a model's "
                + "manifest (at " + path + ").");
        }
    }

    private static Map<?, ?> ordered(final Map<?, ?> map, final String path) {
        for (final Object key : map.keySet()) {
            if (!(key instanceof String)) {
                throw new IllegalArgumentException("The keys of a model's manifest are strings, not " + key + " (at "
                    + path + ").");
            }
        }
        // Map.of and HashMap iterate in an order of their own, which would differ from run to run.
        final boolean keepsOrder = map instanceof LinkedHashMap || map instanceof SortedMap
            || map.getClass().getName().startsWith("java.util.Collections$Unmodifiable");
        return keepsOrder ? map : new TreeMap<>(map);
    }

    /**
     * @param text JSON text whose top value is an object
     * @return the object; whole numbers as {@link Long}, others as {@link Double}
     * @throws IOException if the text is not strictly JSON, has a key twice, or holds a number out of range
     */
    static Map<String, Object> read(final String text) throws IOException {
        try (JsonReader in = new JsonReader(new StringReader(text))) {
            in.setStrictness(Strictness.STRICT);
            if (in.peek() != JsonToken.BEGIN_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            final Map<String, Object> manifest = readObject(in);
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw new IOException("there is text after the JSON object");
            }
            return manifest;
        } catch (IllegalStateException | NumberFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Map<String, Object> readObject(final JsonReader in) throws IOException {
        final Map<String, Object> map = new LinkedHashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            final String name = in.nextName();
            if (map.containsKey(name)) {
                throw new IOException("the key '" + name + "' is there twice");
            }
            map.put(name, readValue(in));
        }
        in.endObject();
        return map;
    }

    private static Object readValue(final JsonReader in) throws IOException {
        return switch (in.peek()) {
            case BEGIN_OBJECT -> readObject(in);
            case BEGIN_ARRAY -> {
                final List<Object> list = new ArrayList<>();
                in.beginArray();
                while (in.hasNext()) {
                    list.add(readValue(in));
                }
                in.endArray();
                yield list;
            }
            case STRING -> in.nextString();
            case BOOLEAN -> in.nextBoolean();
            case NUMBER -> number(in.nextString());
            case NULL -> {
                in.nextNull();
                yield null;
            }
            default -> throw new IOException("a value is missing at " + in.getPath());
        };
    }

    private static Object number(final String text) throws IOException {
        if (text.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        if (text.matches("-?[0-9]{19}")) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                // beyond 64 bits: a double is the nearest thing
                return Double.valueOf(text);
            }
        }
        final double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IOException("the number " + text + " is out of range");
        }
        return value;
    }
}
