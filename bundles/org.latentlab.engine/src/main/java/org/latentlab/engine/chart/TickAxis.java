package org.latentlab.engine.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** An axis with ticks at given places, labelled as far as the labels have room. */
final class TickAxis extends NumberAxis {

    private static final long serialVersionUID = 1L;

    private static final double BETWEEN = 8;

    private final transient double[] m_places;
    private final transient String[] m_labels;

    private TickAxis(final String title, final double[] places, final String[] labels, final Range range) {
        super(title);
        m_places = places;
        m_labels = labels;
        Panel.style(this);
        setRange(range, true, false);
    }

    /**
     * An axis of positive numbers whose coordinates are their decimal logarithms.
     *
     * @param title of the axis
     * @param values where the ticks are, ascending, each above 0, at least one
     * @return the axis, a little wider than the values
     */
    static TickAxis logarithmic(final String title, final List<Double> values) {
        final double low = Math.log10(values.get(0));
        final double high = Math.log10(values.get(values.size() - 1));
        final double pad = high > low ? 0.06 * (high - low) : 0.5;
        return new TickAxis(title, values.stream().mapToDouble(Math::log10).toArray(),
            values.stream().map(TickAxis::number).toArray(String[]::new), new Range(low - pad, high + pad));
    }

    /**
     * An axis of cells of one size, the first at 0, each labelled with its number.
     *
     * @param title of the axis
     * @param values one for each cell, at least one
     * @return the axis, half a cell wider than the middles of the first and the last
     */
    static TickAxis cells(final String title, final double[] values) {
        final double[] places = new double[values.length];
        final String[] labels = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            places[i] = i;
            labels[i] = ChartStyle.numberFormat("0.0#").format(values[i] + 0.0);
        }
        return new TickAxis(title, places, labels, new Range(-0.5, values.length - 0.5));
    }

    /** A number as the axis writes it: 0.3, 1, 20; 1E-6. */
    static String number(final double value) {
        return ChartStyle.numberFormat(value < 1e-4 || value >= 1e6 ? "0.##E0" : "#,##0.######").format(value);
    }

    @Override
    protected List<NumberTick> refreshTicksHorizontal(final Graphics2D g, final Rectangle2D area,
        final RectangleEdge edge) {
        return ticks(area, edge, TextAnchor.TOP_CENTER, true);
    }

    @Override
    protected List<NumberTick> refreshTicksVertical(final Graphics2D g, final Rectangle2D area,
        final RectangleEdge edge) {
        return ticks(area, edge, TextAnchor.CENTER_RIGHT, false);
    }

    private List<NumberTick> ticks(final Rectangle2D area, final RectangleEdge edge, final TextAnchor anchor,
        final boolean across) {
        final List<NumberTick> ticks = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        double lastHalf = 0;
        for (int i = 0; i < m_places.length; i++) {
            final double at = valueToJava2D(m_places[i], area, edge);
            final double half = (across ? Texts.width(m_labels[i], getTickLabelFont())
                : getTickLabelFont().getSize2D()) / 2;
            final boolean room = Math.abs(at - last) > half + lastHalf + BETWEEN;
            if (room) {
                last = at;
                lastHalf = half;
            }
            ticks.add(new NumberTick(m_places[i], room ? m_labels[i] : "", anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }
}
