package org.latentlab.engine.conditional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.latent.GmmConfig;
import org.latentlab.engine.latent.GmmFitter;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/** Fits {@link LatentClasses}. */
final class ClassFit {

    /** Added to variances where a covariance would be singular without, in squared units of the codes. */
    private static final double REGULARISATION = 1e-6;

    /** Fewer starts than a mixture of all codes is worth: each class is one cloud, and there are many classes. */
    private static final int STARTS = 2;

    private static final int ITERATIONS = 100;

    private static final double TOLERANCE = 1e-3;

    /** The fewest rows that a Gaussian can be fitted to. */
    private static final int ROWS_A_GAUSSIAN = 2;

    private ClassFit() {
    }

    static LatentClasses fit(final Matrix codes, final int[] classes, final List<String> names,
        final ClassSpread spread, final long seed, final Progress progress) {
        final int[][] rows = rows(codes, classes, names, spread);
        requireFinite(codes, classes);
        final List<LatentClass> fitted = new ArrayList<>();
        for (int y = 0; y < rows.length; y++) {
            progress.checkCanceled();
            fitted.add(fit(names.get(y), codes.select(rows[y]), spread, seed,
                progress.part((double)y / rows.length, (y + 1.0) / rows.length)));
            progress.update((y + 1.0) / rows.length, String.format(Locale.ROOT, "Class '%s', %,d codes", names.get(y),
                rows[y].length));
        }
        return new LatentClasses(fitted, spread);
    }

    private static int[][] rows(final Matrix codes, final int[] classes, final List<String> names,
        final ClassSpread spread) {
        if (classes.length != codes.rows()) {
            throw new IllegalArgumentException("There are " + codes.rows() + " codes, but the classes of "
                + classes.length + ".");
        }
        final int[] counts = new int[names.size()];
        int labelled = 0;
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < -1 || classes[i] >= counts.length) {
                throw new IllegalArgumentException("Row " + (i + 1) + " has the class " + classes[i]
                    + ", but there are " + counts.length + ".");
            }
            if (classes[i] >= 0) {
                counts[classes[i]]++;
                labelled++;
            }
        }
        check(counts, labelled, names, spread);
        final int[][] rows = new int[counts.length][];
        Arrays.setAll(rows, y -> new int[counts[y]]);
        final int[] next = new int[counts.length];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] >= 0) {
                rows[classes[i]][next[classes[i]]++] = i;
            }
        }
        return rows;
    }

    private static void check(final int[] counts, final int labelled, final List<String> names,
        final ClassSpread spread) {
        if (labelled == 0) {
            throw new EngineException("There are no latent codes with a class. Check the table before this step and "
                + "the column of the classes.");
        }
        if (counts.length > 1 && counts.length >= labelled) {
            throw new EngineException(String.format(Locale.ROOT, "There are %,d classes, but %,d rows with a class. "
                + "Every class needs at least %d rows. Choose the column that holds the classes; a name for each row "
                + "is none.", counts.length, labelled, ROWS_A_GAUSSIAN));
        }
        for (int y = 0; y < counts.length; y++) {
            if (counts[y] < ROWS_A_GAUSSIAN) {
                throw new EngineException("The class '" + names.get(y) + "' has "
                    + (counts[y] == 0 ? "no row" : "one row") + ", of which no spread can be computed. Add rows of "
                    + "this class or leave it out.");
            }
            final int needed = ROWS_A_GAUSSIAN * spread.components();
            if (counts[y] < needed) {
                throw new EngineException("The class '" + names.get(y) + "' has " + counts[y] + " rows, but a mixture "
                    + "of " + spread.components() + " Gaussians needs at least " + needed
                    + ". Choose fewer Gaussians a class or add rows of this class.");
            }
        }
    }

    private static void requireFinite(final Matrix codes, final int[] classes) {
        final int d = codes.columns();
        for (int i = 0; i < codes.data().length; i++) {
            if (classes[i / d] >= 0 && !Double.isFinite(codes.data()[i])) {
                throw new EngineException("Row " + (i / d + 1) + " has the value " + codes.data()[i]
                    + " in latent dimension " + (i % d + 1) + ". Leave rows with missing or infinite codes out.");
            }
        }
    }

    private static LatentClass fit(final String name, final Matrix codes, final ClassSpread spread, final long seed,
        final Progress progress) {
        final int d = codes.columns();
        final int n = codes.rows();
        final double[] mean = new double[d];
        final double[] deviation = new double[d];
        for (int i = 0; i < codes.data().length; i++) {
            mean[i % d] += codes.data()[i] / n;
        }
        for (int i = 0; i < codes.data().length; i++) {
            final double off = codes.data()[i] - mean[i % d];
            deviation[i % d] += off * off / n;
        }
        for (int j = 0; j < d; j++) {
            deviation[j] = Math.sqrt(deviation[j]);
        }
        return new LatentClass(name, n, mean, deviation, mixture(name, codes, spread, seed, progress));
    }

    private static GaussianMixture mixture(final String name, final Matrix codes, final ClassSpread spread,
        final long seed, final Progress progress) {
        if (spread.components() > 1) {
            final GmmConfig config = new GmmConfig(spread.components(), spread.components(),
                spread.covariance(), STARTS, ITERATIONS, TOLERANCE, REGULARISATION, seed);
            try {
                return GmmFitter.fit(codes, config, progress).mixture();
            } catch (EngineException e) {
                throw new EngineException("The codes of the class '" + name + "' cannot be fitted: " + e.getMessage(),
                    e);
            }
        }
        final int[] together = new int[codes.rows()];
        try {
            return GmmFitter.fromAssignment(codes, together, 1, spread.covariance(), 0);
        } catch (EngineException e) { // a dimension that is constant or, with a full covariance, follows from others
            return GmmFitter.fromAssignment(codes, together, 1, spread.covariance(), REGULARISATION);
        }
    }
}
