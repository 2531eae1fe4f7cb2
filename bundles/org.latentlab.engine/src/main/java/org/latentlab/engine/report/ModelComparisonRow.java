package org.latentlab.engine.report;

import java.util.List;
import java.util.Map;

import org.latentlab.engine.generate.GenerativeModel.Draws;
import org.latentlab.engine.image.Images;

/**
 * What the comparison found of one model, or of real images that are scored like samples.
 *
 * @param name the model's name
 * @param kind the family in a word; empty for real images
 * @param terms what its training cost; null for real images
 * @param figures every measure, each on every set; without those that could not be measured
 * @param classCounts samples of each class over all sets; empty where there are no classes
 * @param areas what samples of latent areas score, the prior first, one set each; empty for real images
 * @param draws the latent points of the first set; null for real images
 * @param samples the images of the first set
 */
public record ModelComparisonRow(String name, String kind, ModelComparisonTerms terms,
    Map<ModelComparisonMeasure, ModelComparisonFigure> figures, long[] classCounts, List<Area> areas, Draws draws,
    Images samples) {

    private static final ModelComparisonFigure UNKNOWN = new ModelComparisonFigure(new double[0]);

    /**
     * Samples from an area of the latent space.
     *
     * @param name the area's name
     * @param measures what they score
     */
    public record Area(String name, Map<ModelComparisonMeasure, Double> measures) {

        /** Copies the map. */
        public Area {
            measures = Map.copyOf(measures);
        }
    }

    /** Copies the collections. */
    public ModelComparisonRow {
        figures = Map.copyOf(figures);
        areas = List.copyOf(areas);
    }

    /**
     * @param measure a measure
     * @return the model's figure; one without values where it could not be measured
     */
    public ModelComparisonFigure figure(final ModelComparisonMeasure measure) {
        return figures.getOrDefault(measure, UNKNOWN);
    }
}
