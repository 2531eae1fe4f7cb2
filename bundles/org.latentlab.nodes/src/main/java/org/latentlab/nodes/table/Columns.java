package org.latentlab.nodes.table;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;

/** Small questions about the columns of a table. */
public final class Columns {

    private static final int LISTED = 10;

    private Columns() {
    }

    /**
     * @param spec the table
     * @param name a column's name
     * @param what what the column is for, e.g. "Image column"
     * @return its index
     * @throws InvalidSettingsException if the table has no such column
     */
    public static int require(final DataTableSpec spec, final String name, final String what)
        throws InvalidSettingsException {
        final int index = spec.findColumnIndex(name);
        if (index < 0) {
            throw new InvalidSettingsException(what + " '" + name + "' is not in the table. Columns found: "
                + list(spec) + ".");
        }
        return index;
    }

    /**
     * @param spec a table
     * @return its column names for a message, at most ten of them; "none" for a table without columns
     */
    public static String list(final DataTableSpec spec) {
        return list(List.of(spec.getColumnNames()));
    }

    /**
     * @param columns names of columns
     * @return them for a message, at most ten of them; "none" where there are none
     */
    public static String list(final List<String> columns) {
        if (columns.isEmpty()) {
            return "none";
        }
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < Math.min(LISTED, columns.size()); i++) {
            names.add("'" + columns.get(i) + "'");
        }
        return String.join(", ", names) + (columns.size() > LISTED ? ", … (" + columns.size() + " in all)" : "");
    }

    /**
     * @param table a table
     * @return its number of rows
     * @throws EngineException if there are more than an array holds
     */
    public static int rows(final BufferedDataTable table) {
        if (table.size() > Integer.MAX_VALUE - 8) {
            throw new EngineException("The table has " + table.size() + " rows, more than can be held at once. "
                + "Take a sample of its rows first.");
        }
        return (int)table.size();
    }
}
