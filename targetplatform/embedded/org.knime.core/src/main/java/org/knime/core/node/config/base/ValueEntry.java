package org.knime.core.node.config.base;

import java.util.Objects;

/** A value, kept as the text of the XML form. */
final class ValueEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final String m_text;

    ValueEntry(final EntryType type, final String key, final String text) {
        super(type, key);
        m_text = type.canonical(text);
    }

    @Override
    public String toStringValue() {
        return m_text;
    }

    @Override
    boolean hasSameValue(final AbstractConfigEntry other) {
        return Objects.equals(m_text, other.toStringValue());
    }
}
