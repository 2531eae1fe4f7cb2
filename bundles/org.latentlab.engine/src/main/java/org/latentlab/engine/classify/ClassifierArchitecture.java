package org.latentlab.engine.classify;

/** What an image classifier is made of. Both have 128 penultimate features. */
public enum ClassifierArchitecture {

    /**
     * Convolutions of 32 and 64 channels with 3×3 kernels and ReLU, the maximum of 2×2 squares, dropout of a quarter,
     * 128 ReLU units, dropout of a half, softmax.
     */
    CONVOLUTIONAL("CNN"),

    /**
     * Fully connected layers of 512 and 128 ReLU units, a fifth of the first and three tenths of the second dropped
     * out, softmax. Some ten times as fast as the convolutional one and a little less accurate.
     */
    DENSE("MLP");

    private final String m_label;

    ClassifierArchitecture(final String label) {
        m_label = label;
    }

    /** @return what it is in a word, e.g. "CNN" */
    public String label() {
        return m_label;
    }

    /** @return the name of the space of its penultimate features, e.g. "LatentLab CNN, 128 penultimate features" */
    public String featureSpace() {
        return "LatentLab " + m_label + ", " + ClassifierNetwork.FEATURES + " penultimate features";
    }
}
