package org.latentlab.nodes.latentsampler;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.CrowdedCentre;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.latent.Margins;
import org.latentlab.engine.latent.OutOfDistributionArea;
import org.latentlab.engine.latent.SamplingArea;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.ComponentChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.CustomArea;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.MarginChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.Pair;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.Signs;
import org.latentlab.nodes.table.Warnings;

/** From the settings to the engine's areas. */
final class SampledAreasBuilder {

    private final LatentSamplerParameters m_parameters;
    private final GaussianMixture m_mixture;
    private final LatentPrior m_prior;
    private final int m_dimensions;
    private final Warnings m_warnings;
    private final List<SamplingArea> m_areas = new ArrayList<>();

    private SampledAreasBuilder(final LatentSamplerParameters parameters, final LatentPrior prior,
        final GaussianMixture mixture, final Warnings warnings) {
        m_parameters = parameters;
        m_mixture = mixture;
        m_prior = prior;
        m_dimensions = prior.dimensions();
        m_warnings = warnings;
    }

    /**
     * @param parameters the settings, valid
     * @param prior of the latent space
     * @param mixture the connected mixture, of as many dimensions as the prior, or null
     * @param warnings told what was asked for and is not there
     * @return the areas, at least one
     * @throws EngineException if no area is left, or a margin given by hand does not exist
     * @throws IllegalArgumentException if a list of numbers does not fit the latent space
     */
    static List<SamplingArea> build(final LatentSamplerParameters parameters, final LatentPrior prior,
        final GaussianMixture mixture, final Warnings warnings) {
        final SampledAreasBuilder builder = new SampledAreasBuilder(parameters, prior, mixture, warnings);
        if (parameters.m_prior) {
            builder.m_areas.add(new SamplingArea.Prior(prior));
        }
        if (mixture == null) {
            warnings.add(withoutMixture(parameters));
        } else {
            builder.addPartsOfMixture();
        }
        builder.m_areas.addAll(outOfDistribution(parameters, prior));
        builder.addOwn();
        if (builder.m_areas.isEmpty()) {
            throw new EngineException("No area is left to sample. " + warnings);
        }
        return builder.m_areas;
    }

    /**
     * @param parameters the settings
     * @return a sentence on what cannot be sampled without a mixture; null if all can
     */
    static String withoutMixture(final LatentSamplerParameters parameters) {
        final List<String> lacking = new ArrayList<>();
        if (parameters.m_mixture) {
            lacking.add("the mixture");
        }
        if (parameters.m_margins) {
            lacking.add("the margins");
        }
        if (parameters.m_centre) {
            lacking.add("the crowded centre");
        }
        if (parameters.m_components) {
            lacking.add("the components");
        }
        if (lacking.isEmpty()) {
            return null;
        }
        return "No mixture is connected, so these areas are left out: " + String.join(", ", lacking)
            + ". Add the mixture port and connect GMM Fit, or switch them off.";
    }

    private void addPartsOfMixture() {
        if (m_parameters.m_mixture) {
            m_areas.add(new SamplingArea.Mixture());
        }
        if (m_parameters.m_margins && m_parameters.m_marginChoice == MarginChoice.AUTOMATIC) {
            addFoundMargins();
        } else if (m_parameters.m_margins) {
            addGivenMargins();
        }
        if (m_parameters.m_centre) {
            m_areas.add(CrowdedCentre.find(m_mixture));
        }
        if (m_parameters.m_components && m_parameters.m_componentChoice == ComponentChoice.ALL) {
            for (int k = 0; k < m_mixture.components(); k++) {
                m_areas.add(new SamplingArea.Component(k));
            }
        } else if (m_parameters.m_components) {
            for (final int k : NumberList.components(m_parameters.m_componentList)) {
                checkComponent(k, m_mixture.components());
                m_areas.add(new SamplingArea.Component(k));
            }
        }
    }

    /**
     * @param component a component asked for
     * @param components how many the mixture has
     * @throws IllegalArgumentException if it has none of that number
     */
    static void checkComponent(final int component, final int components) {
        if (component >= components) {
            throw new IllegalArgumentException("The mixture has the components 0 to " + (components - 1) + ", but not "
                + component + ".");
        }
    }

    private void addFoundMargins() {
        final List<SamplingArea.Margin> found = Margins.find(m_mixture, m_parameters.m_marginCount);
        m_areas.addAll(found);
        if (found.size() < m_parameters.m_marginCount) {
            m_warnings.add("The mixture has " + (found.isEmpty() ? "no margin" : found.size() == 1 ? "only 1 margin"
                : "only " + found.size() + " margins") + " between its components; " + m_parameters.m_marginCount
                + " were asked for.");
        }
    }

    private void addGivenMargins() {
        for (final Pair pair : m_parameters.m_marginPairs) {
            checkComponent(Math.max(pair.m_first, pair.m_second), m_mixture.components());
            m_areas.add(Margins.between(m_mixture, pair.m_first, pair.m_second).orElseThrow(() -> new EngineException(
                "There is no margin between components " + pair.m_first + " and " + pair.m_second + ": a third lies "
                    + "between them, one covers the other, or the two have grown together. Margins found: "
                    + Margins.find(m_mixture, Margins.DEFAULT_COUNT).stream().map(SamplingArea.Margin::name)
                        .collect(Collectors.joining(", ")) + ".")));
        }
    }

    /**
     * @param parameters the settings
     * @param prior of the latent space
     * @return the areas out of distribution that are switched on; may be none
     * @throws IllegalArgumentException if one of them is no distribution
     */
    static List<OutOfDistributionArea> outOfDistribution(final LatentSamplerParameters parameters,
        final LatentPrior prior) {
        final int d = prior.dimensions();
        final List<OutOfDistributionArea> areas = new ArrayList<>();
        if (parameters.m_exponential) {
            areas.add(new OutOfDistributionArea.Exponential(d, parameters.m_exponentialScale,
                parameters.m_exponentialSigns == Signs.RANDOM));
        }
        if (parameters.m_shell) {
            areas.add(new OutOfDistributionArea.Shell(d, parameters.m_shellInner, parameters.m_shellOuter));
        }
        if (parameters.m_studentT) {
            areas.add(new OutOfDistributionArea.StudentT(d, parameters.m_degreesOfFreedom,
                parameters.m_studentTScale));
        }
        if (parameters.m_scaledPrior) {
            for (final double factor : NumberList.distinct(parameters.m_scaledPriorFactors)) {
                areas.add(new OutOfDistributionArea.ScaledPrior(prior, factor));
            }
        }
        return areas;
    }

    private void addOwn() {
        for (final CustomArea area : m_parameters.m_areas) {
            m_areas.add(new SamplingArea.Area(area.m_name, NumberList.numbers(area.m_centre, m_dimensions),
                NumberList.numbers(area.m_standardDeviation, m_dimensions)));
        }
        if (m_parameters.m_box) {
            m_areas.add(new SamplingArea.UniformBox(NumberList.numbers(m_parameters.m_boxLow, m_dimensions),
                NumberList.numbers(m_parameters.m_boxHigh, m_dimensions)));
        }
        if (m_parameters.m_grid) {
            m_areas.add(new SamplingArea.Grid(NumberList.numbers(m_parameters.m_gridLow, m_dimensions),
                NumberList.numbers(m_parameters.m_gridHigh, m_dimensions), m_parameters.m_gridPerDimension));
        }
    }
}
