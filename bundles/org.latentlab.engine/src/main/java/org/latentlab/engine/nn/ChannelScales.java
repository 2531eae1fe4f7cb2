package org.latentlab.engine.nn;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * One scale for each channel of an image, as the logarithms that likelihoods with learned scales take, and room for
 * their gradients.
 *
 * @param stride distance between two columns of different channels: 1 for images stored H×W×C, H·W for C×H×W; column j
 *            belongs to channel ⌊j/stride⌋ mod C
 * @param logarithms ln s of each channel, C values
 * @param gradients receives ∂loss/∂ln s of each channel, C values
 */
public record ChannelScales(int stride, double[] logarithms, double[] gradients) {

    /** Checks the sizes. */
    public ChannelScales {
        if (stride < 1 || logarithms.length < 1 || logarithms.length != gradients.length) {
            throw new IllegalArgumentException("Scales per channel need a stride of at least 1 and as many gradients "
                + "as channels, not a stride of " + stride + ", " + logarithms.length + " channels and "
                + gradients.length + " gradients.");
        }
    }

    private int channel(final int column) {
        return column / stride % logarithms.length;
    }

    /** @return f(ln s) of the channel of each of n columns */
    double[] columns(final int n, final DoubleUnaryOperator f) {
        final double[] values = Arrays.stream(logarithms).map(f).toArray();
        final double[] columns = new double[n];
        for (int j = 0; j < n; j++) {
            columns[j] = values[channel(j)];
        }
        return columns;
    }

    /** As {@link #columns}, in float32. */
    float[] floatColumns(final int n, final DoubleUnaryOperator f) {
        final double[] columns = columns(n, f);
        final float[] floats = new float[n];
        for (int j = 0; j < n; j++) {
            floats[j] = (float)columns[j];
        }
        return floats;
    }

    /** Sets the gradients to the sums of what the columns of each channel have. */
    void gradientsFrom(final double[] columns) {
        Arrays.fill(gradients, 0);
        for (int j = 0; j < columns.length; j++) {
            gradients[channel(j)] += columns[j];
        }
    }
}
