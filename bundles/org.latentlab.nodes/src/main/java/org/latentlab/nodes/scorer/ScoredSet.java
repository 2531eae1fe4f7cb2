package org.latentlab.nodes.scorer;

import java.util.List;

/**
 * Images as the scores need them; all arrays have one entry an image.
 *
 * @param features n×d features of the classifier, row-major
 * @param probabilities n×k class probabilities of the classifier, row-major; null where they are not needed
 * @param classNames the classes that the table names, in their order
 * @param labels the class of each image as an index into classNames
 * @param groupNames the groups; empty if the images have none
 * @param groups the group of each image as an index into groupNames, -1 for none
 */
record ScoredSet(float[] features, float[] probabilities, List<String> classNames, int[] labels,
    List<String> groupNames, int[] groups) {

    /** @return the number of images */
    int size() {
        return labels.length;
    }
}
