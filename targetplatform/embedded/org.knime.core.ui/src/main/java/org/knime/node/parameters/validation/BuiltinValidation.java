package org.knime.node.parameters.validation;

/** A check that the dialog makes; it does not replace {@link org.knime.node.parameters.NodeParameters#validate()}. */
public interface BuiltinValidation {

    String getErrorMessage();

    Object getParameters();
}
