package org.latentlab.engine.vae;

import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.train.TrainingConfig;

/**
 * What {@link VaeTrainer} is asked for.
 *
 * @param images what to learn, at least two images that are not all the same
 * @param classes the class of each image as a number from 0 on, −1 where it has none; null = no classes. Needed where
 *            the configuration has a penalty on latent neighbours
 * @param config what is trained
 * @param training how it is trained
 * @param checkpoints where the state of the training is saved; null = nowhere
 * @param listener who watches; null = nobody
 */
public record VaeTraining(Images images, int[] classes, VaeConfig config, TrainingConfig training,
    CheckpointConfig checkpoints, VaeTrainingListener listener) {

    /** Checks that the parts fit together. */
    public VaeTraining {
        if (images == null || config == null || training == null) {
            throw new IllegalArgumentException("Training a VAE needs images, a configuration and training settings.");
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
     * @return this request without classes, checkpoints and listener
     */
    public static VaeTraining of(final Images images, final VaeConfig config, final TrainingConfig training) {
        return new VaeTraining(images, null, config, training, null, null);
    }

    /**
     * @param values the class of each image; null = none
     * @return this with classes
     */
    public VaeTraining withClasses(final int[] values) {
        return new VaeTraining(images, values, config, training, checkpoints, listener);
    }

    /**
     * @param value where to save the state of the training; null = nowhere
     * @return this with checkpoints
     */
    public VaeTraining withCheckpoints(final CheckpointConfig value) {
        return new VaeTraining(images, classes, config, training, value, listener);
    }

    /**
     * @param value who watches; null = nobody
     * @return this with a listener
     */
    public VaeTraining withListener(final VaeTrainingListener value) {
        return new VaeTraining(images, classes, config, training, checkpoints, value);
    }
}
