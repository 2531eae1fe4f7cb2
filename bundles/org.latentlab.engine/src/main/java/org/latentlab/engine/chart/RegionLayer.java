package org.latentlab.engine.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

import org.jfree.data.Range;
import org.latentlab.engine.math.Matrix;

/**
 * Decision regions: every pixel takes the class whose share of the four grid points around it is largest (bilinear),
 * paler where the classifier was less sure; a white line runs where classes meet. The classifier is asked once, on a
 * grid; painting only interpolates.
 */
final class RegionLayer implements Panel.Layer {

    private static final double PIXELS = 1.5;

    private final Range m_x;
    private final Range m_y;
    private final int m_columns;
    private final int m_rows;
    private final int[] m_classes;
    private final double[] m_certainty;

    /**
     * @param classifier asked for columns × rows points
     * @param x the horizontal range of the grid
     * @param y its vertical range
     * @param resolution points along the longer side, at least 16
     */
    RegionLayer(final RegionClassifier classifier, final Range x, final Range y, final int resolution) {
        m_x = x;
        m_y = y;
        final double longer = Math.max(x.getLength(), y.getLength());
        m_columns = Math.max(2, (int)Math.round(resolution * x.getLength() / longer));
        m_rows = Math.max(2, (int)Math.round(resolution * y.getLength() / longer));
        final Matrix points = Matrix.zeros(m_columns * m_rows, 2);
        for (int i = 0; i < m_rows; i++) {
            for (int j = 0; j < m_columns; j++) {
                points.data()[2 * (i * m_columns + j)] = x.getLowerBound() + (j + 0.5) / m_columns * x.getLength();
                points.data()[2 * (i * m_columns + j) + 1] = y.getLowerBound() + (i + 0.5) / m_rows * y.getLength();
            }
        }
        final RegionClassifier.Regions regions = classifier.classify(points);
        if (regions.classes().length != points.rows()) {
            throw new IllegalArgumentException("The classifier answered " + regions.classes().length + " of "
                + points.rows() + " points.");
        }
        m_classes = regions.classes();
        m_certainty = regions.certainty();
    }

    @Override
    public void paint(final Graphics2D g, final Panel.PlaneMap map) {
        final Rectangle2D area = map.area();
        final int width = Math.max(2, (int)Math.ceil(area.getWidth() * PIXELS));
        final int height = Math.max(2, (int)Math.ceil(area.getHeight() * PIXELS));
        final int[] classes = new int[width * height];
        final double[] certainty = new double[width * height];
        for (int py = 0; py < height; py++) {
            final double y = map.valueY(area.getY() + (py + 0.5) / height * area.getHeight());
            for (int px = 0; px < width; px++) {
                final double x = map.valueX(area.getX() + (px + 0.5) / width * area.getWidth());
                interpolate((x - m_x.getLowerBound()) / m_x.getLength() * m_columns - 0.5,
                    (y - m_y.getLowerBound()) / m_y.getLength() * m_rows - 0.5, py * width + px, classes, certainty);
            }
        }
        final AffineTransform place = AffineTransform.getTranslateInstance(area.getX(), area.getY());
        place.scale(area.getWidth() / width, area.getHeight() / height);
        final Object hint = g.getRenderingHint(RenderingHints.KEY_INTERPOLATION);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(colored(classes, certainty, width, height), place, null);
        if (hint != null) {
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, hint);
        }
    }

    private void interpolate(final double column, final double row, final int at, final int[] classes,
        final double[] certainty) {
        final double c = Math.max(0, Math.min(m_columns - 1.000001, column));
        final double r = Math.max(0, Math.min(m_rows - 1.000001, row));
        final int j = (int)c;
        final int i = (int)r;
        final double u = c - j;
        final double v = r - i;
        final int[] corners = {i * m_columns + j, i * m_columns + j + 1, (i + 1) * m_columns + j,
            (i + 1) * m_columns + j + 1};
        final double[] shares = {(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v};
        double best = -1;
        double sure = 0;
        for (int a = 0; a < 4; a++) {
            double sum = 0;
            for (int b = 0; b < 4; b++) {
                sum += m_classes[corners[b]] == m_classes[corners[a]] ? shares[b] : 0;
            }
            if (sum > best) {
                best = sum;
                classes[at] = m_classes[corners[a]];
            }
            sure += shares[a] * (m_certainty == null ? 1 : m_certainty[corners[a]]);
        }
        certainty[at] = sure;
    }

    private static BufferedImage colored(final int[] classes, final double[] certainty, final int width,
        final int height) {
        final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                final int at = y * width + x;
                final boolean edge = x + 1 < width && classes[at] != classes[at + 1]
                    || y + 1 < height && classes[at] != classes[at + width];
                final double share = 0.12 + 0.36 * Math.max(0, Math.min(1, certainty[at]));
                image.setRGB(x, y, edge ? 0xFFFFFF : ChartStyle.tint(ChartStyle.color(classes[at]), share).getRGB());
            }
        }
        return image;
    }
}
