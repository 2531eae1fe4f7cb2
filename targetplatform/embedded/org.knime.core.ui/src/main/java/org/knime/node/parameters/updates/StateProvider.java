package org.knime.node.parameters.updates;

import java.util.function.Supplier;

import org.knime.node.parameters.NodeParametersInput;

/**
 * Computes something that the dialog shows. Has a constructor without arguments. KNIME's computeState may throw an
 * exception of KNIME's own to leave the state as it is; it is not declared here.
 */
public interface StateProvider<S> {

    /** Says on what the state depends. */
    void init(StateProviderInitializer initializer);

    S computeState(NodeParametersInput input);

    /** Takes what a state depends on. */
    interface StateProviderInitializer {

        NodeParametersInput getNodeParametersInput();

        <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> reference);

        <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> reference);

        <T> void computeOnValueChange(Class<? extends ParameterReference<T>> reference);

        <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> provider);

        void computeOnButtonClick(Class<? extends ButtonReference> reference);

        void computeBeforeOpenDialog();

        void computeAfterOpenDialog();
    }
}
