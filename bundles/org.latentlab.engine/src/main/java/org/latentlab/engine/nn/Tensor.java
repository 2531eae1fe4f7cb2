package org.latentlab.engine.nn;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A row-major matrix in the memory of the backend, float32 or float64: a batch of activations (a row per image), or a
 * weight matrix. Made and released by {@link Kernels}.
 */
public final class Tensor {

    /** How many values are read at once where not all need be. */
    private static final int PIECE = 4096;

    private final int m_rows;

    private final int m_columns;

    private final INDArray m_array;

    private final FloatPointer m_pointer;

    private final FloatBuffer m_floats;

    private final DoubleBuffer m_doubles;

    /**
     * Allocates a matrix of zeros.
     *
     * @param type FLOAT or DOUBLE
     * @param rows number of rows, at least 1
     * @param columns number of columns, at least 1
     */
    Tensor(final DataType type, final int rows, final int columns) {
        Math.multiplyExact(rows, columns);
        m_rows = rows;
        m_columns = columns;
        m_array = Nd4j.create(type, new long[]{rows, columns}, 'c');
        final boolean onHost = Nd4j.getEnvironment().isCPU();
        final Pointer pointer = onHost ? m_array.data().pointer() : null;
        m_pointer = pointer instanceof FloatPointer floats ? floats : null;
        m_floats = m_pointer != null ? m_pointer.asBuffer() : null;
        m_doubles = pointer instanceof DoublePointer doubles ? doubles.asBuffer() : null;
    }

    /** @return the number of rows */
    public int rows() {
        return m_rows;
    }

    /** @return the number of columns */
    public int columns() {
        return m_columns;
    }

    /** @return the number of values */
    public int size() {
        return m_rows * m_columns;
    }

    /**
     * Sets the first values.
     *
     * @param values row-major, whole rows
     * @param count how many of them
     */
    public void put(final float[] values, final int count) {
        if (m_floats != null) {
            m_floats.put(0, values, 0, count);
        } else if (count > 0) {
            final double[] doubles = new double[count];
            for (int i = 0; i < count; i++) {
                doubles[i] = values[i];
            }
            put(doubles, count);
        }
    }

    /**
     * Sets the first values.
     *
     * @param values row-major, whole rows
     * @param count how many of them
     */
    public void put(final double[] values, final int count) {
        if (m_doubles != null) {
            m_doubles.put(0, values, 0, count);
        } else if (m_floats != null) {
            for (int i = 0; i < count; i++) {
                m_floats.put(i, (float)values[i]);
            }
        } else if (count > 0) {
            final double[] exact = values.length == count ? values : java.util.Arrays.copyOf(values, count);
            try (INDArray host = Nd4j.createFromArray(exact); INDArray cast = host.castTo(m_array.dataType())) {
                firstRows(count / m_columns).assign(cast.reshape(count / m_columns, m_columns));
            }
        }
    }

    /**
     * Reads the first values.
     *
     * @param target where they go
     * @param count how many of them, whole rows
     */
    public void get(final float[] target, final int count) {
        if (m_floats != null) {
            m_floats.get(0, target, 0, count);
        } else if (count > 0) {
            try (INDArray copy = firstRows(count / m_columns).dup()) {
                System.arraycopy(copy.data().asFloat(), 0, target, 0, count);
            }
        }
    }

    /**
     * Reads the first values.
     *
     * @param target where they go
     * @param count how many of them, whole rows
     */
    public void get(final double[] target, final int count) {
        if (m_floats != null) {
            for (int i = 0; i < count; i++) {
                target[i] = m_floats.get(i);
            }
        } else if (m_doubles != null) {
            m_doubles.get(0, target, 0, count);
        } else if (count > 0) {
            try (INDArray copy = firstRows(count / m_columns).dup()) {
                System.arraycopy(copy.data().asDouble(), 0, target, 0, count);
            }
        }
    }

    /** @return all values, row-major */
    public float[] toFloats() {
        final float[] values = new float[size()];
        get(values, values.length);
        return values;
    }

    /** @return all values, row-major */
    public double[] toDoubles() {
        final double[] values = new double[size()];
        get(values, values.length);
        return values;
    }

    /** @return the sum of the squares of all values, the same bits each time */
    double squares() {
        double sum = 0;
        if (m_floats == null) {
            for (final double value : toDoubles()) {
                sum += value * value;
            }
            return sum;
        }
        final float[] piece = new float[Math.min(PIECE, size())];
        final float[] squares = new float[piece.length];
        for (int at = 0; at < size(); at += piece.length) {
            final int n = Math.min(piece.length, size() - at);
            m_floats.get(at, piece, 0, n);
            java.util.Arrays.fill(squares, 0f);
            FusedMath.addProduct(squares, piece, piece, n);
            sum += FusedMath.sum(squares, n);
        }
        return sum;
    }

    /** @return all rows */
    INDArray array() {
        return m_array;
    }

    /**
     * @param count 1…rows()
     * @return the first rows, shared
     */
    INDArray firstRows(final int count) {
        return count == m_rows ? m_array : m_array.get(NDArrayIndex.interval(0, count));
    }

    /**
     * @param index which value
     * @return where it is in the host's memory; for float32 on the CPU only
     */
    FloatPointer at(final long index) {
        return new FloatPointer(m_pointer).position(index);
    }

    /** @return the values in the host's memory, for access from several threads; for float32 on the CPU only */
    FloatBuffer host() {
        return m_floats;
    }

    /** Releases the memory. */
    void close() {
        m_array.close();
    }
}
