package org.latentlab.engine.score;

import java.util.Arrays;
import java.util.List;

/**
 * Of images that were asked for by class: how many were found to be of which class. Standard errors are those of a
 * share p of n independent images, √(p (1−p)/n); they are 0 where all images or none are right, however few there are.
 *
 * @param classNames the classes, L of them
 * @param counts L×L: for the class asked for the number of images found of each class; not copied
 */
public record ConfusionMatrix(List<String> classNames, int[][] counts) {

    /** Copies the list. */
    public ConfusionMatrix {
        classNames = List.copyOf(classNames);
    }

    /**
     * @param asked the class that each image was asked for, an index into classNames; −1 for none: not counted
     * @param found the class that it was found to be, likewise
     * @param classNames the names of the classes
     * @return how they agree
     * @throws IllegalArgumentException if the lengths differ, or an index is outside the classes
     */
    public static ConfusionMatrix of(final int[] asked, final int[] found, final List<String> classNames) {
        if (asked.length != found.length) {
            throw new IllegalArgumentException(asked.length + " classes asked for and " + found.length
                + " found do not belong to the same images.");
        }
        final int[][] counts = new int[classNames.size()][classNames.size()];
        for (int i = 0; i < asked.length; i++) {
            if (Math.min(asked[i], found[i]) < -1 || Math.max(asked[i], found[i]) >= counts.length) {
                throw new IllegalArgumentException("Image " + (i + 1) + " (counted from 1) has the class indices "
                    + asked[i] + " and " + found[i] + ", but the classes go from 0 to " + (counts.length - 1) + ".");
            }
            if (asked[i] >= 0 && found[i] >= 0) {
                counts[asked[i]][found[i]]++;
            }
        }
        return new ConfusionMatrix(classNames, counts);
    }

    /**
     * @param asked a class
     * @return number of images that were to be of it
     */
    public int asked(final int asked) {
        return Arrays.stream(counts[asked]).sum();
    }

    /** @return the number of images in all */
    public int total() {
        int total = 0;
        for (int c = 0; c < counts.length; c++) {
            total += asked(c);
        }
        return total;
    }

    /**
     * @param asked a class
     * @param found another one, or the same
     * @return the share of the images asked for as the one that were found to be the other, in [0, 1]; NaN if there are
     *         none
     */
    public double share(final int asked, final int found) {
        return (double)counts[asked][found] / asked(asked);
    }

    /**
     * @param asked a class
     * @return the share of its images that are of it, in [0, 1]; NaN if there are none
     */
    public double accuracy(final int asked) {
        return share(asked, asked);
    }

    /**
     * @param asked a class
     * @return the standard error of its accuracy; NaN without images
     */
    public double standardError(final int asked) {
        return standardError(accuracy(asked), asked(asked));
    }

    /** @return the share of all images that are of the class asked for, in [0, 1]; NaN if there are none */
    public double accuracy() {
        int right = 0;
        for (int c = 0; c < counts.length; c++) {
            right += counts[c][c];
        }
        return (double)right / total();
    }

    /** @return the standard error of {@link #accuracy()}; NaN without images */
    public double standardError() {
        return standardError(accuracy(), total());
    }

    /** @return the mean of the classes' accuracies, over those asked for; NaN if there are none */
    public double meanAccuracy() {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < counts.length; c++) {
            if (asked(c) > 0) {
                sum += accuracy(c);
                classes++;
            }
        }
        return sum / classes;
    }

    private static double standardError(final double share, final int n) {
        return Math.sqrt(share * (1 - share) / n);
    }
}
