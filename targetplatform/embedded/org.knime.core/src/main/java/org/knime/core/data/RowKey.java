package org.knime.core.data;

import java.util.stream.Stream;

/** The identifier of a row, unique in its table. */
public final class RowKey implements RowKeyValue {

    private final String m_id;

    public RowKey(final String id) {
        if (id == null) {
            throw new NullPointerException("A row ID must not be null.");
        }
        m_id = id;
    }

    @Override
    public String getString() {
        return m_id;
    }

    @Override
    public String toString() {
        return m_id;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof RowKey key && m_id.equals(key.m_id);
    }

    @Override
    public int hashCode() {
        return m_id.hashCode();
    }

    public static String[] toStrings(final RowKey... keys) {
        return Stream.of(keys).map(RowKey::getString).toArray(String[]::new);
    }

    public static RowKey[] toRowKeys(final String... ids) {
        return Stream.of(ids).map(RowKey::new).toArray(RowKey[]::new);
    }

    /** @return "Row" and the index */
    public static RowKey createRowKey(final int index) {
        return createRowKey((long)index);
    }

    /** @return "Row" and the index */
    public static RowKey createRowKey(final long index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException("A row index must not be negative, but is " + index + ".");
        }
        return new RowKey("Row" + index);
    }
}
