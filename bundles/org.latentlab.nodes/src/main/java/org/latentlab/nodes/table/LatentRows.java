package org.latentlab.nodes.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.latentlab.engine.math.Matrix;

/**
 * The latent points of a table: those that could be used, and the rows that had none.
 *
 * @param points the usable points, n×d, in the order of the table
 * @param rowKeys the row key of each usable point
 * @param tableRows the row of the table, from 0, of each usable point
 * @param pointOfRow per row of the table the index into points, -1 where it has none
 * @param problems the rows without a usable point, with the reason
 */
public record LatentRows(Matrix points, String[] rowKeys, int[] tableRows, int[] pointOfRow,
    List<RowProblem> problems) {

    /** @return the number of rows of the table */
    public int rows() {
        return pointOfRow.length;
    }

    /** @return the number of usable points */
    public int size() {
        return points.rows();
    }

    /**
     * Warns of the rows without a usable point, counted and named.
     *
     * @param warnings where to
     * @param consequence what became of those rows, e.g. "were left out"
     */
    public void warn(final Warnings warnings, final String consequence) {
        warnings.addRows(problems, rows(), "usable latent point", consequence);
    }

    /**
     * @param reason asked for each usable point why it cannot be used after all; null where it can
     * @return only those without a reason; the others count among the problems, after those there are
     */
    public LatentRows reject(final IntFunction<String> reason) {
        final String[] reasons = IntStream.range(0, size()).mapToObj(reason).toArray(String[]::new);
        final int[] kept = IntStream.range(0, reasons.length).filter(i -> reasons[i] == null).toArray();
        final List<RowProblem> all = new ArrayList<>(problems);
        for (int i = 0; i < reasons.length; i++) {
            if (reasons[i] != null) {
                all.add(new RowProblem(rowKeys[i], reasons[i]));
            }
        }
        final int[] newPointOfRow = new int[rows()];
        Arrays.fill(newPointOfRow, -1);
        for (int i = 0; i < kept.length; i++) {
            newPointOfRow[tableRows[kept[i]]] = i;
        }
        return new LatentRows(points.select(kept),
            Arrays.stream(kept).mapToObj(i -> rowKeys[i]).toArray(String[]::new),
            Arrays.stream(kept).map(i -> tableRows[i]).toArray(), newPointOfRow, all);
    }
}
