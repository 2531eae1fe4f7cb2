package org.latentlab.engine.nn;

/**
 * The discretised logistic likelihood of one row of pixels in float32; see {@link LossKernels#discretisedLogistic}.
 * Keeps what the gradient needs from the loss.
 */
final class FusedLogistic {

    private static final float TINY = 1e-30f;

    /** Adding and subtracting it rounds a float of up to 2²² to an integer. */
    private static final float ROUNDER = 0x1.8p23f;

    private static final float HIGHEST = 255;

    private final int m_n;

    private final float[] m_inverse;

    private final float[] m_half;

    private final float[] m_logWidth;

    private final float[] m_widthSlope;

    /** −a, then what it contributes. */
    private final float[] m_upper;

    /** b, then what it contributes. */
    private final float[] m_lower;

    private final float[] m_hasUpper;

    private final float[] m_hasLower;

    private final float[] m_upperTail;

    private final float[] m_lowerTail;

    private final float[] m_terms;

    FusedLogistic(final int n, final ChannelScales scales) {
        m_n = n;
        m_inverse = scales.floatColumns(n, l -> Math.exp(-l));
        m_half = scales.floatColumns(n, l -> 0.5 * width(l));
        m_logWidth = scales.floatColumns(n, FusedLogistic::logWidth);
        m_widthSlope = scales.floatColumns(n, FusedLogistic::widthSlope);
        m_upper = new float[n];
        m_lower = new float[n];
        m_hasUpper = new float[n];
        m_hasLower = new float[n];
        m_upperTail = new float[n];
        m_lowerTail = new float[n];
        m_terms = new float[n];
    }

    /** @return the width a − b of a value, in units of the scale */
    static double width(final double logScale) {
        return Math.exp(-logScale) / HIGHEST;
    }

    /** @return ln(1 − exp(b − a)) */
    static double logWidth(final double logScale) {
        return Math.log(-Math.expm1(-width(logScale)));
    }

    /** @return −∂ ln(1 − exp(b − a))/∂ ln s */
    static double widthSlope(final double logScale) {
        final double width = width(logScale);
        return width / Math.expm1(width);
    }

    /**
     * @param m the means
     * @param x the pixels, changed
     * @return the negative log-probability
     */
    double loss(final float[] m, final float[] x) {
        bounds(m, x);
        FusedMath.expNegAbs(m_upper, m_n, m_upperTail);
        FusedMath.softplus(m_upper, m_upperTail, m_n, m_terms);
        FusedMath.multiply(m_terms, m_hasUpper, m_n);
        FusedMath.expNegAbs(m_lower, m_n, m_lowerTail);
        FusedMath.softplus(m_lower, m_lowerTail, m_n, x);
        FusedMath.multiply(x, m_hasLower, m_n);
        for (int j = 0; j < m_n; j++) {
            m_terms[j] += x[j] - m_hasUpper[j] * m_hasLower[j] * m_logWidth[j];
        }
        return FusedMath.sum(m_terms, m_n);
    }

    private void bounds(final float[] m, final float[] x) {
        for (int j = 0; j < m_n; j++) {
            x[j] = HIGHEST * x[j] + ROUNDER - ROUNDER;
        }
        for (int j = 0; j < m_n; j++) {
            m_hasLower[j] = x[j] / (x[j] + TINY);
            m_hasUpper[j] = (HIGHEST - x[j]) / (HIGHEST - x[j] + TINY);
        }
        for (int j = 0; j < m_n; j++) {
            final float u = (x[j] / HIGHEST - m[j]) * m_inverse[j];
            m_upper[j] = -m_half[j] - u;
            m_lower[j] = u - m_half[j];
        }
    }

    /**
     * To be called after {@link #loss}.
     *
     * @param factor factor of the gradient of the means
     * @param gradient receives it
     * @param scaleSlopes the slope with regard to ln s of each column's scale is added to it
     */
    void gradient(final float factor, final float[] gradient, final float[] scaleSlopes) {
        FusedMath.sigmoid(m_upper, m_upperTail, m_n, m_terms);
        FusedMath.multiply(m_terms, m_hasUpper, m_n);
        FusedMath.sigmoid(m_lower, m_lowerTail, m_n, gradient);
        FusedMath.multiply(gradient, m_hasLower, m_n);
        for (int j = 0; j < m_n; j++) {
            scaleSlopes[j] += m_hasUpper[j] * m_hasLower[j] * m_widthSlope[j] - m_terms[j] * m_upper[j]
                - gradient[j] * m_lower[j];
        }
        for (int j = 0; j < m_n; j++) {
            gradient[j] = (m_terms[j] - gradient[j]) * (m_inverse[j] * factor);
        }
    }
}
