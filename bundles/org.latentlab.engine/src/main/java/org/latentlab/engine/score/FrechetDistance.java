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
 * tr (Σ₁Σ₂)^½ is the sum of the singular values of R₁ᵀR₂, with Σ = R·Rᵀ. The roots R = V·Λ^½ come from the symmetric
 * eigendecomposition of each covariance, without the eigenvalues that are nothing but rounding (up to d·ε·λmax), so
 * that the noise of a rank-deficient covariance (n ≤ d) does not add up under the root. The usual way, the roots of the
 * eigenvalues of Σ₁Σ₂, squares the singular values first and so loses half of the digits of the small ones: for two
 * sets of nearly equal covariance and a steep spectrum, as a network's features have, all but four of the result's.
 * Another number of threads may change the last digits.
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
        final Root first = Root.of(s1);
        final Root second = Root.of(s2);
        if (first.rank() == 0 || second.rank() == 0) {
            return 0;
        }
        return sumOfSingularValues(
            Blas.gemm(true, false, first.rank(), second.rank(), d, 1.0, first.values(), second.values()), first.rank(),
            second.rank());
    }

    /**
     * The singular values of M are the positive eigenvalues of (0 M; Mᵀ 0), found there to an error of ε·σmax, without
     * squaring M (Golub and Van Loan 2013, "Matrix computations", §8.6.1).
     */
    private static double sumOfSingularValues(final double[] m, final int rows, final int columns) {
        final int n = rows + columns;
        final double[] symmetric = new double[Math.multiplyExact(n, n)];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(m, i * columns, symmetric, i * n + rows, columns); // only the upper triangle is read
        }
        return Arrays.stream(Blas.symmetricEigen(symmetric, n, null)).filter(v -> v > 0).sum();
    }

    /**
     * R with Σ = R·Rᵀ.
     *
     * @param rank r, the number of eigenvalues that are more than rounding
     * @param values d×r
     */
    private record Root(int rank, double[] values) {

        static Root of(final Matrix covariance) {
            final int d = covariance.rows();
            final double[] vectors = new double[d * d];
            final double[] eigenvalues = Blas.symmetricEigen(covariance.data(), d, vectors);
            final double least = Math.max(0, eigenvalues[d - 1]) * d * EPSILON;
            int zeros = 0;
            while (zeros < d && !(eigenvalues[zeros] > least)) {
                zeros++;
            }
            final int r = d - zeros;
            final double[] root = new double[d * r];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < r; j++) {
                    root[i * r + j] = vectors[i * d + zeros + j] * Math.sqrt(eigenvalues[zeros + j]);
                }
            }
            return new Root(r, root);
        }
    }
}
