package org.knime.core.data.property;

/** Something that a column gives to its rows for display. */
public interface PropertyHandler {
}
