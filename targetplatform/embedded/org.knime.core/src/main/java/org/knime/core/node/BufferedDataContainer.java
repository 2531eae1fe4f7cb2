package org.knime.core.node;

import java.util.ArrayList;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerSettings;

/** Collects the rows of a node's table. */
public class BufferedDataContainer extends DataContainer {

    private BufferedDataTable m_table;

    BufferedDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        super(spec, settings);
    }

    @Override
    public BufferedDataTable getTable() {
        if (m_table == null) {
            final var collected = super.getTable();
            final var rows = new ArrayList<DataRow>((int)size());
            collected.forEach(rows::add);
            m_table = new BufferedDataTable(collected.getDataTableSpec(), rows);
        }
        return m_table;
    }
}
