package org.knime.node.parameters.widget.text.util;

import java.util.function.Function;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Checks the names of new columns: not empty, not blank, no blanks around. */
public final class ColumnNameValidationUtils {

    private ColumnNameValidationUtils() {
    }

    /** What can be wrong with a name. */
    public enum InvalidColumnNameState {
            EMPTY, BLANK, NOT_TRIMMED
    }

    /** @param message makes the message of the exception from what is wrong */
    public static void validateColumnName(final String name, final Function<InvalidColumnNameState, String> message)
        throws InvalidSettingsException {
        if (name == null || name.isEmpty()) {
            throw new InvalidSettingsException(message.apply(InvalidColumnNameState.EMPTY));
        }
        validatePossiblyEmptyColumnName(name, message);
    }

    /** Like {@link #validateColumnName}, but an empty name is allowed. */
    public static void validatePossiblyEmptyColumnName(final String name,
        final Function<InvalidColumnNameState, String> message) throws InvalidSettingsException {
        if (name == null || name.isEmpty()) {
            return;
        }
        if (name.isBlank()) {
            throw new InvalidSettingsException(message.apply(InvalidColumnNameState.BLANK));
        }
        if (!name.equals(name.strip())) {
            throw new InvalidSettingsException(message.apply(InvalidColumnNameState.NOT_TRIMMED));
        }
    }

    /** Checks the name of a new column in the dialog. */
    public static final class ColumnNameValidation extends PatternValidation {

        @Override
        public String getPattern() {
            return "^\\S(.*\\S)?$";
        }

        @Override
        public String getErrorMessage() {
            return "The column name must not be empty and must not begin or end with a blank.";
        }
    }
}
