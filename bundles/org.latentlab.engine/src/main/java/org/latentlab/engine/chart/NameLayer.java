package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.math.Matrix;

/** The classes' names at the medians of their points, so that colours need not be looked up. */
final class NameLayer implements Panel.Layer {

    private static final int LEAST_POINTS = 5;

    private final List<String> m_names;
    private final double[][] m_medians;
    private final boolean m_gray;

    NameLayer(final Matrix points, final int[] labels, final List<String> names, final int first, final int second,
        final boolean gray) {
        m_names = names;
        m_gray = gray;
        m_medians = new double[names.size()][];
        for (int c = 0; c < m_medians.length; c++) {
            final double[] x = finite(points, labels, c, first);
            final double[] y = finite(points, labels, c, second);
            // a name would hide the points of a small class, which the legend names too; gray ones have no legend
            if (Math.min(x.length, y.length) >= (gray ? 1 : LEAST_POINTS)) {
                m_medians[c] = new double[]{x[x.length / 2], y[y.length / 2]};
            }
        }
    }

    private static double[] finite(final Matrix points, final int[] labels, final int c, final int column) {
        final double[] values = new double[labels.length];
        int n = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == c && Double.isFinite(points.get(i, column))) {
                values[n++] = points.get(i, column);
            }
        }
        final double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public void paint(final Graphics2D g, final Panel.PlaneMap map) {
        final Font font = ChartStyle.bold(13);
        final Labels labels = new Labels(map.area(), font);
        for (int c = 0; c < m_medians.length; c++) {
            if (m_medians[c] != null) {
                final Color color = m_gray ? ChartStyle.MUTED : ChartStyle.textColor(ChartStyle.color(c));
                labels.on(g, Texts.fit(m_names.get(c), font, 90), color, map.px(m_medians[c][0]),
                    map.py(m_medians[c][1]));
            }
        }
    }
}
