package org.latentlab.engine.chart;

import java.util.List;

import org.latentlab.engine.math.Matrix;

/** The pictures of a latent space that the study needs. Each can be refined by {@link LatentChart}'s own methods. */
public final class LatentCharts {

    private LatentCharts() {
    }

    /**
     * Points by class: one panel for two latent dimensions; the projections on the pairs of the first three where there
     * are more; points spread at random across the panel where there is one.
     *
     * @param z n×d latent codes; rows with a NaN or infinite value are counted in the subtitle, not drawn
     * @param labels a class for each point, 0…classNames.size()-1, negative for none; null for no classes at all
     * @param classNames the classes, shown in the legend
     * @param title of the chart
     * @return the chart
     */
    public static LatentChart scatter(final Matrix z, final int[] labels, final List<String> classNames,
        final String title) {
        return new LatentChart(z, labels, classNames, title);
    }

    /**
     * Regions of highest density of a mixture (holding 20, 50, 80 and 95 % of its probability) with each component's 2σ
     * ellipse and number, counted from 0, over the points.
     *
     * @param z n×d latent codes
     * @param labels as in {@link #scatter}
     * @param classNames as in {@link #scatter}
     * @param mixture in d dimensions
     * @param title of the chart
     * @return the chart
     */
    public static LatentChart mixture(final Matrix z, final int[] labels, final List<String> classNames,
        final MixtureShape mixture, final String title) {
        return scatter(z, labels, classNames, title).withMixture(mixture, false);
    }

    /**
     * The regions of a two-dimensional latent space by class, with the points over them.
     *
     * @param z n×2 latent codes
     * @param labels as in {@link #scatter}
     * @param classNames as in {@link #scatter}
     * @param classifier gives every point of the plane a class
     * @param title of the chart
     * @return the chart
     */
    public static LatentChart regions(final Matrix z, final int[] labels, final List<String> classNames,
        final RegionClassifier classifier, final String title) {
        return scatter(z, labels, classNames, title).withRegions(classifier);
    }

    /**
     * Sampled points by area, with the areas' 2σ ellipses and names, over the latent codes in gray.
     *
     * @param z n×d latent codes
     * @param labels as in {@link #scatter}; only the classes' names at their medians are shown
     * @param classNames as in {@link #scatter}
     * @param areas the sampled points
     * @param title of the chart
     * @return the chart
     */
    public static LatentChart areas(final Matrix z, final int[] labels, final List<String> classNames,
        final SampledAreas areas, final String title) {
        return scatter(z, labels, classNames, title).withAreas(areas);
    }
}
