package org.knime.node.parameters;

/** Parameters that belong together; a field of this type nests its fields. */
public interface WidgetGroup {
}
