package org.knime.core.data;

/** Of cells that hold a fuzzy number. */
public interface FuzzyNumberValue extends DataValue {

    double getMinSupport();

    double getCore();

    double getMaxSupport();
}
