package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.jfree.data.Range;

/**
 * Two qualities of models against each other, with their sampling errors, and what real data have of both.
 *
 * @param title of the chart
 * @param subtitle what else must be known; empty for none
 * @param xName the quality that goes across
 * @param yName the quality that goes up
 * @param points the models, at least one
 * @param realX what real data have of the first, drawn as a line; NaN for none
 * @param realY of the second
 */
public record TradeOffChart(String title, String subtitle, String xName, String yName, List<Point> points,
    double realX, double realY) implements Chart {

    private static final double MARKER = 11;
    private static final double CAP = 4;
    private static final double LEAST_SPAN = 0.1;

    /**
     * A model.
     *
     * @param name what it is called
     * @param x the first quality, finite
     * @param xError its standard error; NaN for none
     * @param y the second, finite
     * @param yError its standard error; NaN for none
     */
    public record Point(String name, double x, double xError, double y, double yError) {
    }

    /** Checks the values. */
    public TradeOffChart {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("A chart of two qualities shows at least one model.");
        }
        for (final Point point : points) {
            if (!Double.isFinite(point.x()) || !Double.isFinite(point.y())) {
                throw new IllegalArgumentException("Model '" + point.name() + "' has the qualities " + point.x()
                    + " and " + point.y() + "; both must be finite numbers.");
            }
        }
    }

    @Override
    public int preferredWidth() {
        return 620;
    }

    @Override
    public int heightFor(final int width) {
        return grid(width).heightFor(Math.min(400, Math.max(260, 0.62 * width)));
    }

    private PanelGrid grid(final double width) {
        final Legend legend = new Legend();
        for (int i = 0; i < points.size(); i++) {
            legend.add(Legend.Kind.MARKER, ChartStyle.color(i), i, points.get(i).name());
        }
        if (!Double.isNaN(realX) || !Double.isNaN(realY)) {
            legend.add(Legend.Kind.DASHED, ChartStyle.MUTED, 0, "real images");
        }
        return new PanelGrid(new Header(title, subtitle), legend, 1, 200, width);
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final PanelGrid grid = grid(width);
        grid.draw(g, height);
        final Panel panel = new Panel(xName, yName, range(true), range(false));
        panel.add(this::real);
        panel.add((graphics, map) -> {
            for (int i = 0; i < points.size(); i++) {
                point(graphics, map, i);
            }
        });
        panel.draw(g, grid.panel(0, height));
    }

    private Range range(final boolean across) {
        double low = across ? realX : realY;
        double high = low;
        for (final Point point : points) {
            final double value = across ? point.x() : point.y();
            final double error = across ? point.xError() : point.yError();
            final double reach = Double.isFinite(error) ? error : 0;
            low = Double.isNaN(low) ? value - reach : Math.min(low, value - reach);
            high = Double.isNaN(high) ? value + reach : Math.max(high, value + reach);
        }
        final double span = Math.max(high - low, LEAST_SPAN * Math.max(Math.abs(low), Math.abs(high)));
        final double pad = 0.12 * (span > 0 ? span : 1) + (span - (high - low)) / 2;
        return new Range(low - pad, high + pad);
    }

    private void real(final Graphics2D g, final Panel.PlaneMap map) {
        final Rectangle2D area = map.area();
        g.setColor(ChartStyle.MUTED);
        g.setStroke(ChartStyle.dashed(1.2));
        if (!Double.isNaN(realX)) {
            g.draw(new Line2D.Double(map.px(realX), area.getY(), map.px(realX), area.getMaxY()));
        }
        if (!Double.isNaN(realY)) {
            g.draw(new Line2D.Double(area.getX(), map.py(realY), area.getMaxX(), map.py(realY)));
        }
    }

    private void point(final Graphics2D g, final Panel.PlaneMap map, final int index) {
        final Point point = points.get(index);
        final double x = map.px(point.x());
        final double y = map.py(point.y());
        final Color color = ChartStyle.color(index);
        g.setColor(color);
        g.setStroke(ChartStyle.line(1.6));
        if (point.xError() > 0) {
            final double from = map.px(point.x() - point.xError());
            final double to = map.px(point.x() + point.xError());
            g.draw(new Line2D.Double(from, y, to, y));
            g.draw(new Line2D.Double(from, y - CAP, from, y + CAP));
            g.draw(new Line2D.Double(to, y - CAP, to, y + CAP));
        }
        if (point.yError() > 0) {
            final double from = map.py(point.y() - point.yError());
            final double to = map.py(point.y() + point.yError());
            g.draw(new Line2D.Double(x, from, x, to));
            g.draw(new Line2D.Double(x - CAP, from, x + CAP, from));
            g.draw(new Line2D.Double(x - CAP, to, x + CAP, to));
        }
        g.fill(AffineTransform.getTranslateInstance(x, y)
            .createTransformedShape(ChartStyle.marker(index, MARKER)));
    }
}
