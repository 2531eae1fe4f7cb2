package org.knime.node.parameters.widget.choices.util;

import java.util.List;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** Gives the possible values of a column of the first input table. */
public interface DomainChoicesProvider extends StringChoicesProvider {

    String getColumnName();

    @Override
    default List<String> choices(final NodeParametersInput input) {
        return input.getInTableSpec(0).map(spec -> spec.getColumnSpec(getColumnName()))
            .map(column -> column.getDomain().getValues())
            .map(values -> values.stream().map(Object::toString).toList()).orElse(List.of());
    }
}
