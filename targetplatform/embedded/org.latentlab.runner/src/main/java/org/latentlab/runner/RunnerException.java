package org.latentlab.runner;

/** Something the analyst can put right: a message that goes to them as it stands, and the exit code it ends with. */
public final class RunnerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int m_exitCode;

    /**
     * @param exitCode one of {@link ExitCodes}
     * @param message what is wrong, with which value, and what to do
     */
    public RunnerException(final int exitCode, final String message) {
        this(exitCode, message, null);
    }

    /**
     * @param exitCode one of {@link ExitCodes}
     * @param message what is wrong, with which value, and what to do
     * @param cause what led to it, or null
     */
    public RunnerException(final int exitCode, final String message, final Throwable cause) {
        super(message, cause);
        m_exitCode = exitCode;
    }

    /** @return one of {@link ExitCodes} */
    public int exitCode() {
        return m_exitCode;
    }
}
