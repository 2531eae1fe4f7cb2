package org.latentlab.nodes.conditionalsampler;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.latentlab.engine.conditional.SamplerSearch;
import org.latentlab.engine.conditional.ScaleOptimiser;
import org.latentlab.engine.conditional.ScaleSearch;
import org.latentlab.engine.conditional.ScaleVariables;
import org.latentlab.engine.conditional.SimpleSearch;
import org.latentlab.nodes.latentsampler.NumberList;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.training.LayerWidths;

/** How the θ and n of a sampler are looked for. */
@LoadDefaultsForAbsentFields
final class ScaleParameters implements WidgetGroup, Persistable {

    /** The methods, with their names in the dialog. */
    enum Method {
            @Label(value = "Automatic", description = "Exhaustive where the budget allows that, else coordinate "
                + "descent.")
            AUTOMATIC(ScaleOptimiser.AUTOMATIC),
            @Label(value = "Coordinate descent", description = "All dimensions together, in proportion, and then one "
                + "after the other go up or down by a step, which is halved when nothing is gained by it.")
            COORDINATE_DESCENT(ScaleOptimiser.COORDINATE_DESCENT),
            @Label(value = "CMA-ES", description = "An evolution strategy with covariance matrix adaptation (Hansen "
                + "and Ostermeier 2001).")
            CMA_ES(ScaleOptimiser.CMA_ES),
            @Label(value = "Exhaustive", description = "Every combination of eleven values of θ for each dimension: "
                + "for two or three dimensions.")
            EXHAUSTIVE(ScaleOptimiser.EXHAUSTIVE);

        private final ScaleOptimiser m_optimiser;

        Method(final ScaleOptimiser optimiser) {
            m_optimiser = optimiser;
        }
    }

    @Widget(title = "θ", description = "By what the spread of a class is multiplied: numbers of at least 0, separated "
        + "by commas. 0 gives the mean of the class, 1 its own spread.")
    @Effect(predicate = Conditions.Simple.class, type = EffectType.SHOW)
    String m_thetas = "0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1";

    @Widget(title = "n", description = "Of how many draws a latent vector is the mean: whole numbers from 1, separated "
        + "by commas. Each is tried with each θ.")
    @Effect(predicate = Conditions.Simple.class, type = EffectType.SHOW)
    String m_averaged = "1, 2, 3, 5";

    @Widget(title = "Method", description = "How the θ of the dimensions are looked for.")
    @Effect(predicate = Conditions.ByDimension.class, type = EffectType.SHOW)
    Method m_method = Method.AUTOMATIC;

    @Widget(title = "Budget", description = "How many samplers may be scored, at least 20. Each takes the decoder and "
        + "the classifier for all draws; scoring one class counts as its share of that.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.ByDimension.class, type = EffectType.SHOW)
    int m_budget = 300;

    @Widget(title = "Largest θ", description = "θ lies from 0 to this, which is above 0 and at most 3. Above 1 a class "
        + "may be spread more widely than its codes are.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Conditions.ByDimension.class, type = EffectType.SHOW)
    double m_largestTheta = 1;

    @Widget(title = "Draws averaged (n)", description = "Of how many draws a latent vector is the mean, 1 to 100. With "
        + "one Gaussian a class a smaller θ does the same.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Conditions.ByDimension.class, type = EffectType.SHOW)
    int m_draws = 1;

    /**
     * @return the search for one θ and one n
     * @throws InvalidSettingsException if a value is out of range
     */
    SamplerSearch simple() throws InvalidSettingsException {
        Checks.present("θ", m_thetas);
        Checks.present("n", m_averaged);
        final List<Integer> averaged = LayerWidths.parse("n", "numbers of draws that are averaged, for instance "
            + "1, 2, 3, 5", m_averaged);
        return Checks.config(() -> new SimpleSearch(NumberList.distinct(m_thetas),
            averaged.stream().mapToInt(Integer::intValue).toArray()));
    }

    /**
     * @param variables which θ there are
     * @return the search for them
     * @throws InvalidSettingsException if a value is out of range
     */
    SamplerSearch scales(final ScaleVariables variables) throws InvalidSettingsException {
        Checks.present("Method", m_method);
        return Checks.config(
            () -> new ScaleSearch(variables, m_method.m_optimiser, m_budget, m_largestTheta, m_draws));
    }
}
