package org.knime.core.util;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;

/**
 * Makes names that are not taken: a wanted one, or that with " (#1)", " (#2)", …; where a name ends with such a number,
 * counting goes on from there.
 */
public final class UniqueNameGenerator {

    private static final Pattern NUMBERED = Pattern.compile("(.*) \\(#(\\d{1,9})\\)");

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
        var name = wanted.trim();
        final var numbered = NUMBERED.matcher(name);
        final boolean goesOn = numbered.matches() && m_taken.contains(name);
        final var base = goesOn ? numbered.group(1) : name;
        int number = goesOn ? Integer.parseInt(numbered.group(2)) + 1 : 1;
        while (!m_taken.add(name)) {
            name = base + " (#" + number++ + ")";
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
