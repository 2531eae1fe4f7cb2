package org.latentlab.nodes.report;

import java.util.Arrays;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;

/** The names of models as an analyst types them. */
public final class ModelNames {

    private ModelNames() {
    }

    /**
     * @param setting one name a line; names in a single line are separated by commas, unless one is wanted
     * @param wanted how many there should be
     * @return the names set, however many; empty if none is set
     */
    public static List<String> split(final String setting, final int wanted) {
        final String text = setting.strip();
        return Arrays.stream(text.split(text.contains("\n") || wanted == 1 ? "\n" : ",")).map(String::strip)
            .filter(n -> !n.isEmpty()).toList();
    }

    /**
     * @param setting one name a line; names in a single line are separated by commas, unless there is one model
     * @param models how many models there are
     * @return the names set; empty if none is set
     * @throws InvalidSettingsException if there are more or fewer names than models, or two are the same
     */
    public static List<String> parse(final String setting, final int models) throws InvalidSettingsException {
        final List<String> names = split(setting, models);
        if (!names.isEmpty() && names.size() != models) {
            throw new InvalidSettingsException("There are " + names.size() + " model names ("
                + String.join("; ", names) + "), but " + models + (models == 1 ? " model" : " models")
                + ". Give one name a line for each, or none.");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new InvalidSettingsException("Two models have the same name (" + String.join("; ", names)
                + "). Give each its own.");
        }
        return names;
    }
}
