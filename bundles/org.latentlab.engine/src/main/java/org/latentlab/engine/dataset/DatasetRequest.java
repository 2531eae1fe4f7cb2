package org.latentlab.engine.dataset;

import java.nio.file.Path;
import java.util.Objects;

import org.latentlab.engine.image.ImageShape;

/**
 * What to read.
 *
 * @param format how the data are stored
 * @param directory where they are; null for synthetic digits
 * @param split which part
 * @param limit at most this many rows, drawn stratified by class; 0 for all
 * @param seed of the drawing (and of the synthetic digits)
 * @param resizeTo the shape every image is brought to, colours included; null to take them as they are
 * @param standIn what is drawn where the format is AUTO and there is no directory
 */
public record DatasetRequest(DatasetFormat format, Path directory, Split split, int limit, long seed,
        ImageShape resizeTo, StandIn standIn) {

    /** Checks the values. */
    public DatasetRequest {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(standIn, "standIn");
        if (limit < 0) {
            throw new IllegalArgumentException("The row limit is " + limit
                + "; it must be 0 (all rows) or a positive number of rows.");
        }
        if (directory == null && format != DatasetFormat.AUTO && format != DatasetFormat.SYNTHETIC_DIGITS) {
            throw new IllegalArgumentException("The format " + format
                + " needs a directory to read from; choose one, or choose the synthetic digits.");
        }
    }

    /**
     * A request whose stand-in are the synthetic digits.
     *
     * @param format how the data are stored
     * @param directory where they are; null for synthetic digits
     * @param split which part
     * @param limit at most this many rows; 0 for all
     * @param seed of the drawing
     * @param resizeTo the shape every image is brought to; null to take them as they are
     */
    public DatasetRequest(final DatasetFormat format, final Path directory, final Split split, final int limit,
        final long seed, final ImageShape resizeTo) {
        this(format, directory, split, limit, seed, resizeTo, StandIn.DIGITS);
    }
}
