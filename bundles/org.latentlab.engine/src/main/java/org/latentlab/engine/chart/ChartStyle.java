package org.latentlab.engine.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/**
 * The one style of every chart: white ground, light grid, sans-serif text, and twelve colours with twelve marker shapes
 * for the classes.
 *
 * <p>The colours are drawn from the palettes of Okabe and Ito (2008, "Color universal design") and Tol (2021, "Colour
 * schemes", SRON technical note) so that every two of them stay at least 15 CIELAB units apart for normal vision and
 * for simulated protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009). From the thirteenth
 * class on colours repeat; the markers then differ.</p>
 */
public final class ChartStyle {

    /** The ground of every chart. */
    public static final Color BACKGROUND = Color.WHITE;
    /** Text and strong lines. */
    public static final Color INK = new Color(0x22, 0x2B, 0x36);
    /** Secondary text: subtitles, notes, tick labels. */
    public static final Color MUTED = new Color(0x5B, 0x66, 0x73);
    /** Axis lines and frames. */
    public static final Color FRAME = new Color(0xB8, 0xC0, 0xC9);
    /** Grid lines. */
    public static final Color GRID = new Color(0xE6, 0xEA, 0xEE);
    /** Points without a class. */
    public static final Color UNLABELLED = new Color(0x9A, 0xA3, 0xAD);
    /** More than expected. */
    public static final Color OVER = new Color(0xD5, 0x5E, 0x00);
    /** Less than expected. */
    public static final Color UNDER = new Color(0x00, 0x72, 0xB2);

    /** The number of distinct colours and of distinct markers. */
    public static final int DISTINCT = 12;

    private static final List<Color> CLASS_COLORS = List.of(new Color(0x0072B2), new Color(0xE69F00),
        new Color(0x009E73), new Color(0xAA3377), new Color(0x56B4E9), new Color(0xD55E00), new Color(0x332288),
        new Color(0xCDBB55), new Color(0x661100), new Color(0xF5A3C7), new Color(0x444444), new Color(0xC61A27));

    private static final char MINUS = '\u2212';

    private ChartStyle() {
    }

    /**
     * @param index a class, an area or a series, 0…; negative for none
     * @return its colour; grey for none
     */
    public static Color color(final int index) {
        return index < 0 ? UNLABELLED : CLASS_COLORS.get(index % DISTINCT);
    }

    /**
     * @param color a colour
     * @param share how much of it stays, in [0, 1]; the rest is white
     * @return the lighter colour, opaque
     */
    public static Color tint(final Color color, final double share) {
        return mix(color, Color.WHITE, share);
    }

    /**
     * @param color a colour
     * @return a darker one of the same hue for text on white, with a contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3)
     */
    public static Color textColor(final Color color) {
        Color dark = color;
        for (double share = 1; contrastToWhite(dark) < 4.5; share -= 0.05) {
            dark = mix(color, Color.BLACK, share);
        }
        return dark;
    }

    static Color withAlpha(final Color color, final double alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int)Math.round(255 * alpha));
    }

    private static Color mix(final Color color, final Color other, final double share) {
        return new Color((int)Math.round(share * color.getRed() + (1 - share) * other.getRed()),
            (int)Math.round(share * color.getGreen() + (1 - share) * other.getGreen()),
            (int)Math.round(share * color.getBlue() + (1 - share) * other.getBlue()));
    }

    /** How much a colour stands out from white: 1 for white itself, 21 for black (WCAG 2.1). */
    static double contrastToWhite(final Color color) {
        final double luminance = 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen())
            + 0.0722 * linear(color.getBlue());
        return 1.05 / (luminance + 0.05);
    }

    private static double linear(final int channel) {
        final double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    /**
     * @param index a class, an area or a series, 0…; negative for none
     * @param size the diameter of the circle that the marker is as heavy as, in pixels
     * @return its marker around the origin; a small circle for none
     */
    public static Shape marker(final int index, final double size) {
        final double r = size / 2;
        return switch (index < 0 ? 0 : index % DISTINCT) {
            case 1 -> square(r * 0.89);
            case 2 -> polygon(3, r * 1.25, -Math.PI / 2);
            case 3 -> polygon(4, r * 1.2, -Math.PI / 2);
            case 4 -> polygon(3, r * 1.25, Math.PI / 2);
            case 5 -> cross(r, 0);
            case 6 -> cross(r, Math.PI / 4);
            case 7 -> star(5, r * 1.3, r * 0.55);
            case 8 -> polygon(6, r * 1.05, 0);
            case 9 -> polygon(3, r * 1.25, 0);
            case 10 -> polygon(3, r * 1.25, Math.PI);
            case 11 -> star(4, r * 1.35, r * 0.5);
            default -> new Ellipse2D.Double(-r, -r, size, size);
        };
    }

    private static Shape square(final double r) {
        return new Rectangle2D.Double(-r, -r, 2 * r, 2 * r);
    }

    private static Shape polygon(final int corners, final double r, final double start) {
        final Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            final double a = start + 2 * Math.PI * i / corners;
            lineOrMove(path, i, r * Math.cos(a), r * Math.sin(a));
        }
        path.closePath();
        return path;
    }

    private static Shape star(final int points, final double outer, final double inner) {
        final Path2D path = new Path2D.Double();
        for (int i = 0; i < 2 * points; i++) {
            final double a = -Math.PI / 2 + Math.PI * i / points;
            final double r = i % 2 == 0 ? outer : inner;
            lineOrMove(path, i, r * Math.cos(a), r * Math.sin(a));
        }
        path.closePath();
        return path;
    }

    private static Shape cross(final double r, final double turn) {
        final double w = r * 0.38;
        final double l = r * 1.2;
        final double[][] corners = {{-w, -l}, {w, -l}, {w, -w}, {l, -w}, {l, w}, {w, w}, {w, l}, {-w, l}, {-w, w},
            {-l, w}, {-l, -w}, {-w, -w}};
        final Path2D path = new Path2D.Double();
        for (int i = 0; i < corners.length; i++) {
            lineOrMove(path, i, corners[i][0], corners[i][1]);
        }
        path.closePath();
        return AffineTransform.getRotateInstance(turn).createTransformedShape(path);
    }

    private static void lineOrMove(final Path2D path, final int index, final double x, final double y) {
        if (index == 0) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }

    static Font font(final double size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float)size);
    }

    static Font bold(final double size) {
        return new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont((float)size);
    }

    static BasicStroke line(final double width) {
        return new BasicStroke((float)width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    static BasicStroke dashed(final double width) {
        return new BasicStroke((float)width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
            new float[]{(float)(4 * width), (float)(3 * width)}, 0);
    }

    /** Numbers as charts and reports write them whatever the machine's locale: 1,234.5 and a true minus sign. */
    static DecimalFormat numberFormat(final String pattern) {
        final DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setDecimalSeparator('.');
        symbols.setGroupingSeparator(',');
        symbols.setMinusSign(MINUS);
        symbols.setNaN("–");
        return new DecimalFormat(pattern, symbols);
    }
}
