package org.latentlab.engine.dataset;

import java.util.List;

import org.latentlab.engine.math.Rng;

/** Draws one synthetic digit. The order of the random draws is part of the data set's definition. */
final class DigitDrawing {

    private static final int SIZE = 28;
    private static final double BOX = 20;
    private static final double CENTRE = (SIZE - 1) / 2.0;

    /** Line pieces to a span between two control points: about a pixel each. */
    private static final int PIECES = 6;

    private final double m_slant;
    private final double m_rotation;
    private final double m_scale;
    private final double m_thickness;
    private final double m_dx;
    private final double m_dy;
    private final double m_wobble;
    private final double m_ink;
    private final Rng m_rng;
    private final PenStroke m_pen = new PenStroke(SIZE);

    /**
     * @param digit 0…9
     * @param factors in the order of {@link SyntheticDigits#FACTORS}
     * @param rng what all else is drawn from
     */
    DigitDrawing(final int digit, final double[] factors, final Rng rng) {
        m_slant = StrictMath.tan(StrictMath.toRadians(factors[0]));
        m_rotation = StrictMath.toRadians(factors[1]);
        m_scale = factors[2];
        m_thickness = factors[3];
        m_dx = factors[4];
        m_dy = factors[5];
        m_wobble = factors[6];
        m_ink = factors[7];
        m_rng = rng;
        addCurves(choose(DigitGlyphs.variants(digit)));
    }

    void draw(final byte[] target, final int offset) {
        m_pen.fit(BOX * m_scale, m_thickness);
        m_pen.moveTo(CENTRE + m_dx, CENTRE + m_dy);
        m_pen.render(new InkTexture(m_ink, m_rng), target, offset);
    }

    private DigitGlyphs.Variant choose(final List<DigitGlyphs.Variant> variants) {
        double total = 0;
        for (final DigitGlyphs.Variant variant : variants) {
            total += variant.weight();
        }
        double left = m_rng.nextDouble() * total;
        for (final DigitGlyphs.Variant variant : variants) {
            left -= variant.weight();
            if (left < 0) {
                return variant;
            }
        }
        return variants.get(variants.size() - 1);
    }

    private void addCurves(final DigitGlyphs.Variant variant) {
        // A little beyond the extremes on either side.
        final double between = m_rng.nextDouble(-0.15, 1.15);
        final ElasticField field = new ElasticField(m_wobble / BOX, m_rng);
        final PenPressure pressure = new PenPressure(m_rng);
        int stroke = -1;
        double[] last = null;
        double shiftX = 0;
        double shiftY = 0;
        for (int c = 0; c < variant.from().length; c++) {
            final boolean newStroke = variant.stroke()[c] != stroke;
            if (newStroke) {
                stroke = variant.stroke()[c];
                shiftX = 0.4 * m_wobble / BOX * m_rng.nextGaussian();
                shiftY = 0.4 * m_wobble / BOX * m_rng.nextGaussian();
                m_pen.lift();
            }
            final double[][] a = variant.from()[c];
            final double[][] b = variant.to()[c];
            final double[][] points = new double[a.length][];
            for (int i = 0; i < a.length; i++) {
                final double x = a[i][0] + between * (b[i][0] - a[i][0]) + shiftX;
                final double y = a[i][1] + between * (b[i][1] - a[i][1]) + shiftY;
                points[i] = i == 0 && !newStroke ? last : place(field, x, y);
            }
            last = points[points.length - 1];
            Spline.through(points, PIECES, (x, y) -> m_pen.lineTo(x, y, pressure.next()));
        }
    }

    private double[] place(final ElasticField field, final double x, final double y) {
        final double jitter = 0.18 * m_wobble / BOX;
        final double bentX = x + field.x(x, y) + jitter * m_rng.nextGaussian();
        final double bentY = y + field.y(x, y) + jitter * m_rng.nextGaussian();
        final double sheared = bentX - 0.35 + m_slant * (0.5 - bentY);
        final double down = bentY - 0.5;
        final double cos = StrictMath.cos(m_rotation);
        final double sin = StrictMath.sin(m_rotation);
        return new double[]{cos * sheared - sin * down, sin * sheared + cos * down};
    }
}
