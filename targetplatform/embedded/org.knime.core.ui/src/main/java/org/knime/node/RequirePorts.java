package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNode.RequireModel;

/** Asks for the ports. */
public interface RequirePorts {

    /** Ports that are always there; a port's name is the id of its group. */
    default RequireModel ports(final Consumer<PortsAdder> ports) {
        return dynamicPorts(adder -> ports.accept(new FixedPortsAdder(adder)));
    }

    /** Ports of which some are optional or can be added by the analyst. */
    RequireModel dynamicPorts(Consumer<DynamicPortsAdder> ports);

    /** Adds ports that are always there. */
    interface PortsAdder {

        PortsAdder addInputPort(String name, String description, PortType type);

        PortsAdder addOutputPort(String name, String description, PortType type);

        default PortsAdder addInputTable(final String name, final String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        default PortsAdder addOutputTable(final String name, final String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }

    /** Adds groups of ports. */
    interface DynamicPortsAdder {

        DynamicPortsAdder addInputPortGroup(String id, Function<RequirePortName, ConfigurablePort> group);

        DynamicPortsAdder addOutputPortGroup(String id, Function<RequirePortName, ConfigurablePort> group);

        DynamicPortsAdder addInputAndOutputPortGroup(String id,
            Function<RequireInputPortName, ConfigurablePort> group);
    }

    /** Asks for the name of a group. */
    interface RequirePortName {

        RequirePortDescription name(String name);
    }

    /** Asks for the description of a group. */
    interface RequirePortDescription {

        RequireConfigurablePortMode description(String description);
    }

    /** Asks for the name of the input of a group on both sides. */
    interface RequireInputPortName {

        RequireInputPortDescription inputName(String name);
    }

    /** Asks for the description of the input of a group on both sides. */
    interface RequireInputPortDescription {

        RequireOutputPortName inputDescription(String description);
    }

    /** Asks for the name of the output of a group on both sides. */
    interface RequireOutputPortName {

        RequireOutputPortDescription outputName(String name);
    }

    /** Asks for the description of the output of a group on both sides. */
    interface RequireOutputPortDescription {

        RequireConfigurablePortMode outputDescription(String description);
    }

    /** Asks whether and how often there is a port. */
    interface RequireConfigurablePortMode {

        /** One port that is always there. */
        ConfigurablePort.FinalConfigurablePort fixed(PortType type);

        /** One port or none. */
        RequireSupportedTypes<ConfigurablePort.OptionalConfigurablePort> optional();

        /** As many ports as the analyst adds. */
        RequireSupportedTypes<ConfigurablePort.ExtendableConfigurablePort> extendable();

        /** One port whose type the analyst may change. */
        RequireSupportedTypes<ConfigurablePort.FinalConfigurablePort> exchangable(PortType defaultType);
    }

    /** Asks what a port can be. */
    interface RequireSupportedTypes<T> {

        T supportedTypes(PortType... types);

        T supportedTypes(Predicate<PortType> types);
    }

    /** A group with all that is needed. */
    interface ConfigurablePort {

        /** A group to which nothing can be added. */
        final class FinalConfigurablePort implements ConfigurablePort {

            public FinalConfigurablePort() {
                // a sign that the group is complete
            }
        }

        /** A group of one port or none. */
        interface OptionalConfigurablePort extends ConfigurablePort {

            /** Lets a new node have the port. */
            FinalConfigurablePort defaultPortType(PortType type);
        }

        /**
         * A group of as many ports as the analyst adds. KNIME can also give it ports that are always there; it does not
         * store those and names the others wrongly beside them, so no node is to have them.
         */
        interface ExtendableConfigurablePort extends ConfigurablePort {

            /** Ports that a new node has and that can be removed. */
            ExtendableConfigurablePort defaultNonFixedTypes(PortType... types);
        }
    }
}
