package org.latentlab.engine.snapshot;

import java.awt.image.IndexColorModel;
import java.util.Arrays;

/**
 * At most 255 colours for all frames of an animation or for a picture, and an index for "as before". Where the frames
 * have no more, as digits in gray, these are the colours themselves; else boxes of the RGB cube are split where the
 * squared error is largest (the variance-based kind of median cut, Heckbert 1982, "Color image quantization for frame
 * buffer display") and their means improved by Lloyd's algorithm.
 */
final class Palette {

    /** The index of a pixel that stays as it was in the frame before. */
    static final int SAME = 255;

    private static final int MOST = 255;
    /** Bits of each channel by which colours are counted. */
    private static final int BITS = 6;
    private static final int SHIFT = 8 - BITS;
    private static final int BINS = 1 << 3 * BITS;
    private static final int ROUNDS = 6;

    private final int[] m_count = new int[BINS];
    private final long[][] m_sums = new long[3][BINS];
    private final int m_most;
    private final int[] m_exact;
    private int m_exactCount;
    private int[] m_colors;
    private double[][] m_means;
    private final short[] m_indices = new short[BINS];

    /** With 255 colours. */
    Palette() {
        this(MOST);
    }

    /** @param most how many colours, 2…255 */
    Palette(final int most) {
        if (most < 2 || most > MOST) {
            throw new IllegalArgumentException("A palette has 2 to " + MOST + " colours, not " + most + ".");
        }
        m_most = most;
        m_exact = new int[most];
    }

    /** Counts the colours of a frame. */
    void add(final int[] pixels) {
        int last = -1;
        for (final int pixel : pixels) {
            final int rgb = pixel & 0xFFFFFF;
            final int bin = bin(rgb);
            m_count[bin]++;
            for (int c = 0; c < 3; c++) {
                m_sums[c][bin] += channel(rgb, c);
            }
            if (rgb != last && m_exactCount <= m_most) {
                remember(rgb);
            }
            last = rgb;
        }
    }

    private void remember(final int rgb) {
        final int at = Arrays.binarySearch(m_exact, 0, Math.min(m_exactCount, m_most), rgb);
        if (at < 0) {
            if (m_exactCount < m_most) {
                System.arraycopy(m_exact, -at - 1, m_exact, -at, m_exactCount + at + 1);
                m_exact[-at - 1] = rgb;
            }
            m_exactCount++;
        }
    }

    private static int bin(final int rgb) {
        return (rgb >> 16 + SHIFT & 0x3F) << 2 * BITS | (rgb >> 8 + SHIFT & 0x3F) << BITS | rgb >> SHIFT & 0x3F;
    }

    private static int channel(final int rgb, final int c) {
        return rgb >> 16 - 8 * c & 0xFF;
    }

    /** Chooses the colours; to be called when all frames are counted. */
    void choose() {
        m_colors = m_exactCount <= m_most ? Arrays.copyOf(m_exact, m_exactCount) : quantised();
        Arrays.fill(m_indices, (short)-1);
    }

    private int[] quantised() {
        final int[] bins = java.util.stream.IntStream.range(0, BINS).filter(b -> m_count[b] > 0).toArray();
        final double[][] points = new double[bins.length][];
        final double[] weights = new double[bins.length];
        for (int i = 0; i < bins.length; i++) {
            // by the root of their number: white ground must not take the colours from thin lines and small marks
            weights[i] = Math.sqrt(m_count[bins[i]]);
            points[i] = mean(bins[i]);
        }
        m_means = new ColorBoxes(points, weights).means(m_most);
        for (int round = 0; round < ROUNDS; round++) {
            improve(points, weights, m_means);
        }
        final int[] colors = new int[m_means.length];
        for (int i = 0; i < colors.length; i++) {
            for (int c = 0; c < 3; c++) {
                colors[i] = colors[i] << 8 | (int)Math.round(m_means[i][c]);
            }
        }
        return colors;
    }

    private double[] mean(final int bin) {
        return new double[]{(double)m_sums[0][bin] / m_count[bin], (double)m_sums[1][bin] / m_count[bin],
            (double)m_sums[2][bin] / m_count[bin]};
    }

    private static void improve(final double[][] points, final double[] weights, final double[][] means) {
        final double[][] sums = new double[means.length][4];
        for (int i = 0; i < points.length; i++) {
            final double[] sum = sums[nearest(points[i], means)];
            for (int c = 0; c < 3; c++) {
                sum[c] += weights[i] * points[i][c];
            }
            sum[3] += weights[i];
        }
        for (int k = 0; k < means.length; k++) {
            for (int c = 0; c < 3 && sums[k][3] > 0; c++) {
                means[k][c] = sums[k][c] / sums[k][3];
            }
        }
    }

    private static int nearest(final double[] point, final double[][] means) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int k = 0; k < means.length; k++) {
            final double r = point[0] - means[k][0];
            final double g = point[1] - means[k][1];
            final double b = point[2] - means[k][2];
            final double distance = r * r + g * g + b * b;
            if (distance < least) {
                least = distance;
                best = k;
            }
        }
        return best;
    }

    /**
     * @param rgb a colour of a frame that was counted
     * @return the index of that colour where all are kept; else of the nearest to the mean of its bin
     */
    int index(final int rgb) {
        final int color = rgb & 0xFFFFFF;
        if (m_exactCount <= m_most) {
            return Arrays.binarySearch(m_colors, color);
        }
        final int bin = bin(color);
        if (m_indices[bin] < 0) {
            m_indices[bin] = (short)nearest(mean(bin), m_means);
        }
        return m_indices[bin];
    }

    /** @return the chosen colours, with {@link #SAME} transparent */
    IndexColorModel model() {
        final byte[][] channels = channels(SAME + 1);
        return new IndexColorModel(8, SAME + 1, channels[0], channels[1], channels[2], SAME);
    }

    /** @return the chosen colours alone */
    IndexColorModel opaque() {
        final byte[][] channels = channels(m_colors.length);
        return new IndexColorModel(8, m_colors.length, channels[0], channels[1], channels[2]);
    }

    private byte[][] channels(final int size) {
        final byte[][] channels = new byte[3][size];
        for (int i = 0; i < m_colors.length; i++) {
            for (int c = 0; c < 3; c++) {
                channels[c][i] = (byte)channel(m_colors[i], c);
            }
        }
        return channels;
    }
}
