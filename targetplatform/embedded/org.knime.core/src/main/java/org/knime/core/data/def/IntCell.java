package org.knime.core.data.def;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.ComplexNumberValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.FuzzyIntervalValue;
import org.knime.core.data.FuzzyNumberValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;

/** Holds a whole number. */
public class IntCell extends DataCell
    implements IntValue, LongValue, DoubleValue, ComplexNumberValue, FuzzyNumberValue, FuzzyIntervalValue,
    BoundedValue {

    public static final DataType TYPE = DataType.getType(IntCell.class);

    private static final long serialVersionUID = 1L;

    private final int m_value;

    public IntCell(final int value) {
        m_value = value;
    }

    @Override
    public int getIntValue() {
        return m_value;
    }

    @Override
    public long getLongValue() {
        return m_value;
    }

    @Override
    public double getDoubleValue() {
        return m_value;
    }

    @Override
    public double getCore() {
        return m_value;
    }

    @Override
    public double getMinSupport() {
        return m_value;
    }

    @Override
    public double getMaxSupport() {
        return m_value;
    }

    @Override
    public double getMinCore() {
        return m_value;
    }

    @Override
    public double getMaxCore() {
        return m_value;
    }

    @Override
    public double getCenterOfGravity() {
        return m_value;
    }

    @Override
    public double getRealValue() {
        return m_value;
    }

    @Override
    public double getImaginaryValue() {
        return 0;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return m_value == ((IntCell)cell).m_value;
    }

    @Override
    public int hashCode() {
        return Integer.hashCode(m_value);
    }

    @Override
    public String toString() {
        return Integer.toString(m_value);
    }
}
