package org.latentlab.engine.dataset;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

import org.latentlab.engine.math.Rng;

/**
 * Draws rows so that every class keeps its share: a class of n of N rows gets limit × n / N rows, rounded down, and the
 * rows still missing go to the classes with the largest remainders (Hamilton's method), ties decided by the seed.
 */
public final class StratifiedSample {

    private StratifiedSample() {
    }

    /**
     * @param labels the class of each row; null for a simple random sample
     * @param size the number of rows to draw from
     * @param limit the number of rows to draw; 0, or size and more, for all
     * @param seed any value
     * @return the rows drawn, ascending
     */
    public static int[] rows(final int[] labels, final int size, final int limit, final long seed) {
        if (limit < 0) {
            throw new IllegalArgumentException("The row limit is " + limit
                + "; it must be 0 (all rows) or a positive number of rows.");
        }
        if (labels != null && labels.length != size) {
            throw new IllegalArgumentException(labels.length + " labels for " + size + " rows.");
        }
        final int[] all = new int[size];
        Arrays.setAll(all, i -> i);
        if (limit == 0 || limit >= size) {
            return all;
        }
        // Shuffled rows, stably grouped by class: the first of each group are a random sample of the class.
        Rng.stream(seed, "row limit").shuffle(all);
        final SortedMap<Integer, int[]> groups = groups(labels, all);
        final int[] quotas = quotas(groups, size, limit, Rng.stream(seed, "row limit remainders"));
        final int[] chosen = new int[limit];
        int filled = 0;
        int g = 0;
        for (final int[] group : groups.values()) {
            System.arraycopy(group, 0, chosen, filled, quotas[g]);
            filled += quotas[g++];
        }
        Arrays.sort(chosen);
        return chosen;
    }

    private static SortedMap<Integer, int[]> groups(final int[] labels, final int[] shuffled) {
        final SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (final int row : shuffled) {
            counts.merge(labels == null ? 0 : labels[row], 1, Integer::sum);
        }
        final SortedMap<Integer, int[]> groups = new TreeMap<>();
        counts.forEach((label, count) -> groups.put(label, new int[count]));
        for (final int row : shuffled) {
            final int label = labels == null ? 0 : labels[row];
            final int[] group = groups.get(label);
            group[group.length - counts.get(label)] = row;
            counts.merge(label, -1, Integer::sum);
        }
        return groups;
    }

    private static int[] quotas(final SortedMap<Integer, int[]> groups, final int size, final int limit,
        final Rng rng) {
        final int n = groups.size();
        final int[] quotas = new int[n];
        final long[] remainders = new long[n];
        int left = limit;
        int g = 0;
        for (final int[] group : groups.values()) {
            final long share = (long)group.length * limit;
            quotas[g] = (int)(share / size);
            remainders[g] = share % size;
            left -= quotas[g++];
        }
        final int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        rng.shuffle(order);
        final int[] ranked = Arrays.stream(order).boxed()
            .sorted((a, b) -> Long.compare(remainders[b], remainders[a])).mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < left; i++) {
            quotas[ranked[i]]++;
        }
        return quotas;
    }
}
