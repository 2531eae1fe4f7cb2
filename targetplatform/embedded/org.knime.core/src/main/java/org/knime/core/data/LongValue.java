package org.knime.core.data;

/** Of cells that hold a whole number of 64 bits. */
public interface LongValue extends DataValue {

    long getLongValue();
}
