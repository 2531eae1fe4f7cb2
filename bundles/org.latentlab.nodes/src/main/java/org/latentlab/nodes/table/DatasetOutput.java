package org.latentlab.nodes.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.latentlab.engine.dataset.BrokenImage;
import org.latentlab.engine.dataset.ImageDataset;

/** A data set as a table: an image column, a class column and, where wanted, the factors that generated the images. */
public final class DatasetOutput {

    private final String m_imageColumn;
    private final String m_classColumn;

    /**
     * @param imageColumn name of the image column
     * @param classColumn name of the class column, null for none
     */
    public DatasetOutput(final String imageColumn, final String classColumn) {
        m_imageColumn = imageColumn;
        m_classColumn = classColumn;
    }

    /**
     * @param classNames the classes as far as known, null if they are not
     * @param factors names of the factor columns, may be empty
     * @return the columns of the table
     */
    public DataTableSpec spec(final List<String> classNames, final Collection<String> factors) {
        final List<DataColumnSpec> columns = new ArrayList<>();
        columns.add(ImageCells.newColumn(m_imageColumn));
        if (m_classColumn != null) {
            columns.add(classNames == null || classNames.isEmpty() ? TableOutput.strings(m_classColumn)
                : ClassColumn.newColumn(m_classColumn, classNames));
        }
        factors.forEach(factor -> columns.add(TableOutput.doubles(factor)));
        return new DataTableSpec(TableOutput.unique(new DataTableSpec(), columns.toArray(DataColumnSpec[]::new)));
    }

    /**
     * @param data what to write
     * @param withFactors whether the factors become columns
     * @param exec the execution
     * @param progress told of the progress, asked for cancellation
     * @return the table; images that could not be read are missing cells that say why
     * @throws CanceledExecutionException if cancelled
     */
    public BufferedDataTable write(final ImageDataset data, final boolean withFactors, final ExecutionContext exec,
        final ExecutionMonitor progress) throws CanceledExecutionException {
        final Collection<String> factors = withFactors ? data.factors().keySet() : List.of();
        final DataTableSpec spec = spec(data.classNames(), factors);
        final double[][] values = factors.stream().map(data.factors()::get).toArray(double[][]::new);
        final DataCell[] classes = data.classNames().stream().map(StringCell::new).toArray(DataCell[]::new);
        final Map<Integer, String> broken = new HashMap<>();
        data.broken().forEach(image -> broken.put(image.row(), image.reason()));
        final ImageCells images = new ImageCells(data.images());
        return TableOutput.create(spec, data.size(), data.rowNames(), row -> {
            final DataCell[] cells = new DataCell[spec.getNumColumns()];
            int next = 0;
            cells[next++] = broken.containsKey(row) ? new MissingCell(broken.get(row)) : images.cell(row);
            if (m_classColumn != null) {
                cells[next++] = data.isLabelled() ? classes[data.labels()[row]] : DataType.getMissingCell();
            }
            for (final double[] factor : values) {
                cells[next++] = new DoubleCell(factor[row]);
            }
            return cells;
        }, exec, progress);
    }

    /**
     * @param data a data set
     * @param warnings told of the images that could not be read
     */
    public static void warn(final ImageDataset data, final Warnings warnings) {
        final List<RowProblem> problems = new ArrayList<>();
        for (final BrokenImage image : data.broken()) {
            final String reason = image.reason();
            problems.add(new RowProblem(image.file(), reason.endsWith(".") ? reason.substring(0, reason.length() - 1)
                : reason));
        }
        warnings.addRows(problems, data.size(), "readable image", "are missing cells");
    }
}
