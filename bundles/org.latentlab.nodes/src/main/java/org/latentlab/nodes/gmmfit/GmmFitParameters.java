package org.latentlab.nodes.gmmfit;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GmmConfig;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.LatentColumnsMode;

/** The settings of GMM Fit. */
@LoadDefaultsForAbsentFields
final class GmmFitParameters implements NodeParameters {

    @Section(title = "Columns")
    interface ColumnsSection {
    }

    @Section(title = "Mixture")
    @After(ColumnsSection.class)
    interface MixtureSection {
    }

    @Section(title = "Fitting")
    @After(MixtureSection.class)
    interface FittingSection {
    }

    /** How the number of components is found. */
    enum Count {
            @Label(value = "Fixed", description = "Exactly this many components.")
            FIXED,
            @Label(value = "Chosen by BIC", description = "Every number in the range is fitted; the one with the "
                + "lowest Bayesian information criterion is kept.")
            BIC
    }

    /** The covariances, with their names in the dialog. */
    enum Covariance {
            @Label(value = "Full", description = "Every component has a covariance of its own.")
            FULL(CovarianceType.FULL),
            @Label(value = "Tied", description = "All components share one covariance.")
            TIED(CovarianceType.TIED),
            @Label(value = "Diagonal", description = "Every component has a variance of its own in each dimension, and "
                + "no correlation.")
            DIAGONAL(CovarianceType.DIAGONAL),
            @Label(value = "Spherical", description = "Every component has one variance for all dimensions.")
            SPHERICAL(CovarianceType.SPHERICAL);

        private final CovarianceType m_type;

        Covariance(final CovarianceType type) {
            m_type = type;
        }
    }

    static final class CoordinatesReference implements ParameterReference<LatentColumnsMode> {
    }

    static final class CountReference implements ParameterReference<Count> {
    }

    static final class CompareReference implements ParameterReference<Boolean> {
    }

    static final class Compares implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(CompareReference.class).isTrue();
        }
    }

    static final class ColumnsChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CoordinatesReference.class).isOneOf(LatentColumnsMode.MANUAL);
        }
    }

    static final class CountFixed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CountReference.class).isOneOf(Count.FIXED);
        }
    }

    static final class CountByBic implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CountReference.class).isOneOf(Count.BIC);
        }
    }

    @Widget(title = "Latent coordinates", description = "Which columns hold the coordinates of a point.")
    @ValueSwitchWidget
    @ValueReference(CoordinatesReference.class)
    @Layout(ColumnsSection.class)
    LatentColumnsMode m_coordinates = LatentColumnsMode.AUTO;

    @Widget(title = "Coordinate columns", description = "The numeric columns that are the coordinates, in the order of "
        + "the table.")
    @ChoicesProvider(ColumnChoices.Numbers.class)
    @Effect(predicate = ColumnsChosen.class, type = Effect.EffectType.SHOW)
    @Layout(ColumnsSection.class)
    ColumnFilter m_coordinateColumns = new ColumnFilter();

    @Widget(title = "Compare with classes", description = "Whether to say how well the components agree with the "
        + "classes of the rows: the majority class and the purity of each component, and purity and normalised mutual "
        + "information of the whole. The fit itself never sees the classes.")
    @ValueReference(CompareReference.class)
    @Layout(ColumnsSection.class)
    boolean m_compareWithClasses = true;

    @Widget(title = "Class column", description = "The column with the class of each row. Left blank, the column named "
        + "“class” is taken, else the last column of strings; a table without such a column is fitted all the same.")
    @ChoicesProvider(ColumnChoices.Classes.class)
    @Effect(predicate = Compares.class, type = Effect.EffectType.SHOW)
    @Layout(ColumnsSection.class)
    String m_classColumn = "";

    @Widget(title = "Number of components", description = "Whether the number of components is given or found.")
    @ValueSwitchWidget
    @ValueReference(CountReference.class)
    @Layout(MixtureSection.class)
    Count m_count = Count.FIXED;

    @Widget(title = "Components", description = "The number of components K: at least 1, at most the number of rows. "
        + "Ten for ten digits is the choice of the latent-dysfunction study.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = CountFixed.class, type = Effect.EffectType.SHOW)
    @Layout(MixtureSection.class)
    int m_components = 10;

    @Widget(title = "Fewest components", description = "Where the range of K begins.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = CountByBic.class, type = Effect.EffectType.SHOW)
    @Layout(MixtureSection.class)
    int m_minComponents = 5;

    @Widget(title = "Most components", description = "Where the range of K ends.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = CountByBic.class, type = Effect.EffectType.SHOW)
    @Layout(MixtureSection.class)
    int m_maxComponents = 15;

    @Widget(title = "Covariance", description = "Which covariances the components may have. The fewer parameters, the "
        + "less a small component can collapse onto a few points.")
    @Layout(MixtureSection.class)
    Covariance m_covariance = Covariance.FULL;

    @Widget(title = "Restarts", description = "How many k-means++ starts are tried for each number of components; the "
        + "one with the highest likelihood is kept.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(FittingSection.class)
    int m_restarts = 5;

    @Widget(title = "Most iterations", description = "When EM stops even though it has not converged; a warning tells.",
        advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(FittingSection.class)
    int m_maxIterations = 200;

    @Widget(title = "Tolerance", description = "EM has converged when the mean log-likelihood of a row changes by less "
        + "than this from one iteration to the next, in nats.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(FittingSection.class)
    double m_tolerance = 1e-4;

    @Widget(title = "Regularisation", description = "Added to the diagonal of every covariance, in squared units of "
        + "the coordinates, so that a component cannot collapse onto a point or a line.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(FittingSection.class)
    double m_regularisation = 1e-6;

    @Widget(title = "Seed", description = "The seed of the starts: the same seed and data give the same mixture.")
    @Layout(FittingSection.class)
    long m_seed = 1;

    /** For a node whose inputs are not known. */
    GmmFitParameters() {
    }

    /** @param input what is connected: the dialog begins with its suitable columns */
    GmmFitParameters(final NodeParametersInput input) {
        m_classColumn = ColumnChoices.defaultClass(input, 0);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            config();
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /**
     * @return the engine's configuration
     * @throws IllegalArgumentException if a value is out of range
     */
    GmmConfig config() {
        final boolean fixed = m_count == Count.FIXED;
        return new GmmConfig(fixed ? m_components : m_minComponents, fixed ? m_components : m_maxComponents,
            m_covariance.m_type, m_restarts, m_maxIterations, m_tolerance, m_regularisation, m_seed);
    }
}
