package org.latentlab.engine.gan;

import java.util.function.DoubleUnaryOperator;

/**
 * What generator and discriminator (critic) minimise, as functions of the discriminator's outputs D, before any sigmoid
 * σ, with their derivatives; see {@link GanLoss} for the formulas and their sources. Each is a mean over a batch.
 */
final class AdversarialLoss {

    /** A function of one output of the discriminator, and its derivative. */
    private record Term(DoubleUnaryOperator value, DoubleUnaryOperator slope) {

        static Term linear(final double factor) {
            return new Term(d -> factor * d, d -> factor);
        }

        /** ½ (D − t)². */
        static Term square(final double target) {
            return new Term(d -> 0.5 * (d - target) * (d - target), d -> d - target);
        }

        /** max(0, 1 + s D). */
        static Term hinge(final double sign) {
            return new Term(d -> Math.max(0, 1 + sign * d), d -> 1 + sign * d > 0 ? sign : 0);
        }

        /** The cross-entropy −t ln σ(D) − (1 − t) ln(1 − σ(D)). */
        static Term crossEntropy(final double target) {
            return new Term(d -> target * softplus(-d) + (1 - target) * softplus(d), d -> sigmoid(d) - target);
        }
    }

    private final Term m_real;

    private final Term m_fake;

    private final Term m_generator;

    private final boolean m_isProbability;

    /**
     * @param loss the loss
     * @param realTarget what the discriminator is to say of real images, where the loss has such a target
     */
    AdversarialLoss(final GanLoss loss, final double realTarget) {
        m_isProbability = loss.isProbability();
        if (loss.isProbability()) {
            m_real = Term.crossEntropy(realTarget);
            m_fake = Term.crossEntropy(0);
            m_generator = loss instanceof GanLoss.Minimax ? new Term(d -> -softplus(d), d -> -sigmoid(d))
                : Term.crossEntropy(1);
        } else if (loss instanceof GanLoss.LeastSquares) {
            m_real = Term.square(realTarget);
            m_fake = Term.square(0);
            m_generator = Term.square(1);
        } else if (loss instanceof GanLoss.Hinge) {
            m_real = Term.hinge(-1);
            m_fake = Term.hinge(1);
            m_generator = Term.linear(-1);
        } else {
            m_real = Term.linear(-1);
            m_fake = Term.linear(1);
            m_generator = Term.linear(-1);
        }
    }

    private static double sigmoid(final double d) {
        return 1 / (1 + Math.exp(-d));
    }

    private static double softplus(final double d) {
        return Math.max(d, 0) + Math.log1p(Math.exp(-Math.abs(d)));
    }

    /**
     * What the critic minimises for real images.
     *
     * @param outputs D of each image
     * @param from the first of them
     * @param count how many of them, at least 1
     * @param gradient receives the derivatives of the mean at the same places
     * @return the mean
     */
    double real(final double[] outputs, final int from, final int count, final double[] gradient) {
        return mean(m_real, outputs, from, count, gradient);
    }

    /** What the critic minimises for generated images; see {@link #real}. */
    double fake(final double[] outputs, final int from, final int count, final double[] gradient) {
        return mean(m_fake, outputs, from, count, gradient);
    }

    /** What the generator minimises; see {@link #real}. */
    double generator(final double[] outputs, final int from, final int count, final double[] gradient) {
        return mean(m_generator, outputs, from, count, gradient);
    }

    private static double mean(final Term term, final double[] outputs, final int from, final int count,
        final double[] gradient) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += term.value().applyAsDouble(outputs[i]);
            gradient[i] = term.slope().applyAsDouble(outputs[i]) / count;
        }
        return sum / count;
    }

    /** @return the mean of the probabilities σ(D) that images are real where the loss has them, else of D */
    double score(final double[] outputs, final int from, final int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += m_isProbability ? sigmoid(outputs[i]) : outputs[i];
        }
        return sum / count;
    }
}
