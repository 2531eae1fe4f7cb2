package org.knime.node.parameters.updates;

import java.util.List;

/** A condition made of others; headless, conditions are built but never asked. */
record CombinedPredicate(String operation, List<EffectPredicate> operands) implements EffectPredicate {
}
