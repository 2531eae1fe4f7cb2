package org.latentlab.engine.train;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Says in words in what the sections of two manifests differ: settings as they were and as they are now. */
public class SettingWords {

    private final Map<String, String> m_names;

    private final Collection<String> m_plural;

    private final Map<String, String> m_values;

    /**
     * @param names what settings are called, by key with the sections it is in, e.g. "divergence.schedule.beta"; those
     *            of a section that is there or not under their own names
     * @param plural the keys whose names are of more than one thing
     * @param values what the names of constants are in words, where that is not their lower case
     */
    public SettingWords(final Map<String, String> names, final Collection<String> plural,
        final Map<String, String> values) {
        m_names = Map.copyOf(names);
        m_plural = List.copyOf(plural);
        m_values = Map.copyOf(values);
    }

    /**
     * @param was a section as it was
     * @param is the same as it is now
     * @return in words, the first value that differs, e.g. "the learning rate was 0.001, but is 0.01 now"; null if
     *         there is none
     */
    public final String difference(final Map<?, ?> was, final Map<?, ?> is) {
        return difference("", was, is);
    }

    private String difference(final String path, final Map<?, ?> was, final Map<?, ?> is) {
        for (final Map.Entry<?, ?> entry : was.entrySet()) {
            final Object now = is.get(entry.getKey());
            final String key = path + entry.getKey();
            if (entry.getValue() instanceof Map<?, ?> before && now instanceof Map<?, ?> after) {
                final String inner = difference(key + ".", before, after);
                if (inner != null) {
                    return inner;
                }
            } else if (!Objects.equals(entry.getValue(), now)) {
                final boolean many = m_plural.contains(key);
                return name(key, was) + (many ? " were " : " was ") + words(key, entry.getValue()) + ", but "
                    + (many ? "are " : "is ") + words(key, now) + " now";
            }
        }
        return null;
    }

    /**
     * @param key of a setting, with the sections it is in
     * @param section the section
     * @return what it is called, with its article
     */
    protected String name(final String key, final Map<?, ?> section) {
        return "the " + named(key);
    }

    /**
     * @param key of a setting, with the sections it is in
     * @return what it is called, without an article
     */
    protected final String named(final String key) {
        return m_names.getOrDefault(key, key);
    }

    /**
     * @param key of a setting, with the sections it is in
     * @return whether it has a name for an analyst
     */
    public final boolean isNamed(final String key) {
        return m_names.containsKey(key);
    }

    /**
     * @param key of a setting, with the sections it is in
     * @param value its value
     * @return the value in words
     */
    protected String words(final String key, final Object value) {
        if (value instanceof Map<?, ?>) {
            return "on";
        }
        if (value == null) {
            return "off";
        }
        if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "none" : String.join(", ", list.stream().map(String::valueOf).toList());
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e9 ? Long.toString(number.longValue())
                : number.toString();
        }
        return value instanceof String constant
            ? m_values.getOrDefault(constant, constant.toLowerCase(Locale.ROOT).replace('_', ' ')) : value.toString();
    }
}
