package org.latentlab.nodes.port;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known of a Gaussian mixture: the columns it is over and, after fitting, how many components it has. */
public final class MixturePortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Saves and loads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<MixturePortObjectSpec> {
    }

    private static final String COLUMNS = "columns";
    private static final String COMPONENTS = "components";

    private List<String> m_columns = List.of();
    private int m_components;

    /** For the serializer. */
    public MixturePortObjectSpec() {
    }

    /**
     * @param columns the names of the dimensions, e.g. z1, z2
     * @param components how many components; 0 where fitting decides
     */
    public MixturePortObjectSpec(final List<String> columns, final int components) {
        m_columns = List.copyOf(columns);
        m_components = components;
    }

    /** @return the names of the dimensions */
    public List<String> columns() {
        return m_columns;
    }

    /** @return number of dimensions */
    public int dimensions() {
        return m_columns.size();
    }

    /** @return how many components; 0 where fitting has not yet decided */
    public int components() {
        return m_components;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addStringArray(COLUMNS, m_columns.toArray(String[]::new));
        model.addInt(COMPONENTS, m_components);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_columns = List.of(model.getStringArray(COLUMNS));
        m_components = model.getInt(COMPONENTS);
    }
}
