package org.knime.core.data;

/** Of cells for which a column's domain can hold a lower and an upper bound. */
public interface BoundedValue extends DataValue {
}
