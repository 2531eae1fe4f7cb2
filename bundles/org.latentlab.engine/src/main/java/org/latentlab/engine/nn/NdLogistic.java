package org.latentlab.engine.nn;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The discretised logistic likelihood as plain ND4J operations; see {@link LossKernels#discretisedLogistic}. */
final class NdLogistic implements AutoCloseable {

    private static final double HIGHEST = 255;

    private final ChannelScales m_scales;

    private final INDArray m_hasUpper;

    private final INDArray m_hasLower;

    private final INDArray m_hasBoth;

    /** −a. */
    private final INDArray m_upper;

    /** b. */
    private final INDArray m_lower;

    private final INDArray m_inverse;

    NdLogistic(final INDArray means, final INDArray targets, final ChannelScales scales) {
        m_scales = scales;
        final int n = means.columns();
        try (INDArray scaled = targets.mul(HIGHEST); INDArray k = Transforms.round(scaled, true);
                INDArray above = k.rsub(HIGHEST); INDArray half = NdLosses.row(scales.columns(n,
                    l -> 0.5 * FusedLogistic.width(l)), means)) {
            m_hasLower = Transforms.min(k, 1.0, true);
            m_hasUpper = Transforms.min(above, 1.0, true);
            m_hasBoth = m_hasLower.mul(m_hasUpper);
            m_inverse = NdLosses.row(scales.columns(n, l -> Math.exp(-l)), means);
            m_lower = k.div(HIGHEST).subi(means).muliRowVector(m_inverse).subiRowVector(half);
            m_upper = m_lower.neg();
            half.muli(2);
            m_upper.subiRowVector(half);
        }
    }

    private INDArray columns(final java.util.function.DoubleUnaryOperator f) {
        return NdLosses.row(m_scales.columns(m_upper.columns(), f), m_upper);
    }

    /** @return the negative log-probability of each pixel */
    INDArray terms() {
        final INDArray terms = NdOps.softplus(m_upper);
        try (INDArray lower = NdOps.softplus(m_lower); INDArray logWidth = columns(FusedLogistic::logWidth);
                INDArray widths = m_hasBoth.mulRowVector(logWidth)) {
            return terms.muli(m_hasUpper).addi(lower.muli(m_hasLower)).subi(widths);
        }
    }

    /** @return the slope of each pixel's term with regard to its mean */
    INDArray meanSlopes() {
        final INDArray slopes = Transforms.sigmoid(m_upper, true).muli(m_hasUpper);
        try (INDArray lower = Transforms.sigmoid(m_lower, true)) {
            return slopes.subi(lower.muli(m_hasLower)).muliRowVector(m_inverse);
        }
    }

    /** @return the slope of each pixel's term with regard to ln s */
    INDArray scaleSlopes() {
        try (INDArray widthSlope = columns(FusedLogistic::widthSlope);
                INDArray upper = Transforms.sigmoid(m_upper, true);
                INDArray lower = Transforms.sigmoid(m_lower, true)) {
            return m_hasBoth.mulRowVector(widthSlope).subi(upper.muli(m_hasUpper).muli(m_upper))
                .subi(lower.muli(m_hasLower).muli(m_lower));
        }
    }

    @Override
    public void close() {
        m_hasUpper.close();
        m_hasLower.close();
        m_hasBoth.close();
        m_upper.close();
        m_lower.close();
        m_inverse.close();
    }
}
