package org.latentlab.engine;

/**
 * Something an analyst can put right: unusable data, a model that does not fit its input, a broken file. The message
 * says what was found, which value it was, and what to do; it is shown to the analyst as it stands.
 */
public class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what was found, which value, and what to do */
    public EngineException(final String message) {
        super(message);
    }

    /**
     * @param message what was found, which value, and what to do
     * @param cause the failure behind it
     */
    public EngineException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
