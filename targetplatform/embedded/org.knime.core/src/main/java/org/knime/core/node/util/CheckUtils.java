package org.knime.core.node.util;

import org.knime.core.node.InvalidSettingsException;

/** Checks that throw with a message, made as by {@link String#format(String, Object...)}. */
public final class CheckUtils {

    private CheckUtils() {
    }

    private static String format(final String message, final Object... arguments) {
        return arguments.length == 0 ? message : String.format(message, arguments);
    }

    public static <T> T checkArgumentNotNull(final T value) throws IllegalArgumentException {
        return checkArgumentNotNull(value, "Argument must not be null");
    }

    public static <T> T checkArgumentNotNull(final T value, final String message, final Object... arguments)
        throws IllegalArgumentException {
        checkArgument(value != null, message, arguments);
        return value;
    }

    public static void checkArgument(final boolean holds, final String message) throws IllegalArgumentException {
        checkArgument(holds, message, new Object[0]);
    }

    public static void checkArgument(final boolean holds, final String message, final Object... arguments)
        throws IllegalArgumentException {
        if (!holds) {
            throw new IllegalArgumentException(format(message, arguments));
        }
    }

    public static void checkState(final boolean holds, final String message) throws IllegalStateException {
        checkState(holds, message, new Object[0]);
    }

    public static void checkState(final boolean holds, final String message, final Object... arguments)
        throws IllegalStateException {
        if (!holds) {
            throw new IllegalStateException(format(message, arguments));
        }
    }

    public static void checkSetting(final boolean holds, final String message, final Object... arguments)
        throws InvalidSettingsException {
        if (!holds) {
            throw new InvalidSettingsException(format(message, arguments));
        }
    }

    public static <T> T checkSettingNotNull(final T value, final String message, final Object... arguments)
        throws InvalidSettingsException {
        checkSetting(value != null, message, arguments);
        return value;
    }
}
