package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.latentlab.platform.core.Internals;

/** Describes a table by the columns of another one, moved, removed, or replaced by computed ones. */
public class ColumnRearranger {

    static {
        Internals.setRowsRearranger(new Rearrangement());
    }

    private final DataTableSpec m_original;

    private final List<RearrangedColumn> m_columns;

    public ColumnRearranger(final DataTableSpec original) {
        m_original = original;
        m_columns = IntStream.range(0, original.getNumColumns())
            .mapToObj(i -> new RearrangedColumn(original.getColumnSpec(i), null, i))
            .collect(Collectors.toCollection(ArrayList::new));
    }

    DataTableSpec original() {
        return m_original;
    }

    List<RearrangedColumn> columns() {
        return Collections.unmodifiableList(m_columns);
    }

    /** @return the column's index, -1 where there is no such column */
    public final int indexOf(final String column) {
        for (int i = 0; i < m_columns.size(); i++) {
            if (m_columns.get(i).spec().getName().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    private int existing(final String column) {
        final int index = indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("No such column: \"" + column + "\"");
        }
        return index;
    }

    public final int getColumnCount() {
        return m_columns.size();
    }

    public final void keepOnly(final String... columns) {
        keepOnly(Stream.of(columns).mapToInt(this::existing).toArray());
    }

    public final void keepOnly(final int... columns) {
        final Set<Integer> kept = IntStream.of(columns).boxed().collect(Collectors.toSet());
        retain(kept::contains);
    }

    public final void remove(final String... columns) {
        remove(Stream.of(columns).mapToInt(this::existing).toArray());
    }

    public final void remove(final int... columns) {
        final Set<Integer> removed = IntStream.of(columns).boxed().collect(Collectors.toSet());
        retain(i -> !removed.contains(i));
    }

    private void retain(final IntPredicate keep) {
        final var kept = IntStream.range(0, m_columns.size()).filter(keep).mapToObj(m_columns::get).toList();
        m_columns.clear();
        m_columns.addAll(kept);
    }

    public final void move(final String column, final int to) {
        move(existing(column), to);
    }

    /** @param to where the column goes, counted while it is still in its old place */
    public final void move(final int from, final int to) {
        final var column = m_columns.get(from);
        m_columns.add(to, column);
        m_columns.remove(from < to ? from : from + 1);
    }

    public final void append(final CellFactory factory) {
        insertAt(m_columns.size(), factory);
    }

    public final void insertAt(final int index, final CellFactory factory) {
        final var specs = factory.getColumnSpecs();
        for (int i = 0; i < specs.length; i++) {
            m_columns.add(index + i, new RearrangedColumn(specs[i], factory, i));
        }
    }

    public final void replace(final CellFactory factory, final String column) {
        replace(factory, existing(column));
    }

    /** @param columns as many as the factory has */
    public final void replace(final CellFactory factory, final int... columns) {
        final var specs = factory.getColumnSpecs();
        if (specs.length != columns.length) {
            throw new IndexOutOfBoundsException("Arguments don't apply: " + specs.length + " computed columns for "
                + columns.length + " columns.");
        }
        for (int i = 0; i < columns.length; i++) {
            m_columns.set(columns[i], new RearrangedColumn(specs[i], factory, i));
        }
    }

    public final DataTableSpec createSpec() {
        return new DataTableSpec(m_original.getName(),
            m_columns.stream().map(RearrangedColumn::spec).toArray(DataColumnSpec[]::new));
    }
}
