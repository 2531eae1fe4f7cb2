package org.knime.node.parameters.widget.choices;

/**
 * A text that can be chosen.
 *
 * @param id what the parameter gets
 * @param text what the dialog shows
 */
public record StringChoice(String id, String text) {

    public static StringChoice fromId(final String id) {
        return new StringChoice(id, id);
    }
}
