package org.latentlab.nodes.latentsampler;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.ComponentChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.MarginChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.SampledClasses;
import org.latentlab.nodes.port.ModelClassChoices;

/** When the dialog shows which setting of the Latent Sampler. */
final class SamplerPredicates {

    private SamplerPredicates() {
    }

    static final class ClassesReference implements ParameterReference<SampledClasses> {
    }

    /** A model is told classes, and it is not a sampler that decides on them. */
    static final class TellsClasses implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(ModelClassChoices.IsConditional.class)
                .and(i.getPredicate(SamplerInput.HasNoSampler.class));
        }
    }

    static final class OneClass implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ClassesReference.class).isOneOf(SampledClasses.ONE)
                .and(i.getPredicate(TellsClasses.class));
        }
    }

    static final class ComponentsReference implements ParameterReference<Boolean> {
    }

    static final class ComponentChoiceReference implements ParameterReference<ComponentChoice> {
    }

    static final class MarginsReference implements ParameterReference<Boolean> {
    }

    static final class MarginChoiceReference implements ParameterReference<MarginChoice> {
    }

    static final class BoxReference implements ParameterReference<Boolean> {
    }

    static final class GridReference implements ParameterReference<Boolean> {
    }

    static final class ExponentialReference implements ParameterReference<Boolean> {
    }

    static final class ShellReference implements ParameterReference<Boolean> {
    }

    static final class StudentTReference implements ParameterReference<Boolean> {
    }

    static final class ScaledPriorReference implements ParameterReference<Boolean> {
    }

    static final class ComponentsOn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ComponentsReference.class).isTrue();
        }
    }

    static final class ComponentsListed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ComponentsReference.class).isTrue()
                .and(i.getEnum(ComponentChoiceReference.class).isOneOf(ComponentChoice.LISTED));
        }
    }

    static final class MarginsOn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(MarginsReference.class).isTrue();
        }
    }

    static final class MarginsCounted implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(MarginsReference.class).isTrue()
                .and(i.getEnum(MarginChoiceReference.class).isOneOf(MarginChoice.AUTOMATIC));
        }
    }

    static final class MarginsByHand implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(MarginsReference.class).isTrue()
                .and(i.getEnum(MarginChoiceReference.class).isOneOf(MarginChoice.BY_HAND));
        }
    }

    static final class BoxOn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(BoxReference.class).isTrue();
        }
    }

    static final class GridOn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(GridReference.class).isTrue();
        }
    }

    static final class ExponentialOn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ExponentialReference.class).isTrue();
        }
    }

    static final class ShellOn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ShellReference.class).isTrue();
        }
    }

    static final class StudentTOn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(StudentTReference.class).isTrue();
        }
    }

    static final class ScaledPriorOn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ScaledPriorReference.class).isTrue();
        }
    }
}
