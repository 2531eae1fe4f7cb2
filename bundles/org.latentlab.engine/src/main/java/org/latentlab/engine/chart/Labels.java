package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Places short texts near their marks so that they overlap each other, and what must stay visible, as little as can be.
 */
final class Labels {

    /** Where a label may stand, as multiples of the distance at which it touches its mark. */
    private static final double[][] BESIDE = {{0, -1}, {0, 1}, {1, 0}, {-1, 0}, {0.8, -0.9}, {-0.8, -0.9}, {0.8, 0.9},
        {-0.8, 0.9}};
    /** Where a label that would like to stand on its mark may stand, as multiples of its own size. */
    private static final double[][] ON = {{0, 0}, {0, -0.6}, {0, 0.6}, {0.7, 0}, {-0.7, 0}, {0.7, -0.6}, {-0.7, 0.6},
        {0.7, 0.6}, {-0.7, -0.6}, {0, -1.2}, {0, 1.2}, {1.3, 0}, {-1.3, 0}};

    private static final double MOST_COVERED = 0.4;

    private final List<Rectangle2D> m_taken = new ArrayList<>();
    private final Rectangle2D m_area;
    private final Font m_font;

    /**
     * @param area where labels may stand
     * @param font of all labels
     */
    Labels(final Rectangle2D area, final Font font) {
        m_area = area;
        m_font = font;
    }

    /** Something that labels should not cover. */
    void keepClear(final Rectangle2D box) {
        m_taken.add(box);
    }

    /** Writes a label on a point, or near it. */
    void on(final Graphics2D g, final String text, final Color color, final double x, final double y) {
        write(g, text, color, place(width(text), height(), x, y));
    }

    /** Writes a label beside a box, unless it would cover too much there; the legend must name it too. */
    void beside(final Graphics2D g, final String text, final Color color, final Rectangle2D box) {
        final double w = width(text);
        final Rectangle2D place = best(BESIDE, box.getCenterX(), box.getCenterY(), box.getWidth() / 2 + w / 2 + 2,
            box.getHeight() / 2 + height() / 2 + 2, w, height());
        if (cost(place) < MOST_COVERED * area(place)) {
            m_taken.add(place);
            write(g, text, color, place);
        }
    }

    /** Takes a place of the given size on a point, or near it. */
    Rectangle2D place(final double w, final double h, final double x, final double y) {
        final Rectangle2D place = best(ON, x, y, w, h, w, h);
        m_taken.add(place);
        return place;
    }

    private double width(final String text) {
        return Texts.width(text, m_font) + 4;
    }

    private double height() {
        return m_font.getSize2D() + 3;
    }

    private void write(final Graphics2D g, final String text, final Color color, final Rectangle2D place) {
        Texts.drawOverPoints(g, text, m_font, color, place.getCenterX(), place.getCenterY());
    }

    private Rectangle2D best(final double[][] places, final double x, final double y, final double stepX,
        final double stepY, final double w, final double h) {
        Rectangle2D best = null;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < places.length; i++) {
            final Rectangle2D box = new Rectangle2D.Double(x + places[i][0] * stepX - w / 2,
                y + places[i][1] * stepY - h / 2, w, h);
            final double cost = cost(box) + 0.01 * i * h;
            if (cost < least) {
                least = cost;
                best = box;
            }
        }
        return best;
    }

    private double cost(final Rectangle2D box) {
        final Rectangle2D inside = box.createIntersection(m_area);
        double cost = 4 * (area(box) - area(inside));
        for (final Rectangle2D taken : m_taken) {
            cost += area(box.createIntersection(taken));
        }
        return cost;
    }

    private static double area(final Rectangle2D box) {
        return Math.max(0, box.getWidth()) * Math.max(0, box.getHeight());
    }
}
