package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** A mixture in the plane: the regions of highest density as bands or lines, each component's 2σ ellipse and number. */
final class MixtureLayer implements Panel.Layer {

    /** The shares of the probability that the regions hold. */
    static final double[] SHARES = {0.95, 0.8, 0.5, 0.2};
    /** The bands' colour, at full strength. */
    static final Color BAND = new Color(0x1E, 0x61, 0xA8);
    /** The ellipses' colour. */
    static final Color ELLIPSE = new Color(0x22, 0x2B, 0x36);

    private static final double[] TINTS = {0.12, 0.26, 0.44, 0.64};
    private static final int GRID = 220;

    private final MixtureShape m_mixture;
    private final boolean m_bands;
    private final DoubleBinaryOperator m_log;
    private final double[] m_levels;
    private final List<List<double[]>> m_lines = new ArrayList<>();

    /**
     * @param mixture in two dimensions
     * @param bands whether the regions are filled; else only their borders are drawn
     */
    MixtureLayer(final MixtureShape mixture, final boolean bands) {
        m_mixture = mixture;
        m_bands = bands;
        m_log = mixture.logDensity();
        m_levels = mixture.highestDensityLevels(SHARES);
        final Contours contours = Contours.of(m_log, mixture.box(4.5), GRID, GRID);
        for (final double level : m_levels) {
            m_lines.add(contours.lines(level));
        }
    }

    /** What the band of the i-th share looks like in a legend. */
    static Color band(final int share) {
        return ChartStyle.tint(BAND, TINTS[share]);
    }

    @Override
    public void paint(final Graphics2D g, final Panel.PlaneMap map) {
        if (m_bands) {
            bands(g, map);
        } else {
            lines(g, map);
        }
    }

    private void bands(final Graphics2D g, final Panel.PlaneMap map) {
        final Rectangle2D area = map.area();
        final int width = (int)Math.ceil(area.getWidth() * 2);
        final int height = (int)Math.ceil(area.getHeight() * 2);
        final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                final double log = m_log.applyAsDouble(map.valueX(area.getX() + (x + 0.5) / width * area.getWidth()),
                    map.valueY(area.getY() + (y + 0.5) / height * area.getHeight()));
                for (int s = SHARES.length - 1; s >= 0; s--) {
                    if (log >= m_levels[s]) {
                        image.setRGB(x, y, band(s).getRGB());
                        break;
                    }
                }
            }
        }
        final AffineTransform place = AffineTransform.getTranslateInstance(area.getX(), area.getY());
        place.scale(area.getWidth() / width, area.getHeight() / height);
        g.drawImage(image, place, null);
    }

    private void lines(final Graphics2D g, final Panel.PlaneMap map) {
        g.setColor(ChartStyle.withAlpha(BAND, 0.8));
        for (int s = 0; s < SHARES.length; s++) {
            g.setStroke(ChartStyle.line(0.7 + 0.25 * s));
            for (final double[] line : m_lines.get(s)) {
                final Path2D path = new Path2D.Double();
                path.moveTo(map.px(line[0]), map.py(line[1]));
                for (int i = 2; i < line.length; i += 2) {
                    path.lineTo(map.px(line[i]), map.py(line[i + 1]));
                }
                g.draw(path);
            }
        }
    }

    /** The components' ellipses and numbers, to be painted above the points. */
    Panel.Layer components() {
        return (g, map) -> {
            for (int k = 0; k < m_mixture.components(); k++) {
                final Shape ellipse = m_mixture.ellipse(k, 2).shape(map);
                g.setStroke(ChartStyle.line(3.2));
                g.setColor(ChartStyle.withAlpha(Color.WHITE, 0.75));
                g.draw(ellipse);
                g.setStroke(ChartStyle.line(1.4));
                g.setColor(ELLIPSE);
                g.draw(ellipse);
            }
            final Font font = ChartStyle.bold(m_mixture.components() > 30 ? 9 : 11);
            final Labels places = new Labels(map.area(), font);
            for (int k = 0; k < m_mixture.components(); k++) {
                badge(places, g, Integer.toString(k), font, map.px(m_mixture.means().get(k, 0)),
                    map.py(m_mixture.means().get(k, 1)));
            }
        };
    }

    private static void badge(final Labels places, final Graphics2D g, final String text, final Font font,
        final double cx, final double cy) {
        final double r = Math.max(font.getSize2D() * 0.78, Texts.width(text, font) / 2 + 3);
        final Rectangle2D place = places.place(2 * r, 2 * r, cx, cy);
        final double x = place.getCenterX();
        final double y = place.getCenterY();
        if (Math.hypot(x - cx, y - cy) > 1) {
            g.setColor(ELLIPSE);
            g.setStroke(ChartStyle.line(1));
            g.draw(new Line2D.Double(cx, cy, x, y));
            g.fill(new Ellipse2D.Double(cx - 2, cy - 2, 4, 4));
        }
        final Shape disc = new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
        g.setColor(ChartStyle.withAlpha(Color.WHITE, 0.92));
        g.fill(disc);
        g.setColor(ELLIPSE);
        g.setStroke(ChartStyle.line(1));
        g.draw(disc);
        Texts.drawCentred(g, text, font, ChartStyle.INK, x, y + font.getSize2D() * 0.36);
    }
}
