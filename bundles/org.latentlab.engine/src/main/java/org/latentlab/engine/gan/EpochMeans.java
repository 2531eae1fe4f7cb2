package org.latentlab.engine.gan;

/** Means over the steps of an epoch. */
final class EpochMeans {

    private int m_criticSteps;

    private int m_generatorSteps;

    private double m_criticLoss;

    private double m_realScore;

    private double m_fakeScore;

    private double m_penalty;

    private double m_criticGradient;

    private double m_generatorLoss;

    private double m_latentError;

    private double m_clusterLoss;

    private double m_generatorGradient;

    void add(final CriticLoss loss, final double gradient) {
        m_criticSteps++;
        m_criticLoss += loss.loss();
        m_realScore += loss.realScore();
        m_fakeScore += loss.fakeScore();
        m_penalty += loss.penalty();
        m_criticGradient += gradient;
    }

    void add(final GeneratorLoss loss, final double gradient) {
        m_generatorSteps++;
        m_generatorLoss += loss.loss();
        m_latentError += loss.latentError();
        m_clusterLoss += loss.clusterLoss();
        m_generatorGradient += gradient;
    }

    int criticSteps() {
        return m_criticSteps;
    }

    double criticLoss() {
        return m_criticLoss / m_criticSteps;
    }

    double realScore() {
        return m_realScore / m_criticSteps;
    }

    double fakeScore() {
        return m_fakeScore / m_criticSteps;
    }

    double penalty() {
        return m_penalty / m_criticSteps;
    }

    double criticGradient() {
        return m_criticGradient / m_criticSteps;
    }

    /** @return the mean; NaN if the generator took no step, as for all below */
    double generatorLoss() {
        return m_generatorLoss / m_generatorSteps;
    }

    double latentError() {
        return m_latentError / m_generatorSteps;
    }

    double clusterLoss() {
        return m_clusterLoss / m_generatorSteps;
    }

    double generatorGradient() {
        return m_generatorGradient / m_generatorSteps;
    }
}
