package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** What the marks of a chart mean; drawn beside or below the data, never over it. */
final class Legend {

    /** How an entry's swatch looks. */
    enum Kind { MARKER, LINE, DASHED, PATCH, OUTLINE }

    /**
     * @param kind how the swatch looks
     * @param color its colour
     * @param marker the index of its marker, where it is one
     * @param text what it means
     */
    record Entry(Kind kind, Color color, int marker, String text) {
    }

    private static final Font FONT = ChartStyle.font(12);
    private static final double SWATCH = 16;
    private static final double GAP = 6;
    private static final double BETWEEN = 18;
    private static final double ROW = 19;

    private final List<Entry> m_entries = new ArrayList<>();

    Legend add(final Kind kind, final Color color, final int marker, final String text) {
        m_entries.add(new Entry(kind, color, marker, text));
        return this;
    }

    boolean isEmpty() {
        return m_entries.isEmpty();
    }

    /** The width of the legend as one column, at most as wide as asked. */
    double columnWidth(final double most) {
        double widest = 0;
        for (final Entry e : m_entries) {
            widest = Math.max(widest, SWATCH + GAP + Texts.width(e.text(), FONT));
        }
        return Math.min(most, Math.ceil(widest) + 2);
    }

    /** The height of the legend as one column. */
    double columnHeight(final double width) {
        double height = 0;
        for (final Entry e : m_entries) {
            height += entryHeight(e, width);
        }
        return height;
    }

    private static double entryHeight(final Entry e, final double width) {
        final int lines = Texts.wrap(e.text(), FONT, width - SWATCH - GAP).size();
        return ROW + (lines - 1) * Texts.lineHeight(FONT);
    }

    void drawColumn(final Graphics2D g, final double x, final double y, final double width) {
        double top = y;
        for (final Entry e : m_entries) {
            swatch(g, e, x, top + ROW / 2);
            double baseLine = top + ROW / 2 + FONT.getSize2D() * 0.36;
            for (final String line : Texts.wrap(e.text(), FONT, width - SWATCH - GAP)) {
                Texts.draw(g, line, FONT, ChartStyle.INK, x + SWATCH + GAP, baseLine);
                baseLine += Texts.lineHeight(FONT);
            }
            top += entryHeight(e, width);
        }
    }

    /** The height of the legend as rows of the given width. */
    double rowsHeight(final double width) {
        return rows(width).size() * ROW;
    }

    void drawRows(final Graphics2D g, final double x, final double y, final double width) {
        double top = y;
        for (final List<Entry> row : rows(width)) {
            double left = x;
            for (final Entry e : row) {
                final String text = Texts.fit(e.text(), FONT, width - SWATCH - GAP);
                swatch(g, e, left, top + ROW / 2);
                Texts.draw(g, text, FONT, ChartStyle.INK, left + SWATCH + GAP, top + ROW / 2 + FONT.getSize2D() * 0.36);
                left += entryWidth(e);
            }
            top += ROW;
        }
    }

    private static double entryWidth(final Entry e) {
        return SWATCH + GAP + Texts.width(e.text(), FONT) + BETWEEN;
    }

    private List<List<Entry>> rows(final double width) {
        final List<List<Entry>> rows = new ArrayList<>();
        double used = Double.MAX_VALUE;
        for (final Entry e : m_entries) {
            if (used + entryWidth(e) - BETWEEN > width) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.get(rows.size() - 1).add(e);
            used += entryWidth(e);
        }
        return rows;
    }

    private static void swatch(final Graphics2D g, final Entry e, final double x, final double y) {
        final Stroke stroke = g.getStroke();
        g.setColor(e.color());
        switch (e.kind()) {
            case MARKER -> {
                final Shape marker = AffineTransform.getTranslateInstance(x + SWATCH / 2, y)
                    .createTransformedShape(ChartStyle.marker(e.marker(), 9));
                g.fill(marker);
            }
            case LINE -> line(g, ChartStyle.line(2), x, y);
            case DASHED -> line(g, ChartStyle.dashed(1.8), x, y);
            case PATCH -> {
                g.fill(new Rectangle2D.Double(x + 1, y - 5.5, SWATCH - 2, 11));
                g.setColor(ChartStyle.withAlpha(ChartStyle.INK, 0.25));
                g.setStroke(ChartStyle.line(0.6));
                g.draw(new Rectangle2D.Double(x + 1, y - 5.5, SWATCH - 2, 11));
            }
            default -> {
                g.setStroke(ChartStyle.line(1.6));
                g.draw(new java.awt.geom.Ellipse2D.Double(x + 1, y - 4.5, SWATCH - 2, 9));
            }
        }
        g.setStroke(stroke);
    }

    private static void line(final Graphics2D g, final Stroke stroke, final double x, final double y) {
        g.setStroke(stroke);
        g.draw(new Line2D.Double(x, y, x + SWATCH, y));
    }
}
