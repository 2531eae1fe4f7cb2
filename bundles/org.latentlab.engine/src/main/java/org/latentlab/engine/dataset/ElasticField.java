package org.latentlab.engine.dataset;

import org.latentlab.engine.math.Rng;

/**
 * A smooth random displacement of the plane: a few long waves of random direction, and a random aspect ratio. Both
 * coordinates have the same expected amplitude.
 */
final class ElasticField {

    private static final int WAVES = 4;

    private final double[] m_kx = new double[WAVES];
    private final double[] m_ky = new double[WAVES];
    private final double[] m_phase = new double[WAVES];
    private final double[] m_ax = new double[WAVES];
    private final double[] m_ay = new double[WAVES];
    private final double m_stretch;

    /**
     * @param amplitude standard deviation of each coordinate's displacement, in heights of the digit
     * @param rng what the waves are drawn from
     */
    ElasticField(final double amplitude, final Rng rng) {
        // A wave a·cos(φ) has variance a²/2; four independent ones are to add up to the amplitude squared.
        final double each = amplitude * StrictMath.sqrt(2.0 / WAVES);
        for (int i = 0; i < WAVES; i++) {
            final double direction = rng.nextDouble(0, 2 * Math.PI);
            final double frequency = 2 * Math.PI * rng.nextDouble(0.4, 1.2);
            m_kx[i] = frequency * StrictMath.cos(direction);
            m_ky[i] = frequency * StrictMath.sin(direction);
            m_phase[i] = rng.nextDouble(0, 2 * Math.PI);
            m_ax[i] = clip(each * rng.nextGaussian(), 2 * each);
            m_ay[i] = clip(each * rng.nextGaussian(), 2 * each);
        }
        m_stretch = clip(3 * amplitude * rng.nextGaussian(), 0.2);
    }

    /** Rare extremes would fold a digit until nobody could read it. */
    private static double clip(final double value, final double bound) {
        return Math.max(-bound, Math.min(bound, value));
    }

    double x(final double x, final double y) {
        return m_stretch * (x - 0.35) + sum(m_ax, x, y);
    }

    double y(final double x, final double y) {
        return sum(m_ay, x, y);
    }

    private double sum(final double[] amplitudes, final double x, final double y) {
        double sum = 0;
        for (int i = 0; i < WAVES; i++) {
            sum += amplitudes[i] * StrictMath.cos(m_kx[i] * x + m_ky[i] * y + m_phase[i]);
        }
        return sum;
    }
}
