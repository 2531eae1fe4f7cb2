package org.latentlab.engine.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

import org.latentlab.engine.latent.LatentSamples;
import org.latentlab.engine.latent.SamplingArea;
import org.latentlab.engine.math.Matrix;

/**
 * Points sampled from areas of a latent space.
 *
 * @param points n×d
 * @param area the name of the area that each point was drawn from
 * @param outlines the areas that have a centre and a standard deviation; may be empty
 */
public record SampledAreas(Matrix points, List<String> area, List<Outline> outlines) {

    /**
     * An area around a centre; drawn as its 2σ ellipse.
     *
     * @param name as in {@link SampledAreas#area}
     * @param centre d coordinates
     * @param standardDeviation d values, at least 0
     */
    public record Outline(String name, double[] centre, double[] standardDeviation) {

        /** Checks the sizes. */
        public Outline {
            if (centre.length != standardDeviation.length) {
                throw new IllegalArgumentException("Area '" + name + "' has " + centre.length + " coordinates but "
                    + standardDeviation.length + " standard deviations.");
            }
        }
    }

    /** Checks the sizes. */
    public SampledAreas {
        if (points.rows() != area.size()) {
            throw new IllegalArgumentException("There are " + points.rows() + " sampled points but " + area.size()
                + " area names.");
        }
        area = List.copyOf(area);
        outlines = List.copyOf(outlines);
        for (final Outline o : outlines) {
            if (o.centre().length != points.columns()) {
                throw new IllegalArgumentException("Area '" + o.name() + "' has " + o.centre().length
                    + " coordinates, the sampled points have " + points.columns() + ".");
            }
        }
    }

    /**
     * @param samples sampled points
     * @param areas what they were sampled from; margins, the centre and areas given by hand are outlined
     * @return the points and outlines
     */
    public static SampledAreas of(final LatentSamples samples, final List<SamplingArea> areas) {
        final List<Outline> outlines = new ArrayList<>();
        for (final SamplingArea a : areas) {
            if (a.centre().length > 0 && a.standardDeviation().length > 0 && !(a instanceof SamplingArea.Prior)) {
                outlines.add(new Outline(a.name(), a.centre(), a.standardDeviation()));
            }
        }
        return new SampledAreas(samples.points(), Arrays.asList(samples.area()), outlines);
    }

    /**
     * The outlines are estimated: an area's mean and standard deviations of its points, for areas whose name is in the
     * given list.
     *
     * @param points n×d
     * @param area the name of the area that each point was drawn from
     * @param outlined the areas to outline
     * @return the areas
     */
    public static SampledAreas estimated(final Matrix points, final List<String> area, final List<String> outlined) {
        final List<Outline> outlines = new ArrayList<>();
        for (final String name : outlined) {
            final int d = points.columns();
            final double[] sum = new double[d];
            final double[] squares = new double[d];
            int n = 0;
            for (int i = 0; i < points.rows(); i++) {
                if (area.get(i).equals(name)) {
                    n++;
                    for (int j = 0; j < d; j++) {
                        sum[j] += points.get(i, j);
                        squares[j] += points.get(i, j) * points.get(i, j);
                    }
                }
            }
            for (int j = 0; j < d && n > 0; j++) {
                sum[j] /= n;
                squares[j] = Math.sqrt(Math.max(0, squares[j] / n - sum[j] * sum[j]));
            }
            if (n > 0) {
                outlines.add(new Outline(name, sum, squares));
            }
        }
        return new SampledAreas(points, area, outlines);
    }

    /** @return the areas' names in order of their first point */
    public List<String> names() {
        return List.copyOf(new LinkedHashSet<>(area));
    }

    /** The points that can be drawn, shuffled, those of areas without an outline first. */
    int[] order(final long seed) {
        final List<String> outlined = outlines.stream().map(Outline::name).toList();
        final int[] groups = new int[area.size()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = outlined.contains(area.get(i)) ? 0 : -1;
        }
        return PointLayer.order(points, groups, seed);
    }

    /** The index of each point's area among {@link #names}. */
    int[] indices() {
        final List<String> names = names();
        final int[] indices = new int[area.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = names.indexOf(area.get(i));
        }
        return indices;
    }
}
