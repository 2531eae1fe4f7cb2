package org.latentlab.engine.conditional;

/**
 * The mean cosine of all pairs of different images of a set, without looking at the pairs: with the images' vectors of
 * values divided by their lengths, x̂, and s = Σ x̂, it is (‖s‖² − n) / (n (n − 1)). An image of zeros has no direction
 * and is not counted. Images are added one by one, in an order that fixes the bits.
 */
final class CosineSum {

    private final double[] m_sum;

    private int m_count;

    /** Σ ‖x̂‖², which is n but for rounding. */
    private double m_squares;

    /** @param values values of an image */
    CosineSum(final int values) {
        m_sum = new double[values];
    }

    /**
     * @param images values of images, one after the other
     * @param offset where the image begins
     */
    void add(final float[] images, final int offset) {
        final double squares = squares(images, offset);
        if (squares > 0) {
            final double factor = 1 / Math.sqrt(squares);
            for (int i = 0; i < m_sum.length; i++) {
                m_sum[i] += factor * images[offset + i];
            }
            m_squares += squares * factor * factor;
            m_count++;
        }
    }

    /** Four sums side by side: a single one would wait for each addition before the next. */
    private double squares(final float[] images, final int offset) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = offset;
        final int end = offset + m_sum.length;
        for (; i + 4 <= end; i += 4) {
            a += (double)images[i] * images[i];
            b += (double)images[i + 1] * images[i + 1];
            c += (double)images[i + 2] * images[i + 2];
            d += (double)images[i + 3] * images[i + 3];
        }
        for (; i < end; i++) {
            a += (double)images[i] * images[i];
        }
        return a + b + (c + d);
    }

    /** @return the mean cosine, −1…1; 1 where fewer than two images have a direction, so that none differ */
    double mean() {
        if (m_count < 2) {
            return 1;
        }
        double length = 0;
        for (final double s : m_sum) {
            length += s * s;
        }
        final double mean = (length - m_squares) / ((double)m_count * (m_count - 1));
        return Math.max(-1, Math.min(1, mean)); // rounding
    }
}
