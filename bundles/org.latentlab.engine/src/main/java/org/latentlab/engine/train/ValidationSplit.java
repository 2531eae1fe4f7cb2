package org.latentlab.engine.train;

import java.util.Arrays;

import org.latentlab.engine.math.Rng;

/**
 * Which images are trained on and which are kept for validation.
 *
 * @param training the rows trained on, ascending, at least one
 * @param validation the rows kept, ascending, maybe none
 */
public record ValidationSplit(int[] training, int[] validation) {

    /**
     * Draws the validation rows.
     *
     * @param size number of rows, at least 2
     * @param share share kept for validation, in [0, 1); above 0 means at least one row on either side
     * @param seed the seed of the run
     * @return the split
     */
    public static ValidationSplit of(final int size, final double share, final long seed) {
        final int[] rows = new int[size];
        Arrays.setAll(rows, i -> i);
        if (share == 0) {
            return new ValidationSplit(rows, new int[0]);
        }
        Rng.stream(seed, "validation split").shuffle(rows);
        final int kept = (int)Math.min(size - 1L, Math.max(1, Math.round(share * size)));
        final int[] validation = Arrays.copyOf(rows, kept);
        final int[] training = Arrays.copyOfRange(rows, kept, size);
        Arrays.sort(validation);
        Arrays.sort(training);
        return new ValidationSplit(training, validation);
    }
}
