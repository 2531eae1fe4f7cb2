package org.latentlab.engine.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

import org.jfree.data.Range;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Matrix;

/**
 * The manifold of a two-dimensional latent space: every decoded image at its place on a grid of latent points. Where
 * the grid's lines are not evenly spaced (as quantiles of the prior), the cells still are, and the axes name their
 * coordinates.
 */
public final class ManifoldGrid implements Chart {

    private final String m_title;
    private final Images m_images;
    private final double[] m_x;
    private final double[] m_y;
    private final int[] m_cells;
    private final boolean m_inverted;

    private ManifoldGrid(final String title, final Images images, final double[] x, final double[] y, final int[] cells,
        final boolean inverted) {
        m_title = title;
        m_images = images;
        m_x = x;
        m_y = y;
        m_cells = cells;
        m_inverted = inverted;
    }

    /**
     * @param z n×2 latent points that form a grid, in any order
     * @param images the n images decoded from them
     * @param title of the chart
     * @return the chart
     * @throws IllegalArgumentException if the points are not the points of a grid, each once
     */
    public static ManifoldGrid of(final Matrix z, final Images images, final String title) {
        if (z.columns() != 2) {
            throw new IllegalArgumentException("The manifold grid shows a latent space of two dimensions, not "
                + z.columns() + ".");
        }
        if (z.rows() != images.size() || z.rows() == 0) {
            throw new IllegalArgumentException("The manifold grid needs an image for every latent point, at least "
                + "one; there are " + z.rows() + " points and " + images.size() + " images.");
        }
        final double[] x = distinct(z, 0);
        final double[] y = distinct(z, 1);
        final int[] cells = new int[x.length * y.length];
        Arrays.fill(cells, -1);
        boolean grid = cells.length == z.rows();
        for (int i = 0; i < z.rows() && grid; i++) {
            final int at = nearest(y, z.get(i, 1)) * x.length + nearest(x, z.get(i, 0));
            grid = cells[at] < 0;
            cells[at] = i;
        }
        if (!grid) {
            throw new IllegalArgumentException("The " + z.rows() + " latent points form no grid: they have " + x.length
                + " different first and " + y.length + " different second coordinates. Sample the area 'grid'.");
        }
        return new ManifoldGrid(title, images, x, y, cells, false);
    }

    /** @return the chart with dark and light exchanged, so that light ink on black becomes dark ink on white */
    public ManifoldGrid inverted() {
        return new ManifoldGrid(m_title, m_images, m_x, m_y, m_cells, !m_inverted);
    }

    private static double[] distinct(final Matrix z, final int column) {
        final double[] sorted = new double[z.rows()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = z.get(i, column);
            if (!Double.isFinite(sorted[i])) {
                throw new IllegalArgumentException("Latent point " + i + " of the manifold grid is not finite.");
            }
        }
        Arrays.sort(sorted);
        final double tolerance = 1e-5 * Math.max(1e-12, sorted[sorted.length - 1] - sorted[0]);
        int n = 0;
        for (final double v : sorted) {
            if (n == 0 || v - sorted[n - 1] > tolerance) {
                sorted[n++] = v;
            }
        }
        return Arrays.copyOf(sorted, n);
    }

    private static int nearest(final double[] values, final double value) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (Math.abs(values[i] - value) < Math.abs(values[best] - value)) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public String title() {
        return m_title;
    }

    private Header header() {
        return new Header(m_title, m_x.length + " × " + m_y.length + " decoded latent points");
    }

    private double aspect() {
        return (double)m_y.length * m_images.shape().height() / ((double)m_x.length * m_images.shape().width());
    }

    @Override
    public int preferredWidth() {
        final int own = m_x.length * Math.min(64, m_images.shape().width() * 2);
        return widthFor(Math.max(360.0, Math.min(800, own)) / m_x.length);
    }

    /**
     * @param cell the width of an image on the picture, in pixels
     * @return the width of the picture
     */
    public int widthFor(final double cell) {
        return (int)(m_x.length * cell + 2 * Header.MARGIN + Panel.LEFT + Panel.RIGHT);
    }

    @Override
    public int heightFor(final int width) {
        final double data = width - 2 * Header.MARGIN - Panel.LEFT - Panel.RIGHT;
        return (int)Math.ceil(header().height(width) + data * aspect() + Panel.TOP + Panel.BOTTOM + Header.MARGIN);
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final Header header = header();
        header.draw(g, width);
        final double top = header.height(width);
        final double right = Panel.LEFT + Panel.RIGHT;
        final double above = Panel.TOP + Panel.BOTTOM;
        final double w = Math.max(10, Math.min(width - 2 * Header.MARGIN - right,
            (height - top - Header.MARGIN - above) / aspect()));
        final Panel panel = new Panel("Latent coordinate z1", "Latent coordinate z2", range(m_x), range(m_y));
        if (!isEven(m_x) || !isEven(m_y)) {
            panel.plot().setDomainAxis(TickAxis.cells("Latent coordinate z1", m_x));
            panel.plot().setRangeAxis(TickAxis.cells(null, m_y));
        }
        panel.add(this::paint);
        panel.draw(g, new Rectangle2D.Double(Header.MARGIN, top, w + right, w * aspect() + above));
    }

    /** Whether the coordinates lie on a linear axis; quantiles do not, so that their axis names each cell's. */
    private static boolean isEven(final double[] values) {
        final double step = values.length > 1 ? (values[values.length - 1] - values[0]) / (values.length - 1) : 1;
        for (int i = 1; i < values.length; i++) {
            if (Math.abs(values[i] - values[i - 1] - step) > 0.01 * step) {
                return false;
            }
        }
        return true;
    }

    private static Range range(final double[] values) {
        final double step = values.length > 1 ? (values[values.length - 1] - values[0]) / (values.length - 1) : 1;
        return new Range(values[0] - step / 2, values[values.length - 1] + step / 2);
    }

    private void paint(final Graphics2D g, final Panel.PlaneMap map) {
        final Rectangle2D area = map.area();
        final double w = area.getWidth() / m_x.length;
        final double h = area.getHeight() / m_y.length;
        for (int i = 0; i < m_y.length; i++) {
            for (int j = 0; j < m_x.length; j++) {
                ImagePainter.draw(g, ImagePainter.pixels(m_images, m_cells[i * m_x.length + j], m_inverted),
                    area.getX() + j * w, area.getY() + (m_y.length - 1 - i) * h, w, h);
            }
        }
    }
}
