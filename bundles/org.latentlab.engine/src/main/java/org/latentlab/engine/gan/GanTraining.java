package org.latentlab.engine.gan;

import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.CheckpointConfig;

/**
 * What {@link GanTrainer} is asked for.
 *
 * @param images what to learn, at least two images that are not all the same
 * @param classes the class of each image, 0…config.classNames().size() − 1; needed for a class-conditional GAN, else
 *            null
 * @param config what is trained
 * @param training how it is trained
 * @param checkpoints where the state of the training is saved; null = nowhere
 * @param listener who watches; null = nobody
 * @param classifier tells which classes are generated; null = nobody does
 */
public record GanTraining(Images images, int[] classes, GanConfig config, GanTrainingConfig training,
    CheckpointConfig checkpoints, GanTrainingListener listener, ImageClassifier classifier) {

    /** Checks that the parts fit together. */
    public GanTraining {
        if (images == null || config == null || training == null) {
            throw new IllegalArgumentException("Training a GAN needs images, a configuration and training settings.");
        }
        if (classes != null && classes.length != images.size()) {
            throw new IllegalArgumentException(images.size() + " images need as many classes, not " + classes.length
                + ".");
        }
    }

    /**
     * @param images what to learn
     * @param config what is trained
     * @param training how it is trained
     * @return this request without classes, checkpoints, listener and classifier
     */
    public static GanTraining of(final Images images, final GanConfig config, final GanTrainingConfig training) {
        return new GanTraining(images, null, config, training, null, null, null);
    }

    /** @return this with the class of each image */
    public GanTraining withClasses(final int[] values) {
        return new GanTraining(images, values, config, training, checkpoints, listener, classifier);
    }

    /** @return this with checkpoints; null = none */
    public GanTraining withCheckpoints(final CheckpointConfig value) {
        return new GanTraining(images, classes, config, training, value, listener, classifier);
    }

    /** @return this with a listener; null = nobody */
    public GanTraining withListener(final GanTrainingListener value) {
        return new GanTraining(images, classes, config, training, checkpoints, value, classifier);
    }

    /** @return this with a classifier; null = none */
    public GanTraining withClassifier(final ImageClassifier value) {
        return new GanTraining(images, classes, config, training, checkpoints, listener, value);
    }
}
