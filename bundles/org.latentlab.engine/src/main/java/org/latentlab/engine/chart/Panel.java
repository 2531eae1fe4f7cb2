package org.latentlab.engine.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYDataset;

/** One pair of axes with layers painted between them, in the house style. */
final class Panel {

    /** Pixels left of the data, for the axis. */
    static final double LEFT = 54;
    /** Pixels below the data, for the axis. */
    static final double BOTTOM = 42;
    /** Pixels above the data. */
    static final double TOP = 6;
    /** Pixels right of the data. */
    static final double RIGHT = 8;

    /** Something painted over the grid, in the order in which it was added. */
    @FunctionalInterface
    interface Layer {
        /**
         * @param g clipped to the data area
         * @param map where coordinates lie in it
         */
        void paint(Graphics2D g, PlaneMap map);
    }

    /**
     * Where coordinates lie on the picture.
     *
     * @param x the horizontal range
     * @param y the vertical range
     * @param area the rectangle they fill, in pixels
     */
    record PlaneMap(Range x, Range y, Rectangle2D area) {

        double px(final double value) {
            return area.getX() + (value - x.getLowerBound()) / x.getLength() * area.getWidth();
        }

        double py(final double value) {
            return area.getMaxY() - (value - y.getLowerBound()) / y.getLength() * area.getHeight();
        }

        double pixelsPerUnitX() {
            return area.getWidth() / x.getLength();
        }

        double pixelsPerUnitY() {
            return area.getHeight() / y.getLength();
        }

        double valueX(final double px) {
            return x.getLowerBound() + (px - area.getX()) / area.getWidth() * x.getLength();
        }

        double valueY(final double py) {
            return y.getLowerBound() + (area.getMaxY() - py) / area.getHeight() * y.getLength();
        }
    }

    private final XYPlot m_plot;
    private final String m_yLabel;
    private double m_leastTickX;
    private double m_leastTickY;
    private double m_bottom = BOTTOM;

    Panel(final String xLabel, final String yLabel, final Range x, final Range y) {
        m_plot = new XYPlot(new DefaultXYDataset(), axis(xLabel, x), axis(null, y),
            new XYLineAndShapeRenderer());
        style(m_plot);
        m_yLabel = yLabel;
    }

    /** The horizontal axis counts, so it has no ticks between whole numbers. */
    void countsAcross() {
        m_leastTickX = 1;
    }

    /** The vertical axis counts, so it has no ticks between whole numbers. */
    void countsUp() {
        m_leastTickY = 1;
    }

    /** More room for long tick labels, which then stand upright. */
    void uprightLabels(final double bottom) {
        m_bottom = bottom;
        m_plot.setFixedDomainAxisSpace(space(TOP, bottom));
        m_plot.getDomainAxis().setVerticalTickLabels(true);
    }

    XYPlot plot() {
        return m_plot;
    }

    void add(final Layer layer) {
        m_plot.addAnnotation(new LayerAnnotation(layer));
    }

    /** Draws the panel, axes included. */
    void draw(final Graphics2D g, final Rectangle2D area) {
        final Range x = m_plot.getDomainAxis().getRange();
        final Range y = m_plot.getRangeAxis().getRange();
        final double unitX = Math.max(m_leastTickX, tick(x.getLength() / Math.max(1, area.getWidth() - LEFT - RIGHT)
            * 46));
        final double unitY = Math.max(m_leastTickY, tick(y.getLength()
            / Math.max(1, area.getHeight() - TOP - m_bottom) * 29));
        final boolean equal = Math.abs(Math.log(x.getLength() / (area.getWidth() - LEFT - RIGHT)
            * (area.getHeight() - TOP - m_bottom) / y.getLength())) < 1e-6;
        ticks(m_plot.getDomainAxis(), equal ? Math.max(unitX, unitY) : unitX);
        ticks(m_plot.getRangeAxis(), equal ? Math.max(unitX, unitY) : unitY);
        m_plot.draw(g, area, null, null, null);
        if (m_yLabel != null) {
            // JFreeChart turns text by drawing its outlines; in a vector picture it is to stay text
            final AffineTransform original = g.getTransform();
            g.translate(area.getX() + 14, area.getY() + TOP + (area.getHeight() - TOP - m_bottom) / 2);
            g.rotate(-Math.PI / 2);
            Texts.drawCentred(g, m_yLabel, ChartStyle.font(12), ChartStyle.INK, 0, 0);
            g.setTransform(original);
        }
    }

    /** The least of 1, 2, 5 times a power of ten that is at least so large. */
    private static double tick(final double least) {
        final double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (final double step : new double[]{1, 2, 5}) {
            if (step * power >= least * 0.999999) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static void ticks(final ValueAxis axis, final double unit) {
        if (axis instanceof NumberAxis numbers && !(axis instanceof SymbolAxis)) {
            numbers.setTickUnit(new NumberTickUnit(unit), false, false);
            numbers.setAutoTickUnitSelection(false, false);
        }
    }

    /** Ranges of equal units that hold both ranges on a rectangle, so that circles stay round. */
    static Range[] equalUnits(final Range x, final Range y, final double width, final double height) {
        final double unit = Math.max(x.getLength() / width, y.getLength() / height);
        return new Range[]{around(x, unit * width), around(y, unit * height)};
    }

    private static Range around(final Range range, final double length) {
        return new Range(range.getCentralValue() - length / 2, range.getCentralValue() + length / 2);
    }

    static NumberAxis axis(final String label, final Range range) {
        final NumberAxis axis = new NumberAxis(label);
        axis.setNumberFormatOverride(ChartStyle.numberFormat("#,##0.#####"));
        axis.setAutoRangeIncludesZero(false);
        if (range != null) {
            axis.setRange(range, true, false);
        }
        style(axis);
        return axis;
    }

    static void style(final org.jfree.chart.axis.Axis axis) {
        axis.setLabelFont(ChartStyle.font(12));
        axis.setLabelPaint(ChartStyle.INK);
        axis.setTickLabelFont(ChartStyle.font(11));
        axis.setTickLabelPaint(ChartStyle.MUTED);
        axis.setAxisLinePaint(ChartStyle.FRAME);
        axis.setTickMarkPaint(ChartStyle.FRAME);
        axis.setLabelInsets(new RectangleInsets(3, 3, 1, 3));
    }

    private static void style(final XYPlot plot) {
        plot.setBackgroundPaint(ChartStyle.BACKGROUND);
        plot.setOutlinePaint(ChartStyle.FRAME);
        plot.setOutlineStroke(new BasicStroke(0.8f));
        plot.setDomainGridlinePaint(ChartStyle.GRID);
        plot.setRangeGridlinePaint(ChartStyle.GRID);
        plot.setDomainGridlineStroke(new BasicStroke(0.8f));
        plot.setRangeGridlineStroke(new BasicStroke(0.8f));
        plot.setInsets(new RectangleInsets(0, 0, 0, 0));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setShadowGenerator(null);
        plot.setFixedDomainAxisSpace(space(TOP, BOTTOM));
        final AxisSpace range = new AxisSpace();
        range.setLeft(LEFT);
        range.setRight(RIGHT);
        plot.setFixedRangeAxisSpace(range);
    }

    private static AxisSpace space(final double top, final double bottom) {
        final AxisSpace space = new AxisSpace();
        space.setTop(top);
        space.setBottom(bottom);
        return space;
    }

    /** A layer as JFreeChart takes it. */
    private static final class LayerAnnotation extends AbstractXYAnnotation {

        private static final long serialVersionUID = 1L;

        private final transient Layer m_layer;

        LayerAnnotation(final Layer layer) {
            m_layer = layer;
        }

        @Override
        public void draw(final Graphics2D g, final XYPlot plot, final Rectangle2D area, final ValueAxis domain,
            final ValueAxis range, final int rendererIndex, final PlotRenderingInfo info) {
            assert plot.getDomainAxisEdge() == RectangleEdge.BOTTOM;
            m_layer.paint(g, new PlaneMap(domain.getRange(), range.getRange(), area));
        }

        @Override
        public boolean equals(final Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
