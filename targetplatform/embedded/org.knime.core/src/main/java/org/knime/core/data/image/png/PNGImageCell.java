package org.knime.core.data.image.png;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataValue;

/** Holds a PNG picture. */
public class PNGImageCell extends DataCell implements PNGImageValue {

    private static final long serialVersionUID = 1L;

    private final transient PNGImageContent m_content;

    PNGImageCell(final PNGImageContent content) {
        m_content = content;
    }

    @Override
    public PNGImageContent getImageContent() {
        return m_content;
    }

    @Override
    public String getImageExtension() {
        return "png";
    }

    @Override
    public String toString() {
        return m_content.getSummary();
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return m_content.equals(((PNGImageCell)cell).m_content);
    }

    @Override
    protected boolean equalContent(final DataValue value) {
        return value instanceof PNGImageValue png && m_content.equals(png.getImageContent());
    }

    @Override
    public int hashCode() {
        return m_content.hashCode();
    }
}
