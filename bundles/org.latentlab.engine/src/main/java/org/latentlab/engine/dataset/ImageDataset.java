package org.latentlab.engine.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.latentlab.engine.image.Images;

/**
 * Images with what is known about each. The arrays are shared, not copied, and must not be written to.
 *
 * @param name what the data are, e.g. "MNIST-like digits (train)"; for messages and reports
 * @param images the images
 * @param labels null if unlabelled, else for each row the index of its class in classNames
 * @param classNames the classes in order, empty if unlabelled
 * @param rowNames null, or for each row where it comes from (e.g. a file), without duplicates
 * @param factors known generating factors by name, one value a row; empty where none are known
 * @param broken the rows whose file could not be read, ascending; their pixels are zero
 */
public record ImageDataset(String name, Images images, int[] labels, List<String> classNames, List<String> rowNames,
        SortedMap<String, double[]> factors, List<BrokenImage> broken) {

    /** Checks that everything has one entry a row, and that labels are classes. */
    public ImageDataset {
        final int size = images.size();
        classNames = List.copyOf(classNames);
        rowNames = rowNames == null ? null : List.copyOf(rowNames);
        factors = Collections.unmodifiableSortedMap(new TreeMap<>(factors));
        broken = List.copyOf(broken);
        if (labels != null) {
            checkLength("labels", labels.length, size);
            for (int i = 0; i < size; i++) {
                if (labels[i] < 0 || labels[i] >= classNames.size()) {
                    throw new IllegalArgumentException("Row " + i + " has label " + labels[i] + ", but there are "
                        + classNames.size() + " classes.");
                }
            }
        }
        if (rowNames != null) {
            checkLength("row names", rowNames.size(), size);
        }
        for (final Map.Entry<String, double[]> factor : factors.entrySet()) {
            checkLength("values of the factor '" + factor.getKey() + "'", factor.getValue().length, size);
        }
        for (final BrokenImage image : broken) {
            if (image.row() < 0 || image.row() >= size) {
                throw new IllegalArgumentException("Broken row " + image.row() + " of " + size + " rows.");
            }
        }
    }

    private static void checkLength(final String what, final int found, final int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(found + " " + what + " for " + expected + " images.");
        }
    }

    /**
     * @param name what the data are
     * @param images the images
     * @param labels for each row the index of its class
     * @param classNames the classes
     * @return labelled images of which nothing else is known
     */
    public static ImageDataset labelled(final String name, final Images images, final int[] labels,
        final List<String> classNames) {
        return new ImageDataset(name, images, labels, classNames, null, new TreeMap<>(), List.of());
    }

    /** @return the number of rows */
    public int size() {
        return images.size();
    }

    /** @return whether every row has a class */
    public boolean isLabelled() {
        return labels != null;
    }

    /**
     * @param rows the rows to take, in this order, each 0…size()-1, none twice
     * @return those rows, copied, with all that is known about them
     */
    public ImageDataset select(final int[] rows) {
        final int[] chosenLabels = labels == null ? null : new int[rows.length];
        final List<String> chosenNames = rowNames == null ? null : new ArrayList<>(rows.length);
        final int[] place = new int[size()];
        for (int i = 0; i < rows.length; i++) {
            place[rows[i]] = i + 1;
            if (labels != null) {
                chosenLabels[i] = labels[rows[i]];
            }
            if (rowNames != null) {
                chosenNames.add(rowNames.get(rows[i]));
            }
        }
        final SortedMap<String, double[]> chosenFactors = new TreeMap<>(factors.comparator());
        factors.forEach((factor, values) -> {
            final double[] chosen = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                chosen[i] = values[rows[i]];
            }
            chosenFactors.put(factor, chosen);
        });
        final List<BrokenImage> chosenBroken = new ArrayList<>();
        for (final BrokenImage image : broken) {
            if (place[image.row()] > 0) {
                chosenBroken.add(new BrokenImage(place[image.row()] - 1, image.file(), image.reason()));
            }
        }
        chosenBroken.sort((a, b) -> Integer.compare(a.row(), b.row()));
        return new ImageDataset(name, images.select(rows), chosenLabels, classNames, chosenNames, chosenFactors,
            chosenBroken);
    }
}
