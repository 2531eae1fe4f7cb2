package org.knime.core.data;

/** Of cells that hold a whole number. */
public interface IntValue extends DataValue {

    int getIntValue();
}
