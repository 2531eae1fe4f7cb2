package org.latentlab.engine.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/**
 * Panels of one size, each with a heading, in rows below a header and above a legend.
 *
 * @param header title and subtitle
 * @param legend below the panels
 * @param panels how many
 * @param least the least width of a panel
 * @param width of the chart
 */
record PanelGrid(Header header, Legend legend, int panels, double least, double width) {

    /** The height of a panel's heading. */
    static final double HEADING = 22;
    private static final double BETWEEN = 12;

    int columns() {
        final int most = Math.max(1, (int)((inner() + BETWEEN) / (least + BETWEEN)));
        final int rows = (panels + most - 1) / most;
        return Math.max(1, (panels + rows - 1) / rows);
    }

    private int rows() {
        return Math.max(1, (panels + columns() - 1) / columns());
    }

    private double inner() {
        return width - 2 * Header.MARGIN;
    }

    private double legendHeight() {
        return legend.isEmpty() ? 0 : legend.rowsHeight(inner()) + 6;
    }

    int heightFor(final double panelHeight) {
        return (int)Math.ceil(header.height(width) + rows() * (HEADING + panelHeight) + (rows() - 1) * BETWEEN
            + legendHeight() + Header.MARGIN);
    }

    double panelWidth() {
        return (inner() - (columns() - 1) * BETWEEN) / columns();
    }

    void draw(final Graphics2D g, final double height) {
        header.draw(g, width);
        if (!legend.isEmpty()) {
            legend.drawRows(g, Header.MARGIN + 4, height - Header.MARGIN - legendHeight() + 6, inner());
        }
    }

    /** The rectangle of a panel below its heading, axes included. */
    Rectangle2D panel(final int index, final double height) {
        final double top = header.height(width);
        final double all = height - top - legendHeight() - Header.MARGIN;
        final double one = Math.max(80, (all - (rows() - 1) * BETWEEN) / rows());
        return new Rectangle2D.Double(Header.MARGIN + index % columns() * (panelWidth() + BETWEEN),
            top + index / columns() * (one + BETWEEN) + HEADING, panelWidth(), one - HEADING);
    }

    /** Writes a panel's heading and, in gray after it, a note. */
    static void heading(final Graphics2D g, final Rectangle2D panel, final String heading, final String note) {
        final java.awt.Font bold = ChartStyle.bold(12.5);
        final java.awt.Font plain = ChartStyle.font(11);
        final String shown = Texts.fit(heading, bold, panel.getWidth());
        Texts.draw(g, shown, bold, ChartStyle.INK, panel.getX() + 2, panel.getY() - 7);
        final double used = Texts.width(shown, bold) + 10;
        if (!note.isEmpty() && used < panel.getWidth() - 30) {
            Texts.draw(g, Texts.fit(note, plain, panel.getWidth() - used), plain, ChartStyle.MUTED, panel.getX() + used,
                panel.getY() - 7);
        }
    }
}
