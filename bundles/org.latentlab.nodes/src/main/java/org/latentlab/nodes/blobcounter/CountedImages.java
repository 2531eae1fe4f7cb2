package org.latentlab.nodes.blobcounter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.latentlab.engine.blob.BlobConfig;
import org.latentlab.engine.blob.BlobCounter;
import org.latentlab.engine.blob.BlobFigures;
import org.latentlab.engine.blob.BlobImage;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/**
 * The blobs of a table's images.
 *
 * @param rows the images
 * @param blobs the blobs of each usable image
 */
record CountedImages(ImageRows rows, List<BlobImage> blobs) {

    private static final double READING = 0.2;

    /**
     * @param table the images
     * @param column where they are
     * @param config how blobs are looked for
     * @param exec told of the progress, asked for cancellation
     * @return their blobs
     * @throws CanceledExecutionException if cancelled
     */
    static CountedImages of(final BufferedDataTable table, final ImageColumn column, final BlobConfig config,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        final ImageRows rows = column.read(table, exec.createSubProgress(READING));
        return new CountedImages(rows, BlobCounter.measure(rows.images(), config,
            ProgressAdapter.of(exec.createSubProgress(1 - READING))));
    }

    /** @return the figures of all images together */
    BlobFigures all() {
        return BlobFigures.of(blobs);
    }

    /**
     * @param column names the group of each row
     * @param table the table of the images
     * @param warnings told of images without a group
     * @param exec told of the progress, asked for cancellation
     * @return the figures of each group that has an image, in the order of the column's values
     * @throws CanceledExecutionException if cancelled
     */
    Map<String, BlobFigures> byGroup(final ClassColumn column, final BufferedDataTable table, final Warnings warnings,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        final ClassLabels groups = column.read(table, exec);
        final List<List<BlobImage>> parts = new ArrayList<>();
        groups.classNames().forEach(name -> parts.add(new ArrayList<>()));
        int without = 0;
        for (int i = 0; i < rows.size(); i++) {
            final int group = groups.labels()[rows.tableRows()[i]];
            if (group < 0) {
                without++;
            } else {
                parts.get(group).add(blobs.get(i));
            }
        }
        if (without > 0) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d images have no group in column '%s' and were left "
                + "out of the summary.", without, rows.size(), column.name()));
        }
        final Map<String, BlobFigures> figures = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isEmpty()) {
                figures.put(groups.classNames().get(i), BlobFigures.of(parts.get(i)));
            }
        }
        return figures;
    }
}
