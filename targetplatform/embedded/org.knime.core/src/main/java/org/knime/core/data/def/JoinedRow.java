package org.knime.core.data.def;

import java.util.Iterator;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** The cells of one row followed by those of another, under the key of the first. */
public class JoinedRow implements DataRow {

    private final DataRow m_left;

    private final DataRow m_right;

    public JoinedRow(final DataRow left, final DataRow right) {
        m_left = left;
        m_right = right;
    }

    @Override
    public int getNumCells() {
        return m_left.getNumCells() + m_right.getNumCells();
    }

    @Override
    public RowKey getKey() {
        return m_left.getKey();
    }

    @Override
    public DataCell getCell(final int index) {
        final int left = m_left.getNumCells();
        return index < left ? m_left.getCell(index) : m_right.getCell(index - left);
    }

    @Override
    public Iterator<DataCell> iterator() {
        return stream().iterator();
    }

    public DataRow getLeftRow() {
        return m_left;
    }

    public DataRow getRightRow() {
        return m_right;
    }
}
