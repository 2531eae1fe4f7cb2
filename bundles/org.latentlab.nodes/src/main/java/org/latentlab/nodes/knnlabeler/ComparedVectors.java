package org.latentlab.nodes.knnlabeler;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Matrix;
import org.latentlab.nodes.knnlabeler.KnnLabelerParameters.Kind;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.Columns;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentColumnsMode;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.Warnings;

/**
 * What is compared: the images or numbers of both inputs as vectors.
 *
 * @param reference n×d values of the reference rows that have a class
 * @param labels their classes
 * @param referenceKeys their row keys
 * @param queries q×d values of the rows to label
 * @param queryOfRow per row of the table to label the index of its query, -1 where it has none
 * @param dimensions d
 */
record ComparedVectors(float[] reference, int[] labels, String[] referenceKeys, float[] queries, int[] queryOfRow,
    int dimensions) {

    private static final String OUT = "were left out";
    private static final String MISSING = "get missing cells";

    /**
     * @param parameters the settings
     * @param reference the labelled table
     * @param unlabelled the table to label
     * @throws InvalidSettingsException if there is nothing to compare
     */
    static void check(final KnnLabelerParameters parameters, final DataTableSpec reference,
        final DataTableSpec unlabelled) throws InvalidSettingsException {
        if (parameters.m_kind == Kind.IMAGES) {
            ImageColumn.choose(reference, parameters.m_referenceImageColumn, KnnLabelerNodeFactory.REFERENCE);
            ImageColumn.choose(unlabelled, parameters.m_unlabelledImageColumn, KnnLabelerNodeFactory.UNLABELLED);
        } else {
            sameColumns(referenceColumns(parameters, reference), unlabelled);
        }
    }

    private static LatentColumns referenceColumns(final KnnLabelerParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return LatentColumns.choose(spec,
            parameters.m_kind == Kind.LATENT ? LatentColumnsMode.AUTO : LatentColumnsMode.MANUAL,
            parameters.m_numericColumns, KnnLabelerNodeFactory.REFERENCE);
    }

    private static LatentColumns sameColumns(final LatentColumns columns, final DataTableSpec unlabelled)
        throws InvalidSettingsException {
        for (final String name : columns.names()) {
            final DataColumnSpec column = unlabelled.getColumnSpec(name);
            if (column == null || !ColumnChoices.isNumeric(column)) {
                throw new InvalidSettingsException("Input 'Unlabelled' has no numeric column '" + name
                    + "', which input 'Reference' is compared by. Columns found: " + Columns.list(unlabelled) + ".");
            }
        }
        return LatentColumns.choose(unlabelled, LatentColumnsMode.MANUAL,
            new ColumnFilter(columns.names().toArray(String[]::new)), KnnLabelerNodeFactory.UNLABELLED);
    }

    /**
     * @param parameters the settings
     * @param reference the labelled table
     * @param unlabelled the table to label
     * @param labels the classes of all rows of the labelled table
     * @param warnings told of rows that cannot be used
     * @param exec told of the progress, asked for cancellation
     * @return the vectors
     * @throws InvalidSettingsException if there is nothing to compare
     * @throws EngineException if no reference row can be used, or images differ in size
     * @throws CanceledExecutionException if cancelled
     */
    static ComparedVectors read(final KnnLabelerParameters parameters, final BufferedDataTable reference,
        final BufferedDataTable unlabelled, final ClassLabels labels, final Warnings warnings,
        final ExecutionMonitor exec) throws InvalidSettingsException, CanceledExecutionException {
        if (labels.missing() > 0) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d reference rows have no class and %s.", labels.missing(),
                labels.labels().length, OUT));
        }
        return parameters.m_kind == Kind.IMAGES ? images(parameters, reference, unlabelled, labels, warnings, exec)
            : numbers(parameters, reference, unlabelled, labels, warnings, exec);
    }

    private static ComparedVectors images(final KnnLabelerParameters parameters, final BufferedDataTable reference,
        final BufferedDataTable unlabelled, final ClassLabels labels, final Warnings warnings,
        final ExecutionMonitor exec) throws InvalidSettingsException, CanceledExecutionException {
        final ImageRows known =
            ImageColumn.choose(reference.getDataTableSpec(), parameters.m_referenceImageColumn,
                KnnLabelerNodeFactory.REFERENCE).read(reference, exec.createSubProgress(0.5));
        known.warn(warnings, OUT);
        final ImageRows asked = ImageColumn.choose(unlabelled.getDataTableSpec(), parameters.m_unlabelledImageColumn,
            KnnLabelerNodeFactory.UNLABELLED).read(unlabelled, known.images().shape(), "the reference images are",
                exec.createSubProgress(0.5));
        asked.warn(warnings, MISSING);
        final int[] used = labelled(labels, known.tableRows());
        final Images chosen = used.length == known.size() ? known.images() : known.images().select(used);
        return new ComparedVectors(chosen.toFloats(), classes(labels, known.tableRows(), used),
            keys(known.rowKeys(), used), asked.images().toFloats(), asked.imageOfRow(), chosen.shape().values());
    }

    private static ComparedVectors numbers(final KnnLabelerParameters parameters, final BufferedDataTable reference,
        final BufferedDataTable unlabelled, final ClassLabels labels, final Warnings warnings,
        final ExecutionMonitor exec) throws InvalidSettingsException, CanceledExecutionException {
        final LatentColumns columns = referenceColumns(parameters, reference.getDataTableSpec());
        final LatentColumns same = sameColumns(columns, unlabelled.getDataTableSpec());
        final LatentRows known = columns.read(reference, exec.createSubProgress(0.5));
        known.warn(warnings, OUT);
        final LatentRows asked = same.read(unlabelled, exec.createSubProgress(0.5));
        asked.warn(warnings, MISSING);
        final int[] used = labelled(labels, known.tableRows());
        return new ComparedVectors(known.points().select(used).toFloats(), classes(labels, known.tableRows(), used),
            keys(known.rowKeys(), used), inOrder(asked.points(), same.names(), columns.names()), asked.pointOfRow(),
            columns.dimensions());
    }

    /** The values with the dimensions in the order of the reference, whichever order this table has its columns in. */
    private static float[] inOrder(final Matrix points, final List<String> from, final List<String> to) {
        final float[] values = points.toFloats();
        if (from.equals(to)) {
            return values;
        }
        final int d = to.size();
        final int[] column = to.stream().mapToInt(from::indexOf).toArray();
        final float[] ordered = new float[values.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = values[i - i % d + column[i % d]];
        }
        return ordered;
    }

    private static int[] labelled(final ClassLabels labels, final int[] tableRows) {
        final int[] used =
            IntStream.range(0, tableRows.length).filter(i -> labels.labels()[tableRows[i]] >= 0).toArray();
        if (used.length == 0) {
            throw new EngineException("No reference row has both a class in column '" + labels.column().getName()
                + "' and something to compare.");
        }
        return used;
    }

    private static int[] classes(final ClassLabels labels, final int[] tableRows, final int[] used) {
        return Arrays.stream(used).map(i -> labels.labels()[tableRows[i]]).toArray();
    }

    private static String[] keys(final String[] keys, final int[] used) {
        return Arrays.stream(used).mapToObj(i -> keys[i]).toArray(String[]::new);
    }
}
