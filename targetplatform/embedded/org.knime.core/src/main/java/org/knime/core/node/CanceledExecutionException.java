package org.knime.core.node;

/** The analyst canceled a node. */
public class CanceledExecutionException extends Exception {

    private static final long serialVersionUID = 1L;

    public CanceledExecutionException() {
        this("Execution canceled");
    }

    public CanceledExecutionException(final String message) {
        super(message);
    }
}
