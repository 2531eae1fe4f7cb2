package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;

/**
 * A text of a type that can be chosen, for instance a column.
 *
 * @param id what the parameter gets
 * @param text what the dialog shows
 * @param type of what is chosen
 */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {

    /** A column of a table. */
    public static TypedStringChoice fromColSpec(final DataColumnSpec column) {
        final var type = column.getType();
        return new TypedStringChoice(column.getName(), column.getName(),
            new PossibleTypeValue(type.getPreferredValueClass().getName(), type.getName()));
    }

    /**
     * The type of what can be chosen.
     *
     * @param id identifies the type
     * @param text what the dialog shows
     */
    public record PossibleTypeValue(String id, String text) {
    }
}
