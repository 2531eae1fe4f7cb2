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

/**
 * A horizontal axis of positive numbers whose coordinates are their decimal logarithms, with ticks at given numbers as
 * far as their labels have room.
 */
final class LogAxis extends NumberAxis {

    private static final long serialVersionUID = 1L;

    private static final double BETWEEN = 8;

    private final transient List<Double> m_values;

    /**
     * @param label of the axis
     * @param values where the ticks are, ascending, each above 0, at least one
     */
    LogAxis(final String label, final List<Double> values) {
        super(label);
        m_values = values;
        final double low = Math.log10(values.get(0));
        final double high = Math.log10(values.get(values.size() - 1));
        final double pad = high > low ? 0.06 * (high - low) : 0.5;
        Panel.style(this);
        setRange(new Range(low - pad, high + pad), true, false);
    }

    /** A number as the axis writes it: 0.3, 1, 20; 1E-6. */
    static String number(final double value) {
        return ChartStyle.numberFormat(value < 1e-4 || value >= 1e6 ? "0.##E0" : "#,##0.######").format(value);
    }

    @Override
    protected List<NumberTick> refreshTicksHorizontal(final Graphics2D g, final Rectangle2D area,
        final RectangleEdge edge) {
        final List<NumberTick> ticks = new ArrayList<>();
        double free = Double.NEGATIVE_INFINITY;
        for (final double value : m_values) {
            final double at = valueToJava2D(Math.log10(value), area, edge);
            final String text = number(value);
            final double half = Texts.width(text, getTickLabelFont()) / 2;
            final boolean room = at - half > free;
            free = room ? at + half + BETWEEN : free;
            ticks.add(new NumberTick(Math.log10(value), room ? text : "", TextAnchor.TOP_CENTER, TextAnchor.CENTER,
                0));
        }
        return ticks;
    }
}
