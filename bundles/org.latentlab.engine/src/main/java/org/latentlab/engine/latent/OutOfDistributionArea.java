package org.latentlab.engine.latent;

/**
 * Latent points that the prior would hardly give: what the decoder makes there shows how it behaves outside of what it
 * was trained on. All are centred on the origin, except the exponential one with positive signs alone and that of a
 * prior which is not.
 */
public sealed interface OutOfDistributionArea extends SamplingArea {

    @Override
    default String kind() {
        return "out of distribution";
    }

    @Override
    default double[] centre() {
        return new double[dimensions()];
    }

    /**
     * Independent dimensions whose sizes are exponential: |z| has the density exp(-|z| / scale) / scale. With signs at
     * random this is the Laplace distribution.
     *
     * @param dimensions at least 1
     * @param scale the mean of |z|, 1 / rate; above 0, at most 1,000,000
     * @param randomSigns whether either sign is equally likely; else all coordinates are at least 0
     */
    record Exponential(int dimensions, double scale, boolean randomSigns) implements OutOfDistributionArea {

        /** Checks the values. */
        public Exponential {
            AreaChecks.dimensions(dimensions);
            AreaChecks.scale("The scale of the exponential area", scale);
        }

        @Override
        public String name() {
            return "exponential";
        }

        @Override
        public String description() {
            return "Exponential sizes of mean " + AreaChecks.plain(scale) + " in each dimension, "
                + (randomSigns ? "either sign at random" : "all positive");
        }

        @Override
        public double[] centre() {
            return AreaChecks.filled(dimensions, randomSigns ? 0 : scale);
        }

        @Override
        public double[] standardDeviation() {
            return AreaChecks.filled(dimensions, randomSigns ? Math.sqrt(2) * scale : scale);
        }
    }

    /**
     * The points between two spheres around the origin, all equally likely; a ball where the inner radius is 0, a
     * sphere where both radii are the same.
     *
     * @param dimensions at least 1
     * @param innerRadius at least 0
     * @param outerRadius above 0, at most 1,000,000 and not below the inner one
     */
    record Shell(int dimensions, double innerRadius, double outerRadius) implements OutOfDistributionArea {

        /** Checks the values. */
        public Shell {
            AreaChecks.dimensions(dimensions);
            AreaChecks.scale("The outer radius of the shell", outerRadius);
            if (!(innerRadius >= 0 && innerRadius <= outerRadius)) {
                throw new IllegalArgumentException("The inner radius of the shell is " + innerRadius
                    + "; it must be at least 0 and not above the outer one, " + outerRadius + ".");
            }
        }

        @Override
        public String name() {
            return innerRadius == 0 ? "ball" : "shell";
        }

        @Override
        public String description() {
            return innerRadius == 0 ? "Uniform in the ball of radius " + AreaChecks.plain(outerRadius)
                : "Uniform between the spheres of radius " + AreaChecks.plain(innerRadius) + " and "
                    + AreaChecks.plain(outerRadius);
        }

        /** (innerRadius / outerRadius)ᵈ, the share of the outer ball that is hollow. */
        double hollow() {
            return StrictMath.pow(innerRadius / outerRadius, dimensions);
        }

        /** E‖z‖² = d (Rᵈ⁺² - rᵈ⁺²) / ((d + 2) (Rᵈ - rᵈ)), of which each dimension has the d-th part. */
        @Override
        public double[] standardDeviation() {
            final double d = dimensions;
            final double ratio = innerRadius / outerRadius;
            final double q = hollow();
            final double perDimension = q == 1 ? outerRadius * outerRadius / d
                : outerRadius * outerRadius * (1 - q * ratio * ratio) / ((d + 2) * (1 - q));
            return AreaChecks.filled(dimensions, Math.sqrt(perDimension));
        }
    }

    /**
     * The multivariate t distribution (Kotz and Nadarajah 2004, equation 1.1): a normal point divided by the root of an
     * independent χ² over its degrees of freedom. Each dimension is a Student t; a point far out is far out as a whole.
     *
     * @param dimensions at least 1
     * @param degreesOfFreedom ν, finite, at least 1; the fewer, the heavier the tails
     * @param scale multiplies all points; above 0, at most 1,000,000
     */
    record StudentT(int dimensions, double degreesOfFreedom, double scale) implements OutOfDistributionArea {

        /** Checks the values. */
        public StudentT {
            AreaChecks.dimensions(dimensions);
            AreaChecks.scale("The scale of the Student t area", scale);
            if (!(degreesOfFreedom >= 1) || Double.isInfinite(degreesOfFreedom)) {
                throw new IllegalArgumentException("The Student t area has " + degreesOfFreedom
                    + " degrees of freedom; it needs a finite number of at least 1.");
            }
        }

        @Override
        public String name() {
            return "student t";
        }

        @Override
        public String description() {
            return "Student t with " + AreaChecks.plain(degreesOfFreedom) + (degreesOfFreedom == 1
                ? " degree of freedom" : " degrees of freedom") + " and scale " + AreaChecks.plain(scale);
        }

        /** @return scale √(ν / (ν - 2)) a dimension; empty where ν ≤ 2, for then it is infinite */
        @Override
        public double[] standardDeviation() {
            return degreesOfFreedom <= 2 ? new double[0] : AreaChecks.filled(dimensions,
                scale * Math.sqrt(degreesOfFreedom / (degreesOfFreedom - 2)));
        }
    }

    /**
     * The prior, spread out or drawn together: its points times a factor; N(0, factor² I) where it is normal.
     *
     * @param prior any
     * @param factor above 0, at most 1,000,000
     */
    record ScaledPrior(LatentPrior prior, double factor) implements OutOfDistributionArea {

        /** Checks the value. */
        public ScaledPrior {
            AreaChecks.scale("The factor of the scaled prior", factor);
        }

        /**
         * @param dimensions of the standard normal distribution N(0, I), at least 1
         * @param factor above 0, at most 1,000,000
         */
        public ScaledPrior(final int dimensions, final double factor) {
            this(AreaChecks.normal(dimensions), factor);
        }

        @Override
        public int dimensions() {
            return prior.dimensions();
        }

        @Override
        public String name() {
            return "prior × " + AreaChecks.plain(factor);
        }

        @Override
        public String description() {
            return prior instanceof LatentPrior.Normal ? "Normal distribution around 0 with " + AreaChecks.plain(factor)
                + " times the prior's standard deviation" : "Points of the prior times " + AreaChecks.plain(factor);
        }

        @Override
        public double[] centre() {
            return times(prior.means());
        }

        @Override
        public double[] standardDeviation() {
            return times(prior.deviations());
        }

        private double[] times(final double[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            return values;
        }
    }
}
