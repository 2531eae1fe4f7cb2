package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;

/** On which other parameters it depends whether a parameter matters. */
final class Conditions {

    private Conditions() {
    }

    static final class ClassesReference implements ParameterReference<ClassesOption> {
    }

    static final class PresetReference implements ParameterReference<PresetOption> {
    }

    static final class ArchitectureReference implements ParameterReference<ArchitectureOption> {
    }

    static final class KindReference implements ParameterReference<ModelKind> {
    }

    static final class DivergenceReference implements ParameterReference<DivergenceOption> {
    }

    static final class AnnealingReference implements ParameterReference<AnnealingOption> {
    }

    static final class CapacityReference implements ParameterReference<Boolean> {
    }

    static final class LikelihoodReference implements ParameterReference<LikelihoodOption> {
    }

    static final class BinarisationReference implements ParameterReference<BinarisationOption> {
    }

    static final class NeighboursReference implements ParameterReference<Boolean> {
    }

    static final class ClassesChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ClassesReference.class).isOneOf(ClassesOption.CHOSEN);
        }
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

    static final class CustomConvolutional implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(Custom.class)
                .and(i.getEnum(ArchitectureReference.class).isOneOf(ArchitectureOption.CONVOLUTIONAL));
        }
    }

    static final class CustomDeep implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(Custom.class)
                .and(i.getEnum(ArchitectureReference.class).isOneOf(ArchitectureOption.DEEP));
        }
    }

    /** A custom network whose activation can be chosen. */
    static final class CustomActivation implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(CustomMlp.class).or(i.getPredicate(CustomConvolutional.class));
        }
    }

    static final class Variational implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(ModelKind.VAE);
        }
    }

    static final class HasDivergence implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(ModelKind.AUTOENCODER).negate();
        }
    }

    static final class Kl implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(Variational.class)
                .and(i.getEnum(DivergenceReference.class).isOneOf(DivergenceOption.KL));
        }
    }

    static final class Annealed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(Kl.class)
                .and(i.getEnum(AnnealingReference.class).isOneOf(AnnealingOption.CONSTANT).negate());
        }
    }

    static final class Cyclical implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(Kl.class)
                .and(i.getEnum(AnnealingReference.class).isOneOf(AnnealingOption.CYCLICAL));
        }
    }

    static final class KlWithCapacity implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(Kl.class).and(i.getBoolean(CapacityReference.class).isTrue());
        }
    }

    static final class KlWithoutCapacity implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(Kl.class).and(i.getBoolean(CapacityReference.class).isFalse());
        }
    }

    static final class Mmd implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(ModelKind.WAE).or(i.getPredicate(Variational.class)
                .and(i.getEnum(DivergenceReference.class).isOneOf(DivergenceOption.MMD)));
        }
    }

    static final class Gaussian implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LikelihoodReference.class).isOneOf(LikelihoodOption.GAUSSIAN);
        }
    }

    static final class Bernoulli implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LikelihoodReference.class).isOneOf(LikelihoodOption.BERNOULLI);
        }
    }

    static final class Thresholded implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(Bernoulli.class)
                .and(i.getEnum(BinarisationReference.class).isOneOf(BinarisationOption.THRESHOLD));
        }
    }

    static final class Neighbours implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(NeighboursReference.class).isTrue();
        }
    }
}
