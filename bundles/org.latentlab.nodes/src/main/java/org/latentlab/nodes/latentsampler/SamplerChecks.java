package org.latentlab.nodes.latentsampler;

import java.util.HashSet;
import java.util.Set;

import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.latent.SamplingArea;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.ComponentChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.CustomArea;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.MarginChoice;
import org.latentlab.nodes.latentsampler.LatentSamplerParameters.Pair;

/** Checks of the Latent Sampler's settings that need neither a mixture nor the size of the latent space. */
final class SamplerChecks {

    private SamplerChecks() {
    }

    /**
     * @param parameters the settings
     * @throws IllegalArgumentException if they are no areas
     */
    static void check(final LatentSamplerParameters parameters) {
        checkMixtureParts(parameters);
        SampledAreasBuilder.outOfDistribution(parameters, new LatentPrior.Normal(1));
        checkOwnAreas(parameters);
    }

    private static void checkMixtureParts(final LatentSamplerParameters parameters) {
        if (parameters.m_margins && parameters.m_marginChoice == MarginChoice.AUTOMATIC
            && parameters.m_marginCount < 1) {
            throw new IllegalArgumentException("Ask for at least 1 margin, not " + parameters.m_marginCount + ".");
        }
        if (parameters.m_margins && parameters.m_marginChoice == MarginChoice.BY_HAND) {
            if (parameters.m_marginPairs.length == 0) {
                throw new IllegalArgumentException("Give at least one pair of components, or have the margins found.");
            }
            final Set<String> seen = new HashSet<>();
            for (final Pair pair : parameters.m_marginPairs) {
                checkPair(pair, seen);
            }
        }
        if (parameters.m_components && parameters.m_componentChoice == ComponentChoice.LISTED) {
            NumberList.components(parameters.m_componentList);
        }
    }

    private static void checkPair(final Pair pair, final Set<String> seen) {
        final int low = Math.min(pair.m_first, pair.m_second);
        final int high = Math.max(pair.m_first, pair.m_second);
        if (low < 0) {
            throw new IllegalArgumentException("Components are counted from 0; there is none of number " + low + ".");
        }
        if (low == high) {
            throw new IllegalArgumentException("A margin lies between two components, not between component " + low
                + " and itself.");
        }
        if (!seen.add(low + "–" + high)) {
            throw new IllegalArgumentException("The margin between components " + low + " and " + high
                + " is given twice.");
        }
    }

    private static void checkOwnAreas(final LatentSamplerParameters parameters) {
        final Set<String> names = new HashSet<>();
        for (final CustomArea area : parameters.m_areas) {
            if (!names.add(area.m_name)) {
                throw new IllegalArgumentException("Two areas are called '" + area.m_name + "'. Give each its own "
                    + "name.");
            }
            final int d = NumberList.dimensions(area.m_centre, area.m_standardDeviation,
                "The centre and the standard deviation of area '" + area.m_name + "'");
            new SamplingArea.Area(area.m_name, NumberList.numbers(area.m_centre, d),
                NumberList.numbers(area.m_standardDeviation, d));
        }
        if (parameters.m_box) {
            final int d = NumberList.dimensions(parameters.m_boxLow, parameters.m_boxHigh, "The corners of the box");
            new SamplingArea.UniformBox(NumberList.numbers(parameters.m_boxLow, d),
                NumberList.numbers(parameters.m_boxHigh, d));
        }
        if (parameters.m_grid) {
            final int d = NumberList.dimensions(parameters.m_gridLow, parameters.m_gridHigh, "The corners of the grid");
            new SamplingArea.Grid(NumberList.numbers(parameters.m_gridLow, d),
                NumberList.numbers(parameters.m_gridHigh, d), parameters.m_gridPerDimension);
        }
    }
}
