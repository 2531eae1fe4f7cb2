package org.latentlab.runner.nodes;

import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Takes one table, perhaps a second, and any number more; puts out a table with as many rows as it has inputs. */
public final class TestJoinNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Test/Join").icon("icon.png")
        .shortDescription("Joins.").fullDescription("Joins what comes in.").sinceVersion(5, 8, 0)
        .dynamicPorts(p -> p //
            .addInputPortGroup("First", g -> g.name("First").description("A table.").fixed(BufferedDataTable.TYPE))
            .addInputPortGroup("Maybe",
                g -> g.name("Maybe").description("A table.").optional().supportedTypes(BufferedDataTable.TYPE))
            .addInputPortGroup("More",
                g -> g.name("More").description("Tables.").extendable().supportedTypes(BufferedDataTable.TYPE))
            .addOutputPortGroup("Count",
                g -> g.name("Count").description("A row per input.").fixed(BufferedDataTable.TYPE)))
        .model(m -> m.withoutParameters().configure((in, out) -> out.setOutSpec(0, TestTables.SPEC))
            .execute((in, out) -> {
                long rows = 0;
                for (BufferedDataTable table : in.getInTables()) {
                    rows += table.size();
                }
                TestHooks.call("join of " + rows + " rows", in.getExecutionContext());
                out.setOutData(0, TestTables.table(in.getExecutionContext(), "join", in.getInTables().length));
            }));

    /** Called by the platform. */
    public TestJoinNodeFactory() {
        super(NODE);
    }
}
