package org.latentlab.engine.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.latentlab.engine.image.Images;

/**
 * Images decoded along single dimensions of a latent space: a row for each dimension, a column for each of its values,
 * a block for each point that the others stay at.
 *
 * @param title of the picture; empty for none
 * @param subtitle what else must be known; empty for none
 * @param heads what stands above each column, at least one; each may be empty
 * @param blocks top to bottom, at least one
 * @param cell the width of an image in pixels, 8…1024; 0 for a multiple of the images' own width near 56
 * @param inverted whether dark and light are exchanged, so that light ink on black becomes dark ink on white
 */
public record TraversalGrid(String title, String subtitle, List<String> heads, List<Block> blocks, int cell,
    boolean inverted) implements Chart {

    private static final double GAP = 4;
    private static final double BETWEEN = 12;
    private static final Font HEADING = ChartStyle.bold(12.5);
    private static final Font NAME = ChartStyle.bold(12);
    private static final Font SMALL = ChartStyle.font(10);
    private static final double HEADING_HEIGHT = 22;
    private static final double HEADS_HEIGHT = 15;
    private static final double CAPTION_HEIGHT = 13;
    private static final double MOST_LABEL = 160;

    /**
     * The images around one point.
     *
     * @param heading empty for none
     * @param images row after row, as many in each as the picture has columns
     * @param rows at least one
     */
    public record Block(String heading, Images images, List<Row> rows) {

        /** Copies the list. */
        public Block {
            rows = List.copyOf(rows);
        }
    }

    /**
     * What stands beside one row of images.
     *
     * @param name its dimension, e.g. "z3"
     * @param note what else is known of it, e.g. "KL 1.24"; empty for none
     * @param captions one below each image, or an empty list for none
     * @param marked the column of the image with a strong frame, from 0; -1 for none
     */
    public record Row(String name, String note, List<String> captions, int marked) {

        /** Copies the list. */
        public Row {
            captions = List.copyOf(captions);
        }
    }

    /** Checks the sizes. */
    public TraversalGrid {
        heads = List.copyOf(heads);
        blocks = List.copyOf(blocks);
        if (heads.isEmpty() || blocks.isEmpty()) {
            throw new IllegalArgumentException("A traversal grid has at least one column and one block, not "
                + heads.size() + " and " + blocks.size() + ".");
        }
        if (cell != 0 && (cell < 8 || cell > 1024)) {
            throw new IllegalArgumentException("An image of a traversal grid is 8…1,024 pixels wide, or 0 for a "
                + "fitting width, not " + cell + ".");
        }
        for (final Block block : blocks) {
            if (block.rows().isEmpty() || block.images().size() != block.rows().size() * heads.size()) {
                throw new IllegalArgumentException("Block '" + block.heading() + "' of a traversal grid has "
                    + block.images().size() + " images for " + block.rows().size() + " rows of " + heads.size()
                    + " columns.");
            }
            for (final Row row : block.rows()) {
                if (!row.captions().isEmpty() && row.captions().size() != heads.size()
                    || row.marked() >= heads.size()) {
                    throw new IllegalArgumentException("Row '" + row.name() + "' of a traversal grid has "
                        + row.captions().size() + " captions and column " + (row.marked() + 1) + " marked; there are "
                        + heads.size() + " columns.");
                }
            }
        }
    }

    private double cellWidth() {
        final int own = blocks.get(0).images().shape().width();
        if (cell > 0) {
            return cell;
        }
        return own >= 56 ? Math.min(own, 128) : own * Math.max(1, Math.round(56.0 / own));
    }

    private double cellHeight() {
        return cellWidth() * blocks.get(0).images().shape().height() / blocks.get(0).images().shape().width();
    }

    private double labelWidth() {
        double widest = 0;
        for (final Block block : blocks) {
            for (final Row row : block.rows()) {
                widest = Math.max(widest, Math.max(Texts.width(row.name(), NAME), Texts.width(row.note(), SMALL)));
            }
        }
        return Math.min(MOST_LABEL, widest) + 10;
    }

    private double rowHeight(final Row row) {
        return cellHeight() + GAP + (row.captions().isEmpty() ? 0 : CAPTION_HEIGHT);
    }

    private boolean hasHeads() {
        return heads.stream().anyMatch(head -> !head.isEmpty());
    }

    private double above(final Block block) {
        return (block.heading().isEmpty() ? 0 : HEADING_HEIGHT) + (hasHeads() ? HEADS_HEIGHT : 0);
    }

    private double blockHeight(final Block block) {
        return above(block) + block.rows().stream().mapToDouble(this::rowHeight).sum() + BETWEEN;
    }

    @Override
    public int preferredWidth() {
        return (int)Math.ceil(Math.max(260, natural()));
    }

    private double natural() {
        return 2 * Header.MARGIN + labelWidth() + heads.size() * (cellWidth() + GAP) - GAP;
    }

    private double naturalHeight(final double width) {
        return new Header(title, subtitle).height(width) + blocks.stream().mapToDouble(this::blockHeight).sum()
            - BETWEEN + Header.MARGIN;
    }

    @Override
    public int heightFor(final int width) {
        return (int)Math.ceil(naturalHeight(width));
    }

    /** Where the picture is smaller than the grid needs, everything shrinks in proportion. */
    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final double layoutWidth = Math.max(width, natural());
        final double scale = Math.min(width / layoutWidth, height / Math.max(height, naturalHeight(layoutWidth)));
        final AffineTransform original = g.getTransform();
        g.scale(scale, scale);
        final Header header = new Header(title, subtitle);
        header.draw(g, layoutWidth);
        double y = header.height(layoutWidth);
        for (final Block block : blocks) {
            drawBlock(g, block, y, layoutWidth);
            y += blockHeight(block);
        }
        g.setTransform(original);
    }

    private void drawBlock(final Graphics2D g, final Block block, final double top, final double width) {
        final double left = Header.MARGIN + labelWidth();
        if (!block.heading().isEmpty()) {
            final String heading = Texts.fit(block.heading(), HEADING, width - 2 * Header.MARGIN);
            Texts.draw(g, heading, HEADING, ChartStyle.INK, Header.MARGIN, top + 13);
            final double from = Header.MARGIN + Texts.width(heading, HEADING) + 10;
            g.setColor(ChartStyle.GRID);
            g.setStroke(ChartStyle.line(1));
            if (from < width - Header.MARGIN) {
                g.draw(new Line2D.Double(from, top + 9, width - Header.MARGIN, top + 9));
            }
        }
        double y = top + above(block);
        for (int column = 0; column < heads.size(); column++) {
            Texts.drawCentred(g, Texts.fit(heads.get(column), SMALL, cellWidth() + GAP - 2), SMALL, ChartStyle.MUTED,
                left + column * (cellWidth() + GAP) + cellWidth() / 2, y - 4);
        }
        for (int i = 0; i < block.rows().size(); i++) {
            final Row row = block.rows().get(i);
            drawLabel(g, row, y + cellHeight() / 2);
            for (int column = 0; column < heads.size(); column++) {
                drawCell(g, block.images(), i * heads.size() + column, row, column,
                    left + column * (cellWidth() + GAP), y);
            }
            y += rowHeight(row);
        }
    }

    private void drawLabel(final Graphics2D g, final Row row, final double middle) {
        final boolean noted = !row.note().isEmpty();
        Texts.draw(g, Texts.fit(row.name(), NAME, MOST_LABEL), NAME, ChartStyle.INK, Header.MARGIN,
            middle + (noted ? -2 : 4));
        if (noted) {
            Texts.draw(g, Texts.fit(row.note(), SMALL, MOST_LABEL), SMALL, ChartStyle.MUTED, Header.MARGIN,
                middle + 11);
        }
    }

    private void drawCell(final Graphics2D g, final Images images, final int image, final Row row, final int column,
        final double x, final double y) {
        final double w = cellWidth();
        final double h = cellHeight();
        ImagePainter.draw(g, ImagePainter.pixels(images, image, inverted), x, y, w, h);
        final boolean marked = column == row.marked();
        g.setColor(marked ? ChartStyle.OVER : ChartStyle.withAlpha(ChartStyle.INK, 0.25));
        g.setStroke(ChartStyle.line(marked ? 2 : 0.6));
        g.draw(new Rectangle2D.Double(x, y, w, h));
        if (!row.captions().isEmpty()) {
            Texts.drawCentred(g, Texts.fit(row.captions().get(column), SMALL, w + GAP - 2), SMALL, ChartStyle.MUTED,
                x + w / 2, y + h + SMALL.getSize2D() + 1);
        }
    }
}
