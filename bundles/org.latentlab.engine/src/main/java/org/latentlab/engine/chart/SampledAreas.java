package org.latentlab.engine.chart;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

import org.latentlab.engine.math.Matrix;

/**
 * Points sampled from areas of a latent space.
 *
 * @param points n×d
 * @param area the name of the area that each point was drawn from
 * @param outlines the areas that lie around a centre; may be empty
 */
public record SampledAreas(Matrix points, List<String> area, List<Outline> outlines) {

    /**
     * An area around a centre; drawn as its 2σ ellipse.
     *
     * @param name as in {@link SampledAreas#area}
     * @param centre d coordinates
     * @param covariance d×d, symmetric, positive semi-definite
     */
    public record Outline(String name, double[] centre, Matrix covariance) {

        /** Checks the sizes. */
        public Outline {
            if (covariance.rows() != centre.length || covariance.columns() != centre.length) {
                throw new IllegalArgumentException("Area '" + name + "' has " + centre.length + " coordinates but a "
                    + covariance.rows() + "×" + covariance.columns() + " covariance.");
            }
        }

        /** The 2σ ellipse of the projection onto two dimensions, counted from 0. */
        ConfidenceEllipse ellipse(final int first, final int second) {
            return ConfidenceEllipse.of(new double[]{centre[first], centre[second]},
                Matrix.of(new double[]{covariance.get(first, first), covariance.get(first, second)},
                    new double[]{covariance.get(second, first), covariance.get(second, second)}), 2);
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
     * The outlines are estimated: an area's mean and covariance (divisor n) of its points, for areas whose name is in
     * the given list.
     *
     * @param points n×d
     * @param area the name of the area that each point was drawn from
     * @param outlined the areas to outline
     * @return the areas
     */
    public static SampledAreas estimated(final Matrix points, final List<String> area, final List<String> outlined) {
        final List<Outline> outlines = new ArrayList<>();
        for (final String name : outlined) {
            final int[] members = IntStream.range(0, area.size()).filter(i -> area.get(i).equals(name)).toArray();
            if (members.length > 0) {
                outlines.add(outline(name, points.select(members)));
            }
        }
        return new SampledAreas(points, area, outlines);
    }

    private static Outline outline(final String name, final Matrix points) {
        final int d = points.columns();
        final int n = points.rows();
        final double[] mean = new double[d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                mean[j] += points.get(i, j) / n;
            }
        }
        final Matrix covariance = Matrix.zeros(d, d);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < d; k++) {
                    covariance.data()[j * d + k] += (points.get(i, j) - mean[j]) * (points.get(i, k) - mean[k]) / n;
                }
            }
        }
        return new Outline(name, mean, covariance);
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
