package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;

import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYDataset;

/** Lines over the epochs of a training. */
final class EpochPanel {

    private static final int FEW = 30;

    private EpochPanel() {
    }

    /**
     * @param values after epoch 1, 2, …; what is not finite leaves a gap; may be null for no line
     * @param color of the line
     * @param dashed whether it is dashed
     */
    record Line(double[] values, Color color, boolean dashed) {
    }

    /** The number of epochs that the lines go over, at least 1. */
    static int epochs(final List<Line> lines) {
        return lines.stream().mapToInt(l -> l.values() == null ? 0 : l.values().length).reduce(1, Math::max);
    }

    /**
     * @param lines the lines
     * @param y the vertical range
     * @return the panel
     */
    static Panel of(final List<Line> lines, final Range y) {
        final int epochs = epochs(lines);
        final Range x = epochs == 1 ? new Range(0.5, 1.5) : new Range(1 - 0.02 * epochs, epochs + 0.02 * epochs);
        final Panel panel = new Panel("Epoch", null, x, y);
        panel.countsAcross();
        final DefaultXYDataset data = new DefaultXYDataset();
        final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, epochs <= FEW);
        renderer.setDrawSeriesLineAsPath(true);
        for (final Line line : lines) {
            if (line.values() != null) {
                final int series = data.getSeriesCount();
                data.addSeries(series, points(line.values()));
                renderer.setSeriesShape(series, new Ellipse2D.Double(-2.2, -2.2, 4.4, 4.4));
                renderer.setSeriesPaint(series, line.color());
                renderer.setSeriesStroke(series, line.dashed() ? ChartStyle.dashed(1.8) : ChartStyle.line(2));
            }
        }
        panel.plot().setDataset(data);
        panel.plot().setRenderer(renderer);
        return panel;
    }

    private static double[][] points(final double[] values) {
        final double[][] points = new double[2][values.length];
        for (int i = 0; i < values.length; i++) {
            points[0][i] = i + 1;
            points[1][i] = Double.isFinite(values[i]) ? values[i] : Double.NaN;
        }
        return points;
    }

    /** The range that holds all finite values, with a little room; 0 to 1 where there are none. */
    static Range range(final List<Line> lines) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (final Line line : lines) {
            for (int i = 0; line.values() != null && i < line.values().length; i++) {
                if (Double.isFinite(line.values()[i])) {
                    low = Math.min(low, line.values()[i]);
                    high = Math.max(high, line.values()[i]);
                }
            }
        }
        if (low > high) {
            return new Range(0, 1);
        }
        final double pad = high > low ? 0.06 * (high - low) : Math.max(1e-6, 0.05 * Math.abs(high));
        return new Range(low - pad, high + pad);
    }

    /** The index of the last finite value; −1 where there is none. */
    static int lastFinite(final double[] values) {
        int at = values == null ? -1 : values.length - 1;
        while (at >= 0 && !Double.isFinite(values[at])) {
            at--;
        }
        return at;
    }
}
