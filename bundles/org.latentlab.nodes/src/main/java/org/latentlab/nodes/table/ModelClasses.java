package org.latentlab.nodes.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;

/** The class that a class-conditional model is told for each row of a table; none for any other model. */
public final class ModelClasses {

    private final List<String> m_classNames;
    private final ClassColumn m_column;
    private final int m_one;

    private ModelClasses(final List<String> classNames, final ClassColumn column, final int one) {
        m_classNames = classNames;
        m_column = column;
        m_one = one;
    }

    /**
     * @param classNames the classes of the model; empty where it takes none
     * @param from whether each row has its own class
     * @param column the class column set, or blank: the column that {@link ClassColumn#find} finds, if it is named as a
     *            class column or lists a class of the model
     * @param one the one class set, or blank: the model's first
     * @param spec the table
     * @param port the name of its port, for messages
     * @return where the classes come from
     * @throws InvalidSettingsException if there is no such column or class
     */
    public static ModelClasses choose(final List<String> classNames, final ClassesFrom from, final String column,
        final String one, final DataTableSpec spec, final String port) throws InvalidSettingsException {
        if (classNames.isEmpty()) {
            return new ModelClasses(classNames, null, -1);
        }
        if (from == ClassesFrom.ONE) {
            return new ModelClasses(classNames, null, index(classNames, one));
        }
        final Optional<ClassColumn> found = ClassColumn.find(spec, column).filter(c -> !column.isBlank()
            || c.name().equalsIgnoreCase(ClassColumn.DEFAULT_NAME) || c.name().equalsIgnoreCase("label")
            || c.knownClasses().stream().anyMatch(classNames::contains));
        return new ModelClasses(classNames, found.orElseThrow(() -> new InvalidSettingsException("The model has to be "
            + "told a class for each row (" + Columns.list(classNames) + "), but input '" + port + "' has no class "
            + "column. Choose a column, or one class for all rows. Columns found: " + Columns.list(spec) + ".")), -1);
    }

    /**
     * @param classNames the classes of a class-conditional model
     * @param one the class set, or blank: the first
     * @return its index
     * @throws InvalidSettingsException if the model has no such class
     */
    public static int index(final List<String> classNames, final String one) throws InvalidSettingsException {
        final int index = one.isBlank() ? 0 : classNames.indexOf(one.strip());
        if (index < 0) {
            throw new InvalidSettingsException("The model has no class '" + one + "'. Choose one of "
                + Columns.list(classNames) + ".");
        }
        return index;
    }

    /**
     * Rows and the class of each.
     *
     * @param rows those that have a class
     * @param classes of each; null where the model takes none
     */
    public record Classed(LatentRows rows, int[] classes) {
    }

    /**
     * Images and the class of each.
     *
     * @param rows those that have a class
     * @param classes of each; null where the model takes none
     */
    public record ClassedImages(ImageRows rows, int[] classes) {
    }

    /**
     * @param rows usable points of a table
     * @param table the table
     * @param exec for cancelling
     * @return those that have a class of the model; the others count among the problems
     * @throws EngineException if there are points, but none has a class of the model
     * @throws CanceledExecutionException if cancelled
     */
    public Classed read(final LatentRows rows, final BufferedDataTable table, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        if (m_classNames.isEmpty()) {
            return new Classed(rows, null);
        }
        final Found found = find(rows.tableRows(), table, exec);
        return new Classed(rows.reject(i -> found.reasons[i]), found.known());
    }

    /**
     * @param rows usable images of a table
     * @param table the table
     * @param exec for cancelling
     * @return those that have a class of the model; the others count among the problems
     * @throws EngineException if there are images, but none has a class of the model
     * @throws CanceledExecutionException if cancelled
     */
    public ClassedImages read(final ImageRows rows, final BufferedDataTable table, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        if (m_classNames.isEmpty()) {
            return new ClassedImages(rows, null);
        }
        final Found found = find(rows.tableRows(), table, exec);
        return new ClassedImages(rows.reject(i -> found.reasons[i]), found.known());
    }

    /** The class of each row, −1 where it is none of the model's, and then why. */
    private record Found(int[] classes, String[] reasons) {

        int[] known() {
            return Arrays.stream(classes).filter(index -> index >= 0).toArray();
        }
    }

    private Found find(final int[] tableRows, final BufferedDataTable table, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final int[] classes = new int[tableRows.length];
        final String[] reasons = new String[tableRows.length];
        if (m_column == null) {
            Arrays.fill(classes, m_one);
            return new Found(classes, reasons);
        }
        final ClassLabels labels = m_column.read(table, exec);
        for (int i = 0; i < classes.length; i++) {
            final int label = labels.labels()[tableRows[i]];
            classes[i] = label < 0 ? -1 : m_classNames.indexOf(labels.classNames().get(label));
            if (classes[i] < 0) {
                reasons[i] = label < 0 ? m_column.name() + " missing"
                    : "class '" + labels.classNames().get(label) + "' is none of the model's";
            }
        }
        final Found found = new Found(classes, reasons);
        if (classes.length > 0 && found.known().length == 0) {
            throw new EngineException("No row has a class of the model in column '" + m_column.name() + "'. The model "
                + "knows " + Columns.list(m_classNames) + "; the column holds "
                + (labels.classNames().isEmpty() ? "missing values alone" : Columns.list(labels.classNames()))
                + ". Choose another column, or one class for all rows.");
        }
        return found;
    }
}
