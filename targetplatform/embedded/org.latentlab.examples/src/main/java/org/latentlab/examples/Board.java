package org.latentlab.examples;

import org.knime.node.DefaultNodeFactory;
import org.latentlab.runner.RunnerException;
import org.latentlab.runner.build.NodeBuilder;
import org.latentlab.runner.build.WorkflowBuilder;

/** A workflow's nodes in columns and rows, with a note behind groups of columns. */
final class Board {

    private static final int LEFT = 120;

    private static final int TOP = 180;

    private static final int COLUMN = 180;

    private static final int ROW = 150;

    private static final int HEADING = 150;

    private static final int MARGIN = 60;

    private final WorkflowBuilder m_workflow;

    private final int m_rows;

    /**
     * @param workflow where nodes are added
     * @param rows how many rows there are
     */
    Board(final WorkflowBuilder workflow, final int rows) {
        m_workflow = workflow;
        m_rows = rows;
    }

    /**
     * @param factory which node
     * @param column from 0
     * @param row from 0; between two rows for a half
     * @param text what stands below it
     * @return the node
     */
    NodeBuilder node(final Class<? extends DefaultNodeFactory> factory, final int column, final double row,
        final String text) throws RunnerException {
        return m_workflow.node(factory).at(LEFT + column * COLUMN, TOP + (int)Math.round(row * ROW)).annotate(text);
    }

    /**
     * @param column the first column behind which it stands
     * @param columns how many
     * @param title its heading
     * @param text what it says
     */
    void note(final int column, final int columns, final String title, final String text) {
        m_workflow.annotate("<p><strong>" + title + "</strong></p><p>" + text + "</p>", LEFT + column * COLUMN - MARGIN,
            TOP - HEADING, columns * COLUMN - 10, m_rows * ROW + HEADING);
    }
}
