package org.latentlab.engine.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/**
 * Where header, panels and legend of a latent chart lie. A single panel has its legend beside it. Three panels stand in
 * a row with the legend below; where that is too narrow in two rows, the legend in the free fourth place; and below
 * each other where that is too narrow as well.
 */
final class LatentLayout {

    private static final double ONE_COLUMN = 460;
    private static final double TWO_COLUMNS = 860;
    private static final double BESIDE = 520;
    private static final double GAP = 14;
    private static final double BETWEEN = 10;

    private final Header m_header;
    private final Legend m_legend;
    private final int m_panels;
    private final double m_width;
    private final boolean m_beside;
    private final boolean m_inPlace;
    private final int m_columns;
    private final double m_legendWidth;

    LatentLayout(final Header header, final Legend legend, final int panels, final double width) {
        m_header = header;
        m_legend = legend;
        m_panels = panels;
        m_width = width;
        m_columns = Math.min(panels, width < ONE_COLUMN ? 1 : width < TWO_COLUMNS ? 2 : 3);
        m_beside = panels == 1 && width >= BESIDE && !legend.isEmpty();
        m_legendWidth = m_beside ? legend.columnWidth(150) + GAP : 0;
        m_inPlace = panels > 1 && panels % m_columns != 0 && !legend.isEmpty()
            && legend.columnHeight(panelWidth() - Panel.LEFT) < panelWidth();
    }

    private double inner() {
        return m_width - 2 * Header.MARGIN;
    }

    private double panelWidth() {
        return (inner() - m_legendWidth - (m_columns - 1) * BETWEEN) / m_columns;
    }

    private double legendBelow() {
        return m_beside || m_inPlace || m_legend.isEmpty() ? 0 : m_legend.rowsHeight(inner()) + 6;
    }

    private int rows() {
        return (m_panels + m_columns - 1) / m_columns;
    }

    /** The height at which the data areas are square, times a factor. */
    int heightFor(final double factor) {
        final double data = (panelWidth() - Panel.LEFT - Panel.RIGHT) * factor;
        final double panels = rows() * (data + Panel.TOP + Panel.BOTTOM) + (rows() - 1) * BETWEEN;
        final double legend = m_beside ? m_legend.columnHeight(m_legendWidth - GAP) : 0;
        return (int)Math.ceil(m_header.height(m_width) + Math.max(panels, legend) + legendBelow() + Header.MARGIN);
    }

    void draw(final Graphics2D g, final double height) {
        m_header.draw(g, m_width);
        if (m_beside) {
            m_legend.drawColumn(g, m_width - Header.MARGIN - m_legendWidth + GAP, m_header.height(m_width) + Panel.TOP,
                m_legendWidth - GAP);
        } else if (m_inPlace) {
            final Rectangle2D place = panel(m_panels, height);
            m_legend.drawColumn(g, place.getX() + Panel.LEFT, place.getY() + Panel.TOP, place.getWidth() - Panel.LEFT);
        } else if (!m_legend.isEmpty()) {
            m_legend.drawRows(g, Header.MARGIN + 4, height - Header.MARGIN - legendBelow() + 6, inner());
        }
    }

    /** The rectangle of a panel, axes included. */
    Rectangle2D panel(final int index, final double height) {
        final double top = m_header.height(m_width);
        final double all = height - top - legendBelow() - Header.MARGIN;
        final double one = Math.max(Panel.TOP + Panel.BOTTOM + 10, (all - (rows() - 1) * BETWEEN) / rows());
        return new Rectangle2D.Double(Header.MARGIN + index % m_columns * (panelWidth() + BETWEEN),
            top + index / m_columns * (one + BETWEEN), Math.max(panelWidth(), Panel.LEFT + Panel.RIGHT + 10), one);
    }
}
