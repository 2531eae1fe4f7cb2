package org.latentlab.engine.gan;

import org.latentlab.engine.image.Images;

/**
 * Latent vectors that a GAN generates given images from, as nearly as it can.
 *
 * @param latentSize length of a vector
 * @param z n × latentSize values, image after image; not copied
 * @param classes the class of each image, where the GAN is told classes; else null
 * @param residuals for each image the root of the mean squared difference of its values from what is generated, in
 *            units of the pixels' range [0, 1], or of the vectors' values
 */
public record GanCodes(int latentSize, float[] z, int[] classes, double[] residuals) {

    /** @return the number of images */
    public int size() {
        return residuals.length;
    }

    /**
     * @param a images
     * @param b as many images of the same shape
     * @return for each pair the root of the mean squared difference of their values
     */
    static double[] residuals(final Images a, final Images b) {
        final double[] residuals = new double[a.size()];
        final int values = a.shape().values();
        for (int i = 0; i < residuals.length; i++) {
            double squares = 0;
            for (int j = 0; j < values; j++) {
                final double difference = a.value(i, j) - b.value(i, j);
                squares += difference * difference;
            }
            residuals[i] = Math.sqrt(squares / values);
        }
        return residuals;
    }
}
