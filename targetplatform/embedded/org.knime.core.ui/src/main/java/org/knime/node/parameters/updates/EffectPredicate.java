package org.knime.node.parameters.updates;

import java.util.List;

/** A condition on the dialog's parameters. */
public interface EffectPredicate {

    default EffectPredicate and(final EffectPredicate other) {
        return new CombinedPredicate("and", List.of(this, other));
    }

    default EffectPredicate or(final EffectPredicate other) {
        return new CombinedPredicate("or", List.of(this, other));
    }

    default EffectPredicate negate() {
        return new CombinedPredicate("not", List.of(this));
    }
}
