package org.latentlab.nodes.table;

import java.util.Optional;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;

/**
 * All images of a column have one shape: that of the first usable one, unless a model says which.
 */
final class ShapeRule {

    private final String m_label;
    private final NumbersAs m_numbersAs;
    private final ExpectedImages m_expected;
    private ImageShape m_shape;
    private String m_firstKey;

    /**
     * The first image decides.
     *
     * @param label what the images are read from, e.g. "Column 'image'"
     * @param numbersAs what numbers stand for
     */
    ShapeRule(final String label, final NumbersAs numbersAs) {
        m_label = label;
        m_numbersAs = numbersAs;
        m_expected = null;
    }

    /**
     * A model decides.
     *
     * @param label what the images are read from, e.g. "Column 'image'"
     * @param expected the images that are asked for
     */
    ShapeRule(final String label, final ExpectedImages expected) {
        m_label = label;
        m_numbersAs = expected.shape().isVector() ? NumbersAs.VECTORS : NumbersAs.IMAGES;
        m_expected = expected;
    }

    /** @return the shape; as long as nothing has decided it, the one that is asked for, null if there is none */
    ImageShape shape() {
        return m_shape == null && m_expected != null ? m_expected.shape() : m_shape;
    }

    /** @return whether an image has decided the shape */
    boolean isDecided() {
        return m_shape != null;
    }

    /** @return what numbers stand for */
    NumbersAs numbersAs() {
        return m_numbersAs;
    }

    /**
     * @param shape of one image
     * @param rowKey the key of its row
     * @throws EngineException if it is not the shape of the others
     */
    void check(final ImageShape shape, final String rowKey) {
        if (m_shape == null && (m_expected == null || m_expected.allows(shape))) {
            m_shape = shape;
            m_firstKey = rowKey;
        } else if (!shape.equals(m_shape)) {
            throw mismatch(image(shape), rowKey);
        }
    }

    /**
     * The shape of a list of numbers: the expected one if it has as many values, that of a vector where numbers are
     * one, else a square gray image, else a square RGB one.
     *
     * @param values how many numbers there are
     * @param rowKey the key of the row
     * @throws EngineException if no shape has that many values, or not the shape of the others
     */
    void checkValues(final int values, final String rowKey) {
        if (shape() != null) {
            checkCount(values, rowKey);
            return;
        }
        check(ofValues(values, m_numbersAs).orElseThrow(() -> new EngineException(m_label + holds() + (values == 0
            ? "no values in row '" + rowKey + "'. Choose another column."
            : values + " values in row '" + rowKey + "', which is neither a square gray image (n×n) nor a "
                + "square RGB one (3×n×n). Pad or crop the images, or convert them to PNG images."))), rowKey);
    }

    private String holds() {
        return m_label.startsWith("Column") ? " holds " : " hold ";
    }

    /**
     * @param values how many numbers there are
     * @param numbersAs what they stand for
     * @return the shape of a vector, else of a square gray image, else of a square RGB one; nothing where none fits
     */
    static Optional<ImageShape> ofValues(final int values, final NumbersAs numbersAs) {
        final int gray = (int)Math.round(Math.sqrt(values));
        final int rgb = (int)Math.round(Math.sqrt(values / 3.0));
        if (values == 0) {
            return Optional.empty();
        }
        if (numbersAs == NumbersAs.VECTORS) {
            return Optional.of(ImageShape.gray(1, values));
        }
        if (gray * gray == values) {
            return Optional.of(ImageShape.gray(gray, gray));
        }
        return 3 * rgb * rgb == values ? Optional.of(ImageShape.rgb(rgb, rgb)) : Optional.empty();
    }

    private void checkCount(final int values, final String rowKey) {
        if (values == shape().values()) {
            check(shape(), rowKey);
            return;
        }
        final ImageShape expected = m_expected == null ? null : m_expected.shape();
        if (expected != null && m_expected.orColour() && values == 3 * expected.values() && m_shape == null) {
            check(ImageShape.rgb(expected.height(), expected.width()), rowKey);
        } else {
            throw mismatch(values + " values", rowKey);
        }
    }

    /** What makes the images fit: sometimes only their colours differ. */
    /** @return for instance "a 28×28×1 image", "an 8×8×3 image" */
    private static String image(final ImageShape shape) {
        final String text = shape.toString();
        // eight, eleven, eighteen, and eighty and eight hundred with the first
        final boolean vowel = text.startsWith("8") || text.startsWith("11×") || text.startsWith("18×");
        return (vowel ? "an " : "a ") + text + " image";
    }

    private String remedy(final String found) {
        final ImageShape wanted = m_expected.shape();
        final ImageShape gray = ImageShape.gray(wanted.height(), wanted.width());
        final ImageShape rgb = ImageShape.rgb(wanted.height(), wanted.width());
        if (wanted.equals(rgb) && found.equals(image(gray))) {
            return "convert the images to RGB";
        }
        return wanted.equals(gray) && found.equals(image(rgb)) ? "convert the images to gray"
            : "resize the images";
    }

    private EngineException mismatch(final String found, final String rowKey) {
        final String where = m_label + holds() + found + " in row '"
            + rowKey + "', but ";
        if (m_expected != null && (m_shape == null || m_shape.equals(m_expected.shape()))) {
            final boolean vector = m_expected.shape().isVector();
            return new EngineException(where + m_expected.because() + " " + m_expected.words()
                + (found.endsWith("values") && !vector ? " (" + m_expected.shape().values() + " values)" : "")
                + (vector ? ". Choose another column." : ". Choose another column or " + remedy(found) + " first."));
        }
        return new EngineException(m_shape.isVector() && found.endsWith("values")
            ? where + "the first vector (row '" + m_firstKey + "') has " + m_shape.values() + ". All vectors of a "
                + "table must have one length."
            : where + "the first image (row '" + m_firstKey + "') is " + m_shape
                + ". All images of a table must have one size: resize them first.");
    }
}
