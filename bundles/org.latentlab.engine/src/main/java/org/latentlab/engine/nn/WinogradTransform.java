package org.latentlab.engine.nn;

import java.nio.FloatBuffer;

/**
 * What minimal filtering does to one side of its products, vertically and horizontally: to an image's blocks or to a
 * grid, and back. A row of either is given line by line (two for blocks, one for a grid). Not for several threads.
 */
final class WinogradTransform {

    /** Where the products of an image are. */
    interface Places {
        /** @return where product p vertically and q horizontally begins */
        int at(int p, int q);
    }

    private final Combinations m_vertical;

    private final Combinations m_horizontal;

    private final Combinations m_verticalBack;

    private final Combinations m_horizontalBack;

    /** Lines of a row. */
    private final int m_lines;

    /** Values of a line in a column. */
    private final int m_part;

    /** Each line of each product vertically. */
    private final float[][] m_wide;

    /** The columns of a row, or its products horizontally. */
    private final float[][] m_pieces;

    private final float[] m_result;

    /**
     * @param vertical products × rows
     * @param horizontal products × columns
     * @param verticalBack rows × products
     * @param horizontalBack columns × products
     * @param lines lines of a row
     * @param part values of a line in a column
     */
    WinogradTransform(final Combinations vertical, final Combinations horizontal, final Combinations verticalBack,
        final Combinations horizontalBack, final int lines, final int part) {
        m_vertical = vertical;
        m_horizontal = horizontal;
        m_verticalBack = verticalBack;
        m_horizontalBack = horizontalBack;
        m_lines = lines;
        m_part = part;
        m_wide = new float[vertical.rows() * lines][horizontal.columns() * part];
        m_pieces = new float[horizontal.rows()][lines * part];
        m_result = new float[lines * part];
    }

    /**
     * @param rows all lines
     * @param target receives the products
     * @param places where
     */
    void apply(final float[][] rows, final FloatBuffer target, final Places places) {
        final int n = m_result.length;
        for (int p = 0; p < m_vertical.rows(); p++) {
            for (int y = 0; y < m_lines; y++) {
                final float[] wide = m_vertical.combine(p, rows, y, m_lines, m_wide[0], m_wide[0].length);
                for (int c = 0; c < m_horizontal.columns(); c++) {
                    System.arraycopy(wide, c * m_part, m_pieces[c], y * m_part, m_part);
                }
            }
            for (int q = 0; q < m_horizontal.rows(); q++) {
                target.put(places.at(p, q), m_horizontal.combine(q, m_pieces, 0, 1, m_result, n), 0, n);
            }
        }
    }

    /**
     * Reads products; then {@link #lineBack} gives the lines.
     *
     * @param source the products
     * @param places where
     */
    void readBack(final FloatBuffer source, final Places places) {
        final int n = m_result.length;
        for (int p = 0; p < m_vertical.rows(); p++) {
            for (int q = 0; q < m_horizontal.rows(); q++) {
                source.get(places.at(p, q), m_pieces[q], 0, n);
            }
            for (int c = 0; c < m_horizontal.columns(); c++) {
                final float[] piece = m_horizontalBack.combine(c, m_pieces, 0, 1, m_result, n);
                for (int y = 0; y < m_lines; y++) {
                    System.arraycopy(piece, y * m_part, m_wide[p * m_lines + y], c * m_part, m_part);
                }
            }
        }
    }

    /**
     * @param index which line
     * @param line room for one
     * @return the line
     */
    float[] lineBack(final int index, final float[] line) {
        return m_verticalBack.combine(index / m_lines, m_wide, index % m_lines, m_lines, line, m_wide[0].length);
    }
}
