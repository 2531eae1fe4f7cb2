package org.latentlab.engine.chart;

import org.latentlab.engine.label.KnnLabeler;
import org.latentlab.engine.math.Matrix;

/** Something that gives every point of a latent plane a class, e.g. the k-nearest-neighbour labeller. */
@FunctionalInterface
public interface RegionClassifier {

    /**
     * The answer for a set of points.
     *
     * @param classes the class of each point, 0…; negative for none
     * @param certainty how sure that is, in [0, 1], e.g. the share of votes; null where nothing is known
     */
    record Regions(int[] classes, double[] certainty) {

        /** Checks the sizes. */
        public Regions {
            if (certainty != null && certainty.length != classes.length) {
                throw new IllegalArgumentException("There are " + classes.length + " classes but " + certainty.length
                    + " certainties.");
            }
        }
    }

    /**
     * @param points m×2
     * @return a class for each of the m points
     */
    Regions classify(Matrix points);

    /**
     * The classes that the k nearest neighbours give, by {@link KnnLabeler}'s rule; certain by their share of the
     * votes.
     *
     * @param points n×2 latent codes; those that are not finite are left out
     * @param labels a class for each, negative for none; those without one are left out
     * @param classes the number of classes
     * @param k the number of neighbours, at least 1
     * @return the classifier
     */
    static RegionClassifier nearestNeighbours(final Matrix points, final int[] labels, final int classes, final int k) {
        return new PlaneNeighbours(points, labels, classes, k);
    }

    /** A class for one point. */
    @FunctionalInterface
    interface Plane {
        /**
         * @param x the first coordinate
         * @param y the second coordinate
         * @return the class, 0…; negative for none
         */
        int classAt(double x, double y);
    }

    /**
     * @param plane gives one point its class
     * @return the same for many points
     */
    static RegionClassifier of(final Plane plane) {
        return points -> {
            final int[] classes = new int[points.rows()];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = plane.classAt(points.get(i, 0), points.get(i, 1));
            }
            return new Regions(classes, null);
        };
    }
}
