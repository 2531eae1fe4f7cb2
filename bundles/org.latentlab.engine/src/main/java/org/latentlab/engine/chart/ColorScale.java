package org.latentlab.engine.chart;

import java.awt.Color;

/**
 * A sequential colour scale for numbers: near white for the least, over yellow-green and blue-green to dark blue for
 * the most. Equal steps of the number are equal distances in Oklab (Ottosson 2020, "A perceptual color space for image
 * processing"), and the lightness only falls, so that it reads the same in gray and for colour-blind eyes.
 */
final class ColorScale {

    /** Missing values. */
    static final Color MISSING = new Color(0xD9, 0xDD, 0xE1);

    private static final double LIGHTEST = 0.985;
    private static final double DARKEST = 0.33;
    private static final double MOST_CHROMA = 0.095;
    /** Hues in Oklab, in degrees: from yellow-green to blue. */
    private static final double FIRST_HUE = 112;
    private static final double LAST_HUE = 268;
    private static final int STEPS = 256;
    private static final int FINE = 4096;

    private static final Color[] COLORS = colors();

    private ColorScale() {
    }

    /**
     * @param share where between the least and the most, in [0, 1]; clipped; NaN for a missing value
     * @return its colour
     */
    static Color at(final double share) {
        return Double.isNaN(share) ? MISSING
            : COLORS[(int)Math.round(Math.max(0, Math.min(1, share)) * (STEPS - 1))];
    }

    /** @return ink or white, whichever can be read better on the colour */
    static Color textOn(final Color ground) {
        final double white = ChartStyle.contrastToWhite(ground);
        return white > ChartStyle.contrastToWhite(ChartStyle.INK) / white ? Color.WHITE : ChartStyle.INK;
    }

    /** The path through Oklab, divided into pieces of equal length. */
    private static Color[] colors() {
        final double[] length = new double[FINE];
        double[] before = lab(0);
        for (int i = 1; i < FINE; i++) {
            final double[] here = lab(i / (FINE - 1.0));
            length[i] = length[i - 1] + distance(before, here);
            before = here;
        }
        final Color[] colors = new Color[STEPS];
        int at = 0;
        for (int s = 0; s < STEPS; s++) {
            final double target = length[FINE - 1] * s / (STEPS - 1.0);
            while (at < FINE - 1 && length[at] < target) {
                at++;
            }
            colors[s] = rgb(lab(at / (FINE - 1.0)));
        }
        return colors;
    }

    private static double[] lab(final double t) {
        final double chroma = MOST_CHROMA * Math.sin(Math.PI * Math.pow(t, 0.8)) * (0.55 + 0.45 * t) + 0.075 * t * t;
        final double hue = Math.toRadians(FIRST_HUE + (LAST_HUE - FIRST_HUE) * t);
        return new double[]{LIGHTEST + (DARKEST - LIGHTEST) * t, chroma * Math.cos(hue), chroma * Math.sin(hue)};
    }

    static double distance(final double[] a, final double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    private static Color rgb(final double[] lab) {
        final double l = Math.pow(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2], 3);
        final double m = Math.pow(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2], 3);
        final double s = Math.pow(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2], 3);
        return new Color(channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static int channel(final double linear) {
        final double c = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int)Math.round(255 * Math.max(0, Math.min(1, c)));
    }
}
