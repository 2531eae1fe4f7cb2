package org.knime.node.parameters.updates;

import java.util.List;
import java.util.function.Predicate;

import org.knime.node.parameters.NodeParametersInput;

/** Makes a condition. Has a constructor without arguments. */
@FunctionalInterface
public interface EffectPredicateProvider {

    EffectPredicate init(PredicateInitializer initializer);

    default EffectPredicate and(final EffectPredicate... predicates) {
        return new CombinedPredicate("and", List.of(predicates));
    }

    default EffectPredicate or(final EffectPredicate... predicates) {
        return new CombinedPredicate("or", List.of(predicates));
    }

    default EffectPredicate not(final EffectPredicate predicate) {
        return predicate.negate();
    }

    /** Gives access to the parameters that have a name. */
    interface PredicateInitializer {

        StringReference getString(Class<? extends ParameterReference<String>> reference);

        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        <T> ArrayReference getArray(Class<? extends ParameterReference<T[]>> reference);

        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        /** @return whether no parameter has this name */
        boolean isMissing(Class<? extends ParameterReference<?>> reference);

        EffectPredicate getConstant(Predicate<NodeParametersInput> condition);

        default EffectPredicate never() {
            return getConstant(input -> false);
        }

        default EffectPredicate always() {
            return getConstant(input -> true);
        }

        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> provider);

        EffectPredicate getPredicate(EffectPredicateProvider provider);

        /** Conditions on a text. */
        interface StringReference {

            EffectPredicate isEqualTo(String value);

            EffectPredicate matchesPattern(String regularExpression);
        }

        /** Conditions on a truth value. */
        interface BooleanReference {

            EffectPredicate isTrue();

            EffectPredicate isFalse();
        }

        /** Conditions on a choice. */
        interface EnumReference<E extends Enum<E>> {

            @SuppressWarnings("unchecked")
            EffectPredicate isOneOf(E... values);
        }

        /** Conditions on an array. */
        interface ArrayReference {

            EffectPredicate hasMultipleItems();

            EffectPredicate containsElementSatisfying(EffectPredicateProvider condition);
        }
    }
}
