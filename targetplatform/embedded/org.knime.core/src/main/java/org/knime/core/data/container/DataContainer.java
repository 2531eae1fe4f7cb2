package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowIterator;
import org.knime.core.data.RowKey;
import org.knime.core.util.DuplicateKeyException;

/** Collects the rows of a table, checks each against the spec and learns the domains. Not thread safe. */
public class DataContainer implements RowAppender {

    public static final int MAX_POSSIBLE_VALUES = DataContainerSettings.MAX_POSSIBLE_VALUES;

    private final DataTableSpec m_spec;

    private final DomainBuilder m_domains;

    private final List<DataRow> m_rows = new ArrayList<>();

    private final Set<RowKey> m_keys;

    private boolean m_closed;

    /** A container whose domains start as the spec has them. */
    public DataContainer(final DataTableSpec spec) {
        this(spec, true);
    }

    /** @param initDomain whether the domains start as the spec has them, or empty */
    public DataContainer(final DataTableSpec spec, final boolean initDomain) {
        this(spec, DataContainerSettings.builder().withInitializedDomain(initDomain).build());
    }

    public DataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        if (spec == null) {
            throw new NullPointerException("Spec must not be null!");
        }
        m_spec = spec;
        m_domains = new DomainBuilder(spec, settings);
        m_keys = settings.isCheckDuplicateRowKeys() ? new HashSet<>() : null;
    }

    /**
     * @throws IllegalArgumentException if the row has another number of cells or a cell of a type that does not comply
     * @throws DuplicateKeyException if there is a row of this key
     */
    @Override
    public void addRowToTable(final DataRow row) {
        if (m_closed) {
            throw new IllegalStateException("Container has been closed; row \"" + row.getKey() + "\" comes too late.");
        }
        check(row);
        if (m_keys != null && !m_keys.add(row.getKey())) {
            final var key = row.getKey().getString();
            throw new DuplicateKeyException(
                "Encountered duplicate row ID \"" + key + "\" at row number " + (m_rows.size() + 1), key);
        }
        m_domains.update(row);
        m_rows.add(row);
    }

    private void check(final DataRow row) {
        if (row.getNumCells() != m_spec.getNumColumns()) {
            throw new IllegalArgumentException("Cell count in row \"" + row.getKey()
                + "\" is not equal to length of column names array: " + row.getNumCells() + " vs. "
                + m_spec.getNumColumns());
        }
        for (int i = 0; i < row.getNumCells(); i++) {
            final var cell = row.getCell(i);
            final var expected = m_spec.getColumnSpec(i).getType();
            if (!expected.isASuperTypeOf(cell.getType())) {
                final var text = cell.toString();
                throw new IllegalArgumentException("Runtime class of object \""
                    + (text.length() > 30 ? text.substring(0, 30) + "..." : text) + "\" (index " + i + ") in row \""
                    + row.getKey() + "\" is " + cell.getType() + " and does not comply with its supposed superclass "
                    + expected);
            }
        }
    }

    /** @return the table, after {@link #close()} */
    public DataTable getTable() {
        if (!m_closed) {
            throw new IllegalStateException("Cannot get table: container is not closed.");
        }
        final var spec = getTableSpec();
        final var rows = m_rows;
        return new DataTable() {
            @Override
            public DataTableSpec getDataTableSpec() {
                return spec;
            }

            @Override
            public RowIterator iterator() {
                return CloseableRowIterator.from(rows.iterator());
            }
        };
    }

    /** Ends the table; no row can be added any more. */
    public void close() {
        m_closed = true;
    }

    public boolean isClosed() {
        return m_closed;
    }

    public boolean isOpen() {
        return !m_closed;
    }

    /** @return how many rows there are */
    public long size() {
        return m_rows.size();
    }

    /** @return the spec as given while the container is open, then that with the domains */
    public DataTableSpec getTableSpec() {
        return m_closed ? m_domains.createSpec() : m_spec;
    }
}
