package org.latentlab.engine.classify;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;

/**
 * A trained image classifier. Its probabilities serve the inception score, its penultimate features the Fréchet
 * distance. It holds its weights on the Java heap; memory of the backend is taken for the time of a call, so there is
 * nothing to close and calls may come from several threads. Immutable.
 */
public final class ImageClassifier {

    /** Images at once: those that convolutions are fast with, and those that large products are. */
    private static final int BATCH = 128;

    private static final int DENSE_BATCH = 512;

    private final ImageShape m_shape;

    private final List<String> m_classNames;

    private final ClassifierConfig m_config;

    private final ClassifierHistory m_history;

    private final Provenance m_provenance;

    private final List<String> m_notices;

    private final List<Tensor> m_weights;

    ImageClassifier(final ImageShape shape, final List<String> classNames, final ClassifierConfig config,
        final ClassifierHistory history, final Provenance provenance, final List<String> notices,
        final List<Tensor> weights) {
        m_shape = shape;
        m_classNames = List.copyOf(classNames);
        m_config = config;
        m_history = history;
        m_provenance = provenance;
        m_notices = List.copyOf(notices);
        m_weights = List.copyOf(weights);
    }

    /** @return the shape of the images it was trained on */
    public ImageShape shape() {
        return m_shape;
    }

    /** @return the names of the classes, in the order of the probabilities */
    public List<String> classNames() {
        return m_classNames;
    }

    /** @return how it was trained */
    public ClassifierConfig config() {
        return m_config;
    }

    /** @return how the training went */
    public ClassifierHistory history() {
        return m_history;
    }

    /** @return where it comes from */
    public Provenance provenance() {
        return m_provenance;
    }

    /** @return what the analyst should know about the training, e.g. that the batch was cut; may be empty */
    public List<String> notices() {
        return m_notices;
    }

    /** @return the weights, as they are stored; not to be written to */
    List<Tensor> weights() {
        return m_weights;
    }

    /** @return the number of features: 128 */
    public int featureSize() {
        return ClassifierNetwork.FEATURES;
    }

    /** @return the name of the feature space, which belongs to every score computed in it */
    public String featureSpace() {
        return m_config.architecture().featureSpace();
    }

    /** @return e.g. "CNN 28×28, 10 classes, 60,000 images, 2 epochs, accuracy 0.987, CPU oneDNN AVX2" */
    public String summary() {
        final ClassifierEpoch last = m_history.last();
        final boolean validated = !Double.isNaN(last.validationAccuracy());
        final int epochs = m_history.epochs().size();
        return String.format(Locale.ROOT, "%s %s, %d classes, %,d images, %,d %s, %s %.3f, %s",
            m_config.architecture().label(), m_shape, m_classNames.size(), m_provenance.images(), epochs,
            epochs == 1 ? "epoch" : "epochs", validated ? "validation accuracy" : "training accuracy",
            validated ? last.validationAccuracy() : last.accuracy(), m_provenance.backend().name());
    }

    /**
     * Classifies images.
     *
     * @param images images of the shape trained on
     * @param progress told after every batch
     * @return n × classes probabilities, image after image, each summing to 1
     * @throws EngineException if the images have another shape
     */
    public float[] probabilities(final Images images, final Progress progress) {
        return infer(images, network -> network.probabilities(images, progress));
    }

    /**
     * Computes the activations of the last hidden layer.
     *
     * @param images images of the shape trained on
     * @param progress told after every batch
     * @return n × 128 features, image after image, each at least 0
     * @throws EngineException if the images have another shape
     */
    public float[] features(final Images images, final Progress progress) {
        return infer(images, network -> network.features(images, progress));
    }

    /**
     * Prepares gradients with regard to images.
     *
     * @param kernels the arithmetic, which the memory belongs to
     * @param batch the most images at once, at least 1
     * @return what computes them
     */
    public ClassifierGradient gradient(final Kernels kernels, final int batch) {
        return new ClassifierGradient(kernels, m_config.architecture(), m_shape, m_classNames.size(), m_weights,
            batch);
    }

    private <T> T infer(final Images images, final Function<ClassifierInference, T> task) {
        if (!images.shape().equals(m_shape)) {
            throw new EngineException("The images are " + images.shape() + ", but the classifier was trained on "
                + m_shape + ". Choose another column or resize the images first.");
        }
        try (Kernels kernels = Kernels.create()) {
            final int batch = m_config.architecture() == ClassifierArchitecture.DENSE ? DENSE_BATCH : BATCH;
            final ClassifierNetwork network = ClassifierNetwork.create(kernels, m_config.architecture(), m_shape,
                m_classNames.size(), Math.max(1, Math.min(batch, images.size())), ClassifierNetwork.Use.APPLY);
            network.parameters().set(m_weights);
            return task.apply(new ClassifierInference(network));
        }
    }
}
