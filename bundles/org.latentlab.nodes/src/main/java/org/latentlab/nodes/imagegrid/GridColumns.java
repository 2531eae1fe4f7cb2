package org.latentlab.nodes.imagegrid;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.nodes.imagegrid.ImageGridParameters.Choice;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.Columns;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;

/**
 * The columns of the table that the grid shows.
 *
 * @param images where the images are
 * @param caption index of the column of the captions, -1 for none
 * @param groups the column of the groups, if they are grouped
 */
record GridColumns(ImageColumn images, int caption, Optional<ClassColumn> groups) {

    private static final String AREA = "area";
    private static final String PAIR = "pair";

    static GridColumns of(final ImageGridParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        final ImageColumn images = ImageColumn.choose(spec, parameters.m_imageColumn, ImageGridNodeFactory.INPUT);
        final Optional<ClassColumn> groups = switch (parameters.m_groups) {
            case CHOSEN -> ClassColumn.find(spec, parameters.m_groupColumn);
            case AUTOMATIC -> usual(spec, AREA, PAIR, ClassColumn.DEFAULT_NAME);
            case NONE -> Optional.empty();
        };
        final int caption;
        if (parameters.m_captions == Choice.CHOSEN) {
            caption = Columns.require(spec, parameters.m_captionColumn, "Caption column");
        } else if (parameters.m_captions == Choice.AUTOMATIC) {
            caption = usual(spec, ClassColumn.DEFAULT_NAME)
                .filter(c -> groups.isEmpty() || !groups.get().name().equals(c.name()))
                .map(c -> spec.findColumnIndex(c.name())).orElse(-1);
        } else {
            caption = -1;
        }
        return new GridColumns(images, caption, groups);
    }

    private static Optional<ClassColumn> usual(final DataTableSpec spec, final String... names)
        throws InvalidSettingsException {
        for (final String name : names) {
            final DataColumnSpec column = spec.getColumnSpec(name);
            if (column != null && ClassColumn.isSuitable(column)) {
                return ClassColumn.find(spec, name);
            }
        }
        return Optional.empty();
    }

    /**
     * @param table the table
     * @param rows its images
     * @param exec for cancelling
     * @return captions and groups of the images
     * @throws CanceledExecutionException if cancelled
     */
    GridContent read(final BufferedDataTable table, final ImageRows rows, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final ClassLabels labels = groups.isPresent() ? groups.get().read(table, exec).withoutEmptyClasses() : null;
        return new GridContent(caption < 0 ? null : captions(table, rows, exec),
            labels == null ? null : labels.select(rows.tableRows()), labels == null ? List.of() : labels.classNames());
    }

    private String[] captions(final BufferedDataTable table, final ImageRows rows, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final String[] captions = new String[rows.size()];
        int row = 0;
        try (var iterator = table.iterator()) {
            while (iterator.hasNext()) {
                if (row % 1000 == 0) {
                    exec.checkCanceled();
                }
                final DataRow next = iterator.next();
                final int image = rows.imageOfRow()[row++];
                if (image >= 0) {
                    captions[image] = text(next.getCell(caption));
                }
            }
        }
        return captions;
    }

    private static String text(final DataCell cell) {
        if (cell.isMissing()) {
            return "";
        }
        return cell instanceof DoubleValue number && !(cell instanceof LongValue)
            ? String.format(Locale.ROOT, "%.3g", number.getDoubleValue()) : cell.toString();
    }
}
