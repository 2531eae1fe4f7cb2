package org.latentlab.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known of a report: its title. */
public final class ReportPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Saves and loads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ReportPortObjectSpec> {
    }

    private static final String TITLE = "title";

    private String m_title = "";

    /** For the serializer. */
    public ReportPortObjectSpec() {
    }

    /** @param title of the page */
    public ReportPortObjectSpec(final String title) {
        m_title = title;
    }

    /** @return the title of the page */
    public String title() {
        return m_title;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addString(TITLE, m_title);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_title = model.getString(TITLE);
    }
}
