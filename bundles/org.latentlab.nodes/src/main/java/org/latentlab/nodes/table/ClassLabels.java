package org.latentlab.nodes.table;

import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataColumnSpec;

/**
 * The class of every row of a table.
 *
 * @param column the column they were read from
 * @param classNames the classes, in the order of the column's domain
 * @param labels per row of the table the index into classNames, -1 where the cell is missing; not copied
 */
public record ClassLabels(DataColumnSpec column, List<String> classNames, int[] labels) {

    /** @return how many rows have no class */
    public int missing() {
        return (int)Arrays.stream(labels).filter(l -> l < 0).count();
    }

    /**
     * @param tableRows rows of the table, from 0
     * @return their labels, in that order
     */
    public int[] select(final int[] tableRows) {
        return Arrays.stream(tableRows).map(row -> labels[row]).toArray();
    }

    /** @return the number of rows per class, in the order of classNames */
    public int[] counts() {
        final int[] counts = new int[classNames.size()];
        for (final int label : labels) {
            if (label >= 0) {
                counts[label]++;
            }
        }
        return counts;
    }

    /** @return the same without the classes that no row has */
    public ClassLabels withoutEmptyClasses() {
        final int[] counts = counts();
        final int[] newIndex = new int[counts.length];
        int next = 0;
        for (int i = 0; i < counts.length; i++) {
            newIndex[i] = counts[i] == 0 ? -1 : next++;
        }
        final List<String> names = java.util.stream.IntStream.range(0, counts.length).filter(i -> counts[i] > 0)
            .mapToObj(classNames::get).toList();
        return new ClassLabels(column, names,
            Arrays.stream(labels).map(label -> label < 0 ? -1 : newIndex[label]).toArray());
    }
}
