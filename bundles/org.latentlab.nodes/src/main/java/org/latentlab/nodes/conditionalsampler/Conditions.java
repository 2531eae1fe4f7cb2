package org.latentlab.nodes.conditionalsampler;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.latentlab.nodes.conditionalsampler.ConditionalSamplerParameters.Choice;
import org.latentlab.nodes.table.LatentColumnsMode;

/** On which other parameters it depends whether a parameter matters. */
final class Conditions {

    private Conditions() {
    }

    static final class CoordinatesReference implements ParameterReference<LatentColumnsMode> {
    }

    static final class SpreadReference implements ParameterReference<SpreadOption> {
    }

    static final class StrengthReference implements ParameterReference<StrengthOption> {
    }

    static final class ChoiceReference implements ParameterReference<Choice> {
    }

    static final class ColumnsChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CoordinatesReference.class).isOneOf(LatentColumnsMode.MANUAL);
        }
    }

    static final class Mixture implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SpreadReference.class).isOneOf(SpreadOption.MIXTURE);
        }
    }

    static final class Simple implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(StrengthReference.class).isOneOf(StrengthOption.SIMPLE);
        }
    }

    static final class ByDimension implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(StrengthReference.class).isOneOf(StrengthOption.PER_DIMENSION,
                StrengthOption.PER_DIMENSION_AND_CLASS);
        }
    }

    static final class Network implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(StrengthReference.class).isOneOf(StrengthOption.NETWORK);
        }
    }

    static final class ByAccuracy implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ChoiceReference.class).isOneOf(Choice.LEAST_ACCURACY);
        }
    }
}
