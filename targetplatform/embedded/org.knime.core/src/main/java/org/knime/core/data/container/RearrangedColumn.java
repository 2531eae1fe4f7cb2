package org.knime.core.data.container;

import org.knime.core.data.DataColumnSpec;

/**
 * A column of a rearranged table.
 *
 * @param factory computes it, null where it is one of the original table
 * @param index among the factory's columns, or in the original table
 */
record RearrangedColumn(DataColumnSpec spec, CellFactory factory, int index) {
}
