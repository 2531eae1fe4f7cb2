package org.latentlab.engine.blob;

import java.util.Arrays;

/**
 * Fits blobs on one background to an image, all at once, by least squares (Levenberg and Marquardt's method with
 * bounds). A pixel is b + Σ aᵢ exp(−((x − xᵢ)² + (y − yᵢ)²) / 2σᵢ²), and no more than white: where a pixel is white, a
 * model that is brighter is no error. A blob by itself is no brighter than white, b + aᵢ ≤ 1 up to rounding, so that
 * what is flat because it is saturated is wide rather than high.
 */
final class BlobFit {

    /** Pixels from here on are written as 255 of 255. */
    static final double WHITE = 1 - 0.5 / 255;

    /** The narrowest blob: a single pixel. */
    static final double NARROWEST = 0.3;

    private static final int PER_BLOB = 4;

    private static final int STEPS = 60;

    /** Blobs end after so many standard deviations, where they are below 4 of a million. */
    private static final double REACH = 5;

    private static final double SMALL = 1e-9;

    private static final double CONVERGED = 1e-7;

    private static final double FIRST_DAMPING = 1e-3;

    private static final double MOST_DAMPING = 1e8;

    private final GrayImage m_image;

    private final double m_widest;

    /** b, then a, x, y, σ of each blob. */
    private double[] m_values;

    private double m_error;

    /**
     * @param image what is fitted
     * @param background the first guess of it
     */
    BlobFit(final GrayImage image, final double background) {
        m_image = image;
        m_widest = Math.max(image.width(), image.height());
        m_values = new double[]{background};
        m_error = residuals(m_values, null);
    }

    private BlobFit(final BlobFit other) {
        m_image = other.m_image;
        m_widest = other.m_widest;
        m_values = other.m_values.clone();
        m_error = other.m_error;
    }

    /** @return the same, to go on from */
    BlobFit copy() {
        return new BlobFit(this);
    }

    int blobs() {
        return m_values.length / PER_BLOB;
    }

    double background() {
        return m_values[0];
    }

    Blob blob(final int index) {
        final int at = 1 + PER_BLOB * index;
        return new Blob(m_values[at + 1], m_values[at + 2], m_values[at + 3], m_values[at]);
    }

    /** @return the sum of squares of what is left */
    double error() {
        return m_error;
    }

    /** Adds a blob as a first guess. */
    void add(final double x, final double y, final double width, final double height) {
        final int at = m_values.length;
        m_values = Arrays.copyOf(m_values, at + PER_BLOB);
        m_values[at] = height;
        m_values[at + 1] = x;
        m_values[at + 2] = y;
        m_values[at + 3] = width;
        bound(m_values);
        m_error = residuals(m_values, null);
    }

    void remove(final int index) {
        final int at = 1 + PER_BLOB * index;
        final double[] fewer = Arrays.copyOf(m_values, m_values.length - PER_BLOB);
        System.arraycopy(m_values, at + PER_BLOB, fewer, at, fewer.length - at);
        m_values = fewer;
        m_error = residuals(m_values, null);
    }

    /** @return image less model, pixel by pixel; 0 where both are white */
    GrayImage residuals() {
        final double[] left = new double[m_image.pixels().length];
        residuals(m_values, left);
        return new GrayImage(left, m_image.height(), m_image.width());
    }

    /** Improves all values until nothing is gained any more. */
    void fit() {
        double damping = FIRST_DAMPING;
        final int n = m_values.length;
        final double[] normal = new double[n * n];
        final double[] gradient = new double[n];
        for (int step = 0; step < STEPS; step++) {
            linearise(normal, gradient);
            boolean better = false;
            double gain = 0;
            while (!better && damping < MOST_DAMPING) {
                final double[] next = step(normal, gradient, damping);
                final double error = residuals(next, null);
                better = error < m_error;
                if (better) {
                    gain = (m_error - error) / m_error;
                    m_values = next;
                    m_error = error;
                    damping = Math.max(SMALL, damping / 10);
                } else {
                    damping *= 10;
                }
            }
            if (!better || gain < CONVERGED) {
                return;
            }
        }
    }

    private void bound(final double[] values) {
        values[0] = Math.max(0, Math.min(1, values[0]));
        for (int at = 1; at < values.length; at += PER_BLOB) {
            values[at] = Math.max(SMALL, Math.min(1 - values[0] + SMALL, values[at]));
            values[at + 1] = Math.max(-1, Math.min(m_image.width(), values[at + 1]));
            values[at + 2] = Math.max(-1, Math.min(m_image.height(), values[at + 2]));
            values[at + 3] = Math.max(NARROWEST, Math.min(m_widest, values[at + 3]));
        }
    }

    /** Whether a value stands at its bound and would be moved beyond it. */
    private boolean isHeld(final int index, final double gradient) {
        final double value = m_values[index];
        if (index == 0) {
            return value <= 0 && gradient < 0 || value >= 1 && gradient > 0;
        }
        return switch ((index - 1) % PER_BLOB) {
            case 0 -> value >= 1 - m_values[0] && gradient > 0 || value <= SMALL && gradient < 0;
            case 1 -> value <= -1 && gradient < 0 || value >= m_image.width() && gradient > 0;
            case 2 -> value <= -1 && gradient < 0 || value >= m_image.height() && gradient > 0;
            default -> value <= NARROWEST && gradient < 0 || value >= m_widest && gradient > 0;
        };
    }

    private double[] step(final double[] normal, final double[] gradient, final double damping) {
        final int n = gradient.length;
        final double[] matrix = normal.clone();
        final double[] change = gradient.clone();
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] = matrix[i * n + i] * (1 + damping) + SMALL;
            if (isHeld(i, gradient[i])) {
                for (int j = 0; j < n; j++) {
                    matrix[i * n + j] = 0;
                    matrix[j * n + i] = 0;
                }
                matrix[i * n + i] = 1;
                change[i] = 0;
            }
        }
        solve(matrix, change);
        for (int i = 0; i < n; i++) {
            change[i] += m_values[i];
        }
        bound(change);
        return change;
    }

    /** Solves A·x = y for a positive definite A by Cholesky's decomposition; x comes in place of y. */
    private static void solve(final double[] a, final double[] y) {
        final int n = y.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double s = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    s -= a[i * n + k] * a[j * n + k];
                }
                a[i * n + j] = i == j ? Math.sqrt(Math.max(SMALL * SMALL, s)) : s / a[j * n + j];
            }
            for (int k = 0; k < i; k++) {
                y[i] -= a[i * n + k] * y[k];
            }
            y[i] /= a[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                y[i] -= a[k * n + i] * y[k];
            }
            y[i] /= a[i * n + i];
        }
    }

    /** What is left of a pixel; a white pixel asks for white or more. */
    private static double left(final double pixel, final double model) {
        return pixel >= WHITE ? Math.max(0, pixel - model) : pixel - model;
    }

    /** The sum of squares; what is left goes to the target, unless that is null. */
    private double residuals(final double[] values, final double[] target) {
        final Profiles profiles = new Profiles(values);
        double sum = 0;
        for (int row = 0; row < m_image.height(); row++) {
            for (int column = 0; column < m_image.width(); column++) {
                double model = values[0];
                for (int k = 0; k < profiles.m_across.length; k++) {
                    model += values[1 + PER_BLOB * k] * profiles.m_across[k][column] * profiles.m_down[k][row];
                }
                final int pixel = row * m_image.width() + column;
                final double left = left(m_image.pixels()[pixel], model);
                if (target != null) {
                    target[pixel] = left;
                }
                sum += left * left;
            }
        }
        return sum;
    }

    /** JᵀJ and Jᵀr at the present values, J the derivatives of the model and r what is left. */
    private void linearise(final double[] normal, final double[] gradient) {
        Arrays.fill(normal, 0);
        Arrays.fill(gradient, 0);
        final int n = m_values.length;
        final Profiles profiles = new Profiles(m_values);
        final int[] index = new int[n];
        final double[] slope = new double[n];
        for (int row = 0; row < m_image.height(); row++) {
            for (int column = 0; column < m_image.width(); column++) {
                final double model = profiles.slopes(row, column, index, slope);
                final double pixel = m_image.pixels()[row * m_image.width() + column];
                if (pixel >= WHITE && model >= pixel) {
                    continue;
                }
                final double left = pixel - model;
                for (int i = 0; i < profiles.m_count; i++) {
                    gradient[index[i]] += slope[i] * left;
                    for (int j = 0; j <= i; j++) {
                        normal[index[i] * n + index[j]] += slope[i] * slope[j];
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                normal[j * n + i] = normal[i * n + j];
            }
        }
    }

    /** The blobs along the columns and along the rows; a Gaussian is the product of both. */
    private final class Profiles {

        private final double[] m_parameters;
        private final double[][] m_across;
        private final double[][] m_down;
        private int m_count;

        Profiles(final double[] values) {
            m_parameters = values;
            m_across = new double[values.length / PER_BLOB][];
            m_down = new double[values.length / PER_BLOB][];
            for (int k = 0; k < m_across.length; k++) {
                final int at = 1 + PER_BLOB * k;
                m_across[k] = profile(values[at + 1], values[at + 3], m_image.width());
                m_down[k] = profile(values[at + 2], values[at + 3], m_image.height());
            }
        }

        private static double[] profile(final double centre, final double width, final int length) {
            final double[] profile = new double[length];
            for (int i = 0; i < length; i++) {
                final double t = (i - centre) / width;
                profile[i] = Math.abs(t) > REACH ? 0 : StrictMath.exp(-0.5 * t * t);
            }
            return profile;
        }

        /** The model at a pixel, and its derivatives that are not 0: which, and how large. */
        double slopes(final int row, final int column, final int[] index, final double[] slope) {
            double model = m_parameters[0];
            index[0] = 0;
            slope[0] = 1;
            m_count = 1;
            for (int k = 0; k < m_across.length; k++) {
                final double g = m_across[k][column] * m_down[k][row];
                if (g > 0) {
                    final int at = 1 + PER_BLOB * k;
                    final double ag = m_parameters[at] * g;
                    final double width = m_parameters[at + 3];
                    final double dx = (column - m_parameters[at + 1]) / width;
                    final double dy = (row - m_parameters[at + 2]) / width;
                    slope[m_count] = g;
                    slope[m_count + 1] = ag * dx / width;
                    slope[m_count + 2] = ag * dy / width;
                    slope[m_count + 3] = ag * (dx * dx + dy * dy) / width;
                    for (int i = 0; i < PER_BLOB; i++) {
                        index[m_count + i] = at + i;
                    }
                    m_count += PER_BLOB;
                    model += ag;
                }
            }
            return model;
        }
    }
}
