package org.latentlab.nodes.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.latentlab.nodes.table.NodeRun;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParametersPersistence;

/** Runs a node with as many inputs as a test gives it, whether its ports are fixed, optional or extendable. */
public final class PortRun {

    private final NodeHandle m_node;
    private final NodeRun m_run;

    /**
     * @param factory makes the node, which must be fit for KNIME
     * @param directory for file stores
     */
    public PortRun(final DefaultNodeFactory factory, final Path directory) {
        m_run = new NodeRun(factory, directory);
        m_node = m_run.node();
        assertEquals(List.of(), m_node.problems());
    }

    /** @return an execution, watched by {@link #cancelAt} */
    public ExecutionContext exec() {
        return m_run.exec();
    }

    /** Cancels executions as soon as they are further than this, in [0, 1]. */
    public void cancelAt(final double fraction) {
        m_run.cancelAt(fraction);
    }

    /** Configures with the specs of these inputs. */
    public NodeHandle.Configured configure(final NodeParameters parameters, final PortObject... in) throws Exception {
        final PortObjectSpec[] specs = Arrays.stream(in).map(PortObject::getSpec).toArray(PortObjectSpec[]::new);
        return m_node.configure(settings(parameters), specs, types(in), outTypes());
    }

    /** Configures, then executes. */
    public NodeHandle.Executed run(final NodeParameters parameters, final PortObject... in) throws Exception {
        configure(parameters, in);
        return m_node.execute(settings(parameters), in, outTypes(), m_run.exec());
    }

    /** @return what the analyst reads when the node refuses before it executes */
    public String refusal(final NodeParameters parameters, final PortObject... in) {
        return assertThrows(Exception.class, () -> configure(parameters, in)).getMessage();
    }

    /** @return what the analyst reads when the node configures but fails */
    public String failure(final NodeParameters parameters, final PortObject... in) throws Exception {
        configure(parameters, in);
        return assertThrows(Exception.class, () -> run(parameters, in)).getMessage();
    }

    private PortType[] outTypes() {
        return m_node.outputGroups().stream().map(g -> g.type()).toArray(PortType[]::new);
    }

    private static PortType[] types(final PortObject[] in) {
        return Arrays.stream(in).map(o -> PortTypeRegistry.getInstance().getPortType(o.getClass()))
            .toArray(PortType[]::new);
    }

    private static NodeSettings settings(final NodeParameters parameters) {
        if (parameters == null) {
            return null;
        }
        final NodeSettings settings = new NodeSettings("model");
        ParametersPersistence.save(parameters, settings);
        return settings;
    }

    /** @return a column of a table as numbers, NaN where missing */
    public static double[] numbers(final PortObject table, final String column) {
        return cells(table, column).stream()
            .mapToDouble(c -> c.isMissing() ? Double.NaN : ((DoubleValue)c).getDoubleValue()).toArray();
    }

    /** @return a column of a table as texts, null where missing */
    public static List<String> texts(final PortObject table, final String column) {
        return cells(table, column).stream().map(c -> c.isMissing() ? null : c.toString()).toList();
    }

    private static List<DataCell> cells(final PortObject object, final String column) {
        final BufferedDataTable table = (BufferedDataTable)object;
        final int index = table.getDataTableSpec().findColumnIndex(column);
        assertEquals(true, index >= 0, () -> "no column " + column + " in " + table.getDataTableSpec());
        final List<DataRow> rows = TestTables.rows(table);
        return rows.stream().map(r -> r.getCell(index)).toList();
    }
}
