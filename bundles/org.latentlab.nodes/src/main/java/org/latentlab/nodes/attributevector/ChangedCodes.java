package org.latentlab.nodes.attributevector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.dataset.StratifiedSample;
import org.latentlab.engine.latent.AttributeVector;
import org.latentlab.engine.latent.NormalPrior;
import org.latentlab.engine.math.Matrix;
import org.latentlab.nodes.attributevector.AttributeVectorParameters.Rows;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.Warnings;

/** The codes to change, and the table of what becomes of them. */
final class ChangedCodes {

    /** More rows than this are not listed in the domain of the column of sources. */
    private static final int LISTED_SOURCES = 1000;

    private final AttributeVectorParameters m_parameters;
    private final DataTableSpec m_spec;
    private final LatentColumns m_latent;

    /** Which columns of the table go into the new one. */
    private final int[] m_kept;

    /**
     * @param parameters the settings, valid
     * @param spec the table of codes
     * @throws InvalidSettingsException if a column is not there
     */
    ChangedCodes(final AttributeVectorParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        m_parameters = parameters;
        m_spec = spec;
        m_latent = LatentColumns.choose(spec, parameters.m_changedMode, parameters.m_changedColumns,
            AttributeVectorNodeFactory.CODES);
        if (parameters.m_rows == Rows.VALUE) {
            column();
        }
        final Set<String> taken = Stream.concat(m_latent.names().stream(),
            Arrays.stream(newColumns(TableOutput.strings("source"))).map(DataColumnSpec::getName))
            .collect(Collectors.toSet());
        m_kept = IntStream.range(0, spec.getNumColumns())
            .filter(i -> !taken.contains(spec.getColumnSpec(i).getName())
                && !spec.getColumnSpec(i).getType().isCompatible(PNGImageValue.class)).toArray();
    }

    private ClassColumn column() throws InvalidSettingsException {
        final ClassColumn column =
            ClassColumn.choose(m_spec, m_parameters.m_rowColumn, AttributeVectorNodeFactory.CODES);
        if (m_parameters.m_rowValue.isBlank()) {
            throw new InvalidSettingsException("Say which value of column '" + column.name() + "' the rows to change "
                + "have.");
        }
        return column;
    }

    private DataColumnSpec[] newColumns(final DataColumnSpec source) {
        return Stream.concat(Arrays.stream(LatentColumns.newColumns(m_latent.dimensions())),
            Stream.of(source, TableOutput.doubles("strength"), TableOutput.doubles("norm"),
                TableOutput.doubles("prior percentile"))).toArray(DataColumnSpec[]::new);
    }

    /**
     * @param expected dimensions of the examples
     * @throws InvalidSettingsException if these codes have others
     */
    void checkDimensions(final int expected) throws InvalidSettingsException {
        m_latent.checkDimensions(expected, "the table of input '" + AttributeVectorNodeFactory.EXAMPLES + "'");
    }

    /** @return the columns of the new table */
    DataTableSpec spec() {
        return spec(TableOutput.strings("source"));
    }

    private DataTableSpec spec(final DataColumnSpec source) {
        return new DataTableSpec(Stream.concat(Arrays.stream(newColumns(source)),
            Arrays.stream(m_kept).mapToObj(m_spec::getColumnSpec)).toArray(DataColumnSpec[]::new));
    }

    /**
     * @param table the table of codes
     * @param attribute what is added to them
     * @param warnings told of rows without a code
     * @param exec the execution
     * @return the changed codes, all strengths of the first code first
     * @throws InvalidSettingsException if a column is not there
     * @throws CanceledExecutionException if cancelled
     */
    BufferedDataTable write(final BufferedDataTable table, final AttributeVector attribute, final Warnings warnings,
        final ExecutionContext exec) throws InvalidSettingsException, CanceledExecutionException {
        final LatentRows rows = m_latent.read(table, exec.createSubProgress(0.2));
        rows.warn(warnings, "were left out of the changed codes");
        if (rows.size() == 0) {
            throw new EngineException(rows.rows() == 0 ? "Input '" + AttributeVectorNodeFactory.CODES + "' is empty: "
                + "there are no codes to change. Connect codes from Encode or Latent Sampler, or check the filter "
                + "before." : "No row of input '" + AttributeVectorNodeFactory.CODES + "' has a usable latent point. "
                    + warnings);
        }
        final int[] chosen = choose(table, rows, exec);
        final Strengths strengths = Strengths.parse(m_parameters.m_strengths);
        if ((long)chosen.length * strengths.size() > Integer.MAX_VALUE - 8) {
            throw new EngineException(String.format(Locale.ROOT, "%,d codes of %,d strengths are more rows than one "
                + "table may have here. Choose fewer of either.", chosen.length, strengths.size()));
        }
        final List<String> keys = new ArrayList<>(chosen.length * strengths.size());
        for (final int point : chosen) {
            for (final String strength : strengths.texts()) {
                keys.add(rows.rowKeys()[point] + "_" + strength);
            }
        }
        final DataTableSpec spec = spec(chosen.length > LISTED_SOURCES ? TableOutput.strings("source")
            : ClassColumn.newColumn("source", Arrays.stream(chosen).mapToObj(i -> rows.rowKeys()[i]).toList()));
        final AttributeVector.Unit unit = AttributeVector.Unit.valueOf(m_parameters.m_unit.name());
        final Matrix[] changed = new Matrix[1];
        final DataCell[][] kept = new DataCell[1][];
        try (Cursor cursor = new Cursor(table)) {
            return TableOutput.create(spec, keys.size(), keys, row -> {
                final int point = chosen[row / strengths.size()];
                final int strength = row % strengths.size();
                if (strength == 0) {
                    changed[0] = attribute.addedTo(rows.points().select(new int[]{point}), strengths.values(), unit);
                    final DataRow source = cursor.row(rows.tableRows()[point]);
                    kept[0] = Arrays.stream(m_kept).mapToObj(source::getCell).toArray(DataCell[]::new);
                }
                return cells(rows.rowKeys()[point], strengths.values()[strength], changed[0], strength, kept[0]);
            }, exec, exec.createSubProgress(0.4));
        }
    }

    private static DataCell[] cells(final String source, final double strength, final Matrix changed, final int row,
        final DataCell[] kept) {
        final int d = changed.columns();
        final double norm = NormalPrior.norm(changed, row);
        final DataCell[] cells = new DataCell[d + 4 + kept.length];
        for (int c = 0; c < d; c++) {
            cells[c] = new DoubleCell(changed.get(row, c));
        }
        cells[d] = new StringCell(source);
        cells[d + 1] = new DoubleCell(strength);
        cells[d + 2] = new DoubleCell(norm);
        cells[d + 3] = new DoubleCell(NormalPrior.percentile(norm, d));
        System.arraycopy(kept, 0, cells, d + 4, kept.length);
        return cells;
    }

    /** Which of the usable points are changed, ascending. */
    private int[] choose(final BufferedDataTable table, final LatentRows rows, final ExecutionContext exec)
        throws InvalidSettingsException, CanceledExecutionException {
        final int n = rows.size();
        return switch (m_parameters.m_rows) {
            case ALL -> IntStream.range(0, n).toArray();
            case FIRST -> IntStream.range(0, Math.min(n, m_parameters.m_rowCount)).toArray();
            case RANDOM -> StratifiedSample.rows(null, n, m_parameters.m_rowCount, m_parameters.m_seed);
            case VALUE -> {
                final ClassLabels labels = column().read(table, exec.createSubProgress(0));
                final int wanted = labels.classNames().indexOf(m_parameters.m_rowValue);
                final int[] points =
                    IntStream.range(0, n).filter(i -> labels.labels()[rows.tableRows()[i]] == wanted).toArray();
                if (wanted < 0 || points.length == 0) {
                    throw new EngineException("No row with a usable code has the value '" + m_parameters.m_rowValue
                        + "' in column '" + labels.column().getName() + "'. Values found: "
                        + AttributeExamples.list(labels.withoutEmptyClasses().classNames()) + ".");
                }
                yield points;
            }
        };
    }

    /** Goes through the rows of a table once. */
    private static final class Cursor implements AutoCloseable {

        private final CloseableRowIterator m_rows;
        private int m_next;

        Cursor(final BufferedDataTable table) {
            m_rows = table.iterator();
        }

        /** @param index beyond that of the call before */
        DataRow row(final int index) {
            for (; m_next < index; m_next++) {
                m_rows.next();
            }
            m_next++;
            return m_rows.next();
        }

        @Override
        public void close() {
            m_rows.close();
        }
    }
}
