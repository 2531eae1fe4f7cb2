package org.knime.node.parameters.widget.choices.util;

import java.util.Collection;
import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;

/** Gives the columns of an input table that can be read through a value interface, or one of several. */
public class CompatibleColumnsProvider implements FilteredInputTableColumnsProvider {

    private final Collection<Class<? extends DataValue>> m_valueClasses;

    protected CompatibleColumnsProvider(final Class<? extends DataValue> valueClass) {
        this(List.of(valueClass));
    }

    protected CompatibleColumnsProvider(final Collection<Class<? extends DataValue>> valueClasses) {
        m_valueClasses = valueClasses;
    }

    @Override
    public boolean isIncluded(final DataColumnSpec column) {
        return m_valueClasses.stream().anyMatch(column.getType()::isCompatible);
    }

    /** Gives the columns with texts. */
    public static class StringColumnsProvider extends CompatibleColumnsProvider {

        protected StringColumnsProvider() {
            super(StringValue.class);
        }
    }

    /** Gives the columns with numbers. */
    public static class DoubleColumnsProvider extends CompatibleColumnsProvider {

        protected DoubleColumnsProvider() {
            super(DoubleValue.class);
        }
    }
}
