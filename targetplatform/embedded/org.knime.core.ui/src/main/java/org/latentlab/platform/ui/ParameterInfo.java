package org.latentlab.platform.ui;

import java.util.List;

/**
 * One parameter of a node, for a description.
 *
 * @param path the keys in the settings, separated by "/"
 * @param title shown in the dialog; the name of the field where the dialog does not show it
 * @param description what it does, HTML
 * @param type what kind of value it has, for instance "Integer" or "Choice"
 * @param defaultValue as text, empty where there is none
 * @param section the title of the dialog's section, empty where it is in none
 * @param advanced whether the dialog shows it among the advanced ones only
 * @param choices the values of a choice, empty for all other kinds
 */
public record ParameterInfo(String path, String title, String description, String type, String defaultValue,
    String section, boolean advanced, List<Choice> choices) {

    /**
     * One value of a choice.
     *
     * @param value as it stands in the settings
     * @param label what the dialog calls it
     * @param description what it means, HTML; may be empty
     */
    public record Choice(String value, String label, String description) {
    }
}
