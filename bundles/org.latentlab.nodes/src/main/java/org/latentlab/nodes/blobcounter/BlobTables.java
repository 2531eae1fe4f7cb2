package org.latentlab.nodes.blobcounter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.blob.BlobComparison;
import org.latentlab.engine.blob.BlobFigures;
import org.latentlab.engine.blob.BlobImage;
import org.latentlab.engine.blob.Estimate;
import org.latentlab.nodes.table.TableOutput;

/** The tables that the blob counter gives. */
final class BlobTables {

    private static final int COMPARED = 9;

    private BlobTables() {
    }

    /** @return the columns that are appended to the images */
    static DataColumnSpec[] newColumns() {
        return new DataColumnSpec[]{TableOutput.ints("blobs"), TableOutput.doubles("blob width"),
            TableOutput.doubles("blob height"), TableOutput.doubles("background"), TableOutput.doubles("residual")};
    }

    /**
     * @param image what was found in an image
     * @return the cells of its new columns
     */
    static DataCell[] cells(final BlobImage image) {
        return new DataCell[]{new IntCell(image.count()), TableOutput.cell(image.meanWidth()),
            TableOutput.cell(image.meanHeight()), new DoubleCell(image.background()),
            new DoubleCell(image.residual())};
    }

    static DataTableSpec summarySpec() {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(TableOutput.strings("group"),
            TableOutput.ints("images"), TableOutput.ints("blobs")));
        estimate(columns, "blobs per image");
        estimate(columns, "blob width");
        columns.add(TableOutput.doubles("median blob width"));
        estimate(columns, "blob height");
        estimate(columns, "background");
        estimate(columns, "residual");
        estimate(columns, "count ratio");
        estimate(columns, "width ratio");
        estimate(columns, "height ratio");
        estimate(columns, "background difference");
        columns.add(TableOutput.strings("verdict"));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static void estimate(final List<DataColumnSpec> columns, final String name) {
        columns.add(TableOutput.doubles(name));
        columns.add(TableOutput.doubles(name + " SE"));
    }

    /**
     * @param groups the figures of each group, by its name
     * @param reference the name of the group that the others are compared with; null = none
     * @param exec the execution
     * @return the table
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable summary(final Map<String, BlobFigures> groups, final String reference,
        final ExecutionContext exec) throws CanceledExecutionException {
        final List<String> names = List.copyOf(groups.keySet());
        return TableOutput.create(summarySpec(), names.size(), names, i -> {
            final BlobFigures figures = groups.get(names.get(i));
            return row(names.get(i), figures, reference == null || names.get(i).equals(reference) ? null
                : BlobComparison.of(figures, groups.get(reference)));
        }, exec, exec.createSubProgress(0));
    }

    private static DataCell[] row(final String name, final BlobFigures figures, final BlobComparison comparison) {
        final List<DataCell> cells = new ArrayList<>(List.of(new StringCell(name), new IntCell(figures.images()),
            new IntCell(figures.blobs())));
        add(cells, figures.count());
        add(cells, figures.width());
        cells.add(TableOutput.cell(figures.medianWidth()));
        add(cells, figures.height());
        add(cells, figures.background());
        add(cells, figures.residual());
        if (comparison == null) {
            cells.addAll(List.of(TableOutput.missing(COMPARED)));
        } else {
            add(cells, comparison.count());
            add(cells, comparison.width());
            add(cells, comparison.height());
            add(cells, comparison.background());
            cells.add(new StringCell(comparison.sentence()));
        }
        return cells.toArray(DataCell[]::new);
    }

    private static void add(final List<DataCell> cells, final Estimate estimate) {
        cells.add(number(estimate.value()));
        cells.add(number(estimate.error()));
    }

    /** A ratio to a reference without blobs is none. */
    private static DataCell number(final double value) {
        return TableOutput.cell(Double.isFinite(value) ? value : Double.NaN);
    }
}
