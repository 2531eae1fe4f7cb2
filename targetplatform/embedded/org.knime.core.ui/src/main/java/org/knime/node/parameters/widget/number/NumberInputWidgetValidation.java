package org.knime.node.parameters.widget.number;

import java.math.BigDecimal;

import org.knime.node.parameters.validation.BuiltinValidation;

/** What the dialog checks of a number. */
public interface NumberInputWidgetValidation extends BuiltinValidation {

    /** @return whether the bound itself is not allowed */
    default boolean isExclusive() {
        return false;
    }

    /** A lower bound. */
    abstract class MinValidation implements NumberInputWidgetValidation {

        record MinValidationParams(double min, boolean isExclusive) {
        }

        @Override
        public final MinValidationParams getParameters() {
            return new MinValidationParams(getMin(), isExclusive());
        }

        @Override
        public String getErrorMessage() {
            return "The value must be " + (isExclusive() ? "greater than " : "at least ") + plain(getMin()) + ".";
        }

        protected abstract double getMin();

        /** At least 0. */
        public static final class IsNonNegativeValidation extends MinValidation {

            @Override
            public double getMin() {
                return 0;
            }
        }

        /** At least 1. */
        public static final class IsPositiveIntegerValidation extends MinValidation {

            @Override
            public double getMin() {
                return 1;
            }
        }

        /** Greater than 0. */
        public static final class IsPositiveDoubleValidation extends MinValidation {

            @Override
            public double getMin() {
                return 0;
            }

            @Override
            public boolean isExclusive() {
                return true;
            }
        }
    }

    /** An upper bound. */
    abstract class MaxValidation implements NumberInputWidgetValidation {

        record MaxValidationParams(double max, boolean isExclusive) {
        }

        @Override
        public final MaxValidationParams getParameters() {
            return new MaxValidationParams(getMax(), isExclusive());
        }

        @Override
        public String getErrorMessage() {
            return "The value must " + (isExclusive() ? "be less than " : "not exceed ") + plain(getMax()) + ".";
        }

        protected abstract double getMax();
    }

    private static String plain(final double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
