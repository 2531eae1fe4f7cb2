package org.knime.core.data;

/** Of cells that hold a number. */
public interface DoubleValue extends DataValue {

    double getDoubleValue();
}
