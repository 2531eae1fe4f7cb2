package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.util.List;

import org.latentlab.engine.math.Matrix;

/**
 * A matrix as coloured cells with the numbers in them, as far as they fit, and the colour scale beside it. Missing
 * values (NaN) and infinite ones are gray.
 *
 * @param values the numbers
 * @param rows a name for each row, top to bottom
 * @param columns a name for each column
 * @param title of the chart; empty for none
 * @param subtitle what else must be known; empty for none
 * @param valueLabel what the numbers are, with their unit; stands at the colour scale
 * @param rowLabel what the rows are; empty for none
 * @param columnLabel what the columns are; empty for none
 * @param format of the numbers, a pattern of {@link DecimalFormat}
 * @param low the number of the lightest colour
 * @param high the number of the darkest, above low
 */
public record HeatMap(Matrix values, List<String> rows, List<String> columns, String title, String subtitle,
    String valueLabel, String rowLabel, String columnLabel, String format, double low, double high) implements Chart {

    private static final Font NAME = ChartStyle.font(12);
    private static final Font LABEL = ChartStyle.font(12);
    private static final Font SMALL = ChartStyle.font(11);
    private static final double MOST_ROW_NAME = 220;
    private static final double MOST_COLUMN_NAME = 150;
    private static final double CELL = 50;
    private static final double LEAST_CELL = 8;
    private static final double MOST_HEIGHT = 38;
    private static final double GAP = 8;
    private static final double BAR = 14;
    private static final double MOST_LABEL = 200;
    private static final double LABEL_ROOM = 20;

    /** Checks the sizes. */
    public HeatMap {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        if (rows.isEmpty() || rows.size() != values.rows() || columns.size() != values.columns()) {
            throw new IllegalArgumentException("A heat map needs a name for each row and column of its "
                + values.rows() + "×" + values.columns() + " matrix, at least one; there are " + rows.size() + " and "
                + columns.size() + ".");
        }
        if (!(high > low) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("The colours of a heat map go from a number to a larger one, not from "
                + low + " to " + high + ".");
        }
        ChartStyle.numberFormat(format);
    }

    /**
     * A heat map whose colours go from the least to the largest number, or from 0 where none is negative.
     *
     * @param values the numbers; NaN where there is none
     * @param rows a name for each row
     * @param columns a name for each column
     * @param title of the chart
     * @param valueLabel what the numbers are, with their unit
     * @return the chart
     */
    public static HeatMap of(final Matrix values, final List<String> rows, final List<String> columns,
        final String title, final String valueLabel) {
        double low = 0;
        double high = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        for (final double v : values.data()) {
            if (Double.isFinite(v)) {
                low = Math.min(low, v);
                high = Math.max(high, v);
                whole &= v == Math.rint(v);
            }
        }
        final double top = high > low ? high : low + 1;
        final double size = Math.max(Math.abs(low), Math.abs(top));
        final String format = whole || size >= 1000 ? "#,##0" : size >= 100 ? "0.0" : size >= 0.1 ? "0.00" : "0.00E0";
        return new HeatMap(values, rows, columns, title, "", valueLabel, "", "", format, low, top);
    }

    /**
     * @param newRowLabel what the rows are, e.g. "Class"
     * @param newColumnLabel what the columns are, e.g. "Class of the neighbour"
     * @return the chart with these labels at its axes
     */
    public HeatMap withAxes(final String newRowLabel, final String newColumnLabel) {
        return new HeatMap(values, rows, columns, title, subtitle, valueLabel, newRowLabel, newColumnLabel, format,
            low, high);
    }

    /**
     * @param newSubtitle what else must be known to read the chart
     * @return the chart with the subtitle
     */
    public HeatMap withSubtitle(final String newSubtitle) {
        return new HeatMap(values, rows, columns, title, newSubtitle, valueLabel, rowLabel, columnLabel, format, low,
            high);
    }

    /**
     * @param newFormat a pattern of {@link DecimalFormat}, e.g. "0.0 %"
     * @param newLow the number of the lightest colour
     * @param newHigh the number of the darkest, above low
     * @return the chart with numbers so written and so coloured
     */
    public HeatMap withScale(final String newFormat, final double newLow, final double newHigh) {
        return new HeatMap(values, rows, columns, title, subtitle, valueLabel, rowLabel, columnLabel, newFormat,
            newLow, newHigh);
    }

    /** Where everything lies, in pixels. */
    private record Layout(double left, double top, double cellWidth, double cellHeight, boolean upright,
        double namesBelow) {
    }

    private static double widest(final List<String> names, final double most) {
        return Math.min(most, names.stream().mapToDouble(n -> Texts.width(n, NAME)).max().orElse(0));
    }

    private Header header() {
        return new Header(title, subtitle);
    }

    private double left() {
        return Header.MARGIN + (rowLabel.isEmpty() ? 0 : LABEL_ROOM) + widest(rows, MOST_ROW_NAME) + GAP;
    }

    private double right() {
        final DecimalFormat numbers = ChartStyle.numberFormat(format);
        final double scale = Math.max(Texts.width(numbers.format(low), SMALL), Texts.width(numbers.format(high),
            SMALL));
        return 2 * GAP + BAR + 5 + scale + (valueLabel.isEmpty() ? 0 : LABEL_ROOM) + Header.MARGIN;
    }

    private Layout layout(final double width) {
        final double cell = Math.max(LEAST_CELL, (width - left() - right()) / columns.size());
        final boolean upright = columns.stream().anyMatch(n -> Texts.width(n, NAME) > cell - 4);
        return new Layout(left(), header().height(width), cell, cellHeight(cell), upright,
            upright ? widest(columns, MOST_COLUMN_NAME) + GAP : LABEL_ROOM);
    }

    /** Cells are as high as wide, up to a limit; few of them higher, so that the labels beside them have room. */
    private double cellHeight(final double cell) {
        final double labels = Math.max(Texts.width(rowLabel, LABEL), Texts.width(valueLabel, LABEL)) + GAP;
        return Math.max(Math.min(cell, MOST_HEIGHT), Math.min(labels, MOST_LABEL) / rows.size());
    }

    private double below(final Layout layout) {
        return layout.namesBelow() + (columnLabel.isEmpty() ? 0 : LABEL_ROOM) + Header.MARGIN;
    }

    @Override
    public int preferredWidth() {
        double cell = CELL;
        for (final String name : columns) {
            cell = Math.max(cell, Math.min(80, Texts.width(name, NAME) + 8));
        }
        final double most = Math.max(18, Math.min(cell, 900.0 / columns.size()));
        return (int)Math.ceil(Math.max(260, left() + columns.size() * most + right()));
    }

    @Override
    public int heightFor(final int width) {
        final Layout layout = layout(width);
        return (int)Math.ceil(layout.top() + rows.size() * layout.cellHeight() + below(layout));
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        header().draw(g, width);
        final Layout wanted = layout(width);
        final double room = Math.max(1, (height - wanted.top() - below(wanted)) / rows.size());
        final Layout layout = new Layout(wanted.left(), wanted.top(), wanted.cellWidth(), room, wanted.upright(),
            wanted.namesBelow());
        cells(g, layout);
        names(g, layout);
        scale(g, layout);
    }

    private double share(final double value) {
        return Double.isFinite(value) ? (value - low) / (high - low) : Double.NaN;
    }

    private void cells(final Graphics2D g, final Layout layout) {
        final DecimalFormat numbers = ChartStyle.numberFormat(format);
        final double w = layout.cellWidth();
        final double h = layout.cellHeight();
        double widest = 0;
        for (final double v : values.data()) {
            widest = Math.max(widest, Texts.width(text(numbers, v), SMALL));
        }
        final double size = Math.min(11, Math.min(11 * (w - 4) / widest, 0.75 * h));
        final Font font = ChartStyle.font(size);
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                final double x = layout.left() + j * w;
                final double y = layout.top() + i * h;
                final Color color = ColorScale.at(share(values.get(i, j)));
                g.setColor(color);
                // neighbours of one colour must not show a seam
                g.fill(new Rectangle2D.Double(x, y, w + 0.3, h + 0.3));
                if (size >= 7) {
                    Texts.drawCentred(g, text(numbers, values.get(i, j)), font, ColorScale.textOn(color), x + w / 2,
                        y + h / 2 + size * 0.36);
                }
            }
        }
        frame(g, layout.left(), layout.top(), columns.size() * w, rows.size() * h);
    }

    private static String text(final DecimalFormat numbers, final double value) {
        return Double.isFinite(value) ? numbers.format(value) : "–";
    }

    private static void frame(final Graphics2D g, final double x, final double y, final double w, final double h) {
        g.setColor(ChartStyle.FRAME);
        g.setStroke(ChartStyle.line(0.8));
        g.draw(new Rectangle2D.Double(x, y, w, h));
    }

    private void names(final Graphics2D g, final Layout layout) {
        final double h = layout.cellHeight();
        final double w = layout.cellWidth();
        final double bottom = layout.top() + rows.size() * h;
        final int everyRow = (int)Math.max(1, Math.ceil(NAME.getSize2D() / h));
        final int everyColumn = layout.upright() ? (int)Math.max(1, Math.ceil(NAME.getSize2D() / w)) : 1;
        for (int i = 0; i < rows.size(); i += everyRow) {
            final String name = Texts.fit(rows.get(i), NAME, MOST_ROW_NAME);
            Texts.draw(g, name, NAME, ChartStyle.INK, layout.left() - GAP - Texts.width(name, NAME),
                layout.top() + (i + 0.5) * h + NAME.getSize2D() * 0.36);
        }
        for (int j = 0; j < columns.size(); j += everyColumn) {
            final String name = Texts.fit(columns.get(j), NAME, MOST_COLUMN_NAME);
            final double x = layout.left() + (j + 0.5) * w;
            if (layout.upright()) {
                upwards(g, name, NAME, x + NAME.getSize2D() * 0.36, bottom + GAP + Texts.width(name, NAME));
            } else {
                Texts.drawCentred(g, name, NAME, ChartStyle.INK, x, bottom + GAP + NAME.getSize2D() * 0.8);
            }
        }
        if (!columnLabel.isEmpty()) {
            Texts.drawCentred(g, columnLabel, LABEL, ChartStyle.MUTED, layout.left() + columns.size() * w / 2,
                bottom + layout.namesBelow() + LABEL.getSize2D() + 3);
        }
        if (!rowLabel.isEmpty()) {
            final String label = Texts.fit(rowLabel, LABEL, rows.size() * h);
            upwards(g, label, LABEL, Header.MARGIN + LABEL.getSize2D(),
                layout.top() + rows.size() * h / 2 + Texts.width(label, LABEL) / 2);
        }
    }

    /** Text that reads from bottom to top. */
    private static void upwards(final Graphics2D g, final String text, final Font font, final double baseLine,
        final double from) {
        final AffineTransform original = g.getTransform();
        g.translate(baseLine, from);
        g.rotate(-Math.PI / 2);
        Texts.draw(g, text, font, font == LABEL ? ChartStyle.MUTED : ChartStyle.INK, 0, 0);
        g.setTransform(original);
    }

    private void scale(final Graphics2D g, final Layout layout) {
        final double x = layout.left() + columns.size() * layout.cellWidth() + 2 * GAP;
        final double h = rows.size() * layout.cellHeight();
        final int steps = (int)Math.max(2, Math.min(256, h));
        for (int i = 0; i < steps; i++) {
            g.setColor(ColorScale.at(1 - (i + 0.5) / steps));
            g.fill(new Rectangle2D.Double(x, layout.top() + i * h / steps, BAR,
                Math.min(h, (i + 2) * h / steps) - i * h / steps));
        }
        frame(g, x, layout.top(), BAR, h);
        final DecimalFormat numbers = ChartStyle.numberFormat(format);
        final int ticks = h > 150 ? 4 : h > 60 ? 2 : 1;
        double widest = 0;
        for (int i = 0; i <= ticks; i++) {
            final String text = numbers.format(low + (high - low) * i / ticks);
            widest = Math.max(widest, Texts.width(text, SMALL));
            final double baseLine = layout.top() + h * (1 - i / (double)ticks) + (i == 0 ? 0 : i == ticks ? 8 : 4);
            Texts.draw(g, text, SMALL, ChartStyle.MUTED, x + BAR + 5, baseLine);
        }
        if (!valueLabel.isEmpty()) {
            final String text = Texts.fit(valueLabel, LABEL, Math.max(h, 60));
            upwards(g, text, LABEL, x + BAR + 5 + widest + 16, layout.top() + h / 2 + Texts.width(text, LABEL) / 2);
        }
    }
}
