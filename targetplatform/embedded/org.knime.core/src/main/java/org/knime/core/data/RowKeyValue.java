package org.knime.core.data;

/** The identifier of a row. */
public interface RowKeyValue {

    String getString();
}
