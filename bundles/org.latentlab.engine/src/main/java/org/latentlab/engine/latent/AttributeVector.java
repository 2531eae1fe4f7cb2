package org.latentlab.engine.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

/**
 * The direction in a latent space in which an attribute grows: the mean code of examples that have it less that of
 * examples without it, a = m₊ − m₋ (Larsen, Sønderby, Larochelle and Winther 2016, "Autoencoding beyond pixels using a
 * learned similarity metric"). Added with a strength s to a code, z' = z + s·a, it gives the code of the same image
 * with more of the attribute, or with less where s is below 0.
 * <p>
 * Where the attribute comes more often with one class than with another, the direction holds some of the difference
 * between these classes as well. Balanced, every class that has examples of both kinds weighs the same,
 * a = 1/K Σ_k (m₊ₖ − m₋ₖ), as if examples had been repeated until all classes had equally many of both kinds (White
 * 2016, "Sampling Generative Networks", on correlated labels).
 *
 * @param with number of examples that have the attribute and count
 * @param without number of those without it
 * @param withMean m₊, d values; balanced, the mean of the classes' means
 * @param withoutMean m₋, d values
 * @param difference a = m₊ − m₋, d values, not all 0
 * @param standardError of each value of the difference; NaN where a group (or, balanced, a class of it) has one example
 * @param length ‖a‖, above 0
 * @param halvesCosine cosine of the two differences that two random halves of the examples give: near 1 the direction
 *            is well determined, near 0 it is chance; NaN where a group is too small to be halved
 * @param balancedBy indices of the classes that count, ascending; empty if not balanced
 */
public record AttributeVector(int with, int without, double[] withMean, double[] withoutMean, double[] difference,
    double[] standardError, double length, double halvesCosine, int[] balancedBy) {

    /** A difference of means below this share of the means' size is rounding. */
    private static final double ROUNDING = 1e-12;

    /** How the strength is counted. */
    public enum Unit {
        /** In differences of the two means: 1 leads as far as from the one to the other. */
        DIFFERENCE,
        /** In lengths of the latent space: 1 leads a Euclidean distance of 1. */
        LENGTH
    }

    /**
     * @param codes n×d finite latent codes
     * @param hasAttribute for each code 1 if it has the attribute, 0 if it has not, −1 if it does not count
     * @param seed of the halves
     * @return the direction from those without to those with it
     * @throws EngineException if either group is empty, or both have the same mean
     * @throws IllegalArgumentException if there is not one entry for each code
     */
    public static AttributeVector of(final Matrix codes, final int[] hasAttribute, final long seed) {
        return of(codes, hasAttribute, new int[hasAttribute.length], false, seed);
    }

    /**
     * @param codes n×d finite latent codes
     * @param hasAttribute for each code 1 if it has the attribute, 0 if it has not, −1 if it does not count
     * @param classes the class of each, from 0; −1 for none: it does not count
     * @param seed of the halves
     * @return the direction from those without to those with it, every class of both kinds weighing the same
     * @throws EngineException if either group is empty, no class has both, or both have the same mean
     * @throws IllegalArgumentException if there is not one entry for each code
     */
    public static AttributeVector balanced(final Matrix codes, final int[] hasAttribute, final int[] classes,
        final long seed) {
        return of(codes, hasAttribute, classes, true, seed);
    }

    private static AttributeVector of(final Matrix codes, final int[] hasAttribute, final int[] classes,
        final boolean balanced, final long seed) {
        if (hasAttribute.length != codes.rows() || classes.length != codes.rows()) {
            throw new IllegalArgumentException(codes.rows() + " codes need as many groups and classes, not "
                + hasAttribute.length + " and " + classes.length + ".");
        }
        final int[][][] cells = cells(hasAttribute, classes);
        checkNotEmpty(cells, balanced);
        final AttributeMeans all = AttributeMeans.of(codes, both(cells));
        final double[] difference = all.difference();
        final double length = norm(difference);
        if (!(length > ROUNDING * (norm(all.with()) + norm(all.without())))) {
            throw new EngineException("The codes with the attribute have the same mean as those without it, so there "
                + "is no direction from one to the other. Choose other groups.");
        }
        return new AttributeVector(all.withCount(), all.withoutCount(), all.with(), all.without(), difference,
            all.standardError(), length, halvesCosine(codes, cells, seed), balanced ? all.classes() : new int[0]);
    }

    /** The rows of each class without the attribute and with it: [class][0 or 1][…]. */
    private static int[][][] cells(final int[] hasAttribute, final int[] classes) {
        final int count = Arrays.stream(classes).max().orElse(-1) + 1;
        final int[][] sizes = new int[count][2];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] >= 0 && hasAttribute[i] >= 0) {
                sizes[classes[i]][hasAttribute[i]]++;
            }
        }
        final int[][][] cells = new int[count][2][];
        for (int k = 0; k < count; k++) {
            cells[k] = new int[][]{new int[sizes[k][0]], new int[sizes[k][1]]};
        }
        for (int i = classes.length - 1; i >= 0; i--) {
            if (classes[i] >= 0 && hasAttribute[i] >= 0) {
                cells[classes[i]][hasAttribute[i]][--sizes[classes[i]][hasAttribute[i]]] = i;
            }
        }
        return cells;
    }

    private static void checkNotEmpty(final int[][][] cells, final boolean balanced) {
        final int without = Arrays.stream(cells).mapToInt(k -> k[0].length).sum();
        final int with = Arrays.stream(cells).mapToInt(k -> k[1].length).sum();
        if (with == 0 || without == 0) {
            throw new EngineException(String.format(Locale.ROOT, "There are %,d usable codes with the attribute and "
                + "%,d without it; at least one of each is needed.", with, without));
        }
        if (balanced && Arrays.stream(cells).noneMatch(AttributeVector::hasBoth)) {
            throw new EngineException("No class has codes both with and without the attribute, so the classes cannot "
                + "be balanced. Choose another class column, or do without balancing.");
        }
    }

    private static boolean hasBoth(final int[][] cell) {
        return cell[0].length > 0 && cell[1].length > 0;
    }

    /** Leaves out the classes that lack one kind. */
    private static int[][][] both(final int[][][] cells) {
        return Arrays.stream(cells).map(k -> hasBoth(k) ? k : new int[][]{{}, {}}).toArray(int[][][]::new);
    }

    private static double halvesCosine(final Matrix codes, final int[][][] cells, final long seed) {
        final Rng rng = Rng.stream(seed, "halves of the attribute's examples");
        final List<int[][][]> halves = new ArrayList<>(List.of(new int[cells.length][2][], new int[cells.length][2][]));
        for (int k = 0; k < cells.length; k++) {
            for (int has = 0; has < 2; has++) {
                final int[] rows = cells[k][has].clone();
                rng.shuffle(rows);
                halves.get(0)[k][has] = Arrays.copyOfRange(rows, 0, rows.length / 2);
                halves.get(1)[k][has] = Arrays.copyOfRange(rows, rows.length / 2, rows.length);
            }
        }
        final double[][] differences = new double[2][];
        for (int h = 0; h < 2; h++) {
            final int[][][] half = both(halves.get(h));
            if (Arrays.stream(half).noneMatch(AttributeVector::hasBoth)) {
                return Double.NaN;
            }
            differences[h] = AttributeMeans.of(codes, half).difference();
        }
        double product = 0;
        for (int c = 0; c < codes.columns(); c++) {
            product += differences[0][c] * differences[1][c];
        }
        return product / norm(differences[0]) / norm(differences[1]);
    }

    private static double norm(final double[] z) {
        return Math.sqrt(Arrays.stream(z).map(v -> v * v).sum());
    }

    /** @return d, the number of latent dimensions */
    public int dimensions() {
        return difference.length;
    }

    /**
     * @param unit how strengths are counted
     * @return what is added to a code at strength 1, d values
     */
    public double[] step(final Unit unit) {
        return unit == Unit.DIFFERENCE ? difference.clone()
            : Arrays.stream(difference).map(v -> v / length).toArray();
    }

    /**
     * @param codes n×d latent codes
     * @param strengths how much of the attribute to add, finite; below 0 takes away
     * @param unit how they are counted
     * @return z + s·a for every code and strength: (n · strengths) × d, all strengths of the first code first
     * @throws IllegalArgumentException if the codes have other dimensions, or a strength is not finite
     */
    public Matrix addedTo(final Matrix codes, final double[] strengths, final Unit unit) {
        if (codes.columns() != dimensions()) {
            throw new IllegalArgumentException("The attribute vector has " + dimensions() + " dimensions, but the "
                + "codes to change have " + codes.columns() + ". Take both from the same latent space.");
        }
        final double[] step = step(unit);
        final int d = step.length;
        final Matrix changed = Matrix.zeros(Math.multiplyExact(codes.rows(), strengths.length), d);
        for (int s = 0; s < strengths.length; s++) {
            if (!Double.isFinite(strengths[s])) {
                throw new IllegalArgumentException("A strength is a finite number, not " + strengths[s] + ".");
            }
            for (int i = 0; i < codes.rows(); i++) {
                for (int c = 0; c < d; c++) {
                    changed.data()[(i * strengths.length + s) * d + c] = codes.get(i, c) + strengths[s] * step[c];
                }
            }
        }
        return changed;
    }
}
