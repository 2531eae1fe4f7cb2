package org.latentlab.nodes.table;

import java.util.List;

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
}
