package org.latentlab.engine.dataset;

import org.latentlab.engine.math.Rng;

/** How dark the ink is from place to place: patches of a few pixels where it fades, and a fine grain. */
final class InkTexture {

    private static final int WAVES = 3;
    private static final double FADE = 0.5;
    private static final double GRAIN = 0.03;

    private final double m_unevenness;
    private final Rng m_rng;
    private final double[] m_kx = new double[WAVES];
    private final double[] m_ky = new double[WAVES];
    private final double[] m_phase = new double[WAVES];

    /**
     * @param unevenness 0 even … 1 fades to about half
     * @param rng what the patches and the grain are drawn from
     */
    InkTexture(final double unevenness, final Rng rng) {
        m_unevenness = unevenness;
        m_rng = rng;
        for (int i = 0; i < WAVES; i++) {
            final double direction = rng.nextDouble(0, 2 * Math.PI);
            final double frequency = 2 * Math.PI / rng.nextDouble(7, 20);
            m_kx[i] = frequency * StrictMath.cos(direction);
            m_ky[i] = frequency * StrictMath.sin(direction);
            m_phase[i] = rng.nextDouble(0, 2 * Math.PI);
        }
    }

    /** @return the factor on the intensity of an inked pixel, in [0, 1] */
    double at(final int x, final int y) {
        double wave = 0;
        for (int i = 0; i < WAVES; i++) {
            wave += StrictMath.cos(m_kx[i] * x + m_ky[i] * y + m_phase[i]);
        }
        // Only the crests fade, so that most of a stroke is black, as a pen writes.
        final double crest = Math.max(0, wave / WAVES - 0.25);
        final double grain = GRAIN * Math.abs(m_rng.nextGaussian());
        return Math.max(0, 1 - m_unevenness * (FADE * crest / 0.75 + grain));
    }
}
