package org.knime.core.util;

import java.util.HashSet;
import java.util.Set;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;

/** Makes names that are not taken: a wanted one, or that with " (#1)", " (#2)", … */
public final class UniqueNameGenerator {

    private final Set<String> m_taken;

    public UniqueNameGenerator(final Set<String> taken) {
        m_taken = new HashSet<>(taken);
    }

    /** @param spec the table whose column names are taken, null for none */
    public UniqueNameGenerator(final DataTableSpec spec) {
        this(spec == null ? Set.of() : Set.of(spec.getColumnNames()));
    }

    /** @return a name that is taken from now on */
    public String newName(final String wanted) {
        final var trimmed = wanted.trim();
        var name = trimmed;
        for (int i = 1; !m_taken.add(name); i++) {
            name = trimmed + " (#" + i + ")";
        }
        return name;
    }

    public DataColumnSpecCreator newCreator(final String wanted, final DataType type) {
        return new DataColumnSpecCreator(newName(wanted), type);
    }

    public DataColumnSpec newColumn(final String wanted, final DataType type) {
        return newCreator(wanted, type).createSpec();
    }
}
