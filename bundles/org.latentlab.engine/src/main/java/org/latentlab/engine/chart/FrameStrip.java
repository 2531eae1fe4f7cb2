package org.latentlab.engine.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The frames of an animation side by side, in reading order, each with a caption.
 *
 * @param title of the strip; empty for none
 * @param subtitle what else must be known; empty for none
 * @param frames the frames, all of one size, shown pixel by pixel
 * @param captions one for each frame
 * @param columns frames in a row, at least 1
 */
public record FrameStrip(String title, String subtitle, List<BufferedImage> frames, List<String> captions, int columns)
    implements Chart {

    private static final double GAP = 10;
    private static final Font CAPTION = ChartStyle.bold(12);
    private static final double CAPTION_HEIGHT = 18;
    /** A longer caption is cut at the width of its frame, or at this. */
    private static final double MOST_CAPTION = 160;
    /** The shape of the strip that the number of columns aims at. */
    private static final double WIDE = 2.4;

    /** Checks the sizes. */
    public FrameStrip {
        frames = List.copyOf(frames);
        captions = List.copyOf(captions);
        if (frames.isEmpty() || frames.size() != captions.size()) {
            throw new IllegalArgumentException("A strip needs frames, at least one, and as many captions; there are "
                + frames.size() + " and " + captions.size() + ".");
        }
        if (columns < 1) {
            throw new IllegalArgumentException("A strip has at least 1 frame in a row, not " + columns + ".");
        }
    }

    /**
     * @param frames how many
     * @param width of each
     * @param height of each
     * @return how many in a row make a strip about 2.4 times as wide as high, with few places empty
     */
    public static int columnsFor(final int frames, final double width, final double height) {
        int best = 1;
        double least = Double.MAX_VALUE;
        for (int columns = 1; columns <= frames; columns++) {
            final int rows = (frames + columns - 1) / columns;
            final double shape = columns * (width + GAP) / (rows * (height + CAPTION_HEIGHT + GAP));
            final double cost = Math.abs(Math.log(shape / WIDE)) + (rows * columns - frames) / (double)frames;
            if (cost < least) {
                least = cost;
                best = columns;
            }
        }
        return best;
    }

    private double frameWidth() {
        return frames.get(0).getWidth();
    }

    /** A caption says which frame it is: it is never cut for a small frame. */
    private double cellWidth() {
        return Math.max(frameWidth(), Math.min(MOST_CAPTION,
            captions.stream().mapToDouble(c -> Math.ceil(Texts.width(c, CAPTION))).max().orElse(0)));
    }

    private double rowHeight() {
        return frames.get(0).getHeight() + CAPTION_HEIGHT + GAP;
    }

    private Header header() {
        return new Header(title, subtitle);
    }

    @Override
    public int preferredWidth() {
        final int shown = Math.min(columns, frames.size());
        return (int)Math.ceil(Math.max(160, 2 * Header.MARGIN + shown * (cellWidth() + GAP) - GAP));
    }

    @Override
    public int heightFor(final int width) {
        final int rows = (frames.size() + columns - 1) / columns;
        return (int)Math.ceil(header().height(width) + rows * rowHeight() - GAP + Header.MARGIN);
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        header().draw(g, width);
        final double top = header().height(width);
        for (int i = 0; i < frames.size(); i++) {
            final double x = Header.MARGIN + i % columns * (cellWidth() + GAP);
            final double y = top + i / columns * rowHeight();
            Texts.draw(g, Texts.fit(captions.get(i), CAPTION, cellWidth()), CAPTION, ChartStyle.INK, x, y + 12);
            final BufferedImage frame = frames.get(i);
            g.drawImage(frame, AffineTransform.getTranslateInstance(x, y + CAPTION_HEIGHT), null);
            g.setColor(ChartStyle.GRID);
            g.setStroke(ChartStyle.line(1));
            g.draw(new Rectangle2D.Double(x - 0.5, y + CAPTION_HEIGHT - 0.5, frame.getWidth() + 1.0,
                frame.getHeight() + 1.0));
        }
    }
}
