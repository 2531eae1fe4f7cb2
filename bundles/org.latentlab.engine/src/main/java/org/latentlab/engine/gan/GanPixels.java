package org.latentlab.engine.gan;

import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;

/**
 * Images as the networks of a GAN have them: pixels in [−1, 1] instead of [0, 1], H×W×C for convolutions. Vectors stay
 * as they are.
 */
final class GanPixels {

    /** Fewer values than these are converted sooner than a second thread is woken. */
    private static final int SMALL = 1 << 14;

    private final ImageShape m_shape;

    private final int m_values;

    /** 1 where no value changes its place. */
    private final int m_channels;

    /**
     * @param shape the shape of the images
     * @param channelsLast whether the networks have them H×W×C
     */
    GanPixels(final ImageShape shape, final boolean channelsLast) {
        m_shape = shape;
        m_values = shape.values();
        m_channels = channelsLast ? shape.channels() : 1;
    }

    /**
     * @param images the images
     * @param rows which of them; null = all, in order
     * @param from where in the rows to begin
     * @param count how many
     * @param target receives an image a row
     * @param at where in the target the first row begins
     */
    void toNetwork(final Images images, final int[] rows, final int from, final int count, final float[] target,
        final int at) {
        forImages(count, (chunk, first, last) -> {
            final float[] image = new float[m_channels > 1 ? m_values : 0];
            for (int i = first; i < last; i++) {
                final int row = rows == null ? from + i : rows[from + i];
                final int to = at + i * m_values;
                if (m_channels > 1) {
                    images.copyTo(row, image, 0);
                    interleave(image, target, to);
                } else {
                    images.copyTo(row, target, to);
                }
                if (!m_shape.isVector()) {
                    for (int j = to; j < to + m_values; j++) {
                        target[j] = 2 * target[j] - 1;
                    }
                }
            }
        });
    }

    private void interleave(final float[] image, final float[] target, final int to) {
        final int pixels = m_values / m_channels;
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < m_channels; c++) {
                target[to + p * m_channels + c] = image[c * pixels + p];
            }
        }
    }

    /**
     * @param source images as the generator gives them, one a row
     * @param count how many
     * @param target receives images as {@link Images} has them
     * @param at where in the target the first begins
     */
    void fromNetwork(final float[] source, final int count, final float[] target, final int at) {
        final int pixels = m_values / m_channels;
        final float scale = m_shape.isVector() ? 1 : 0.5f;
        final float shift = m_shape.isVector() ? 0 : 0.5f;
        forImages(count, (chunk, first, last) -> {
            for (int i = first; i < last; i++) {
                for (int c = 0; c < m_channels; c++) {
                    final int to = at + i * m_values + c * pixels;
                    final int from = i * m_values + c;
                    for (int p = 0; p < pixels; p++) {
                        target[to + p] = scale * source[from + p * m_channels] + shift;
                    }
                }
            }
        });
    }

    private void forImages(final int count, final Parallel.Body body) {
        if (count * (long)m_values < SMALL) {
            body.run(0, 0, count);
        } else {
            Parallel.forRange(count, body);
        }
    }
}
