package org.latentlab.engine.report;

import java.util.List;

import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.image.Images;

/**
 * What the samples of compared models are held against.
 *
 * @param images real images
 * @param classes the class of each as an index into classNames, −1 where it has none; null = no classes are known. Not
 *            copied
 * @param classNames the names of the classes; empty where none are known
 * @param classifier a classifier of such images, whose features and classes are used; null = pixels, and the classes of
 *            the nearest real images where classes are known
 */
public record ModelComparisonData(Images images, int[] classes, List<String> classNames, ImageClassifier classifier) {

    /** Checks that the parts fit together. */
    public ModelComparisonData {
        classNames = List.copyOf(classNames);
        if (classes != null && classes.length != images.size()) {
            throw new IllegalArgumentException(images.size() + " images need as many classes, not " + classes.length
                + ".");
        }
    }
}
