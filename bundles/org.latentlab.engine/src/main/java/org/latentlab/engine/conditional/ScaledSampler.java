package org.latentlab.engine.conditional;

import java.util.Arrays;
import java.util.Locale;

import org.latentlab.engine.latent.MixtureSampler;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * Draws z_y as the mean of n draws from N(μ_y, (θσ_y)²), or from whatever distribution the class's codes have, whose
 * deviations from the mean are multiplied by θ: z = m_k + θ_y ⊙ L_k ε̄, ε̄ the mean of n vectors of standard normal
 * numbers, m_k the mean and L_k the Cholesky factor of the covariance of component k. Of a mixture, the component is
 * drawn first and then the n draws are that component's. The random numbers depend on the seed, the class's name and n,
 * not on θ.
 *
 * @param classes the classes
 * @param scales θ and n
 */
public record ScaledSampler(LatentClasses classes, Scales scales) implements ConditionalSampler {

    /** Checks that the parts fit together. */
    public ScaledSampler {
        final double[][] theta = scales.theta();
        if (theta.length != classes.size()) {
            throw new IllegalArgumentException("There are " + classes.size() + " classes, but θ of " + theta.length
                + ".");
        }
        for (final double[] row : theta) {
            if (row.length != classes.dimensions()) {
                throw new IllegalArgumentException("The codes have " + classes.dimensions() + " dimensions, but θ has "
                    + row.length + " values for a class.");
            }
        }
    }

    @Override
    public Matrix draw(final int[] wanted, final long seed, final Progress progress) {
        final int[] counts = classes.count(wanted);
        final int d = classes.dimensions();
        final Matrix z = Matrix.zeros(wanted.length, d);
        final int[] rows = new int[wanted.length];
        int done = 0;
        for (int y = 0; y < counts.length; y++) {
            if (counts[y] == 0) {
                continue;
            }
            progress.checkCanceled();
            int n = 0;
            for (int i = 0; i < wanted.length; i++) {
                if (wanted[i] == y) {
                    rows[n++] = i;
                }
            }
            final Matrix drawn =
                of(y, StandardDraws.of(classes.classes().get(y), counts[y], scales.draws(), seed));
            for (int i = 0; i < n; i++) {
                System.arraycopy(drawn.data(), i * d, z.data(), rows[i] * d, d);
            }
            done += n;
            progress.update((double)done / wanted.length,
                String.format(Locale.ROOT, "Drew %,d of %,d latent vectors", done, wanted.length));
        }
        return z;
    }

    /**
     * @param y a class
     * @param draws its random numbers, of n draws a vector
     * @return the latent vectors that they make
     */
    Matrix of(final int y, final StandardDraws draws) {
        final LatentClass latentClass = classes.classes().get(y);
        final double[] theta = scales.theta()[y];
        final int d = theta.length;
        final MixtureSampler mixture = new MixtureSampler(latentClass.mixture());
        final Matrix means = latentClass.mixture().means();
        final Matrix z = Matrix.zeros(draws.components().length, d);
        for (int i = 0; i < z.rows(); i++) {
            final int k = draws.components()[i];
            mixture.deviation(k, draws.normals(), i * d, z.data(), i * d);
            for (int j = 0; j < d; j++) {
                z.data()[i * d + j] = means.get(k, j) + theta[j] * z.data()[i * d + j];
            }
        }
        return z;
    }

    /** @return whether all vectors of a class are alike, since θ is 0 and no component is drawn */
    boolean isConstant() {
        return classes.spread().components() == 1
            && Arrays.stream(scales.theta()).flatMapToDouble(Arrays::stream).allMatch(value -> value == 0);
    }

    /**
     * @return e.g. "θ = 0.4, n = 1"; "θ = 0.12–0.93 by dimension, n = 1"; "θ = 0.00–1.00 by dimension and class,
     *         n = 2"
     */
    @Override
    public String summary() {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        boolean byClass = false;
        for (final double[] row : scales.theta()) {
            byClass |= !Arrays.equals(row, scales.theta()[0]);
            for (final double value : row) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        final String theta = low == high ? String.valueOf((float)low)
            : String.format(Locale.ROOT, "%.2f–%.2f by dimension%s", low, high, byClass ? " and class" : "");
        return "θ = " + theta + ", n = " + scales.draws();
    }
}
