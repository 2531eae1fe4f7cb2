package org.latentlab.nodes.port;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** The classes of a connected class-conditional model, for a dialog. */
public final class ModelClassChoices implements StringChoicesProvider {

    @Override
    public List<String> choices(final NodeParametersInput input) {
        return model(input).map(GenerativeModelPortObjectSpec::classNames).orElse(List.of());
    }

    private static Optional<GenerativeModelPortObjectSpec> model(final NodeParametersInput input) {
        return Arrays.stream(input.getInPortSpecs()).filter(GenerativeModelPortObjectSpec.class::isInstance)
            .map(GenerativeModelPortObjectSpec.class::cast).findFirst();
    }

    /** Whether a class-conditional model is connected. */
    public static final class IsConditional implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getConstant(
                input -> model(input).filter(GenerativeModelPortObjectSpec::isConditional).isPresent());
        }
    }
}
