package org.latentlab.nodes.table;

import org.knime.core.node.InvalidSettingsException;

/**
 * Checks of parameters, for {@code validate()}: widgets check in the dialog alone, not what a workflow file or a flow
 * variable sets.
 */
public final class Checks {

    private Checks() {
    }

    /**
     * @param title the parameter's title
     * @param value its value
     * @param min the least allowed
     * @param max the most allowed
     * @throws InvalidSettingsException if it lies outside
     */
    public static void range(final String title, final long value, final long min, final long max)
        throws InvalidSettingsException {
        if (value < min || value > max) {
            throw new InvalidSettingsException(title + " is " + value + "; it must "
                + (max >= Integer.MAX_VALUE ? "be at least " + min : "lie between " + min + " and " + max) + ".");
        }
    }

    /**
     * @param title the parameter's title
     * @param value its value
     * @param min the least allowed
     * @param max the most allowed, may be infinite
     * @throws InvalidSettingsException if it lies outside or is no number
     */
    public static void range(final String title, final double value, final double min, final double max)
        throws InvalidSettingsException {
        if (!(value >= min && value <= max) || Double.isInfinite(value)) {
            throw new InvalidSettingsException(title + " is " + value + "; it must "
                + (Double.isInfinite(max) ? "be at least " + min : "lie between " + min + " and " + max) + ".");
        }
    }

    /**
     * @param title the parameter's title
     * @param value its value
     * @throws InvalidSettingsException if it is not a finite number above 0
     */
    public static void positive(final String title, final double value) throws InvalidSettingsException {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new InvalidSettingsException(title + " is " + value + "; it must be greater than 0.");
        }
    }

    /**
     * @param title the parameter's title
     * @param value its value
     * @throws InvalidSettingsException if it is blank or has blanks at its ends, as no column name should
     */
    public static void columnName(final String title, final String value) throws InvalidSettingsException {
        if (value == null || value.isBlank()) {
            throw new InvalidSettingsException(title + " is blank; give the new column a name.");
        }
        if (!value.equals(value.strip())) {
            throw new InvalidSettingsException(title + " '" + value + "' begins or ends with a blank.");
        }
    }

    /**
     * @param title the parameter's title
     * @param value its value
     * @param <T> any type
     * @throws InvalidSettingsException if it is null
     */
    public static <T> void present(final String title, final T value) throws InvalidSettingsException {
        if (value == null) {
            throw new InvalidSettingsException(title + " is not set.");
        }
    }

    /** Makes a configuration of the engine. */
    @FunctionalInterface
    public interface Maker<T> {

        /** @return the configuration, whose constructor checks it */
        T make();
    }

    /**
     * Makes a configuration of the engine, whose own checks speak for the parameters.
     *
     * @param maker makes it
     * @param <T> its type
     * @return it
     * @throws InvalidSettingsException with the message of the engine's check
     */
    public static <T> T config(final Maker<T> maker) throws InvalidSettingsException {
        try {
            return maker.make();
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
