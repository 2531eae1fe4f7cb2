package org.latentlab.engine.backend;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A buffer of float32 values outside the Java heap, where {@link Blas} works on them without a copy. To be closed; not
 * for use by several threads at once where one of them writes to the same place.
 */
public final class NativeFloats implements AutoCloseable {

    private final FloatPointer m_pointer;

    private final long m_length;

    /**
     * Allocates a buffer; its values are undefined.
     *
     * @param length number of values, at least 0
     */
    public NativeFloats(final long length) {
        Backend.loadBlas();
        m_pointer = new FloatPointer(Math.max(1, length));
        m_length = length;
    }

    /**
     * @param values what the buffer is to hold
     * @return a buffer with a copy of the values
     */
    public static NativeFloats of(final float[] values) {
        final NativeFloats buffer = new NativeFloats(values.length);
        buffer.put(0, values, 0, values.length);
        return buffer;
    }

    /** @return the number of values */
    public long length() {
        return m_length;
    }

    /**
     * Copies from the heap.
     *
     * @param at where in this buffer to begin
     * @param source the values
     * @param from where in the source to begin
     * @param count how many values
     */
    public void put(final long at, final float[] source, final int from, final int count) {
        check(at, count);
        at(at).put(source, from, count);
    }

    /**
     * Copies to the heap.
     *
     * @param at where in this buffer to begin
     * @param target where the values go
     * @param to where in the target to begin
     * @param count how many values
     */
    public void get(final long at, final float[] target, final int to, final int count) {
        check(at, count);
        at(at).get(target, to, count);
    }

    /**
     * @param index which value
     * @return a pointer of its own to that value
     */
    FloatPointer at(final long index) {
        return new FloatPointer(m_pointer).position(index);
    }

    private void check(final long at, final int count) {
        if (at < 0 || count < 0 || at + count > m_length) {
            throw new IndexOutOfBoundsException("Values " + at + " to " + (at + count) + " of a buffer of " + m_length);
        }
    }

    @Override
    public void close() {
        m_pointer.close();
    }
}
