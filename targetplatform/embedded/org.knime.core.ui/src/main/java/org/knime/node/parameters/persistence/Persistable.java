package org.knime.node.parameters.persistence;

/** What is kept in settings, a field under its own key. */
public interface Persistable {
}
