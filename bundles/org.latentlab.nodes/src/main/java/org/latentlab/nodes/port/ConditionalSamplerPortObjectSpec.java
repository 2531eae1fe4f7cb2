package org.latentlab.nodes.port;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/**
 * What is known of a class-conditional sampler: the columns of its latent codes, how it was to be fitted and, as far as
 * the table tells them, its classes.
 */
public final class ConditionalSamplerPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Saves and loads the spec. */
    public static final class Serializer
        extends AbstractSimplePortObjectSpecSerializer<ConditionalSamplerPortObjectSpec> {
    }

    private static final String COLUMNS = "columns";
    private static final String CLASSES = "classes";
    private static final String STRENGTH = "strength";

    private List<String> m_columns = List.of();
    private List<String> m_classNames = List.of();
    private String m_strength = "";

    /** For the serializer. */
    public ConditionalSamplerPortObjectSpec() {
    }

    /**
     * @param columns the names of the latent dimensions, e.g. z1, z2
     * @param classNames the classes, in order; empty if not known before fitting
     * @param strength what may differ between dimensions and classes, in words, e.g. "Simple"
     */
    public ConditionalSamplerPortObjectSpec(final List<String> columns, final List<String> classNames,
        final String strength) {
        m_columns = List.copyOf(columns);
        m_classNames = List.copyOf(classNames);
        m_strength = strength;
    }

    /** @return the names of the latent dimensions */
    public List<String> columns() {
        return m_columns;
    }

    /** @return number of latent dimensions */
    public int dimensions() {
        return m_columns.size();
    }

    /** @return the classes, in order; empty if not known before fitting */
    public List<String> classNames() {
        return m_classNames;
    }

    /** @return what may differ between dimensions and classes, in words, e.g. "Simple" */
    public String strength() {
        return m_strength;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addStringArray(COLUMNS, m_columns.toArray(String[]::new));
        model.addStringArray(CLASSES, m_classNames.toArray(String[]::new));
        model.addString(STRENGTH, m_strength);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_columns = List.of(model.getStringArray(COLUMNS));
        m_classNames = List.of(model.getStringArray(CLASSES));
        m_strength = model.getString(STRENGTH);
    }
}
