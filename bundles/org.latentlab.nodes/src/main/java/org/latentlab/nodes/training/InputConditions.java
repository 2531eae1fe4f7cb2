package org.latentlab.nodes.training;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.latentlab.nodes.table.ImageSource;
import org.latentlab.nodes.table.NumbersAs;

/** On what it depends which parameters of the input matter. */
public final class InputConditions {

    private InputConditions() {
    }

    /** Where the images are. */
    public static final class SourceReference implements ParameterReference<ImageSource> {
    }

    /** What numeric columns are. */
    public static final class NumbersReference implements ParameterReference<NumbersAs> {
    }

    /** Whether the images are in a column of image cells. */
    public static final class FromColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceReference.class).isOneOf(ImageSource.COLUMN);
        }
    }

    /** Whether numeric columns are vectors. */
    public static final class Vectors implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(NumbersReference.class).isOneOf(NumbersAs.VECTORS);
        }
    }
}
