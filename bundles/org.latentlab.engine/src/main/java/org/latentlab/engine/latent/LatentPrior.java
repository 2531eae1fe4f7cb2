package org.latentlab.engine.latent;

import java.util.Arrays;

import org.latentlab.engine.math.ChiSquared;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

/** The distribution of latent vectors that a model generates from. */
public sealed interface LatentPrior {

    /** @return the length of a latent vector, at least 1 */
    int dimensions();

    /** @return the distribution in words, e.g. "normal" */
    String words();

    /** @return the mean, one value a dimension */
    double[] means();

    /** @return the standard deviation of each dimension */
    double[] deviations();

    /**
     * @param dimension 0…dimensions()-1; not that of a cluster
     * @param deviations any number
     * @return the value of that dimension with as large a share of the prior below it as a normal distribution has
     *         below so many standard deviations
     */
    double at(int dimension, double deviations);

    /**
     * @param points n×d
     * @param row 0…n-1
     * @return ln p of that point in nats; −∞ where there are no points, NaN where the distribution has no density
     */
    double logDensity(Matrix points, int row);

    /**
     * Draws one point.
     *
     * @param rng where the numbers come from
     * @param target receives it
     * @param offset where in the target it begins
     */
    void draw(Rng rng, float[] target, int offset);

    /**
     * @param points how many, at least 0
     * @param rng where the numbers come from
     * @return points × dimensions values, point after point
     */
    default float[] draw(final int points, final Rng rng) {
        final float[] z = new float[Math.multiplyExact(points, dimensions())];
        for (int i = 0; i < points; i++) {
            draw(rng, z, i * dimensions());
        }
        return z;
    }

    private static void check(final int dimensions) {
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("The number of latent dimensions is 1 to 16,384, not " + dimensions
                + ".");
        }
    }

    /** The most dimensions. */
    int MAX_DIMENSIONS = 16_384;

    /**
     * The standard normal distribution N(0, I).
     *
     * @param dimensions d, 1…16,384
     */
    record Normal(int dimensions) implements LatentPrior {

        /** Checks the value. */
        public Normal {
            check(dimensions);
        }

        @Override
        public String words() {
            return "normal";
        }

        @Override
        public double[] means() {
            return new double[dimensions];
        }

        @Override
        public double[] deviations() {
            return AreaChecks.filled(dimensions, 1);
        }

        @Override
        public double at(final int dimension, final double deviations) {
            return deviations;
        }

        @Override
        public double logDensity(final Matrix points, final int row) {
            return NormalPrior.logDensity(points, row);
        }

        @Override
        public void draw(final Rng rng, final float[] target, final int offset) {
            for (int i = 0; i < dimensions; i++) {
                target[offset + i] = (float)rng.nextGaussian();
            }
        }
    }

    /**
     * The uniform distribution on [−1, 1)ᵈ (Radford, Metz and Chintala 2016).
     *
     * @param dimensions d, 1…16,384
     */
    record Uniform(int dimensions) implements LatentPrior {

        /** Checks the value. */
        public Uniform {
            check(dimensions);
        }

        @Override
        public String words() {
            return "uniform";
        }

        @Override
        public double[] means() {
            return new double[dimensions];
        }

        @Override
        public double[] deviations() {
            return AreaChecks.filled(dimensions, 1 / Math.sqrt(3));
        }

        /** 2 Φ(v) − 1, which is the share of χ² with one degree of freedom below v², with the sign of v. */
        @Override
        public double at(final int dimension, final double deviations) {
            return Math.signum(deviations) * ChiSquared.lowerTail(deviations * deviations, 1);
        }

        @Override
        public double logDensity(final Matrix points, final int row) {
            for (int c = 0; c < dimensions; c++) {
                if (!(points.get(row, c) >= -1 && points.get(row, c) <= 1)) {
                    return Double.NEGATIVE_INFINITY;
                }
            }
            return -dimensions * Math.log(2);
        }

        @Override
        public void draw(final Rng rng, final float[] target, final int offset) {
            for (int i = 0; i < dimensions; i++) {
                target[offset + i] = (float)rng.nextDouble(-1, 1);
            }
        }
    }

    /**
     * ClusterGAN's z = (zₙ, z_c) (Mukherjee, Asnani, Lin and Kannan 2019, section 2): the first values are normal with
     * a small standard deviation, the rest is one-hot, one place a cluster, all equally likely.
     *
     * @param normals number of normal values, at least 1
     * @param standardDeviation of them, above 0; 0.1 in the paper
     * @param clusters number of clusters K, at least 2
     */
    record Clusters(int normals, double standardDeviation, int clusters) implements LatentPrior {

        /** The standard deviation of the paper. */
        public static final double STANDARD_DEVIATION = 0.1;

        /** Checks the values. */
        public Clusters {
            if (normals < 1 || clusters < 2) {
                throw new IllegalArgumentException("A latent vector of clusters has at least 1 normal value and 2 "
                    + "clusters, not " + normals + " and " + clusters + ".");
            }
            check(Math.addExact(normals, clusters));
            if (!(standardDeviation > 0 && standardDeviation < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The standard deviation of latent values is above 0, not "
                    + standardDeviation + ".");
            }
        }

        @Override
        public int dimensions() {
            return normals + clusters;
        }

        @Override
        public String words() {
            return "normal in " + clusters + " clusters";
        }

        @Override
        public double[] means() {
            final double[] centre = new double[dimensions()];
            Arrays.fill(centre, normals, centre.length, 1.0 / clusters);
            return centre;
        }

        @Override
        public double[] deviations() {
            final double[] deviation = AreaChecks.filled(dimensions(), standardDeviation);
            Arrays.fill(deviation, normals, deviation.length, Math.sqrt((1 - 1.0 / clusters) / clusters));
            return deviation;
        }

        @Override
        public double at(final int dimension, final double deviations) {
            if (dimension >= normals) {
                throw new IllegalArgumentException("Dimension " + (dimension + 1) + " is that of a cluster, which is "
                    + "either 0 or 1.");
            }
            return standardDeviation * deviations;
        }

        /** @return NaN: one-hot values have no density */
        @Override
        public double logDensity(final Matrix points, final int row) {
            return Double.NaN;
        }

        @Override
        public void draw(final Rng rng, final float[] target, final int offset) {
            for (int i = 0; i < normals; i++) {
                target[offset + i] = (float)(standardDeviation * rng.nextGaussian());
            }
            Arrays.fill(target, offset + normals, offset + dimensions(), 0f);
            target[offset + normals + rng.nextInt(clusters)] = 1;
        }
    }
}
