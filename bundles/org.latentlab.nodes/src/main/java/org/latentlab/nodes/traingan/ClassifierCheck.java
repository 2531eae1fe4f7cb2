package org.latentlab.nodes.traingan;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.nodes.port.ClassifierPortObjectSpec;
import org.latentlab.nodes.table.ImageColumn;

/** Whether a classifier can take what a GAN is trained on. */
final class ClassifierCheck {

    private ClassifierCheck() {
    }

    /**
     * @param parameters the settings
     * @param column the columns of the images or vectors
     * @param classifier the classifier
     * @throws InvalidSettingsException if it is known before any row is read that it cannot
     */
    static void check(final TrainGanParameters parameters, final ImageColumn column,
        final ClassifierPortObjectSpec classifier) throws InvalidSettingsException {
        if (column.isVectors(parameters.m_input.m_numbersAs)) {
            throw new InvalidSettingsException("A classifier of images cannot tell the classes of vectors. Remove the "
                + "port 'Classifier', or take the numbers as images.");
        }
        final Optional<ImageShape> shape = TrainingData.shape(parameters, column);
        if (shape.isPresent() && classifier.shape().isPresent()
            && !shape.get().equals(classifier.shape().get())) {
            throw new InvalidSettingsException(different(classifier.shape().get(), shape.get()));
        }
    }

    /**
     * @param classifier the images that the classifier takes
     * @param images those that the GAN is trained on
     * @throws EngineException if they differ
     */
    static void check(final ImageShape classifier, final ImageShape images) {
        if (!classifier.equals(images)) {
            throw new EngineException(different(classifier, images));
        }
    }

    private static String different(final ImageShape classifier, final ImageShape images) {
        return "The classifier was trained on " + classifier + " images, but the GAN is to be trained on " + images
            + " ones. Connect a classifier of the same images, or remove the port.";
    }
}
