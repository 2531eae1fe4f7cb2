package org.knime.core.data;

/** Of a cell without a value. */
public interface MissingValue extends DataValue {

    /** @return why the value is missing, null where nothing is known */
    String getError();
}
