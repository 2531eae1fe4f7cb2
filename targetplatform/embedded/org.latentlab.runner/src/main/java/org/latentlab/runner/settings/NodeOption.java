package org.latentlab.runner.settings;

import java.util.Optional;

/**
 * A setting of one node, given on the command line.
 *
 * @param node the node's number in the workflow
 * @param path where the setting is, relative to the node's model settings
 * @param value its value as typed
 * @param kind its type, if given; otherwise that of the setting counts
 */
public record NodeOption(int node, SettingsPath path, String value, Optional<ValueKind> kind) {

    /**
     * Reads a command line option.
     *
     * @param text nodeID,key/path,value or nodeID,key/path,value,type; the value may hold commas, and stands in double
     *            quotes where its last part would be taken for a type
     * @return the option
     * @throws IllegalArgumentException if it is of another form
     */
    public static NodeOption parse(final String text) {
        final String[] parts = text.split(",", 3);
        if (parts.length < 3 || parts[1].isBlank()) {
            throw new IllegalArgumentException("'" + text + "' is no node option. Write NODE,key/path,value, e.g."
                + " 3,epochs,20, or NODE,key/path,value,type");
        }
        final String number = parts[0].strip().replaceFirst("^#", "");
        if (!number.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("'" + parts[0] + "' in '" + text + "' is no node. Give the number behind"
                + " its name in the workflow, e.g. 3 for 'Train VAE' (#3)"
                + (number.contains("/") ? "; nodes within metanodes and components are not supported" : ""));
        }
        String value = parts[2];
        final int comma = value.lastIndexOf(',');
        final Optional<ValueKind> kind =
            comma < 0 ? Optional.empty() : ValueKind.named(value.substring(comma + 1));
        if (kind.isPresent()) {
            value = value.substring(0, comma);
        }
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        return new NodeOption(Integer.parseInt(number), SettingsPath.parse(parts[1]), value, kind);
    }
}
