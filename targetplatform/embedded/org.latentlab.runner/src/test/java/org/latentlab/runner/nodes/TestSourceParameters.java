package org.latentlab.runner.nodes;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.Label;

/** Parameters of every kind that an option or a flow variable may set. */
public final class TestSourceParameters implements NodeParameters {

    /** Two constants. */
    public enum Mode {
            /** One. */
            @Label(value = "As fast as can be", description = "No care is taken.")
            FAST,
            /** The other. */
            SLOW
    }

    /** A nested group. */
    static final class Group implements WidgetGroup, Persistable {
        @Widget(title = "Text", description = "What stands in the rows.")
        String m_text = "text";
    }

    @Widget(title = "Label", description = "What the node is called in a test.")
    String m_label = "source";

    @Widget(title = "Rows", description = "How many rows.")
    int m_rows = 3;

    @Widget(title = "Seed", description = "A whole number of 64 bits.")
    long m_seed = 42;

    @Widget(title = "Rate", description = "A real number.")
    double m_rate = 0.5;

    @Widget(title = "Flag", description = "A truth value.")
    boolean m_flag = true;

    @Widget(title = "Mode", description = "One of two.")
    Mode m_mode = Mode.FAST;

    @Widget(title = "Maybe", description = "Perhaps a number.")
    Optional<Integer> m_maybe = Optional.empty();

    @Widget(title = "Group", description = "A group.")
    Group m_group = new Group();

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_rows < 0) {
            throw new InvalidSettingsException("The number of rows is " + m_rows + ", but has to be at least 0");
        }
    }

    /** @param rows how many rows */
    public void setRows(final int rows) {
        m_rows = rows;
    }

    String summary() {
        return m_group.m_text + "|" + m_seed + "|" + m_rate + "|" + m_flag + "|" + m_mode;
    }
}
