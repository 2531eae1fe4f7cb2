package org.latentlab.runner.nodes;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Puts out a table that tells its parameters. Refuses more than 1000 rows when it is configured. */
public final class TestSourceNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Test Source").icon("icon.png")
        .shortDescription("Makes a table.").fullDescription("<p>Makes a table with <b>rows</b>.</p>") //
        .sinceVersion(5, 8, 0).ports(p -> p.addOutputTable("Table", "The table."))
        .model(m -> m.parametersClass(TestSourceParameters.class).configure((in, out) -> {
            final TestSourceParameters parameters = in.getParameters();
            if (parameters.m_rows > 1000) {
                throw new InvalidSettingsException("The number of rows is " + parameters.m_rows + ", more than 1000");
            }
            out.setOutSpec(0, TestTables.SPEC);
        }).execute((in, out) -> {
            final TestSourceParameters parameters = in.getParameters();
            TestHooks.call(parameters.m_label, in.getExecutionContext());
            out.setOutData(0, TestTables.table(in.getExecutionContext(), parameters.summary(), parameters.m_rows));
            if (parameters.m_rows == 0) {
                out.setWarningMessage("The table is empty");
            }
        })).keywords("test");

    /** Called by the platform. */
    public TestSourceNodeFactory() {
        super(NODE);
    }
}
