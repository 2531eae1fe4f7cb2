package org.knime.core.data;

/** Of cells that hold a complex number. */
public interface ComplexNumberValue extends DataValue {

    double getRealValue();

    double getImaginaryValue();
}
