package org.latentlab.engine.math;

/**
 * A dense matrix of doubles, row by row: n points of d dimensions, a covariance, a table of features. The array is
 * shared, not copied.
 *
 * @param rows number of rows, at least 0
 * @param columns number of columns, at least 1
 * @param data rows × columns values, row-major
 */
public record Matrix(int rows, int columns, double[] data) {

    /** Checks the sizes. */
    public Matrix {
        if (rows < 0 || columns < 1 || (long)rows * columns != data.length) {
            throw new IllegalArgumentException("A " + rows + "×" + columns + " matrix needs " + (long)rows * columns
                + " values, not " + data.length + ".");
        }
    }

    /**
     * @param rows number of rows
     * @param columns number of columns
     * @return a matrix of zeros
     * @throws IllegalArgumentException if it has more values than one array holds
     */
    public static Matrix zeros(final int rows, final int columns) {
        if ((long)rows * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("A " + rows + "×" + columns + " matrix has more values than one array "
                + "holds. Use fewer rows or columns.");
        }
        return new Matrix(rows, columns, new double[rows * columns]);
    }

    /**
     * @param values row-major floats, whole rows
     * @param columns number of columns, at least 1
     * @return the same values as doubles
     */
    public static Matrix ofFloats(final float[] values, final int columns) {
        final double[] data = new double[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = values[i];
        }
        return new Matrix(values.length / columns, columns, data);
    }

    /**
     * @param rows the rows, each of the same length, at least one
     * @return a copy of them
     */
    public static Matrix of(final double[]... rows) {
        final Matrix m = zeros(rows.length, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != m.columns) {
                throw new IllegalArgumentException("Row " + i + " has " + rows[i].length + " values, not " + m.columns
                    + ".");
            }
            System.arraycopy(rows[i], 0, m.data, i * m.columns, m.columns);
        }
        return m;
    }

    /**
     * @param row 0…rows-1
     * @param column 0…columns-1
     * @return the value there
     */
    public double get(final int row, final int column) {
        return data[row * columns + column];
    }

    /**
     * @param row 0…rows-1
     * @return a copy of that row
     */
    public double[] row(final int row) {
        return java.util.Arrays.copyOfRange(data, row * columns, (row + 1) * columns);
    }

    /**
     * @param chosen the rows to take, in this order
     * @return those rows, copied
     */
    public Matrix select(final int[] chosen) {
        final Matrix m = zeros(chosen.length, columns);
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(data, chosen[i] * columns, m.data, i * columns, columns);
        }
        return m;
    }

    /** @return the values as floats, row-major */
    public float[] toFloats() {
        final float[] floats = new float[data.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float)data[i];
        }
        return floats;
    }
}
