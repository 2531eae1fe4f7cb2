package org.latentlab.engine.latent;

import java.util.Arrays;
import java.util.Locale;

/**
 * A part of a latent space, or a way through it, from which {@link LatentSampler} draws points. Components are counted
 * from 0, dimensions in messages from 1.
 */
public sealed interface SamplingArea permits SamplingArea.Prior, SamplingArea.Mixture, SamplingArea.Component,
    SamplingArea.Area, SamplingArea.Margin, SamplingArea.Centre, SamplingArea.UniformBox, SamplingArea.Grid,
    OutOfDistributionArea {

    /** @return the name under which its points appear, e.g. "prior" or "margin 0–3"; unique within one sampling */
    String name();

    /** @return what kind of area it is, e.g. "margin" */
    String kind();

    /** @return in a sentence, how its points are drawn */
    String description();

    /** @return the number of its dimensions, or 0 if it takes them from the mixture */
    int dimensions();

    /** @return its centre, one value a dimension; empty if it has none of its own */
    default double[] centre() {
        return new double[0];
    }

    /** @return its standard deviation, one value a dimension; empty if it has none of its own */
    default double[] standardDeviation() {
        return new double[0];
    }

    /**
     * The prior of the latent space, from which a model generates.
     *
     * @param prior any
     */
    record Prior(LatentPrior prior) implements SamplingArea {

        /** @param dimensions of the standard normal distribution N(0, I), at least 1 */
        public Prior(final int dimensions) {
            this(AreaChecks.normal(dimensions));
        }

        @Override
        public String name() {
            return "prior";
        }

        @Override
        public String kind() {
            return "prior";
        }

        @Override
        public String description() {
            if (prior instanceof LatentPrior.Clusters clusters) {
                return "Normal values of standard deviation " + AreaChecks.plain(clusters.standardDeviation())
                    + " and one of " + clusters.clusters() + " clusters, the prior of the latent space";
            }
            return prior instanceof LatentPrior.Uniform ? "Uniform distribution from −1 to 1, the prior of the latent "
                + "space" : "Standard normal distribution, the prior of the latent space";
        }

        @Override
        public int dimensions() {
            return prior.dimensions();
        }

        @Override
        public double[] centre() {
            return prior.means();
        }

        @Override
        public double[] standardDeviation() {
            return prior.deviations();
        }
    }

    /** The mixture as a whole: a component by the weights, then a point of it. */
    record Mixture() implements SamplingArea {

        @Override
        public String name() {
            return "mixture";
        }

        @Override
        public String kind() {
            return "mixture";
        }

        @Override
        public String description() {
            return "The mixture as a whole, its components by their weights";
        }

        @Override
        public int dimensions() {
            return 0;
        }
    }

    /**
     * One component of the mixture.
     *
     * @param component at least 0
     */
    record Component(int component) implements SamplingArea {

        /** Checks the value. */
        public Component {
            if (component < 0) {
                throw new IllegalArgumentException("Components are counted from 0; there is none of number "
                    + component + ".");
            }
        }

        @Override
        public String name() {
            return "component " + component;
        }

        @Override
        public String kind() {
            return "component";
        }

        @Override
        public String description() {
            return "Component " + component + " of the mixture, by its own Gaussian";
        }

        @Override
        public int dimensions() {
            return 0;
        }
    }

    /**
     * A normal distribution with independent dimensions.
     *
     * @param name its name, not blank
     * @param centre one finite value a dimension, at least one
     * @param standardDeviation one a dimension, finite, at least 0
     */
    record Area(String name, double[] centre, double[] standardDeviation) implements SamplingArea {

        /** Checks the values. */
        public Area {
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException("An area needs a name.");
            }
            AreaChecks.normal("area '" + name + "'", centre, standardDeviation);
        }

        @Override
        public String kind() {
            return "area";
        }

        @Override
        public String description() {
            return "Normal distribution around the given centre";
        }

        @Override
        public int dimensions() {
            return centre.length;
        }
    }

    /**
     * The margin between two neighbouring components, found by {@link Margins}.
     *
     * @param first the component of the lower number
     * @param second the other
     * @param centre the pass between them
     * @param standardDeviation one a dimension, finite, at least 0
     * @param logDensity ln p of the mixture at the pass
     * @param dip how far, in nats, the density at the pass lies below the lower one of those at the two means
     * @param deviations the Mahalanobis distance of the pass from the farther one of the two means
     * @param near whether the pass is within reach of both components
     */
    record Margin(int first, int second, double[] centre, double[] standardDeviation, double logDensity, double dip,
        double deviations, boolean near) implements SamplingArea {

        /** Checks the values. */
        public Margin {
            AreaChecks.normal("margin", centre, standardDeviation);
        }

        @Override
        public String name() {
            return "margin " + first + "–" + second;
        }

        @Override
        public String kind() {
            return "margin";
        }

        @Override
        public String description() {
            return String.format(Locale.ROOT, "Between components %d and %d, where both are equally likely: density "
                + "%.3g times that of the lower peak, %.1f standard deviations from the farther mean", first, second,
                Math.exp(-dip), deviations);
        }

        @Override
        public int dimensions() {
            return centre.length;
        }
    }

    /**
     * The crowded centre, found by {@link CrowdedCentre}.
     *
     * @param centre where the components are most mixed
     * @param standardDeviation one a dimension, finite, at least 0
     * @param entropy the entropy of the responsibilities there as a share of its most, ln K; in [0, 1]
     * @param logDensity ln p of the mixture there
     */
    record Centre(double[] centre, double[] standardDeviation, double entropy, double logDensity)
        implements SamplingArea {

        /** Checks the values. */
        public Centre {
            AreaChecks.normal("centre", centre, standardDeviation);
        }

        @Override
        public String name() {
            return "centre";
        }

        @Override
        public String kind() {
            return "centre";
        }

        @Override
        public String description() {
            return String.format(Locale.ROOT,
                "Where the components are most mixed near the origin: entropy of the responsibilities %.0f %% of its "
                    + "most", 100 * entropy);
        }

        @Override
        public int dimensions() {
            return centre.length;
        }
    }

    /**
     * A box in which all points are equally likely.
     *
     * @param low its lower corner, finite, at least one value
     * @param high its upper corner, in no dimension below the lower one
     */
    record UniformBox(double[] low, double[] high) implements SamplingArea {

        /** Checks the values. */
        public UniformBox {
            AreaChecks.box("box", low, high);
        }

        @Override
        public String name() {
            return "box";
        }

        @Override
        public String kind() {
            return "uniform box";
        }

        @Override
        public String description() {
            return "Uniform from " + Arrays.toString(low) + " to " + Arrays.toString(high);
        }

        @Override
        public int dimensions() {
            return low.length;
        }

        @Override
        public double[] centre() {
            return AreaChecks.middle(low, high);
        }

        @Override
        public double[] standardDeviation() {
            final double[] sd = new double[low.length];
            for (int i = 0; i < sd.length; i++) {
                sd[i] = (high[i] - low[i]) / Math.sqrt(12);
            }
            return sd;
        }
    }

    /**
     * A regular grid with both corners: perDimension points along each dimension, the last dimension running fastest.
     *
     * @param low its lower corner, finite, at least one value
     * @param high its upper corner, in no dimension below the lower one
     * @param perDimension at least 1 (then the middle of the box); at most ten million points in all
     */
    record Grid(double[] low, double[] high, int perDimension) implements SamplingArea {

        private static final double MOST_POINTS = 1e7;

        /** Checks the values. */
        public Grid {
            AreaChecks.box("grid", low, high);
            if (perDimension < 1) {
                throw new IllegalArgumentException("A grid has at least 1 point along each dimension, not "
                    + perDimension + ".");
            }
            if (Math.pow(perDimension, low.length) > MOST_POINTS) {
                throw new IllegalArgumentException("A grid of " + perDimension + " points along each of " + low.length
                    + " dimensions has more than ten million points. Choose fewer.");
            }
        }

        @Override
        public String name() {
            return "grid";
        }

        @Override
        public String kind() {
            return "grid";
        }

        @Override
        public String description() {
            return "Grid of " + perDimension + " points along each dimension from " + Arrays.toString(low) + " to "
                + Arrays.toString(high);
        }

        @Override
        public int dimensions() {
            return low.length;
        }

        @Override
        public double[] centre() {
            return AreaChecks.middle(low, high);
        }

        /** @return the number of its points */
        public int size() {
            return (int)Math.round(Math.pow(perDimension, low.length));
        }
    }
}
