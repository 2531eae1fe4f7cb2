package org.latentlab.engine.dataset;

/**
 * An image file that could not be read. Its row stays in the data set, with pixels of zero, so that rows and labels
 * keep their places; whoever shows the data set shows a missing value there.
 *
 * @param row the row it would have been in
 * @param file the file, relative to the data set's directory
 * @param reason what is wrong with it, a whole sentence
 */
public record BrokenImage(int row, String file, String reason) {
}
