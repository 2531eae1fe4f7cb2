package org.latentlab.nodes.table;

import org.latentlab.engine.image.ImageShape;

/**
 * The images that a model takes.
 *
 * @param shape their shape; that of a vector where the model is one of vectors
 * @param orColour whether RGB images of the same height and width will do too, because they will be turned gray
 * @param because who asks for them, e.g. "the model was trained on"
 */
public record ExpectedImages(ImageShape shape, boolean orColour, String because) {

    /**
     * @param found the shape of an image
     * @return whether it will do
     */
    boolean allows(final ImageShape found) {
        return shape.equals(found)
            || orColour && found.equals(ImageShape.rgb(shape.height(), shape.width()));
    }

    /** @return the images in words, e.g. "28×28" or "vectors of 12 values" */
    String words() {
        return words(shape);
    }

    /**
     * @param shape any shape
     * @return it in words, e.g. "28×28" or "vectors of 12 values"
     */
    static String words(final ImageShape shape) {
        return shape.isVector() ? "vectors of " + shape.values() + (shape.values() == 1 ? " value" : " values")
            : shape.toString();
    }
}
