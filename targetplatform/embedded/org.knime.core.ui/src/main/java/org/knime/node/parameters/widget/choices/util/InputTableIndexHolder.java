package org.knime.node.parameters.widget.choices.util;

/** Says which input port the columns come from. */
public interface InputTableIndexHolder {

    default int getInputTableIndex() {
        return 0;
    }
}
