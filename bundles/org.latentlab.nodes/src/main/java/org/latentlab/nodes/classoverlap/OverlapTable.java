package org.latentlab.nodes.classoverlap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.label.GrayArea;
import org.latentlab.engine.latent.ClassOverlap;
import org.latentlab.engine.math.Matrix;
import org.latentlab.nodes.table.TableOutput;

/** The matrix of Class Overlap as a table: one row a class, and after some columns about it one column a class. */
public final class OverlapTable {

    private static final DataColumnSpec[] LEADING = {TableOutput.strings("class"), TableOutput.ints("codes"),
        TableOutput.ints("k"), TableOutput.doubles("other classes")};

    private OverlapTable() {
    }

    static DataTableSpec spec(final List<String> classes) {
        final DataColumnSpec[] shares = classes.stream().map(TableOutput::doubles).toArray(DataColumnSpec[]::new);
        return TableOutput.appended(new DataTableSpec(LEADING), shares);
    }

    static BufferedDataTable create(final ClassOverlap overlap, final ExecutionContext exec)
        throws CanceledExecutionException {
        final int classes = overlap.names().size();
        return TableOutput.create(spec(overlap.names()), classes, overlap.names(), a -> {
            final List<DataCell> cells = new ArrayList<>(List.of(new StringCell(overlap.names().get(a)),
                new IntCell(overlap.counts()[a]), new IntCell(overlap.k()),
                TableOutput.cell(1 - overlap.shares().get(a, a))));
            for (int b = 0; b < classes; b++) {
                cells.add(TableOutput.cell(overlap.shares().get(a, b)));
            }
            return cells.toArray(DataCell[]::new);
        }, exec, exec.createSubProgress(0));
    }

    static DataTableSpec pairsSpec() {
        return new DataTableSpec(TableOutput.strings("class a"), TableOutput.strings("class b"),
            TableOutput.doubles("overlap"), TableOutput.doubles("b among a's neighbours"),
            TableOutput.doubles("a among b's neighbours"));
    }

    static BufferedDataTable pairs(final ClassOverlap overlap, final ExecutionContext exec)
        throws CanceledExecutionException {
        final List<ClassOverlap.Pair> pairs = overlap.pairs();
        return TableOutput.create(pairsSpec(), pairs.size(), i -> {
            final ClassOverlap.Pair pair = pairs.get(i);
            return new DataCell[]{new StringCell(overlap.names().get(pair.first())),
                new StringCell(overlap.names().get(pair.second())), new DoubleCell(pair.overlap()),
                new DoubleCell(overlap.shares().get(pair.first(), pair.second())),
                new DoubleCell(overlap.shares().get(pair.second(), pair.first()))};
        }, exec, exec.createSubProgress(0));
    }

    static DataTableSpec summarySpec() {
        return new DataTableSpec(TableOutput.ints("codes"), TableOutput.ints("classes"), TableOutput.ints("k"),
            TableOutput.doubles("overlap"), TableOutput.doubles("overlap by chance"),
            TableOutput.doubles("gray area"), TableOutput.ints("draws"), TableOutput.doubles("mean vote share"));
    }

    /** @param gray the gray area; null = not measured */
    static BufferedDataTable summary(final ClassOverlap overlap, final GrayArea gray, final ExecutionContext exec)
        throws CanceledExecutionException {
        return TableOutput.create(summarySpec(), 1, List.of("Summary"), row -> new DataCell[]{
            new IntCell(Arrays.stream(overlap.counts()).sum()), new IntCell(overlap.names().size()),
            new IntCell(overlap.k()), TableOutput.cell(overlap.overall()), TableOutput.cell(overlap.byChance()),
            TableOutput.cell(gray == null ? Double.NaN : gray.share()), new IntCell(gray == null ? 0 : gray.draws()),
            TableOutput.cell(gray == null ? Double.NaN : gray.meanVoteShare())}, exec, exec.createSubProgress(0));
    }

    /**
     * @param spec any table
     * @param port its input, for the message
     * @throws InvalidSettingsException if it is not a matrix of Class Overlap
     */
    public static void check(final DataTableSpec spec, final String port) throws InvalidSettingsException {
        boolean fits = spec.getNumColumns() > LEADING.length;
        for (int c = 0; fits && c < spec.getNumColumns(); c++) {
            final DataColumnSpec column = spec.getColumnSpec(c);
            fits = c < LEADING.length ? column.getName().equals(LEADING[c].getName())
                && column.getType().equals(LEADING[c].getType()) : column.getType().isCompatible(DoubleValue.class);
        }
        if (!fits) {
            throw new InvalidSettingsException("Input '" + port + "' is not the table Overlap of Class Overlap. "
                + "Columns found: " + String.join(", ", Arrays.asList(spec.getColumnNames())) + ".");
        }
    }

    /**
     * @param table what Class Overlap made, all of its rows
     * @param port its input, for the message
     * @return the overlap
     * @throws InvalidSettingsException if it is another table, or rows or columns were taken away
     */
    public static ClassOverlap read(final BufferedDataTable table, final String port) throws InvalidSettingsException {
        check(table.getDataTableSpec(), port);
        final int classes = table.getDataTableSpec().getNumColumns() - LEADING.length;
        if (table.size() != classes) {
            throw new InvalidSettingsException("Input '" + port + "' has " + table.size() + " rows for " + classes
                + " classes. Connect the table Overlap of Class Overlap as it is.");
        }
        final List<String> names = new ArrayList<>();
        final int[] counts = new int[classes];
        final Matrix shares = Matrix.zeros(classes, classes);
        int k = 1;
        int a = 0;
        try (var rows = table.iterator()) {
            while (rows.hasNext()) {
                final DataRow row = rows.next();
                names.add(((StringValue)row.getCell(0)).getStringValue());
                counts[a] = ((IntValue)row.getCell(1)).getIntValue();
                k = ((IntValue)row.getCell(2)).getIntValue();
                for (int b = 0; b < classes; b++) {
                    final DataCell cell = row.getCell(LEADING.length + b);
                    shares.data()[a * classes + b] =
                        cell.isMissing() ? Double.NaN : ((DoubleValue)cell).getDoubleValue();
                }
                a++;
            }
        }
        return new ClassOverlap(names, counts, k, shares);
    }
}
