package org.latentlab.engine.train;

import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.nn.Tensor;

/** Converts images, kept as bytes, into the floats of one batch. */
public final class ImageBatch {

    private static final int SMALL = 1 << 14;

    private final float[] m_values;

    private final boolean m_channelsLast;

    /**
     * @param values values of one image
     * @param batch the most images at once
     * @param channelsLast whether the tensor holds H×W×C rather than C×H×W
     */
    public ImageBatch(final int values, final int batch, final boolean channelsLast) {
        m_values = new float[Math.multiplyExact(values, batch)];
        m_channelsLast = channelsLast;
    }

    /**
     * Fills the first rows of a tensor.
     *
     * @param images the images
     * @param rows which of them; null = all, in order
     * @param from where in the rows to begin
     * @param count how many
     * @param target receives an image a row, values in [0, 1]
     */
    public void load(final Images images, final int[] rows, final int from, final int count, final Tensor target) {
        final int n = images.shape().values();
        final Parallel.Body body = (chunk, first, last) -> {
            for (int i = first; i < last; i++) {
                load(images, rows == null ? from + i : rows[from + i], i * n);
            }
        };
        if (count * n < SMALL) {
            body.run(0, 0, count);
        } else {
            Parallel.forRange(count, body);
        }
        target.put(m_values, count * n);
    }

    private void load(final Images images, final int image, final int at) {
        final int channels = images.shape().channels();
        if (!m_channelsLast || channels == 1) {
            images.copyTo(image, m_values, at);
            return;
        }
        final int pixels = images.shape().values() / channels;
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                m_values[at + p * channels + c] = images.value(image, c * pixels + p);
            }
        }
    }
}
