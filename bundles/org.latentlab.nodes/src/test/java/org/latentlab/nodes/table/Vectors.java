package org.latentlab.nodes.table;

import java.util.Arrays;
import java.util.stream.DoubleStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Small tables of vectors for tests: five values on different scales that follow from one angle. */
public final class Vectors {

    /** The names of the values. */
    public static final String[] NAMES = {"age", "income", "x", "y", "balance"};

    private Vectors() {
    }

    /** @return the i-th vector */
    public static double[] vector(final int i) {
        final double angle = 0.37 * i;
        return new double[]{40 + 20 * Math.sin(angle), 3e4 + 1e4 * Math.cos(angle), Math.sin(2 * angle),
            Math.cos(2 * angle), -500 * Math.sin(angle)};
    }

    /** @return numeric columns of these names, a permutation of {@link #NAMES} */
    public static DataTableSpec spec(final String... names) {
        return new DataTableSpec(Arrays.stream(names).map(TableOutput::doubles).toArray(DataColumnSpec[]::new));
    }

    /** @return that many vectors as numeric columns of these names, a permutation of {@link #NAMES} */
    public static BufferedDataTable columns(final ExecutionContext exec, final int count, final String... names) {
        final DataCell[][] rows = new DataCell[count][];
        for (int i = 0; i < count; i++) {
            final double[] vector = vector(i);
            rows[i] = Arrays.stream(names).map(name -> new DoubleCell(vector[Arrays.asList(NAMES).indexOf(name)]))
                .toArray(DataCell[]::new);
        }
        return TestTables.table(exec, spec(names), rows);
    }

    /** @return that many vectors in a column of lists, scaled to about [−1, 1] */
    public static BufferedDataTable lists(final ExecutionContext exec, final int count) {
        final DataCell[] cells = new DataCell[count];
        Arrays.setAll(cells, i -> TestTables.list(DoubleStream.of(vector(i)).map(v -> v / 5e4).toArray()));
        return TestTables.column(exec,
            new DataColumnSpecCreator("features", ListCell.getCollectionType(DoubleCell.TYPE)).createSpec(), cells);
    }
}
