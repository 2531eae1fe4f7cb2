package org.knime.core.node;

import java.util.function.Supplier;

/**
 * Log of a node. It goes to the Java platform's logging, where only errors are shown by default, as in KNIME for
 * packages outside KNIME's own.
 */
public final class NodeLogger {

    private final System.Logger m_logger;

    private NodeLogger(final String name) {
        m_logger = System.getLogger(name);
    }

    public static NodeLogger getLogger(final Class<?> type) {
        return new NodeLogger(type.getName());
    }

    public static NodeLogger getLogger(final String name) {
        return new NodeLogger(name);
    }

    private void log(final System.Logger.Level level, final Object message, final Throwable cause) {
        if (m_logger.isLoggable(level)) {
            m_logger.log(level, String.valueOf(message), cause);
        }
    }

    public void debug(final Object message) {
        debug(message, null);
    }

    public void debug(final Supplier<Object> message) {
        if (isDebugEnabled()) {
            debug(message.get(), null);
        }
    }

    public void debug(final Object message, final Throwable cause) {
        log(System.Logger.Level.DEBUG, message, cause);
    }

    public void info(final Object message) {
        info(message, null);
    }

    public void info(final Supplier<Object> message) {
        if (isInfoEnabled()) {
            info(message.get(), null);
        }
    }

    public void info(final Object message, final Throwable cause) {
        log(System.Logger.Level.INFO, message, cause);
    }

    public void warn(final Object message) {
        warn(message, null);
    }

    public void warn(final Object message, final Throwable cause) {
        log(System.Logger.Level.WARNING, message, cause);
    }

    public void error(final Object message) {
        error(message, null);
    }

    public void error(final Object message, final Throwable cause) {
        log(System.Logger.Level.ERROR, message, cause);
    }

    /** Something that only a mistake in the program explains. */
    public void coding(final Object message) {
        coding(message, null);
    }

    public void coding(final Object message, final Throwable cause) {
        log(System.Logger.Level.ERROR, "CODING PROBLEM\t" + message, cause);
    }

    public boolean isDebugEnabled() {
        return m_logger.isLoggable(System.Logger.Level.DEBUG);
    }

    public boolean isInfoEnabled() {
        return m_logger.isLoggable(System.Logger.Level.INFO);
    }
}
