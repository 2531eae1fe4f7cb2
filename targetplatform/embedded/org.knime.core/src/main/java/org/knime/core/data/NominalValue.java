package org.knime.core.data;

/** Of cells whose possible values a column's domain can list. */
public interface NominalValue extends DataValue {
}
