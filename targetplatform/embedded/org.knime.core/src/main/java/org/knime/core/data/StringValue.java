package org.knime.core.data;

/** Of cells that hold a text. */
public interface StringValue extends DataValue {

    String getStringValue();
}
