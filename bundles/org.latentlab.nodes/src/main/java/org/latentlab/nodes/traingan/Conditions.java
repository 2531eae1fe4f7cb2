package org.latentlab.nodes.traingan;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;

/** On which other parameters it depends whether a parameter matters. */
final class Conditions {

    private Conditions() {
    }

    static final class ConditionalReference implements ParameterReference<Boolean> {
    }

    static final class PresetReference implements ParameterReference<PresetOption> {
    }

    static final class ArchitectureReference implements ParameterReference<ArchitectureOption> {
    }

    static final class LossReference implements ParameterReference<LossOption> {
    }

    static final class DistributionReference implements ParameterReference<DistributionOption> {
    }

    static final class OptimiserReference implements ParameterReference<OptimiserOption> {
    }

    static final class LengthReference implements ParameterReference<LengthOption> {
    }

    static final class Custom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(PresetOption.CUSTOM);
        }
    }

    static final class CustomMlp implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(Custom.class)
                .and(i.getEnum(ArchitectureReference.class).isOneOf(ArchitectureOption.MLP));
        }
    }

    static final class CustomDcgan implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(Custom.class)
                .and(i.getEnum(ArchitectureReference.class).isOneOf(ArchitectureOption.DCGAN));
        }
    }

    static final class Smoothed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LossReference.class).isOneOf(LossOption.NON_SATURATING, LossOption.MINIMAX,
                LossOption.LEAST_SQUARES);
        }
    }

    static final class Clipped implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LossReference.class).isOneOf(LossOption.WASSERSTEIN_CLIPPING);
        }
    }

    static final class Penalised implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LossReference.class).isOneOf(LossOption.WASSERSTEIN_PENALTY);
        }
    }

    /** A preset that says what latent vectors are drawn from. */
    static final class ClusterPreset implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(PresetOption.CLUSTER_GAN,
                PresetOption.SPECTRAL_CLUSTER_GAN);
        }
    }

    static final class Clusters implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(ClusterPreset.class)
                .or(i.getEnum(DistributionReference.class).isOneOf(DistributionOption.CLUSTERS));
        }
    }

    static final class Conditional implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(ConditionalReference.class).isTrue();
        }
    }

    static final class OptimisersChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(OptimiserReference.class).isOneOf(OptimiserOption.CHOSEN);
        }
    }

    static final class InEpochs implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LengthReference.class).isOneOf(LengthOption.EPOCHS);
        }
    }
}
