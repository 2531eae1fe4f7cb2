package org.latentlab.engine.generate;

import java.util.List;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;

/** A trained model that turns latent vectors into images: the decoder of a VAE, the generator of a GAN. Immutable. */
public interface GenerativeModel {

    /** @return what it is in a word, e.g. "VAE", "MMD-VAE", "WGAN-GP" */
    String kind();

    /** @return the shape of the images (or vectors) */
    ImageShape shape();

    /** @return the distribution it was trained to generate from */
    LatentPrior prior();

    /** @return the length of the latent vectors that {@link #decode} takes */
    default int latentSize() {
        return prior().dimensions();
    }

    /** @return the classes that a class-conditional model is told beside the latent vector; empty for all others */
    default List<String> classNames() {
        return List.of();
    }

    /**
     * @return what became of the images or vectors before the training; {@link #decode} gives what it restores from
     */
    ModelInput input();

    /** @return every layer with its output shape and number of parameters */
    List<LayerSummary> layers();

    /** @return where it comes from */
    Provenance provenance();

    /** @return what the analyst should know about the training; may be empty */
    List<String> notices();

    /** @return the model in a line */
    String summary();

    /**
     * Turns latent vectors into images.
     *
     * @param z n × latentSize values, point after point
     * @param classes for a class-conditional model the class of each, 0…classNames().size() − 1; else null
     * @param progress told after every batch
     * @return n images of floats in [0, 1]; vectors have no range
     * @throws org.latentlab.engine.EngineException if a value is not finite, or classes are missing, unknown, or given
     *             to a model that takes none
     */
    Images decode(float[] z, int[] classes, Progress progress);

    /**
     * Latent vectors and, for a class-conditional model, classes to generate from.
     *
     * @param z n × latentSize values, point after point
     * @param classes the class of each; null where the model takes none
     */
    record Draws(float[] z, int[] classes) {
    }

    /**
     * @param points how many, at least 0
     * @param seed the seed of the draws
     * @return draws of the prior; where the model takes classes, each equally often, in turn
     */
    default Draws draw(final int points, final long seed) {
        final int[] classes = classNames().isEmpty() ? null : new int[points];
        for (int i = 0; classes != null && i < points; i++) {
            classes[i] = i % classNames().size();
        }
        return new Draws(prior().draw(points, Rng.stream(seed, "draws of the prior")), classes);
    }
}
