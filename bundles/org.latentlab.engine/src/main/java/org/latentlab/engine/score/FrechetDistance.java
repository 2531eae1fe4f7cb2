package org.latentlab.engine.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.Blas;
import org.latentlab.engine.math.Matrix;

/**
 * The (squared) Fréchet distance between two sets of feature vectors, each taken as a Gaussian:
 * ‖μ₁-μ₂‖² + tr(Σ₁ + Σ₂ - 2(Σ₁Σ₂)^½) (Dowson and Landau 1982; as a score of generative models Heusel et al. 2017, "GANs
 * trained by a two time-scale update rule converge to a local Nash equilibrium", eq. 6). In double precision, with the
 * covariance divisor n-1.
 * <p>
 * tr (Σ₁Σ₂)^½ is the sum of the roots of the eigenvalues of Σ₁^½ Σ₂ Σ₁^½, which is symmetric: two symmetric
 * eigendecompositions. Σ₁ = V·Λ·Vᵀ is taken within its range only, V being d×r and Λ the r eigenvalues above d·ε·λmax,
 * so that the rounding noise of a rank-deficient covariance (n ≤ d) does not add up under the root; likewise for the
 * second decomposition.
 */
public final class FrechetDistance {

    private static final double EPSILON = Math.ulp(1.0);

    private FrechetDistance() {
    }

    /**
     * @param a n₁×d feature vectors, n₁ at least 2
     * @param b n₂×d feature vectors, n₂ at least 2
     * @param featureSpace the name of the feature space
     * @return their distance
     * @throws EngineException if a set has fewer than 2 rows, or a value is NaN or infinite
     */
    public static FrechetResult between(final Matrix a, final Matrix b, final String featureSpace) {
        return between(FeatureStatistics.of(a, "the first set"), FeatureStatistics.of(b, "the second set"),
            featureSpace);
    }

    /**
     * @param a n₁×d values, row-major, n₁ at least 2
     * @param b n₂×d values, row-major, n₂ at least 2
     * @param dimensions d, at least 1
     * @param featureSpace the name of the feature space
     * @return their distance
     * @throws EngineException if a set has fewer than 2 rows, or a value is NaN or infinite
     */
    public static FrechetResult between(final float[] a, final float[] b, final int dimensions,
        final String featureSpace) {
        return between(FeatureStatistics.of(a, dimensions, "the first set"),
            FeatureStatistics.of(b, dimensions, "the second set"), featureSpace);
    }

    /**
     * @param a the statistics of the first set
     * @param b the statistics of the second set
     * @param featureSpace the name of the feature space
     * @return their distance
     */
    public static FrechetResult between(final FeatureStatistics a, final FeatureStatistics b,
        final String featureSpace) {
        final int d = a.dimensions();
        if (b.dimensions() != d) {
            throw new IllegalArgumentException("The first set has " + d + " features, but the second has "
                + b.dimensions() + ".");
        }
        double meanPart = 0;
        double traces = 0;
        for (int i = 0; i < d; i++) {
            final double difference = a.mean()[i] - b.mean()[i];
            meanPart += difference * difference;
            traces += a.covariance().get(i, i) + b.covariance().get(i, i);
        }
        final double covariancePart = Math.max(0, traces - 2 * traceOfRoot(a.covariance(), b.covariance()));
        final List<String> warnings = new ArrayList<>();
        warnIfFew(a.n(), "first", d, warnings);
        warnIfFew(b.n(), "second", d, warnings);
        return new FrechetResult(meanPart + covariancePart, meanPart, covariancePart, a.n(), b.n(), d, featureSpace,
            warnings);
    }

    private static void warnIfFew(final int n, final String which, final int d, final List<String> warnings) {
        if (n <= d) {
            warnings.add("The " + which + " set has " + n + " rows for " + d
                + " features: its covariance is singular and the distance biased upwards. Use more rows.");
        }
    }

    /**
     * @param s1 a covariance, d×d
     * @param s2 another one
     * @return tr (Σ₁Σ₂)^½
     */
    static double traceOfRoot(final Matrix s1, final Matrix s2) {
        final int d = s1.rows();
        final double[] vectors = new double[d * d];
        final double[] values = Blas.symmetricEigen(s1.data(), d, vectors);
        final int zero = zeros(values);
        final int r = d - zero;
        if (r == 0) {
            return 0;
        }
        final double[] root = new double[d * r]; // V·Λ^½, d×r
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < r; j++) {
                root[i * r + j] = vectors[i * d + zero + j] * Math.sqrt(values[zero + j]);
            }
        }
        final double[] right = Blas.gemm(false, false, d, r, d, 1.0, s2.data(), root);
        final double[] inner = Blas.gemm(true, false, r, r, d, 1.0, root, right);
        final double[] squares = Blas.symmetricEigen(inner, r, null);
        double sum = 0;
        for (int i = zeros(squares); i < r; i++) {
            sum += Math.sqrt(squares[i]);
        }
        return sum;
    }

    /** How many of the ascending eigenvalues are nothing but rounding. */
    private static int zeros(final double[] ascending) {
        final double threshold = Math.max(0, ascending[ascending.length - 1]) * ascending.length * EPSILON;
        return (int)Arrays.stream(ascending).filter(v -> !(v > threshold)).count();
    }
}
