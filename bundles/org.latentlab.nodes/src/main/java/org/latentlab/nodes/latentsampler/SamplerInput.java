package org.latentlab.nodes.latentsampler;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.latentlab.nodes.port.ConditionalSamplerPortObject;
import org.latentlab.nodes.port.ConditionalSamplerPortObjectSpec;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ColumnChoices;

/** What the dialog of Latent Sampler knows of the ports Sampler and Composition, each of which may be absent. */
final class SamplerInput {

    private SamplerInput() {
    }

    /** Whether the node has the port Sampler, connected or not. */
    static final class HasSampler implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getConstant(input -> Arrays.asList(input.getInPortTypes())
                .contains(ConditionalSamplerPortObject.TYPE));
        }
    }

    /** Whether areas are drawn from. */
    static final class HasNoSampler implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(HasSampler.class).negate();
        }
    }

    /** The classes of the connected sampler. */
    static final class Classes implements StringChoicesProvider {
        @Override
        public List<String> choices(final NodeParametersInput input) {
            return Arrays.stream(input.getInPortSpecs()).filter(ConditionalSamplerPortObjectSpec.class::isInstance)
                .map(spec -> ((ConditionalSamplerPortObjectSpec)spec).classNames()).findFirst().orElse(List.of());
        }
    }

    /** Columns of the table at the port Composition. */
    private abstract static class CompositionColumns implements ColumnChoicesProvider {

        private final Predicate<DataColumnSpec> m_suitable;

        CompositionColumns(final Predicate<DataColumnSpec> suitable) {
            m_suitable = suitable;
        }

        @Override
        public List<DataColumnSpec> columnChoices(final NodeParametersInput input) {
            final Optional<DataTableSpec> table = Arrays.stream(input.getInPortSpecs())
                .filter(DataTableSpec.class::isInstance).map(DataTableSpec.class::cast).findFirst();
            return table.map(spec -> spec.stream().filter(m_suitable).toList()).orElse(List.of());
        }
    }

    /** Its columns that may hold classes. */
    static final class ClassColumns extends CompositionColumns {
        ClassColumns() {
            super(ClassColumn::isSuitable);
        }
    }

    /** Its columns that may hold counts. */
    static final class CountColumns extends CompositionColumns {
        CountColumns() {
            super(ColumnChoices::isNumeric);
        }
    }
}
