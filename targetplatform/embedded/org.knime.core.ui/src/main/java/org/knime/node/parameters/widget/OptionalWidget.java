package org.knime.node.parameters.widget;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.knime.node.parameters.updates.StateProvider;

/** How the dialog shows an optional parameter. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface OptionalWidget {

    Class<? extends DefaultValueProvider<?>> defaultProvider();

    /** Gives the value with which an optional parameter starts when it is switched on. */
    interface DefaultValueProvider<T> extends StateProvider<T> {

        @Override
        default void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }
    }
}
