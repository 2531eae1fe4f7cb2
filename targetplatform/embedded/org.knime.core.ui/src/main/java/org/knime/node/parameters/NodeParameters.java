package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/**
 * The parameters of a node, one per field. A class has a constructor without arguments, and may have one that takes a
 * {@link NodeParametersInput} for defaults that depend on what is connected.
 */
public interface NodeParameters extends Persistable, WidgetGroup {

    /** @throws InvalidSettingsException if the values do not fit, with what is wrong and what is allowed */
    default void validate() throws InvalidSettingsException {
        // everything fits where a class has nothing to check
    }
}
