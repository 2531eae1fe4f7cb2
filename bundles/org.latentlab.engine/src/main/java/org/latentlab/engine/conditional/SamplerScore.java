package org.latentlab.engine.conditional;

/**
 * How a sampler's images are: whether they are of the class that was asked for, and how alike those of a class are.
 *
 * @param accuracy share of the images that the classifier gives the class asked for, the mean over the classes, 0…1
 * @param cosine cos(x, x') of the images' vectors of values, over all pairs of different images of a class, the mean
 *            over the classes, −1…1; 1 = all images of a class are alike
 * @param spread ‖z − μ_y‖ of the latent vectors, the mean over the classes, at least 0
 * @param classAccuracy the accuracy of each class
 * @param classCosine the cosine of each class
 * @param drawsPerClass images of each class that this rests on
 */
public record SamplerScore(double accuracy, double cosine, double spread, double[] classAccuracy,
    double[] classCosine, int drawsPerClass) {
}
