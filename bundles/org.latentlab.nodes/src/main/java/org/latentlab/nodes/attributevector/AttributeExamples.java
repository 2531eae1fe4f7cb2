package org.latentlab.nodes.attributevector;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.AttributeVector;
import org.latentlab.nodes.attributevector.AttributeVectorParameters.Others;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.Warnings;

/**
 * Where the examples of an attribute are in their table.
 *
 * @param parameters the settings
 * @param latent their codes
 * @param groups what says which of them have the attribute
 * @param classes their classes, if these are to be balanced
 */
record AttributeExamples(AttributeVectorParameters parameters, LatentColumns latent, ClassColumn groups,
    Optional<ClassColumn> classes) {

    /** How many values a message lists. */
    private static final int LISTED = 10;

    /**
     * @param parameters the settings, valid
     * @param spec the table of the examples
     * @return where they are
     * @throws InvalidSettingsException if a column is not there, a value not given, or not among those that the
     *             column's domain lists
     */
    static AttributeExamples find(final AttributeVectorParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        final String port = AttributeVectorNodeFactory.EXAMPLES;
        final LatentColumns latent =
            LatentColumns.choose(spec, parameters.m_latentMode, parameters.m_latentColumns, port);
        final ClassColumn groups = ClassColumn.choose(spec, parameters.m_groupColumn, port);
        checkValue(parameters.m_with, "with", groups);
        if (parameters.m_others == Others.ONE) {
            checkValue(parameters.m_without, "without", groups);
        }
        final Optional<ClassColumn> classes = parameters.m_balance
            ? Optional.of(ClassColumn.choose(spec, parameters.m_classColumn, port)) : Optional.empty();
        if (classes.isPresent() && classes.get().name().equals(groups.name())) {
            throw new InvalidSettingsException("Column '" + groups.name() + "' cannot be both the group column and the "
                + "class column to balance by. Choose two columns, or do without balancing.");
        }
        return new AttributeExamples(parameters, latent, groups, classes);
    }

    private static void checkValue(final String value, final String which, final ClassColumn column)
        throws InvalidSettingsException {
        final List<String> known = column.knownClasses();
        if (value.isBlank()) {
            throw new InvalidSettingsException("Say which value of column '" + column.name() + "' the examples "
                + which + " the attribute have" + (known.isEmpty() ? "." : ". Values found: " + list(known) + "."));
        }
        if (!known.isEmpty() && !known.contains(value)) {
            throw new InvalidSettingsException("Group column '" + column.name() + "' has no value '" + value
                + "'. Values found: " + list(known) + ".");
        }
    }

    /** Names in quotation marks, the first of them where there are many. */
    static String list(final List<String> names) {
        return names.stream().limit(LISTED).map(name -> "'" + name + "'").collect(Collectors.joining(", "))
            + (names.size() > LISTED ? ", … (" + names.size() + " in all)" : "");
    }

    /**
     * @param table the table these were found in
     * @param warnings told of the rows that do not count
     * @param exec told of the progress, asked for cancellation
     * @return the attribute's vector
     * @throws EngineException if there are no examples of either kind, or both have the same mean
     * @throws CanceledExecutionException if cancelled
     */
    AttributeVector read(final BufferedDataTable table, final Warnings warnings, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final LatentRows rows = latent.read(table, exec.createSubProgress(0.8));
        rows.warn(warnings, "do not count among the examples");
        if (rows.size() == 0) {
            throw new EngineException(rows.rows() == 0 ? "Input '" + AttributeVectorNodeFactory.EXAMPLES + "' is empty:"
                + " there are no examples. Connect codes from Encode, or check the filter before."
                : "No row of input '" + AttributeVectorNodeFactory.EXAMPLES + "' has a usable latent point. "
                    + warnings);
        }
        final int[] has = has(labels(groups, table, rows, "group", warnings, exec));
        if (classes.isEmpty()) {
            return AttributeVector.of(rows.points(), has, parameters.m_seed);
        }
        final ClassLabels byClass = labels(classes.get(), table, rows, "class", warnings, exec);
        final AttributeVector vector =
            AttributeVector.balanced(rows.points(), has, byClass.labels(), parameters.m_seed);
        final List<String> unused = IntStream.range(0, byClass.classNames().size())
            .filter(k -> Arrays.stream(vector.balancedBy()).noneMatch(used -> used == k))
            .mapToObj(byClass.classNames()::get).toList();
        if (!unused.isEmpty()) {
            warnings.add("Classes without examples of both kinds do not count: " + list(unused) + ".");
        }
        return vector;
    }

    private static ClassLabels labels(final ClassColumn column, final BufferedDataTable table, final LatentRows rows,
        final String what, final Warnings warnings, final ExecutionMonitor exec) throws CanceledExecutionException {
        final ClassLabels all = column.read(table, exec.createSubProgress(0.1));
        final ClassLabels labels =
            new ClassLabels(all.column(), all.classNames(), all.select(rows.tableRows())).withoutEmptyClasses();
        if (labels.missing() > 0) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d examples have no %s and do not count.",
                labels.missing(), rows.size(), what));
        }
        return labels;
    }

    private int[] has(final ClassLabels labels) {
        final int with = index(labels, parameters.m_with);
        final int without = parameters.m_others == Others.ONE ? index(labels, parameters.m_without) : -1;
        return Arrays.stream(labels.labels()).map(label -> {
            if (label == with) {
                return 1;
            }
            return label >= 0 && (without < 0 || label == without) ? 0 : -1;
        }).toArray();
    }

    private static int index(final ClassLabels labels, final String value) {
        final int index = labels.classNames().indexOf(value);
        if (index < 0) {
            throw new EngineException("No example with a usable code has the value '" + value + "' in column '"
                + labels.column().getName() + "'. Values found: "
                + (labels.classNames().isEmpty() ? "none" : list(labels.classNames())) + ".");
        }
        return index;
    }
}
