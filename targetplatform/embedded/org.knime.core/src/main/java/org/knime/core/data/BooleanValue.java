package org.knime.core.data;

/** Of cells that hold a truth value. */
public interface BooleanValue extends DataValue {

    boolean getBooleanValue();
}
