package org.latentlab.engine.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.EngineException;

/** Measuring, wrapping and drawing of text. */
final class Texts {

    private static final String ELLIPSIS = "…";
    private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    private Texts() {
    }

    /**
     * @throws EngineException if Java finds no fonts, as on a server that has none installed
     */
    static double width(final String text, final Font font) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return font.getStringBounds(text, METRICS).getWidth();
        } catch (RuntimeException | LinkageError | InternalError e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new EngineException("Pictures need a font, and Java finds none on this machine (" + root.getMessage()
                + "). Install fontconfig and a sans-serif font, e.g. DejaVu Sans.", e);
        }
    }

    /** The distance from one base line to the next. */
    static double lineHeight(final Font font) {
        return Math.ceil(font.getSize2D() * 1.3);
    }

    /** Cuts what does not fit, and says so by an ellipsis. */
    static String fit(final String text, final Font font, final double width) {
        if (width(text, font) <= width) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            final int middle = (low + high + 1) / 2;
            if (width(text.substring(0, middle).stripTrailing() + ELLIPSIS, font) <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (low > 0 && Character.isHighSurrogate(text.charAt(low - 1))) {
            low--;
        }
        return text.substring(0, low).stripTrailing() + ELLIPSIS;
    }

    /** Breaks at spaces into lines no wider than asked; a single word that is wider is cut. */
    static List<String> wrap(final String text, final Font font, final double width) {
        final List<String> lines = new ArrayList<>();
        String line = "";
        for (final String word : text.strip().split("\\s+")) {
            final String longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || width(longer, font) <= width) {
                line = longer;
            } else {
                lines.add(fit(line, font, width));
                line = word;
            }
        }
        if (!line.isEmpty()) {
            lines.add(fit(line, font, width));
        }
        return lines;
    }

    static void draw(final Graphics2D g, final String text, final Font font, final Color color, final double x,
        final double baseLine) {
        g.setFont(font);
        g.setColor(color);
        g.drawString(text, (float)x, (float)baseLine);
    }

    static void drawCentred(final Graphics2D g, final String text, final Font font, final Color color, final double x,
        final double baseLine) {
        draw(g, text, font, color, x - width(text, font) / 2, baseLine);
    }

    /** Centred both ways, with a rim of white so that it can be read over points. */
    static void drawOverPoints(final Graphics2D g, final String text, final Font font, final Color color,
        final double x, final double y) {
        final double left = x - width(text, font) / 2;
        final double baseLine = y + font.getSize2D() * 0.36;
        final Shape outline = font.createGlyphVector(METRICS, text).getOutline((float)left, (float)baseLine);
        final Stroke stroke = g.getStroke();
        g.setStroke(new BasicStroke(3.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(ChartStyle.withAlpha(Color.WHITE, 0.85));
        g.draw(outline);
        g.setStroke(stroke);
        draw(g, text, font, color, left, baseLine);
    }
}
