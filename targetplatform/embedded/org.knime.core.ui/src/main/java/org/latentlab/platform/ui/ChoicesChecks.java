package org.latentlab.platform.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;

/**
 * Makes the choices of a parameter as KNIME does when it opens the dialog of a node that is new in a workflow: nothing
 * is connected, an optional port is there or not. KNIME shows no dialog where that fails.
 */
final class ChoicesChecks {

    private final List<ParametersInput> m_inputs;

    /** @param groups the node's input ports */
    ChoicesChecks(final List<PortGroup> groups) {
        m_inputs = List.of(input(groups, 0), input(groups, 1));
    }

    private static ParametersInput input(final List<PortGroup> groups, final int optionalPorts) {
        final List<PortType> types = new ArrayList<>();
        for (final var group : groups) {
            final int count = switch (group.kind()) {
                case FIXED -> 1;
                case OPTIONAL -> optionalPorts;
                case EXTENDABLE -> group.defaultCount();
            };
            for (int i = 0; i < count; i++) {
                types.add(group.type());
            }
        }
        return new ParametersInput(types.toArray(PortType[]::new), new PortObjectSpec[types.size()], new PortType[0]);
    }

    /**
     * @param type what provides the choices
     * @throws IllegalArgumentException if it cannot be made, or fails for a node to which nothing is connected
     */
    @SuppressWarnings("rawtypes")
    void check(final Class<? extends StateProvider> type) {
        for (final var input : m_inputs) {
            final StateProvider<?> provider = Instances.create(type);
            final var opening = new Opening(input);
            provider.init(opening);
            if (!opening.m_needsValues) {
                compute(provider, input);
            }
        }
    }

    private static void compute(final StateProvider<?> provider, final ParametersInput input) {
        try {
            provider.computeState(input);
        } catch (final IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(provider.getClass().getName() + " asks for a port that a node with "
                + input.inTypes().length + " input ports does not have: " + e.getMessage(), e);
        } catch (final ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException(provider.getClass().getName()
                + " fails where nothing is connected to the node: " + e, e);
        }
    }

    /** Notes whether a state depends on other parameters, whose values are not known here. */
    private static final class Opening implements StateProvider.StateProviderInitializer {

        private final NodeParametersInput m_input;

        private boolean m_needsValues;

        Opening(final NodeParametersInput input) {
            m_input = input;
        }

        private <T> Supplier<T> value() {
            m_needsValues = true;
            return () -> null;
        }

        @Override
        public NodeParametersInput getNodeParametersInput() {
            return m_input;
        }

        @Override
        public <T> Supplier<T> computeFromValueSupplier(final Class<? extends ParameterReference<T>> reference) {
            return value();
        }

        @Override
        public <T> Supplier<T> getValueSupplier(final Class<? extends ParameterReference<T>> reference) {
            return value();
        }

        @Override
        public <T> void computeOnValueChange(final Class<? extends ParameterReference<T>> reference) {
            // the state is made at other times, too
        }

        @Override
        public <T> Supplier<T> computeFromProvidedState(final Class<? extends StateProvider<T>> provider) {
            return value();
        }

        @Override
        public void computeOnButtonClick(final Class<? extends ButtonReference> reference) {
            // the state is made at other times, too
        }

        @Override
        public void computeBeforeOpenDialog() {
            // this is what is tried
        }

        @Override
        public void computeAfterOpenDialog() {
            // this is what is tried
        }
    }
}
