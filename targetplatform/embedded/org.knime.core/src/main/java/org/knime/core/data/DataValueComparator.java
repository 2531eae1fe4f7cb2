package org.knime.core.data;

import java.util.Comparator;

/** Compares cells of one type; missing cells come first. */
public abstract class DataValueComparator implements Comparator<DataCell> {

    protected DataValueComparator() {
    }

    @Override
    public final int compare(final DataCell a, final DataCell b) {
        if (a == b) {
            return 0;
        }
        if (a.isMissing() || b.isMissing()) {
            return Boolean.compare(b.isMissing(), a.isMissing());
        }
        return compareDataValues(a, b);
    }

    protected abstract int compareDataValues(DataValue a, DataValue b);
}
