package org.latentlab.engine.dataset;

import org.latentlab.engine.math.Rng;

/** The pen's width along a stroke, relative to its mean: a smooth random curve (a first-order autoregression). */
final class PenPressure {

    private static final double MEMORY = 0.94;
    private static final double DEVIATION = 0.12;

    private final Rng m_rng;
    private double m_state;

    PenPressure(final Rng rng) {
        m_rng = rng;
        m_state = rng.nextGaussian();
    }

    /** @return the relative width at the next point, between 0.6 and 1.4 */
    double next() {
        m_state = MEMORY * m_state + StrictMath.sqrt(1 - MEMORY * MEMORY) * m_rng.nextGaussian();
        return 1 + DEVIATION * Math.max(-3, Math.min(3, m_state));
    }
}
