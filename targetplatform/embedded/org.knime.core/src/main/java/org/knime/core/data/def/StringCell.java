package org.knime.core.data.def;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.NominalValue;
import org.knime.core.data.StringValue;

/** Holds a text. */
public final class StringCell extends DataCell implements StringValue, NominalValue {

    public static final DataType TYPE = DataType.getType(StringCell.class);

    private static final long serialVersionUID = 1L;

    private final String m_text;

    /** @param text not null; a missing cell stands for no text */
    public StringCell(final String text) {
        if (text == null) {
            throw new NullPointerException("String value can't be null.");
        }
        m_text = text;
    }

    @Override
    public String getStringValue() {
        return m_text;
    }

    @Override
    public String toString() {
        return m_text;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return m_text.equals(((StringCell)cell).m_text);
    }

    @Override
    public int hashCode() {
        return m_text.hashCode();
    }
}
