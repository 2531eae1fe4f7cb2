package org.latentlab.engine.conditional;

import java.util.Arrays;

/**
 * The parts of a generator network's loss that need no network, with their gradients. A batch has rows of several
 * classes; images are vectors of values, deviations are (z − μ_y)/σ_y.
 */
final class SamplerLoss {

    private SamplerLoss() {
    }

    /**
     * The mean over the classes of E[cos(x, x')] over all pairs of different images of a class in the batch, as
     * {@link CosineSum}: with x̂ = x/‖x‖ and s = Σ x̂, (‖s‖² − n)/(n (n − 1)), whose gradient is 2 (s − x̂)/(n (n − 1))
     * with regard to x̂ and, g being that, (g − (g·x̂) x̂)/‖x‖ with regard to x. Images of zeros are not counted, and
     * neither are classes of fewer than two others.
     *
     * @param images n images, one after another
     * @param values values of an image
     * @param labels the class of each
     * @param classes L, how many classes there are
     * @param weight w of w · loss, of which the gradient is
     * @param gradient the gradient is added to this; null = none is wanted
     * @return the loss, not weighted
     */
    static double cosine(final double[] images, final int values, final int[] labels, final int classes,
        final double weight, final double[] gradient) {
        final double[] length = new double[labels.length];
        final double[][] sums = new double[classes][values];
        final int[] counts = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            length[i] = length(images, i * values, values);
            if (length[i] > 0) {
                add(sums[labels[i]], images, i * values, 1 / length[i]);
                counts[labels[i]]++;
            }
        }
        final int counted = (int)Arrays.stream(counts).filter(n -> n > 1).count();
        double loss = 0;
        for (int y = 0; y < classes; y++) {
            final double n = counts[y];
            final double s = length(sums[y], 0, values);
            loss += n > 1 ? (s * s - n) / (n * (n - 1)) / counted : 0;
        }
        for (int i = 0; gradient != null && i < labels.length; i++) {
            final double n = counts[labels[i]];
            if (length[i] > 0 && n > 1) {
                cosineGradient(images, i * values, length[i], sums[labels[i]], weight * 2 / (n * (n - 1)) / counted,
                    gradient);
            }
        }
        return loss;
    }

    private static double length(final double[] x, final int from, final int values) {
        double squares = 0;
        for (int j = from; j < from + values; j++) {
            squares += x[j] * x[j];
        }
        return Math.sqrt(squares);
    }

    private static void add(final double[] sum, final double[] x, final int from, final double factor) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * x[from + j];
        }
    }

    /** Adds scale/‖x‖ ((s − x̂) − ((s − x̂)·x̂) x̂), in which what is along x̂ vanishes. */
    private static void cosineGradient(final double[] images, final int from, final double length, final double[] sum,
        final double scale, final double[] gradient) {
        double along = 0;
        for (int j = 0; j < sum.length; j++) {
            along += sum[j] * images[from + j] / length;
        }
        for (int j = 0; j < sum.length; j++) {
            gradient[from + j] += scale / length * (sum[j] - along * images[from + j] / length);
        }
    }

    /**
     * The mean over the rows of the spread √(Σ_j u_j²/d), u = (z − μ_y)/σ_y: about 1 for draws of the class's codes,
     * whatever d.
     *
     * @param deviations u, n × d
     * @param dimensions d
     * @param rows n
     * @param weight w of w · spread, of which the gradient is
     * @param gradient the gradient with regard to u is added to this
     * @return the spread, not weighted
     */
    static double spread(final double[] deviations, final int dimensions, final int rows, final double weight,
        final double[] gradient) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            final double spread = length(deviations, i * dimensions, dimensions) / Math.sqrt(dimensions);
            sum += spread;
            for (int j = i * dimensions; spread > 0 && j < (i + 1) * dimensions; j++) {
                gradient[j] += weight * deviations[j] / (dimensions * spread * rows);
            }
        }
        return sum / rows;
    }
}
