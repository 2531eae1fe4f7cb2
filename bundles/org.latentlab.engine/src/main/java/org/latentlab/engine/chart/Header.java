package org.latentlab.engine.chart;

import java.awt.Font;
import java.awt.Graphics2D;

/**
 * Title and subtitle at the top left of a chart, broken into lines where they are too long for one.
 *
 * @param title in a few words; empty for none
 * @param subtitle what else must be known to read the chart; empty for none
 */
record Header(String title, String subtitle) {

    /** The margin around every chart. */
    static final double MARGIN = 12;

    private static final Font TITLE = ChartStyle.bold(15);
    private static final Font SUBTITLE = ChartStyle.font(12);

    /** The height above the first panel, margins included. */
    double height(final double width) {
        final double lines = lines(title, TITLE, width) + lines(subtitle, SUBTITLE, width);
        return lines == 0 ? MARGIN : MARGIN + lines + 8;
    }

    private static double lines(final String text, final Font font, final double width) {
        return text.isEmpty() ? 0 : Texts.wrap(text, font, width - 2 * MARGIN).size() * Texts.lineHeight(font);
    }

    void draw(final Graphics2D g, final double width) {
        double y = MARGIN;
        if (!title.isEmpty()) {
            for (final String line : Texts.wrap(title, TITLE, width - 2 * MARGIN)) {
                Texts.draw(g, line, TITLE, ChartStyle.INK, MARGIN, y + TITLE.getSize2D() * 0.95);
                y += Texts.lineHeight(TITLE);
            }
        }
        if (!subtitle.isEmpty()) {
            for (final String line : Texts.wrap(subtitle, SUBTITLE, width - 2 * MARGIN)) {
                Texts.draw(g, line, SUBTITLE, ChartStyle.MUTED, MARGIN, y + SUBTITLE.getSize2D());
                y += Texts.lineHeight(SUBTITLE);
            }
        }
    }

    /** Fills the ground. */
    static void background(final Graphics2D g, final int width, final int height) {
        g.setColor(ChartStyle.BACKGROUND);
        g.fillRect(0, 0, width, height);
    }
}
