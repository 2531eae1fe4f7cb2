package org.knime.core.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.JoinedRow;
import org.knime.core.data.filestore.FileStore;
import org.latentlab.platform.core.FileStores;
import org.latentlab.platform.core.Internals;

/** What a running node is given: progress, cancel, and the means to make tables and file stores. */
public class ExecutionContext extends ExecutionMonitor {

    static {
        Internals.setContextMaker(ExecutionContext::new);
    }

    private final FileStores m_fileStores;

    ExecutionContext(final NodeProgressMonitor monitor, final FileStores fileStores) {
        super(monitor);
        m_fileStores = fileStores;
    }

    /**
     * @param name unique in the node, used as the file's name
     * @return a file in the node's directory that does not exist yet
     */
    public FileStore createFileStore(final String name) throws IOException {
        return m_fileStores.create(name);
    }

    /** A container whose domains start as the spec has them. */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return createDataContainer(spec, true);
    }

    /** @param initDomain whether the domains start as the spec has them, or empty */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initDomain) {
        return createDataContainer(spec, DataContainerSettings.builder().withInitializedDomain(initDomain).build());
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        return new BufferedDataContainer(spec, settings);
    }

    /** @return the table itself if it is one of a node, else a copy of it */
    public BufferedDataTable createBufferedDataTable(final DataTable table, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        if (table instanceof BufferedDataTable buffered) {
            return buffered;
        }
        final var container = createDataContainer(table.getDataTableSpec(), true);
        for (final var row : table) {
            exec.checkCanceled();
            container.addRowToTable(row);
        }
        container.close();
        return container.getTable();
    }

    public BufferedDataTable[] createBufferedDataTables(final DataTable[] tables, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final var result = new BufferedDataTable[tables.length];
        for (int i = 0; i < tables.length; i++) {
            result[i] = createBufferedDataTable(tables[i], exec);
        }
        return result;
    }

    /** @return the rows of the table under a spec with the same number of columns */
    public BufferedDataTable createSpecReplacerTable(final BufferedDataTable table, final DataTableSpec spec) {
        if (spec.getNumColumns() != table.getDataTableSpec().getNumColumns()) {
            throw new IllegalArgumentException("Table specs have different lengths: " + spec.getNumColumns() + " vs. "
                + table.getDataTableSpec().getNumColumns());
        }
        return new BufferedDataTable(spec, table.rows());
    }

    /** @return the columns of the left table followed by those of the right one; the row keys must be the same */
    public BufferedDataTable createJoinedTable(final BufferedDataTable left, final BufferedDataTable right,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        if (left.size() != right.size()) {
            throw new IllegalArgumentException(
                "Tables can't be joined, non matching row counts: " + left.size() + " vs. " + right.size());
        }
        final var spec = new DataTableSpec(left.getDataTableSpec(), right.getDataTableSpec());
        final var rows = new ArrayList<DataRow>();
        for (int i = 0; i < left.size(); i++) {
            exec.checkCanceled();
            final var l = left.rows().get(i);
            final var r = right.rows().get(i);
            if (!l.getKey().equals(r.getKey())) {
                throw new IllegalArgumentException("Tables contain non-matching rows or are sorted differently, keys "
                    + "in row " + i + " do not match: \"" + l.getKey() + "\" vs. \"" + r.getKey() + "\"");
            }
            rows.add(new JoinedRow(l, r));
        }
        return new BufferedDataTable(spec, rows);
    }

    /** @return the rows of the tables one after the other; they must have the same columns and no row key in common */
    public BufferedDataTable createConcatenateTable(final ExecutionMonitor exec, final BufferedDataTable... tables)
        throws CanceledExecutionException {
        return TableConcatenation.concatenate(this, exec, List.of(tables));
    }

    /** @return the table with columns moved, removed, or computed row by row */
    public BufferedDataTable createColumnRearrangeTable(final BufferedDataTable table,
        final ColumnRearranger rearranger, final ExecutionMonitor exec) throws CanceledExecutionException {
        final var container = createDataContainer(rearranger.createSpec(), true);
        Internals.rowsRearranger().rearrange(table, table.size(), rearranger, exec, container);
        container.close();
        return container.getTable();
    }

    /** @return a table without rows */
    public BufferedDataTable createVoidTable(final DataTableSpec spec) {
        return new BufferedDataTable(spec, List.of());
    }

    /** @param share the part of this context's progress that the new context's whole range stands for */
    public ExecutionContext createSubExecutionContext(final double share) {
        return new ExecutionContext(new SubProgressMonitor(getProgressMonitor(), share, false), m_fileStores);
    }

    /** Like {@link #createSubExecutionContext(double)}, with messages swallowed. */
    public ExecutionContext createSilentSubExecutionContext(final double share) {
        return new ExecutionContext(new SubProgressMonitor(getProgressMonitor(), share, true), m_fileStores);
    }
}
