package org.knime.core.util;

/** A key that must be unique came twice. */
public class DuplicateKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String m_key;

    public DuplicateKeyException(final String message) {
        this(message, null);
    }

    public DuplicateKeyException(final String message, final String key) {
        super(message);
        m_key = key;
    }

    /** @return the key, null where it is not known */
    public String getKey() {
        return m_key;
    }
}
