package org.latentlab.engine.latent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.label.NearestOthers;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * How far the classes of a latent space lie in one another: of the k nearest neighbours of the codes of class a, the
 * share that has class b. Where the space keeps classes apart, the diagonal is near 1; where it mixes them, each row
 * approaches the shares of the classes among all codes.
 *
 * @param names the L classes
 * @param counts number of codes of each class
 * @param k how many neighbours were looked at
 * @param shares L×L, row a the neighbours of class a's codes: each row sums to 1; NaN in the rows of classes without
 *            codes
 */
public record ClassOverlap(List<String> names, int[] counts, int k, Matrix shares) {

    /** How many neighbours are looked at unless another number is asked for. */
    public static final int DEFAULT_NEIGHBOURS = 10;

    /** Two classes and how far they lie in one another. */
    public record Pair(int first, int second, double overlap) {
    }

    /** Copies the names and checks the sizes. */
    public ClassOverlap {
        names = List.copyOf(names);
        if (names.isEmpty() || counts.length != names.size() || shares.rows() != names.size()
            || shares.columns() != names.size()) {
            throw new IllegalArgumentException(names.size() + " classes need as many counts and a square of shares, "
                + "not " + counts.length + " and " + shares.rows() + "×" + shares.columns() + ".");
        }
    }

    /**
     * @param codes n×d latent codes, finite
     * @param classes the class of each code, 0…L-1; codes with a negative number take no part
     * @param names the L classes
     * @param k how many nearest other codes of each are looked at, at least 1, fewer than codes with a class
     * @param progress told and asked after every block
     * @return the overlap
     * @throws EngineException if there are too few codes or one is not finite
     * @throws IllegalArgumentException if a parameter is outside its range
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static ClassOverlap of(final Matrix codes, final int[] classes, final List<String> names, final int k,
        final Progress progress) {
        if (classes.length != codes.rows()) {
            throw new IllegalArgumentException(codes.rows() + " codes need as many classes, not " + classes.length
                + ".");
        }
        final int[] known = java.util.stream.IntStream.range(0, classes.length).filter(i -> classes[i] >= 0).toArray();
        final Matrix compared = codes.select(known);
        Points.requireFinite(compared);
        final int[] counts = new int[names.size()];
        for (final int i : known) {
            if (classes[i] >= names.size()) {
                throw new IllegalArgumentException("Code " + (i + 1) + " (counted from 1) has the class index "
                    + classes[i] + ", but the classes go from 0 to " + (names.size() - 1) + ".");
            }
            counts[classes[i]]++;
        }
        final int[] neighbours = NearestOthers.rows(floats(compared), codes.columns(), k, progress);
        final Matrix shares = Matrix.zeros(names.size(), names.size());
        for (int o = 0; o < neighbours.length; o++) {
            shares.data()[classes[known[o / k]] * names.size() + classes[known[neighbours[o]]]]++;
        }
        for (int o = 0; o < shares.data().length; o++) {
            // a whole number over a whole number, and NaN for a class without codes
            shares.data()[o] /= (double)counts[o / names.size()] * k;
        }
        return new ClassOverlap(names, counts, k, shares);
    }

    private static float[] floats(final Matrix codes) {
        final float[] values = codes.toFloats();
        for (int o = 0; o < values.length; o++) {
            if (!Float.isFinite(values[o])) {
                throw new EngineException("Code " + (o / codes.columns() + 1) + " (counted from 1) of those with a "
                    + "class has the value " + codes.data()[o] + " in dimension " + (o % codes.columns() + 1)
                    + ", which is beyond single precision. Remove such rows first.");
            }
        }
        return values;
    }

    /**
     * @param a a class
     * @param b another one
     * @return how far the two lie in one another, whichever is larger: the mean of the share of b among a's neighbours
     *         and of a among b's; NaN if one has no codes
     */
    public double pair(final int a, final int b) {
        return (shares.get(a, b) + shares.get(b, a)) / 2;
    }

    /** @return all pairs of classes with codes, those that overlap most first */
    public List<Pair> pairs() {
        final List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < names.size(); a++) {
            for (int b = a + 1; b < names.size(); b++) {
                if (counts[a] > 0 && counts[b] > 0) {
                    pairs.add(new Pair(a, b, pair(a, b)));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(p -> -p.overlap()));
        return pairs;
    }

    /** @return the share of neighbours that have another class, each class counting alike, in [0, 1] */
    public double overall() {
        double sum = 0;
        int classes = 0;
        for (int a = 0; a < names.size(); a++) {
            if (counts[a] > 0) {
                sum += 1 - shares.get(a, a);
                classes++;
            }
        }
        return sum / classes;
    }

    /** @return what {@link #overall()} is on average if codes and classes have nothing to do with each other */
    public double byChance() {
        double all = 0;
        for (final int count : counts) {
            all += count;
        }
        double sum = 0;
        int classes = 0;
        for (final int count : counts) {
            if (count > 0) {
                sum += 1 - (count - 1) / (all - 1);
                classes++;
            }
        }
        return sum / classes;
    }
}
