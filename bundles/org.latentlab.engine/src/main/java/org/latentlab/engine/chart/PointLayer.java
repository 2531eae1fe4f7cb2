package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

/**
 * A cloud of points. They are drawn in an order shuffled by a seed, so that no class hides another because it comes
 * last; points without a class come first, below. The more points, the smaller and the more transparent they are.
 */
final class PointLayer implements Panel.Layer {

    /** Above this many points a vector picture embeds them as pixels. */
    static final int MOST_VECTORS = 2500;
    private static final double EMBEDDED_SCALE = 2;
    /** Colours that stand out less from white than this are drawn more opaque. */
    private static final double PALE = 2.6;

    private final Matrix m_points;
    private final int[] m_groups;
    private final int m_first;
    private final int m_second;
    private final int[] m_order;
    private final java.util.function.IntFunction<Color> m_colors;
    private final double m_weight;

    /**
     * @param points n×d
     * @param groups a group for each point, negative for none; null where none has one
     * @param first the horizontal coordinate
     * @param second the vertical one
     * @param order the points to draw, in this order
     * @param colors of the groups
     * @param weight markers are larger and more opaque by this factor
     */
    PointLayer(final Matrix points, final int[] groups, final int first, final int second, final int[] order,
        final java.util.function.IntFunction<Color> colors, final double weight) {
        m_points = points;
        m_groups = groups;
        m_first = first;
        m_second = second;
        m_order = order;
        m_colors = colors;
        m_weight = weight;
    }

    /** The points that can be drawn, shuffled, those without a group first. */
    static int[] order(final Matrix points, final int[] groups, final long seed) {
        final int[] rows = new int[points.rows()];
        int n = 0;
        for (int i = 0; i < rows.length; i++) {
            boolean finite = true;
            for (int j = 0; j < points.columns(); j++) {
                finite &= Double.isFinite(points.get(i, j));
            }
            if (finite) {
                rows[n++] = i;
            }
        }
        final int[] shuffled = Arrays.copyOf(rows, n);
        Rng.stream(seed, "chart.order").shuffle(shuffled);
        if (groups == null) {
            return shuffled;
        }
        final int[] order = new int[n];
        int at = 0;
        for (final boolean grouped : new boolean[]{false, true}) {
            for (final int row : shuffled) {
                if (groups[row] >= 0 == grouped) {
                    order[at++] = row;
                }
            }
        }
        return order;
    }

    /** The diameter of a marker where so many points share an area of so many square pixels. */
    static double diameter(final int points, final double area) {
        final double share = Math.sqrt(area / (480.0 * 480.0));
        return Math.max(1.5, Math.min(7.5, share * 7.5 * Math.pow(Math.max(points, 150) / 150.0, -0.28)));
    }

    static double alpha(final int points) {
        return Math.max(0.42, Math.min(0.9, 0.9 - 0.11 * Math.log(Math.max(points, 400) / 400.0)));
    }

    @Override
    public void paint(final Graphics2D g, final Panel.PlaneMap map) {
        if (!Rendering.isVector(g) || m_order.length <= MOST_VECTORS) {
            points(g, map);
            return;
        }
        final Rectangle2D area = map.area();
        final BufferedImage pixels = new BufferedImage((int)Math.ceil(area.getWidth() * EMBEDDED_SCALE),
            (int)Math.ceil(area.getHeight() * EMBEDDED_SCALE), BufferedImage.TYPE_INT_ARGB);
        final Graphics2D inner = pixels.createGraphics();
        Rendering.prepare(inner);
        inner.scale(EMBEDDED_SCALE, EMBEDDED_SCALE);
        inner.translate(-area.getX(), -area.getY());
        points(inner, map);
        inner.dispose();
        final AffineTransform place = AffineTransform.getTranslateInstance(area.getX(), area.getY());
        place.scale(1 / EMBEDDED_SCALE, 1 / EMBEDDED_SCALE);
        g.drawImage(pixels, place, null);
    }

    private void points(final Graphics2D g, final Panel.PlaneMap map) {
        final Rectangle2D area = map.area();
        final double size = diameter(m_order.length, area.getWidth() * area.getHeight()) * m_weight;
        final double alpha = Math.min(0.95, alpha(m_order.length) * m_weight);
        final Color[] colors = new Color[ChartStyle.DISTINCT + 1];
        final Shape[] markers = new Shape[ChartStyle.DISTINCT + 1];
        for (int c = 0; c < colors.length; c++) {
            final Color color = m_colors.apply(c - 1);
            colors[c] = ChartStyle.withAlpha(color, ChartStyle.contrastToWhite(color) < PALE ? Math.max(alpha, 0.72)
                : alpha);
            markers[c] = ChartStyle.marker(c - 1, size);
        }
        final AffineTransform original = g.getTransform();
        final Point2D.Double at = new Point2D.Double();
        for (final int row : m_order) {
            at.setLocation(map.px(m_points.get(row, m_first)), map.py(m_points.get(row, m_second)));
            if (!area.contains(at)) {
                continue;
            }
            final int group = m_groups == null || m_groups[row] < 0 ? 0 : m_groups[row] % ChartStyle.DISTINCT + 1;
            g.setColor(colors[group]);
            g.translate(at.x, at.y);
            g.fill(markers[group]);
            g.setTransform(original);
        }
    }
}
