package org.latentlab.engine.image;

import org.latentlab.engine.EngineException;

/** An encoded image that cannot be read, or that has another shape than the one asked for. */
public class ImageFormatException extends EngineException {

    private static final long serialVersionUID = 1L;

    /** @param message what was found and what was expected */
    public ImageFormatException(final String message) {
        super(message);
    }

    /**
     * @param message what was found and what was expected
     * @param cause the failure behind it
     */
    public ImageFormatException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
