package org.latentlab.platform.ui;

import java.util.Set;
import java.util.function.Predicate;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.EffectPredicateProvider.PredicateInitializer;
import org.knime.node.parameters.updates.ParameterReference;

/** Builds conditions that are never asked, to see whether the parameters exist to which they refer. */
final class CheckingPredicateInitializer implements PredicateInitializer {

    private record Condition() implements EffectPredicate {
    }

    private final Set<Class<?>> m_references;

    CheckingPredicateInitializer(final Set<Class<?>> references) {
        m_references = references;
    }

    private void check(final Class<?> reference) {
        if (!m_references.contains(reference)) {
            throw new IllegalArgumentException("no parameter has the @ValueReference " + reference.getName() + ".");
        }
    }

    @Override
    public StringReference getString(final Class<? extends ParameterReference<String>> reference) {
        check(reference);
        return new StringReference() {
            @Override
            public EffectPredicate isEqualTo(final String value) {
                return new Condition();
            }

            @Override
            public EffectPredicate matchesPattern(final String regularExpression) {
                return new Condition();
            }
        };
    }

    @Override
    public BooleanReference getBoolean(final Class<? extends ParameterReference<Boolean>> reference) {
        check(reference);
        return new BooleanReference() {
            @Override
            public EffectPredicate isTrue() {
                return new Condition();
            }

            @Override
            public EffectPredicate isFalse() {
                return new Condition();
            }
        };
    }

    @Override
    public <T> ArrayReference getArray(final Class<? extends ParameterReference<T[]>> reference) {
        check(reference);
        return new ArrayReference() {
            @Override
            public EffectPredicate hasMultipleItems() {
                return new Condition();
            }

            @Override
            public EffectPredicate containsElementSatisfying(final EffectPredicateProvider condition) {
                return new Condition();
            }
        };
    }

    @Override
    public <E extends Enum<E>> EnumReference<E> getEnum(final Class<? extends ParameterReference<E>> reference) {
        check(reference);
        return new EnumReference<>() {
            @SafeVarargs
            @Override
            public final EffectPredicate isOneOf(final E... values) {
                return new Condition();
            }
        };
    }

    @Override
    public boolean isMissing(final Class<? extends ParameterReference<?>> reference) {
        return !m_references.contains(reference);
    }

    @Override
    public EffectPredicate getConstant(final Predicate<NodeParametersInput> condition) {
        return new Condition();
    }

    @Override
    public EffectPredicate getPredicate(final Class<? extends EffectPredicateProvider> provider) {
        return Instances.create(provider).init(this);
    }

    @Override
    public EffectPredicate getPredicate(final EffectPredicateProvider provider) {
        return provider.init(this);
    }
}
