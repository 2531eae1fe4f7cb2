package org.knime.node.parameters.updates;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Shows or enables a parameter on a condition. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Effect {

    Class<? extends EffectPredicateProvider> predicate();

    EffectType type();

    /** What the condition does. */
    enum EffectType {
            ENABLE, DISABLE, SHOW, HIDE
    }
}
