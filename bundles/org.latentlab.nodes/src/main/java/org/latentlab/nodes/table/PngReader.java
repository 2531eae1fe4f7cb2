package org.latentlab.nodes.table;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.image.PngCodec;

/** Reads PNG images, those of a chunk side by side on all cores. */
final class PngReader extends PixelReader {

    private byte[] m_pixels;

    /**
     * @param rule decides the shape
     * @param rows how many rows will come
     */
    PngReader(final ShapeRule rule, final int rows) {
        super(rule, rows);
    }

    @Override
    void read(final Object[] contents, final int first, final int count, final String[] keys) {
        final ImageShape[] shapes = new ImageShape[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            if (contents[i] == null) {
                problem(first + i, "missing");
                return;
            }
            try {
                shapes[i] = PngCodec.shape((byte[])contents[i]);
            } catch (EngineException e) {
                problem(first + i, reason(e));
            }
        });
        for (int i = 0; i < count; i++) {
            if (shapes[i] != null) {
                rule().check(shapes[i], keys[first + i]);
            }
        }
        if (!hasShape()) {
            return;
        }
        if (m_pixels == null) {
            m_pixels = new byte[bufferLength()];
        }
        final int values = shape().values();
        IntStream.range(0, count).parallel().filter(i -> shapes[i] != null).forEach(i -> {
            try {
                PngCodec.decode((byte[])contents[i], shape(), m_pixels, (first + i) * values);
            } catch (EngineException e) {
                problem(first + i, reason(e));
            }
        });
    }

    private static String reason(final EngineException e) {
        final String message = e.getMessage();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    @Override
    Images images(final int[] usable) {
        if (m_pixels == null) {
            return Images.ofBytes(shape(), new byte[0]);
        }
        final int values = shape().values();
        for (int i = 0; i < usable.length; i++) { // rows are ascending, so this moves each image to the front at most
            if (usable[i] != i) {
                System.arraycopy(m_pixels, usable[i] * values, m_pixels, i * values, values);
            }
        }
        return Images.ofBytes(shape(), usable.length == rows() ? m_pixels
            : Arrays.copyOf(m_pixels, usable.length * values));
    }
}
