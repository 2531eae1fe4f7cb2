package org.latentlab.engine.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final boolean m_even;

    private TickAxis(final String title, final double[] places, final String[] labels, final Range range,
        final boolean even) {
        super(title);
        m_places = places;
        m_labels = labels;
        m_even = even;
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
            values.stream().map(TickAxis::number).toArray(String[]::new), new Range(low - pad, high + pad), false);
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
        final boolean coarse = Arrays.stream(values).map(v -> Math.rint(10 * v)).distinct().count() == values.length;
        for (int i = 0; i < values.length; i++) {
            places[i] = i;
            labels[i] = ChartStyle.numberFormat(coarse ? "0.0" : "0.0##").format(values[i]);
        }
        return new TickAxis(title, places, labels, new Range(-0.5, values.length - 0.5), true);
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
        final double[] at = new double[m_places.length];
        final double[] half = new double[m_places.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = valueToJava2D(m_places[i], area, edge);
            half[i] = (across ? Texts.width(m_labels[i], getTickLabelFont()) : getTickLabelFont().getSize2D()) / 2;
        }
        final int step = m_even ? step(at, half) : 1;
        final List<NumberTick> ticks = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < at.length; i++) {
            final boolean shown = i % step == 0 && (last < 0 || fits(at, half, last, i));
            last = shown ? i : last;
            ticks.add(new NumberTick(m_places[i], shown ? m_labels[i] : "", anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    /** The least n for which every n-th label has room. */
    private static int step(final double[] at, final double[] half) {
        int step = 1;
        for (int i = 0; i + step < at.length; i += step) {
            if (!fits(at, half, i, i + step)) {
                step++;
                i = -step;
            }
        }
        return step;
    }

    private static boolean fits(final double[] at, final double[] half, final int first, final int second) {
        return Math.abs(at[second] - at[first]) > half[first] + half[second] + BETWEEN;
    }
}
