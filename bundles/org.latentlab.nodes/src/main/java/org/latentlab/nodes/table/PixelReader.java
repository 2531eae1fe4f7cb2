package org.latentlab.nodes.table;

import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;

/** Turns the contents of image cells into one buffer of pixels, chunk by chunk. */
abstract class PixelReader {

    private final ShapeRule m_rule;
    private final int m_rows;
    private final String[] m_problems;

    /**
     * @param rule decides the shape
     * @param rows how many rows will come
     */
    PixelReader(final ShapeRule rule, final int rows) {
        m_rule = rule;
        m_rows = rows;
        m_problems = new String[rows];
    }

    /**
     * @param contents what the cells of some rows hold, null for a missing one
     * @param first the first of those rows
     * @param count how many they are
     * @param keys the keys of all rows so far
     * @throws EngineException if an image has another shape than the others
     */
    abstract void read(Object[] contents, int first, int count, String[] keys);

    /**
     * @param usable the rows without a problem, ascending
     * @return their images
     */
    abstract Images images(int[] usable);

    /** @return the rule that decides the shape */
    ShapeRule rule() {
        return m_rule;
    }

    /** @return the shape of the images */
    ImageShape shape() {
        return m_rule.shape();
    }

    /** @return whether the shape of what is read is known */
    boolean hasShape() {
        return m_rule.isDecided();
    }

    /** @return how many rows there are */
    int rows() {
        return m_rows;
    }

    /**
     * @param row a row read
     * @return why it has no usable image, null if it has one
     */
    String problem(final int row) {
        return m_problems[row];
    }

    /**
     * @param row a row read
     * @param problem why it has no usable image
     */
    void problem(final int row, final String problem) {
        m_problems[row] = problem;
    }

    /**
     * @return how long a buffer for all rows is
     * @throws EngineException if that is more than an array holds
     */
    int bufferLength() {
        final long length = (long)m_rows * shape().values();
        if (length > Integer.MAX_VALUE - 8) {
            throw new EngineException(String.format(Locale.ROOT, "%,d images of %s hold %,d values, more than can be "
                + "kept at once. Take a sample of the rows or resize the images first.", m_rows,
                ExpectedImages.words(shape()), length));
        }
        return (int)length;
    }
}
