package org.latentlab.nodes.table;

/** Reads rows given as numbers, one after the other, into one buffer. */
abstract class DoublesReader extends PixelReader {

    private float[] m_values;

    /**
     * @param rule decides the shape
     * @param rows how many rows will come
     */
    DoublesReader(final ShapeRule rule, final int rows) {
        super(rule, rows);
    }

    @Override
    final void read(final Object[] contents, final int first, final int count, final String[] keys) {
        for (int i = 0; i < count; i++) {
            if (contents[i] == null) {
                problem(first + i, "missing");
            } else {
                final double[] values = (double[])contents[i];
                rule().checkValues(values.length, keys[first + i]);
                m_values = m_values == null ? new float[bufferLength()] : m_values;
                readRow(values, first + i);
            }
        }
    }

    /**
     * Puts a row into the buffer, or tells its problem.
     *
     * @param values its numbers, as many as the shape has
     * @param row which row it is
     */
    abstract void readRow(double[] values, int row);

    /** @return the numbers of all rows, one row after the other; null before the first that is not missing */
    float[] buffer() {
        return m_values;
    }
}
