package org.latentlab.nodes.table;

import java.util.List;

import org.latentlab.engine.image.Images;

/**
 * Reads vectors of any finite numbers. A row with a missing or unusable number, or one beyond single precision
 * (3.4·10³⁸), has no usable vector.
 */
final class VectorReader extends DoublesReader {

    private final List<String> m_names;

    /**
     * @param rule decides the length
     * @param rows how many rows will come
     * @param names what the values are called, for messages; empty where they have no names
     */
    VectorReader(final ShapeRule rule, final int rows, final List<String> names) {
        super(rule, rows);
        m_names = names;
    }

    @Override
    void readRow(final double[] values, final int row) {
        final float[] buffer = buffer();
        final int offset = row * values.length;
        for (int i = 0; i < values.length; i++) {
            final float value = (float)values[i];
            if (!Float.isFinite(value)) {
                final String name = m_names.isEmpty() ? "value " + (i + 1) : m_names.get(i);
                problem(row, name + (Double.isNaN(values[i]) ? " is missing or not a number"
                    : " is " + values[i] + (Double.isInfinite(values[i]) ? "" : ", too large")));
                return;
            }
            buffer[offset + i] = value;
        }
    }

    @Override
    Images images(final int[] usable) {
        final int values = shape().values();
        final float[] floats = new float[usable.length * values];
        for (int i = 0; i < usable.length; i++) {
            System.arraycopy(buffer(), usable[i] * values, floats, i * values, values);
        }
        return Images.ofFloats(shape(), floats);
    }
}
