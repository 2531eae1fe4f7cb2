package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;

/**
 * Square blocks of images side by side, each under a heading: samples, their reconstructions at the same places, images
 * generated. Vectors (see {@link ImageShape#isVector()}) are drawn as lines over their index, all on one scale, with
 * what they are to be compared with gray behind them.
 *
 * @param title of the chart; empty for none
 * @param subtitle what else must be known; empty for none
 * @param blocks the blocks, left to right, of images of one shape
 * @param columns images in a row of each block, 1…100
 */
public record PredictionMatrix(String title, String subtitle, List<Block> blocks, int columns) implements Chart {

    private static final double GAP = 2;
    private static final double BETWEEN = 18;
    private static final double HEADING = 20;
    /** A block is about so wide; images are enlarged by whole numbers. */
    private static final double BLOCK = 280;
    private static final double LARGEST_CELL = 56;
    /** Images wider than a cell by more than this are made smaller. */
    private static final double MUCH = 1.25;
    private static final Color GROUND = new Color(0xF6, 0xF8, 0xFA);

    /**
     * Images under one heading.
     *
     * @param heading in a few words
     * @param images the images, row by row
     * @param reference what vectors are compared with, as many; null for nothing
     */
    public record Block(String heading, Images images, Images reference) {
    }

    /** Checks the sizes. */
    public PredictionMatrix {
        blocks = List.copyOf(blocks);
        if (columns < 1 || columns > 100) {
            throw new IllegalArgumentException("A prediction matrix has 1…100 columns, not " + columns + ".");
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("A prediction matrix needs at least one block of images.");
        }
        for (final Block block : blocks) {
            if (!block.images().shape().equals(blocks.get(0).images().shape())) {
                throw new IllegalArgumentException("The images of a prediction matrix have one shape, not "
                    + blocks.get(0).images().shape() + " and " + block.images().shape() + ".");
            }
        }
    }

    private ImageShape shape() {
        return blocks.get(0).images().shape();
    }

    private int rows() {
        final int most = blocks.stream().mapToInt(b -> b.images().size()).max().orElse(1);
        return Math.max(1, (most + columns - 1) / columns);
    }

    /** The width of a cell at the preferred width. */
    private double cell() {
        final double wanted = Math.max(8, Math.min(LARGEST_CELL, BLOCK / columns));
        if (shape().isVector()) {
            return Math.max(40, wanted);
        }
        final int own = shape().width();
        return own > MUCH * wanted ? wanted : own * Math.max(1, Math.round(wanted / own));
    }

    private double aspect() {
        return shape().isVector() ? 0.7 : (double)shape().height() / shape().width();
    }

    private Header header() {
        return new Header(title, subtitle);
    }

    private double extra() {
        return 2 * Header.MARGIN + (blocks.size() - 1) * BETWEEN + blocks.size() * (columns - 1) * GAP;
    }

    @Override
    public int preferredWidth() {
        return (int)Math.ceil(Math.max(240, extra() + blocks.size() * columns * cell()));
    }

    private double cellAt(final double width) {
        return Math.max(2, (width - extra()) / (blocks.size() * columns));
    }

    @Override
    public int heightFor(final int width) {
        return (int)Math.ceil(header().height(width) + HEADING + rows() * (cellAt(width) * aspect() + GAP) - GAP
            + Header.MARGIN);
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        header().draw(g, width);
        final double top = header().height(width) + HEADING;
        final double room = (height - top - Header.MARGIN + GAP) / rows() - GAP;
        final double w = Math.max(2, Math.min(cellAt(width), room / aspect()));
        final double h = w * aspect();
        final double[] range = shape().isVector() ? range() : null;
        double left = Header.MARGIN;
        for (final Block block : blocks) {
            final double blockWidth = columns * (w + GAP) - GAP;
            Texts.draw(g, Texts.fit(block.heading(), ChartStyle.bold(12.5), blockWidth), ChartStyle.bold(12.5),
                ChartStyle.INK, left, top - 7);
            for (int i = 0; i < block.images().size(); i++) {
                final double x = left + i % columns * (w + GAP);
                final double y = top + i / columns * (h + GAP);
                if (range == null) {
                    ImagePainter.draw(g, ImagePainter.pixels(block.images(), i, false), x, y, w, h);
                } else {
                    lines(g, block, i, new Rectangle2D.Double(x, y, w, h), range);
                }
            }
            left += blockWidth + BETWEEN;
        }
    }

    /** The range of the first block's vectors, or of all where none are compared; all are drawn on it. */
    private double[] range() {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        final boolean compared = blocks.stream().anyMatch(block -> block.reference() != null);
        for (final Block block : compared ? blocks.subList(0, 1) : blocks) {
            for (int i = 0; i < block.images().size(); i++) {
                for (int j = 0; j < shape().values(); j++) {
                    low = Math.min(low, block.images().value(i, j));
                    high = Math.max(high, block.images().value(i, j));
                }
            }
        }
        final double pad = high > low ? 0.08 * (high - low) : 0.5;
        return low > high ? new double[]{0, 1} : new double[]{low - pad, high + pad};
    }

    private static void lines(final Graphics2D g, final Block block, final int image, final Rectangle2D cell,
        final double[] range) {
        g.setColor(GROUND);
        g.fill(cell);
        final java.awt.Shape clip = g.getClip();
        g.clip(cell);
        if (block.reference() != null) {
            line(g, block.reference(), image, cell, range, ChartStyle.UNLABELLED);
        }
        line(g, block.images(), image, cell, range, ChartStyle.color(0));
        g.setClip(clip);
    }

    private static void line(final Graphics2D g, final Images vectors, final int image, final Rectangle2D cell,
        final double[] range, final Color color) {
        final int n = vectors.shape().values();
        final Path2D path = new Path2D.Double();
        for (int j = 0; j < n; j++) {
            final double x = cell.getX() + (j + 0.5) / n * cell.getWidth();
            final double y = cell.getMaxY() - (vectors.value(image, j) - range[0]) / (range[1] - range[0])
                * cell.getHeight();
            if (j == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
            if (n <= cell.getWidth() / 4) {
                g.setColor(color);
                g.fill(AffineTransform.getTranslateInstance(x, y)
                    .createTransformedShape(new Ellipse2D.Double(-1.6, -1.6, 3.2, 3.2)));
            }
        }
        g.setColor(color);
        g.setStroke(ChartStyle.line(1.2));
        g.draw(path);
    }
}
