package org.latentlab.nodes.vaecomparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.latentlab.nodes.classoverlap.OverlapTable;
import org.latentlab.nodes.port.VaePortObject;
import org.latentlab.nodes.port.VaePortObjectSpec;

/**
 * What is connected: the i-th port of each group belongs to the i-th model. Port groups arrive one after the other,
 * each with all its ports; tables are told apart by their columns.
 *
 * @param <V> of the VAE
 * @param <T> of a table
 * @param vaes the models
 * @param snapshots one for each model, or none
 * @param overlaps one for each model, or none
 */
record ComparisonInputs<V, T>(List<V> vaes, List<T> snapshots, List<T> overlaps) {

    /** The names of the port groups. */
    static final String MODELS = "VAE Models";

    /** Tables of snapshots. */
    static final String SNAPSHOTS = "Snapshots";

    /** Tables of class overlap. */
    static final String OVERLAPS = "Overlaps";

    /**
     * @param specs of all ports; the spec of a table may be null as long as its columns are not known
     * @return those of each group
     * @throws InvalidSettingsException if a group has another number of ports, or a table is of no group
     */
    static ComparisonInputs<VaePortObjectSpec, DataTableSpec> ofSpecs(final PortObjectSpec[] specs)
        throws InvalidSettingsException {
        final List<?> known = Arrays.stream(specs).filter(s -> s != null).toList();
        return split(known, VaePortObjectSpec.class, DataTableSpec.class, s -> s, known.size() == specs.length);
    }

    /**
     * @param objects of all ports
     * @return those of each group
     * @throws InvalidSettingsException if a group has another number of ports, or a table is of no group
     */
    static ComparisonInputs<VaePortObject, BufferedDataTable> ofObjects(final PortObject[] objects)
        throws InvalidSettingsException {
        return split(Arrays.asList(objects), VaePortObject.class, BufferedDataTable.class,
            BufferedDataTable::getDataTableSpec, true);
    }

    private static <V, T> ComparisonInputs<V, T> split(final List<?> ports, final Class<V> vae, final Class<T> table,
        final Function<T, DataTableSpec> spec, final boolean complete) throws InvalidSettingsException {
        final List<V> vaes = ports.stream().filter(vae::isInstance).map(vae::cast).toList();
        final List<T> tables = ports.stream().filter(table::isInstance).map(table::cast).toList();
        final List<T> snapshots = new ArrayList<>();
        final List<T> overlaps = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            final DataTableSpec columns = spec.apply(tables.get(i));
            if (SnapshotColumns.find(columns) != null) {
                snapshots.add(tables.get(i));
            } else if (isOverlap(columns)) {
                overlaps.add(tables.get(i));
            } else {
                throw new InvalidSettingsException("Table " + (i + 1) + " of " + tables.size() + " is neither the "
                    + "table Snapshots of Train VAE nor the table Overlap of Class Overlap. Columns found: "
                    + String.join(", ", Arrays.asList(columns.getColumnNames())) + ".");
            }
        }
        check(vaes.size(), snapshots.size(), SNAPSHOTS, complete);
        check(vaes.size(), overlaps.size(), OVERLAPS, complete);
        return new ComparisonInputs<>(vaes, snapshots, overlaps);
    }

    private static boolean isOverlap(final DataTableSpec spec) {
        try {
            OverlapTable.check(spec, "");
            return true;
        } catch (InvalidSettingsException e) { // NOSONAR: the question is whether
            return false;
        }
    }

    private static void check(final int models, final int tables, final String group, final boolean complete)
        throws InvalidSettingsException {
        if (models == 0) {
            throw new InvalidSettingsException("Connect at least one model to '" + MODELS + "'.");
        }
        if (tables > models || complete && tables != 0 && tables != models) {
            throw new InvalidSettingsException((models == 1 ? "There is 1 model" : "There are " + models + " models")
                + " but "
                + tables + (tables == 1 ? " table" : " tables") + " of the group '" + group + "'. Connect one for each "
                + "model, in the same order, or none.");
        }
    }
}
