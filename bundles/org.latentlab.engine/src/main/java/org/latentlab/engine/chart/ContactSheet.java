package org.latentlab.engine.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

import org.latentlab.engine.image.Images;

/**
 * Images in rows, in groups with headings, each with a caption. As many columns as the width holds, unless given.
 *
 * @param title of the sheet; empty for none
 * @param subtitle what else must be known; empty for none
 * @param groups the groups, top to bottom
 * @param columns images in a row, 1…500; 0 for as many as fit
 * @param cell the width of an image on the sheet in pixels, 8…1024; 0 for a multiple of the images' own width near 56
 * @param inverted whether dark and light are exchanged, so that light ink on black becomes dark ink on white
 */
public record ContactSheet(String title, String subtitle, List<Group> groups, int columns, int cell, boolean inverted)
    implements Chart {

    private static final double GAP = 5;
    private static final double BETWEEN = 12;
    private static final Font HEADING = ChartStyle.bold(12.5);
    private static final Font CAPTION = ChartStyle.font(10);
    private static final double CAPTION_HEIGHT = 13;

    /**
     * Images under one heading.
     *
     * @param heading empty for none
     * @param images the images, all shown, in their order
     * @param captions one per image, each may be empty; or an empty list
     */
    public record Group(String heading, Images images, List<String> captions) {

        /** Checks the sizes. */
        public Group {
            captions = List.copyOf(captions);
            if (!captions.isEmpty() && captions.size() != images.size()) {
                throw new IllegalArgumentException("Group '" + heading + "' has " + images.size() + " images but "
                    + captions.size() + " captions.");
            }
        }
    }

    /** Checks the values. */
    public ContactSheet {
        groups = List.copyOf(groups);
        if (columns < 0 || columns > 500) {
            throw new IllegalArgumentException("A contact sheet has 1…500 columns, or 0 for as many as fit, not "
                + columns + ".");
        }
        if (cell != 0 && (cell < 8 || cell > 1024)) {
            throw new IllegalArgumentException("An image on a contact sheet is 8…1,024 pixels wide, or 0 for a fitting "
                + "width, not " + cell + ".");
        }
    }

    /**
     * @param title of the sheet
     * @param groups the groups
     * @return a sheet with as many columns as fit and images enlarged to about 56 pixels
     */
    public static ContactSheet of(final String title, final List<Group> groups) {
        return new ContactSheet(title, "", groups, 0, 0, false);
    }

    @Override
    public int preferredWidth() {
        if (columns == 0) {
            return 760;
        }
        return (int)Math.ceil(Math.max(200, 2 * Header.MARGIN + columns * (cellWidth() + GAP) - GAP));
    }

    private double cellWidth() {
        if (cell > 0) {
            return cell;
        }
        int widest = 1;
        for (final Group group : groups) {
            widest = Math.max(widest, group.images().shape().width());
        }
        return widest >= 56 ? Math.min(widest, 128) : widest * Math.max(1, Math.round(56.0 / widest));
    }

    private int columnsAt(final double width) {
        final double inner = width - 2 * Header.MARGIN;
        return columns > 0 ? columns : Math.max(1, (int)Math.floor((inner + GAP) / (cellWidth() + GAP)));
    }

    private double rowHeight(final Group group) {
        final double image = cellWidth() * group.images().shape().height() / group.images().shape().width();
        return image + GAP + (group.captions().isEmpty() ? 0 : CAPTION_HEIGHT);
    }

    private double groupHeight(final Group group, final double width) {
        final int perRow = columnsAt(width);
        final int rows = (group.images().size() + perRow - 1) / perRow;
        return headingHeight(group) + rows * rowHeight(group) + BETWEEN;
    }

    private static double headingHeight(final Group group) {
        return group.heading().isEmpty() ? 0 : 22;
    }

    private double natural(final double width) {
        double height = new Header(title, subtitle).height(width);
        for (final Group group : groups) {
            height += groupHeight(group, width);
        }
        return height - (groups.isEmpty() ? 0 : BETWEEN) + Header.MARGIN;
    }

    @Override
    public int heightFor(final int width) {
        return (int)Math.ceil(natural(width));
    }

    /** Where the picture is smaller than the sheet needs, everything shrinks in proportion. */
    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final double needed = columns == 0 ? width
            : 2 * Header.MARGIN + columns * (cellWidth() + GAP) - GAP;
        final double layoutWidth = Math.max(width, needed);
        final double scale = Math.min(width / layoutWidth, height / Math.max(height, natural(layoutWidth)));
        final AffineTransform original = g.getTransform();
        g.scale(scale, scale);
        final Header header = new Header(title, subtitle);
        header.draw(g, layoutWidth);
        double y = header.height(layoutWidth);
        for (final Group group : groups) {
            drawGroup(g, group, y, layoutWidth);
            y += groupHeight(group, layoutWidth);
        }
        g.setTransform(original);
    }

    private void drawGroup(final Graphics2D g, final Group group, final double top, final double width) {
        if (!group.heading().isEmpty()) {
            final String heading = Texts.fit(group.heading(), HEADING, width - 2 * Header.MARGIN);
            Texts.draw(g, heading, HEADING, ChartStyle.INK, Header.MARGIN, top + 13);
            g.setColor(ChartStyle.GRID);
            g.setStroke(ChartStyle.line(1));
            final double from = Header.MARGIN + Texts.width(heading, HEADING) + 10;
            if (from < width - Header.MARGIN) {
                g.draw(new Line2D.Double(from, top + 9, width - Header.MARGIN, top + 9));
            }
        }
        final int perRow = columnsAt(width);
        final double w = cellWidth();
        final double h = w * group.images().shape().height() / group.images().shape().width();
        for (int i = 0; i < group.images().size(); i++) {
            final double x = Header.MARGIN + i % perRow * (w + GAP);
            final double y = top + headingHeight(group) + i / perRow * rowHeight(group);
            ImagePainter.draw(g, ImagePainter.pixels(group.images(), i, inverted), x, y, w, h);
            g.setColor(ChartStyle.withAlpha(ChartStyle.INK, 0.25));
            g.setStroke(ChartStyle.line(0.6));
            g.draw(new Rectangle2D.Double(x, y, w, h));
            if (!group.captions().isEmpty()) {
                Texts.drawCentred(g, Texts.fit(group.captions().get(i), CAPTION, w + GAP - 2), CAPTION,
                    ChartStyle.MUTED, x + w / 2, y + h + CAPTION.getSize2D() + 1);
            }
        }
    }
}
