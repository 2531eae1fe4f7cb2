package org.latentlab.runner.nodes;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** The spec of {@link TestFilePortObject}; says nothing. */
public final class TestFilePortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Called by the platform. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<TestFilePortObjectSpec> {
    }

    @Override
    protected void save(final ModelContentWO model) {
        // nothing
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        // nothing
    }
}
