package org.latentlab.runner.nodes;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** Hands on what comes in; wants a column that its parameter names. */
public final class TestPassNodeFactory extends DefaultNodeFactory {

    /** A label and a column. */
    static final class Parameters implements NodeParameters {
        @Widget(title = "Label", description = "What the node is called in a test.")
        String m_label = "pass";

        @Widget(title = "Column", description = "A column that has to be there.")
        String m_column = "value";
    }

    private static final DefaultNode NODE = DefaultNode.create().name("Test Pass").icon("icon.png")
        .shortDescription("Hands on.").fullDescription("Hands on what comes in.") //
        .sinceVersion(5, 8, 0).ports(p -> p.addInputTable("In", "A table.").addOutputTable("Out", "The same."))
        .model(m -> m.parametersClass(Parameters.class).configure((in, out) -> {
            final Parameters parameters = in.getParameters();
            if (in.getInTableSpec(0).findColumnIndex(parameters.m_column) < 0) {
                throw new InvalidSettingsException("There is no column '" + parameters.m_column + "'");
            }
            out.setOutSpec(0, in.getInTableSpec(0));
        }).execute((in, out) -> {
            final Parameters parameters = in.getParameters();
            TestHooks.call(parameters.m_label, in.getExecutionContext());
            out.setOutData(0, in.getInTable(0));
        }));

    /** Called by the platform. */
    public TestPassNodeFactory() {
        super(NODE);
    }
}
