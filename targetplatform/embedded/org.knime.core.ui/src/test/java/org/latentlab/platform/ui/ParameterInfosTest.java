package org.latentlab.platform.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.Label;

class ParameterInfosTest {

    /** Choices with and without labels. */
    enum Mode {
            @Label("Fast one")
            FAST,
            @Label(value = "Slow one", description = "Takes care.")
            SLOW, OTHER
    }

    /** What a list holds. */
    static final class Area implements WidgetGroup, Persistable {
        @Widget(title = "Name", description = "Its name.")
        String m_name = "A";
    }

    /** A choice and a list of groups. */
    static final class Parameters implements NodeParameters {
        @Widget(title = "Mode", description = "One of three.")
        Mode m_mode = Mode.SLOW;

        @Widget(title = "Areas", description = "Some areas.")
        Area[] m_areas = {};
    }

    @Test
    void choicesAreDescribedByTheirLabels() {
        assertEquals(List.of(new ParameterInfo.Choice("FAST", "Fast one", ""),
            new ParameterInfo.Choice("SLOW", "Slow one", "Takes care."),
            new ParameterInfo.Choice("OTHER", "OTHER", "")), ParameterInfos.of(Parameters.class).get(0).choices());
    }

    @Test
    void groupsOfAListAreDescribedThoughTheListIsEmpty() {
        assertEquals(List.of("mode", "areas", "areas/N/name"),
            ParameterInfos.of(Parameters.class).stream().map(ParameterInfo::path).toList());
    }
}
