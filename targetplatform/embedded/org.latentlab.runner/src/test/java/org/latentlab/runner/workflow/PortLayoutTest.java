package org.latentlab.runner.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.image.ImagePortObject;
import org.latentlab.platform.ui.PortGroup;

final class PortLayoutTest {

    private static final PortType ANY = PortTypeRegistry.getInstance().getPortType(PortObject.class);

    private static PortGroup group(final PortType type) {
        return new PortGroup("Models", "Models", "Any number of them.", PortGroup.Kind.EXTENDABLE, type, List.of(type),
            1);
    }

    private static NodeSettings listing(final Class<?>... classes) {
        final NodeSettings settings = new NodeSettings("settings.xml");
        final var group = settings.addNodeSettings(PortLayout.CONFIG).addNodeSettings("Models");
        for (int i = 0; i < classes.length; i++) {
            group.addNodeSettings("port_" + i).addString("object_class", classes[i].getName());
        }
        return settings;
    }

    @Test
    void aListedPortMayBeOfASubTypeOfTheGroups() throws Exception {
        final List<Port> ports = PortLayout.ports(List.of(group(ANY)),
            listing(PortObject.class, ImagePortObject.class, BufferedDataTable.class));
        assertEquals(List.of(ANY, ImagePortObject.TYPE, BufferedDataTable.TYPE),
            ports.stream().map(Port::type).toList());
    }

    @Test
    void aListedPortOfAnotherTypeIsRefused() {
        assertEquals("the port group 'Models' lists a port of " + BufferedDataTable.class.getName()
            + ", which the node does not take", assertThrows(InvalidSettingsException.class,
                () -> PortLayout.ports(List.of(group(ImagePortObject.TYPE)), listing(BufferedDataTable.class)))
                .getMessage());
    }

    @Test
    void withoutAListThereAreTheDefaultPorts() throws Exception {
        assertEquals(List.of(ANY), PortLayout.ports(List.of(group(ANY)), new NodeSettings("settings.xml")).stream()
            .map(Port::type).toList());
    }
}
