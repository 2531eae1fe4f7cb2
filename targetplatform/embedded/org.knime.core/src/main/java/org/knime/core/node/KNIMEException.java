package org.knime.core.node;

/** A node failed for a reason that the analyst should read. */
public final class KNIMEException extends Exception {

    private static final long serialVersionUID = 1L;

    public KNIMEException(final String message, final Throwable cause) {
        super(message, cause);
    }

    public KNIMEException(final String message) {
        super(message);
    }
}
