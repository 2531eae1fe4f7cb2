package org.latentlab.engine.generate;

import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.Images;

/**
 * What became of images or vectors before a model was trained on them, so that others can be treated alike before it
 * encodes them, and vectors that it decodes brought back.
 *
 * @param gray whether RGB images were turned gray (see {@link Images#toGray()})
 * @param columns the names of the values, where each has one; else empty
 * @param offset what was taken off each value; empty where values were not scaled; not copied
 * @param scale what each value was divided by after that, above 0; empty where values were not scaled; not copied
 */
public record ModelInput(boolean gray, List<String> columns, double[] offset, double[] scale) {

    /** Images or vectors as they are, without names. */
    public static final ModelInput AS_IT_IS = of(false, List.of());

    /** Checks that the parts fit together. */
    public ModelInput {
        columns = List.copyOf(columns);
        if (offset.length != scale.length || offset.length > 0 && !columns.isEmpty()
            && columns.size() != offset.length) {
            throw new IllegalArgumentException("The input of a model has as many offsets as scales and names, not "
                + offset.length + ", " + scale.length + " and " + columns.size() + ".");
        }
        for (int i = 0; i < scale.length; i++) {
            if (!Double.isFinite(offset[i]) || !(scale[i] > 0 && scale[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Value " + (i + 1) + " of a model's input cannot be scaled by "
                    + offset[i] + " and " + scale[i] + ".");
            }
        }
    }

    /**
     * @param gray whether RGB images are turned gray
     * @param columns the names of the values, or none
     * @return this without scaling
     */
    public static ModelInput of(final boolean gray, final List<String> columns) {
        return new ModelInput(gray, columns, new double[0], new double[0]);
    }

    /**
     * @param vectors what will be trained on, at least one
     * @return this, with each value scaled so that those seen range from 0 to 1; one that is always the same becomes 0
     */
    public ModelInput scaledToUnitRange(final Images vectors) {
        final int values = vectors.shape().values();
        final double[] low = new double[values];
        final double[] range = new double[values];
        for (int j = 0; j < values; j++) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < vectors.size(); i++) {
                min = Math.min(min, vectors.value(i, j));
                max = Math.max(max, vectors.value(i, j));
            }
            low[j] = min;
            range[j] = max > min ? max - min : 1;
        }
        return new ModelInput(gray, columns, low, range);
    }

    /**
     * @param vectors what will be trained on, at least one
     * @return this, with each value scaled to mean 0 and variance 1 (divided by n − 1) over those seen; one that is
     *         always the same becomes 0
     */
    public ModelInput standardised(final Images vectors) {
        final int values = vectors.shape().values();
        final int n = vectors.size();
        final double[] mean = new double[values];
        final double[] deviation = new double[values];
        for (int j = 0; j < values; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += vectors.value(i, j);
            }
            mean[j] = sum / n;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                squares += (vectors.value(i, j) - mean[j]) * (vectors.value(i, j) - mean[j]);
            }
            deviation[j] = squares > 0 ? Math.sqrt(squares / (n - 1)) : 1;
        }
        return new ModelInput(gray, columns, mean, deviation);
    }

    /** @return whether there is nothing to do and nothing to tell */
    public boolean isPlain() {
        return !gray && columns.isEmpty() && !isScaled();
    }

    /** @return whether values are scaled */
    public boolean isScaled() {
        return offset.length > 0;
    }

    /**
     * @param images images or vectors as they come
     * @return them as the model takes them; the same object if nothing is to be done
     * @throws EngineException if vectors have another length than those that the scaling is for
     */
    public Images apply(final Images images) {
        final Images shown = gray ? images.toGray() : images;
        return isScaled() ? rescaled(shown, true) : shown;
    }

    /**
     * @param decoded what the model decodes
     * @return images as they are; vectors in the units that they came in
     * @throws EngineException if vectors have another length than those that the scaling is for
     */
    public Images restore(final Images decoded) {
        return isScaled() ? rescaled(decoded, false) : decoded;
    }

    private Images rescaled(final Images vectors, final boolean forth) {
        final int values = vectors.shape().values();
        if (values != offset.length) {
            throw new EngineException(String.format(Locale.ROOT, "The vectors have %,d values, but the model was "
                + "trained on vectors of %,d. Choose the same columns.", values, offset.length));
        }
        final float[] all = vectors.toFloats();
        for (int i = 0; i < all.length; i++) {
            final int j = i % values;
            all[i] = (float)(forth ? (all[i] - offset[j]) / scale[j] : all[i] * scale[j] + offset[j]);
        }
        return Images.ofFloats(vectors.shape(), all);
    }
}
