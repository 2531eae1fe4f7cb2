package org.latentlab.engine.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.util.List;

/**
 * Models in rows, quantities in columns: a bar for each with its number. Each column has a scale of its own, which
 * begins at 0.
 *
 * @param title of the chart
 * @param subtitle what else must be known; empty for none
 * @param names a name for each model, top to bottom
 * @param marked which models stand out, e.g. because they collapsed
 * @param columns the quantities, at least one
 */
public record ModelBars(String title, String subtitle, List<String> names, boolean[] marked, List<Column> columns)
    implements Chart {

    private static final Font NAME = ChartStyle.font(12);
    private static final Font HEADING = ChartStyle.bold(12);
    private static final Font NUMBER = ChartStyle.font(11);
    private static final double ROW = 24;
    private static final double BAR = 13;
    private static final double GAP = 18;
    private static final double MOST_NAME = 280;
    private static final double HEAD = 26;
    private static final double NUMBER_ROOM = 52;

    /**
     * One quantity.
     *
     * @param name with its unit
     * @param values a number for each model, at least 0; NaN or infinite where there is none
     * @param whole the value of a full bar for each model, drawn as its frame; null = the largest value for all
     * @param format of the numbers, a pattern of {@link DecimalFormat}
     */
    public record Column(String name, double[] values, double[] whole, String format) {
    }

    /** Checks the sizes. */
    public ModelBars {
        names = List.copyOf(names);
        columns = List.copyOf(columns);
        if (names.isEmpty() || columns.isEmpty() || marked.length != names.size()) {
            throw new IllegalArgumentException("A chart of bars has at least one model and one quantity, and as many "
                + "marks as models: " + names.size() + ", " + columns.size() + " and " + marked.length + ".");
        }
        for (final Column column : columns) {
            if (column.values().length != names.size()
                || column.whole() != null && column.whole().length != names.size()) {
                throw new IllegalArgumentException("'" + column.name() + "' has " + column.values().length
                    + " values for " + names.size() + " models.");
            }
        }
    }

    @Override
    public int preferredWidth() {
        return (int)Math.ceil(left() + columns.size() * 230 + Header.MARGIN);
    }

    @Override
    public int heightFor(final int width) {
        return (int)Math.ceil(new Header(title, subtitle).height(width) + HEAD + ROW * names.size() + Header.MARGIN);
    }

    private double left() {
        return Header.MARGIN + Math.min(MOST_NAME, names.stream().mapToDouble(n -> Texts.width(n, NAME)).max()
            .orElse(0)) + GAP;
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final Header header = new Header(title, subtitle);
        header.draw(g, width);
        final double top = header.height(width) + HEAD;
        for (int i = 0; i < names.size(); i++) {
            final double middle = top + (i + 0.5) * ROW;
            if (i % 2 == 0) {
                g.setColor(ChartStyle.tint(ChartStyle.GRID, 0.5));
                g.fill(new Rectangle2D.Double(Header.MARGIN / 2, middle - ROW / 2, width - Header.MARGIN, ROW));
            }
            Texts.draw(g, Texts.fit(names.get(i), NAME, MOST_NAME), NAME, ChartStyle.INK, Header.MARGIN, middle + 4);
        }
        final double room = (width - left() - Header.MARGIN) / columns.size();
        for (int c = 0; c < columns.size(); c++) {
            column(g, columns.get(c), left() + c * room, top, Math.max(10, room - GAP));
        }
    }

    private void column(final Graphics2D g, final Column column, final double x, final double top, final double room) {
        Texts.draw(g, Texts.fit(column.name(), HEADING, room), HEADING, ChartStyle.INK, x, top - 9);
        final DecimalFormat numbers = ChartStyle.numberFormat(column.format());
        double most = 0;
        for (final double value : column.whole() == null ? column.values() : column.whole()) {
            most = Double.isFinite(value) ? Math.max(most, value) : most;
        }
        final double length = Math.max(1, room - NUMBER_ROOM) / (most > 0 ? most : 1);
        for (int i = 0; i < names.size(); i++) {
            final double y = top + (i + 0.5) * ROW;
            final double value = column.values()[i];
            double end = x;
            if (column.whole() != null) {
                final Rectangle2D whole = new Rectangle2D.Double(x, y - BAR / 2, length * column.whole()[i], BAR);
                g.setColor(ChartStyle.BACKGROUND);
                g.fill(whole);
                g.setColor(ChartStyle.FRAME);
                g.setStroke(ChartStyle.line(0.8));
                g.draw(whole);
                end = whole.getMaxX();
            }
            if (Double.isFinite(value)) {
                g.setColor(marked[i] ? ChartStyle.OVER : ChartStyle.UNDER);
                g.fill(new Rectangle2D.Double(x, y - BAR / 2, Math.max(value > 0 ? 1 : 0, length * value), BAR));
                end = Math.max(end, x + length * value);
            }
            final String text = Double.isFinite(value) ? numbers.format(value) : Double.isInfinite(value) ? "∞" : "–";
            Texts.draw(g, text, NUMBER, ChartStyle.MUTED, end + 5, y + 4);
        }
    }
}
