package org.latentlab.nodes.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.latentlab.engine.image.Images;

/**
 * The images of a table: those that could be used, and the rows that had none.
 *
 * @param images the usable images, in the order of the table; may be empty
 * @param rowKeys the row key of each usable image
 * @param tableRows the row of the table, from 0, of each usable image
 * @param imageOfRow per row of the table the index into images, -1 where it has none
 * @param problems the rows without a usable image, with the reason
 */
public record ImageRows(Images images, String[] rowKeys, int[] tableRows, int[] imageOfRow,
    List<RowProblem> problems) {

    /** @return the number of rows of the table */
    public int rows() {
        return imageOfRow.length;
    }

    /** @return the number of usable images */
    public int size() {
        return images.size();
    }

    /** @return whether these are vectors rather than images */
    public boolean areVectors() {
        return images.shape().isVector();
    }

    /**
     * Warns of the rows without a usable image, counted and named.
     *
     * @param warnings where to
     * @param consequence what became of those rows, e.g. "were left out"
     */
    public void warn(final Warnings warnings, final String consequence) {
        warnings.addRows(problems, rows(), areVectors() ? "usable vector" : "usable image", consequence);
    }

    /**
     * @param chosen indices of usable images, in this order
     * @return only these; all other rows count as rows without an image
     */
    public ImageRows select(final int[] chosen) {
        final int[] newImageOfRow = new int[imageOfRow.length];
        java.util.Arrays.fill(newImageOfRow, -1);
        final String[] keys = new String[chosen.length];
        final int[] rows = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            keys[i] = rowKeys[chosen[i]];
            rows[i] = tableRows[chosen[i]];
            newImageOfRow[rows[i]] = i;
        }
        return new ImageRows(images.select(chosen), keys, rows, newImageOfRow, problems);
    }

    /**
     * @param converted as many images as these, in the same order
     * @return the same rows with these images
     */
    public ImageRows withImages(final Images converted) {
        return new ImageRows(converted, rowKeys, tableRows, imageOfRow, problems);
    }

    /**
     * @param reason asked for each usable image why it cannot be used after all; null where it can
     * @return only those without a reason; the others count among the problems, after those there are
     */
    public ImageRows reject(final IntFunction<String> reason) {
        final String[] reasons = IntStream.range(0, size()).mapToObj(reason).toArray(String[]::new);
        final int[] kept = IntStream.range(0, reasons.length).filter(i -> reasons[i] == null).toArray();
        if (kept.length == reasons.length) {
            return this;
        }
        final List<RowProblem> all = new ArrayList<>(problems);
        for (int i = 0; i < reasons.length; i++) {
            if (reasons[i] != null) {
                all.add(new RowProblem(rowKeys[i], reasons[i]));
            }
        }
        final ImageRows rest = select(kept);
        return new ImageRows(rest.images, rest.rowKeys, rest.tableRows, rest.imageOfRow, all);
    }
}
