package org.latentlab.nodes.table;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;

/**
 * All images of a column have one shape: that of the first usable one, unless a model says which.
 */
final class ShapeRule {

    private final String m_label;
    private final String m_because;
    private ImageShape m_shape;
    private String m_firstKey;

    /**
     * @param label what the images are read from, e.g. "Column 'image'"
     * @param expected the shape that is asked for, null if the first image decides
     * @param because who asks for it, e.g. "the model was trained on"
     */
    ShapeRule(final String label, final ImageShape expected, final String because) {
        m_label = label;
        m_shape = expected;
        m_because = because;
    }

    /** @return the shape, null as long as nothing has decided it */
    ImageShape shape() {
        return m_shape;
    }

    /**
     * @param shape of one image
     * @param rowKey the key of its row
     * @throws EngineException if it is not the shape of the others
     */
    void check(final ImageShape shape, final String rowKey) {
        if (m_shape == null) {
            m_shape = shape;
            m_firstKey = rowKey;
        } else if (!m_shape.equals(shape)) {
            throw mismatch("a " + shape + " image", rowKey);
        }
    }

    /**
     * The shape of a list of numbers: the expected one if it has as many values, else a square gray image, else a
     * square RGB one.
     *
     * @param values how many numbers there are
     * @param rowKey the key of the row
     * @throws EngineException if no shape has that many values, or not the shape of the others
     */
    void checkValues(final int values, final String rowKey) {
        if (m_shape != null) {
            if (m_shape.values() != values) {
                throw mismatch(values + " values", rowKey);
            }
            return;
        }
        final int gray = (int)Math.round(Math.sqrt(values));
        final int rgb = (int)Math.round(Math.sqrt(values / 3.0));
        if (values > 0 && gray * gray == values) {
            check(ImageShape.gray(gray, gray), rowKey);
        } else if (values > 0 && 3 * rgb * rgb == values) {
            check(ImageShape.rgb(rgb, rgb), rowKey);
        } else {
            throw new EngineException(m_label + (values == 0 ? " holds no values" : " holds " + values + " values")
                + " in row '" + rowKey + "', which is neither a square gray image (n×n) nor a square RGB one (3×n×n). "
                + "Pad or crop the images, or convert them to PNG images.");
        }
    }

    private EngineException mismatch(final String found, final String rowKey) {
        final String where = m_label + (m_label.startsWith("Column") ? " holds " : " hold ") + found + " in row '"
            + rowKey + "', but ";
        if (m_because != null) {
            return new EngineException(where + m_because + " " + m_shape
                + (found.endsWith("values") ? " (" + m_shape.values() + " values)" : "")
                + ". Choose another column or resize the images first.");
        }
        return new EngineException(where + "the first image (row '" + m_firstKey + "') is " + m_shape
            + ". All images of a table must have one size: resize them first.");
    }
}
