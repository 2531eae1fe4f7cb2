package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.validation.BuiltinValidation;

/** What the dialog checks of a text. */
public interface TextInputWidgetValidation extends BuiltinValidation {

    /** A regular expression that the text must match. */
    record PatternValidationParams(String pattern) {
    }

    /** A regular expression that the text must match. */
    abstract class PatternValidation implements TextInputWidgetValidation {

        @Override
        public final PatternValidationParams getParameters() {
            return new PatternValidationParams(getPattern());
        }

        @Override
        public String getErrorMessage() {
            return "The text must match the pattern " + getPattern() + ".";
        }

        protected abstract String getPattern();

        /** Something other than blanks. */
        public static final class IsNotBlankValidation extends PatternValidation {

            @Override
            public String getErrorMessage() {
                return "The text must not be blank.";
            }

            @Override
            public String getPattern() {
                return ".*\\S.*";
            }
        }

        /** At least one character. */
        public static final class IsNotEmptyValidation extends MinLengthValidation {

            @Override
            public String getErrorMessage() {
                return "The text must not be empty.";
            }

            @Override
            protected int getMinLength() {
                return 1;
            }
        }
    }

    /** A lower bound of the length. */
    abstract class MinLengthValidation implements TextInputWidgetValidation {

        record MinLengthValidationParams(int minLength) {
        }

        @Override
        public final MinLengthValidationParams getParameters() {
            return new MinLengthValidationParams(getMinLength());
        }

        @Override
        public String getErrorMessage() {
            return "The text must have at least " + getMinLength() + " characters.";
        }

        protected abstract int getMinLength();
    }

    /** An upper bound of the length. */
    abstract class MaxLengthValidation implements TextInputWidgetValidation {

        record MaxLengthValidationParams(int maxLength) {
        }

        @Override
        public final MaxLengthValidationParams getParameters() {
            return new MaxLengthValidationParams(getMaxLength());
        }

        @Override
        public String getErrorMessage() {
            return "The text must have at most " + getMaxLength() + " characters.";
        }

        protected abstract int getMaxLength();
    }
}
