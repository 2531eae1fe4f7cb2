package org.latentlab.nodes.table;

import org.latentlab.engine.image.Images;

/**
 * Reads images given as numbers. Numbers up to 1 are taken as they stand; if any exceeds 1, all are read as 0…255. A
 * row with a missing or unusable number has no usable image.
 */
final class NumberReader extends DoublesReader {

    private static final double MAX = 255;

    private boolean m_exceedsOne;
    private boolean m_whole = true;

    /**
     * @param rule decides the shape
     * @param rows how many rows will come
     */
    NumberReader(final ShapeRule rule, final int rows) {
        super(rule, rows);
    }

    @Override
    void readRow(final double[] values, final int row) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] <= MAX)) {
                problem(row, "value " + (i + 1) + " is "
                    + (Double.isNaN(values[i]) ? "missing or not a number" : values[i] + ", outside 0…255"));
                return;
            }
        }
        final float[] buffer = buffer();
        final int offset = row * values.length;
        for (int i = 0; i < values.length; i++) {
            buffer[offset + i] = (float)values[i];
            m_exceedsOne |= values[i] > 1;
            m_whole &= values[i] == Math.rint(values[i]);
        }
    }

    @Override
    Images images(final int[] usable) {
        final float[] buffer = buffer();
        final int values = shape().values();
        final float scale = m_exceedsOne ? 1f / (float)MAX : 1f;
        if (m_exceedsOne && m_whole) {
            final byte[] bytes = new byte[usable.length * values];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte)Math.round(buffer[usable[i / values] * values + i % values]);
            }
            return Images.ofBytes(shape(), bytes);
        }
        final float[] floats = new float[usable.length * values];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = buffer[usable[i / values] * values + i % values] * scale;
        }
        return Images.ofFloats(shape(), floats);
    }
}
