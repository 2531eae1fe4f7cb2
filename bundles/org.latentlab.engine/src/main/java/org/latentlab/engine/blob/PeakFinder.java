package org.latentlab.engine.blob;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the peaks of an image by flooding it from above: every local maximum is an island that appears at its height,
 * and where two islands meet the lower one ends. How far it rose above that saddle is its prominence (persistence of
 * the superlevel sets; Edelsbrunner, Letscher and Zomorodian 2002). A plateau is one peak. Pixels touch at edges and
 * corners.
 */
final class PeakFinder {

    private final GrayImage m_image;
    private final int[] m_island;
    private final double[] m_prominence;

    /**
     * A peak.
     *
     * @param pixel index of its highest pixel
     * @param prominence how far it rises above the saddle to a higher peak; the highest one, above the floor
     * @param area pixels of its island that are at least as high as the middle between saddle and peak
     */
    record Peak(int pixel, double prominence, int area) {
    }

    private PeakFinder(final GrayImage image) {
        m_image = image;
        m_island = new int[image.pixels().length];
        m_prominence = new double[image.pixels().length];
    }

    /**
     * @param image where to look
     * @param floor what the highest peak rises from
     * @param least the least prominence, above 0
     * @return the peaks of at least that prominence, the most prominent first
     */
    static List<Peak> peaks(final GrayImage image, final double floor, final double least) {
        return new PeakFinder(image).flood(floor, least);
    }

    private List<Peak> flood(final double floor, final double least) {
        final double[] pixels = m_image.pixels();
        final int[] order = IntStream.range(0, pixels.length).boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -pixels[i]).thenComparing(i -> i))
            .mapToInt(Integer::intValue).toArray();
        Arrays.fill(m_island, -1);
        for (final int pixel : order) {
            int mine = -1;
            for (final int neighbour : neighbours(pixel)) {
                if (m_island[neighbour] >= 0) {
                    final int other = root(neighbour);
                    mine = mine < 0 || mine == other ? other : merge(mine, other, pixels[pixel]);
                }
            }
            m_island[pixel] = mine < 0 ? pixel : mine;
        }
        m_prominence[root(order[0])] = pixels[order[0]] - floor;
        final List<Peak> peaks = new ArrayList<>();
        for (final int pixel : order) {
            if (m_prominence[pixel] >= least) {
                peaks.add(new Peak(pixel, m_prominence[pixel], area(pixel)));
            }
        }
        peaks.sort(Comparator.comparingDouble((Peak p) -> -p.prominence()).thenComparing(Peak::pixel));
        return peaks;
    }

    /** Two islands meet: the lower one ends, and of two as high the one with the larger index. */
    private int merge(final int one, final int other, final double saddle) {
        final double difference = m_image.pixels()[one] - m_image.pixels()[other];
        final boolean first = difference > 0 || difference == 0 && one < other;
        final int higher = first ? one : other;
        final int lower = first ? other : one;
        m_prominence[lower] = m_image.pixels()[lower] - saddle;
        m_island[lower] = higher;
        return higher;
    }

    private int root(final int pixel) {
        int at = pixel;
        while (m_island[at] != at) {
            m_island[at] = m_island[m_island[at]];
            at = m_island[at];
        }
        return at;
    }

    private int[] neighbours(final int pixel) {
        final int width = m_image.width();
        final int row = pixel / width;
        final int column = pixel % width;
        final int[] found = new int[8];
        int n = 0;
        for (int y = Math.max(0, row - 1); y <= Math.min(m_image.height() - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
                if (y != row || x != column) {
                    found[n++] = y * width + x;
                }
            }
        }
        return Arrays.copyOf(found, n);
    }

    /** Pixels around a peak that are higher than the middle of its prominence, by filling. */
    private int area(final int peak) {
        final double level = m_image.pixels()[peak] - m_prominence[peak] / 2;
        final boolean[] seen = new boolean[m_image.pixels().length];
        final int[] stack = new int[seen.length];
        int n = 0;
        int area = 0;
        stack[n++] = peak;
        seen[peak] = true;
        while (n > 0) {
            final int pixel = stack[--n];
            area++;
            for (final int neighbour : neighbours(pixel)) {
                if (!seen[neighbour] && m_image.pixels()[neighbour] >= level) {
                    seen[neighbour] = true;
                    stack[n++] = neighbour;
                }
            }
        }
        return area;
    }
}
