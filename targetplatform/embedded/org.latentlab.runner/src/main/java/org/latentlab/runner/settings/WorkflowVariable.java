package org.latentlab.runner.settings;

/**
 * A flow variable: a name with a value.
 *
 * @param name its name, not blank
 * @param value its value
 */
public record WorkflowVariable(String name, FlowValue value) {

    /**
     * Reads a command line option.
     *
     * @param text name,value,type with type String, int or double (also long and boolean); the value may hold commas
     *            and may stand in double quotes
     * @return the variable
     * @throws IllegalArgumentException if it is of another form, or the value is not of that type
     */
    public static WorkflowVariable parse(final String text) {
        final int first = text.indexOf(',');
        final int last = text.lastIndexOf(',');
        if (first <= 0 || last == first) {
            throw new IllegalArgumentException("'" + text + "' is no workflow variable. Write name,value,type with the"
                + " type String, int or double, e.g. epochs,100,int");
        }
        final String name = text.substring(0, first).strip();
        String value = text.substring(first + 1, last);
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        final String type = text.substring(last + 1).strip();
        try {
            return new WorkflowVariable(name, switch (type) {
                case "String", "string", "STRING" -> new FlowValue.Text(value);
                case "int", "INTEGER" -> new FlowValue.Whole(Integer.parseInt(value.strip()));
                case "long", "LONG" -> new FlowValue.LongWhole(Long.parseLong(value.strip()));
                case "double", "DOUBLE" -> new FlowValue.Real(Double.parseDouble(value.strip()));
                case "boolean", "BOOLEAN" -> new FlowValue.Truth(truth(value.strip()));
                default -> throw new IllegalArgumentException("'" + type + "' is no type of a workflow variable (in '"
                    + text + "'). Use String, int, double, long or boolean");
            });
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                "The workflow variable '" + name + "' is to be " + type + ", but '" + value + "' is none", e);
        }
    }

    private static boolean truth(final String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("'" + value + "' is neither true nor false");
        }
        return Boolean.parseBoolean(value);
    }
}
