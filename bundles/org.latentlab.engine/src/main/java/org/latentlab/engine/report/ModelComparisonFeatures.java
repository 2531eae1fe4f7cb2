package org.latentlab.engine.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.image.ImageResize;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.label.KnnLabeler;
import org.latentlab.engine.train.Progress;

/** In what compared images are seen: a classifier's features and classes, or pixels and the nearest real images. */
final class ModelComparisonFeatures {

    /** A covariance of more pixels needs more samples; images of more are made smaller, by whole factors. */
    private static final int MOST_PIXELS = 256;

    private static final int NEIGHBOURS = 3;

    private final ImageClassifier m_classifier;

    private final ImageShape m_shape;

    private final List<String> m_classNames;

    private final float[] m_known;

    private final int[] m_knownClasses;

    /** The rows of the real images with a class. */
    private final int[] m_labelled;

    /** @param data the real images, with their classes or a classifier as far as there are any */
    ModelComparisonFeatures(final ModelComparisonData data) {
        m_classifier = data.classifier();
        final ImageShape shape = data.images().shape();
        int smaller = 1;
        while (shape.height() / smaller * (shape.width() / smaller) > MOST_PIXELS) {
            smaller++;
        }
        m_shape = new ImageShape(shape.channels(), Math.max(1, shape.height() / smaller),
            Math.max(1, shape.width() / smaller));
        m_labelled = m_classifier != null || data.classes() == null ? new int[0]
            : java.util.stream.IntStream.range(0, data.images().size()).filter(i -> data.classes()[i] >= 0).toArray();
        m_classNames = m_classifier != null ? m_classifier.classNames()
            : m_labelled.length > NEIGHBOURS ? data.classNames() : List.of();
        m_known = m_classNames.isEmpty() || m_classifier != null ? null : pixels(data.images().select(m_labelled));
        m_knownClasses = Arrays.stream(m_labelled).map(i -> data.classes()[i]).toArray();
    }

    /** @return the classes that {@link #classes} tells; empty if it cannot */
    List<String> classNames() {
        return m_classNames;
    }

    boolean hasClassifier() {
        return m_classifier != null;
    }

    /** @return the number of features */
    int size() {
        return m_classifier == null ? m_shape.values() : m_classifier.featureSize();
    }

    /** @return the name of the feature space */
    String words() {
        return m_classifier != null ? m_classifier.featureSpace()
            : String.format(Locale.ROOT, "pixels of %s images", m_shape);
    }

    /** @return where the classes come from; empty where there are none */
    String classWords() {
        return m_classNames.isEmpty() ? "" : m_classifier != null ? "the classifier's"
            : "those of the " + NEIGHBOURS + " nearest real images, itself left out";
    }

    /** @return n × size() features */
    float[] of(final Images images, final Progress progress) {
        return m_classifier == null ? pixels(images) : m_classifier.features(images, progress);
    }

    /** @return the class probabilities; null without a classifier */
    float[] probabilities(final Images images, final Progress progress) {
        return m_classifier == null ? null : m_classifier.probabilities(images, progress);
    }

    /**
     * @param features of some images
     * @param probabilities their class probabilities; null without a classifier
     * @param progress told and asked
     * @return the class of each; null where there are none
     */
    int[] classes(final float[] features, final float[] probabilities, final Progress progress) {
        if (m_classNames.isEmpty()) {
            return null;
        }
        if (probabilities == null) {
            return KnnLabeler.label(m_known, m_knownClasses, m_classNames.size(), features, size(), NEIGHBOURS,
                progress).label();
        }
        final int k = m_classNames.size();
        final int[] classes = new int[probabilities.length / k];
        for (int i = 0; i < classes.length; i++) {
            for (int c = 1; c < k; c++) {
                classes[i] = probabilities[i * k + c] > probabilities[i * k + classes[i]] ? c : classes[i];
            }
        }
        return classes;
    }

    /**
     * @param features of the real images
     * @param probabilities their class probabilities; null without a classifier
     * @param progress told and asked
     * @return the class of each, found as that of a sample is: without a classifier by its nearest others, since an
     *         image that votes for itself would be labelled better than any sample; null where there are none
     */
    int[] realClasses(final float[] features, final float[] probabilities, final Progress progress) {
        if (m_known == null) {
            return classes(features, probabilities, progress);
        }
        final int n = features.length / size();
        final int[] classes = m_labelled.length == n ? new int[n] : classes(features, null, progress.part(0, 0.5));
        final int[] known = KnnLabeler.labelByOthers(m_known, m_knownClasses, m_classNames.size(), size(), NEIGHBOURS,
            progress.part(0.5, 1));
        for (int i = 0; i < known.length; i++) {
            classes[m_labelled[i]] = known[i];
        }
        return classes;
    }

    private float[] pixels(final Images images) {
        return images.shape().equals(m_shape) ? images.toFloats() : ImageResize.resize(images, m_shape).toFloats();
    }
}
