package org.latentlab.engine.dataset;

import java.util.Arrays;

/**
 * Lines drawn with a round pen of changing width into a square gray image. A pixel's value depends on its signed
 * distance to the nearest ink, with an edge as soft as that of a scanned and downscaled pen line.
 */
final class PenStroke {

    /** Across how many pixels the edge goes from black to white. */
    private static final double EDGE = 1.25;

    /** Scans are exposed so that most of the ink is black whatever its grain. */
    private static final double EXPOSURE = 1.06;

    private static final int GROWTH = 128;

    private final int m_size;
    private final double[] m_distance;
    private double[] m_x = new double[GROWTH];
    private double[] m_y = new double[GROWTH];
    private double[] m_radius = new double[GROWTH];
    private boolean[] m_joined = new boolean[GROWTH];
    private int m_count;
    private boolean m_down;

    /** @param size the image's width and height in pixels */
    PenStroke(final int size) {
        m_size = size;
        m_distance = new double[size * size];
    }

    /** Lifts the pen: the next point begins a new stroke. */
    void lift() {
        m_down = false;
    }

    /**
     * @param x to the right
     * @param y down
     * @param width relative to the mean width
     */
    void lineTo(final double x, final double y, final double width) {
        if (m_count == m_x.length) {
            m_x = Arrays.copyOf(m_x, m_count + GROWTH);
            m_y = Arrays.copyOf(m_y, m_count + GROWTH);
            m_radius = Arrays.copyOf(m_radius, m_count + GROWTH);
            m_joined = Arrays.copyOf(m_joined, m_count + GROWTH);
        }
        m_x[m_count] = x;
        m_y[m_count] = y;
        m_radius[m_count] = width;
        m_joined[m_count] = m_down;
        m_down = true;
        m_count++;
    }

    /**
     * Scales what was drawn to pixels, keeping its proportions.
     *
     * @param side the longer side of the drawing in pixels, ink included
     * @param thickness the pen's mean width in pixels
     */
    void fit(final double side, final double thickness) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < m_count; i++) {
            left = Math.min(left, m_x[i]);
            right = Math.max(right, m_x[i]);
            top = Math.min(top, m_y[i]);
            bottom = Math.max(bottom, m_y[i]);
        }
        final double scale = Math.max(1, side - thickness) / Math.max(right - left, bottom - top);
        for (int i = 0; i < m_count; i++) {
            m_x[i] = (m_x[i] - left) * scale;
            m_y[i] = (m_y[i] - top) * scale;
            m_radius[i] *= thickness / 2;
        }
        shift((m_size - 1 - (right - left) * scale) / 2, (m_size - 1 - (bottom - top) * scale) / 2);
    }

    /**
     * Moves the drawing so that its centre of mass, as rendered with even ink, is at a place.
     *
     * @param x in pixels, 0 being the centre of the leftmost pixels
     * @param y in pixels, 0 being the centre of the topmost pixels
     */
    void moveTo(final double x, final double y) {
        measure();
        double mass = 0;
        double sumX = 0;
        double sumY = 0;
        for (int row = 0, i = 0; row < m_size; row++) {
            for (int column = 0; column < m_size; column++, i++) {
                final double ink = Math.min(1, EXPOSURE * intensity(m_distance[i]));
                mass += ink;
                sumX += ink * column;
                sumY += ink * row;
            }
        }
        shift(x - sumX / mass, y - sumY / mass);
    }

    /**
     * @param texture how dark the ink is where
     * @param target where the pixels go, row by row, 0 (paper) to 255 (ink)
     * @param offset where in the target
     */
    void render(final InkTexture texture, final byte[] target, final int offset) {
        measure();
        for (int row = 0, i = 0; row < m_size; row++) {
            for (int column = 0; column < m_size; column++, i++) {
                final double ink = intensity(m_distance[i]);
                if (ink > 0) {
                    target[offset + i] = (byte)(int)(255 * Math.min(1, EXPOSURE * ink * texture.at(column, row)) + 0.5);
                }
            }
        }
    }

    private void shift(final double dx, final double dy) {
        for (int i = 0; i < m_count; i++) {
            m_x[i] += dx;
            m_y[i] += dy;
        }
    }

    private static double intensity(final double distance) {
        final double t = Math.max(0, Math.min(1, 0.5 - distance / EDGE));
        return t * t * (3 - 2 * t);
    }

    /** The signed distance of every pixel to the ink, negative within; exact near the ink only. */
    private void measure() {
        Arrays.fill(m_distance, EDGE);
        for (int i = 0; i < m_count; i++) {
            measureLine(m_joined[i] ? i - 1 : i, i);
        }
    }

    private void measureLine(final int from, final int to) {
        final double reach = Math.max(m_radius[from], m_radius[to]) + EDGE / 2;
        final double x0 = m_x[from];
        final double y0 = m_y[from];
        final double dx = m_x[to] - x0;
        final double dy = m_y[to] - y0;
        final double length2 = dx * dx + dy * dy;
        final int left = Math.max(0, (int)Math.ceil(Math.min(x0, m_x[to]) - reach));
        final int right = Math.min(m_size - 1, (int)Math.floor(Math.max(x0, m_x[to]) + reach));
        final int top = Math.max(0, (int)Math.ceil(Math.min(y0, m_y[to]) - reach));
        final int bottom = Math.min(m_size - 1, (int)Math.floor(Math.max(y0, m_y[to]) + reach));
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                final double px = column - x0;
                final double py = row - y0;
                final double t = length2 == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length2));
                final double ex = px - t * dx;
                final double ey = py - t * dy;
                final double distance = Math.sqrt(ex * ex + ey * ey)
                    - (m_radius[from] + t * (m_radius[to] - m_radius[from]));
                final int pixel = row * m_size + column;
                m_distance[pixel] = Math.min(m_distance[pixel], distance);
            }
        }
    }
}
