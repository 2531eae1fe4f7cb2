package org.latentlab.engine.classify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.backend.Backend;
import org.latentlab.engine.classify.ClassifierInference.Evaluation;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Optimizer;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;
import org.latentlab.engine.train.Silent;
import org.latentlab.engine.train.TrainingClock;
import org.latentlab.engine.train.TrainingMemory;
import org.latentlab.engine.train.TrainingMessages;
import org.latentlab.engine.train.ValidationSplit;

/**
 * Trains an image classifier on the cross-entropy of labelled images, with Adam. The learning rate falls linearly to 0
 * over the training, so that few epochs are enough.
 */
public final class ClassifierTrainer {

    private final Images m_images;

    private final int[] m_labels;

    private final ClassifierConfig m_config;

    private final Progress m_progress;

    private final ValidationSplit m_split;

    private final ClassifierNetwork m_network;

    private final Optimizer m_optimizer;

    private final Rng m_masks;

    private final TrainingClock m_clock;

    private ClassifierTrainer(final Kernels kernels, final Images images, final int[] labels, final int classes,
        final ClassifierConfig config, final Progress progress) {
        m_images = images;
        m_labels = labels;
        m_config = config;
        m_progress = progress;
        m_split = ValidationSplit.of(images.size(), config.validationShare(), config.seed());
        m_network = ClassifierNetwork.create(kernels, config.architecture(), images.shape(), classes,
            Math.min(config.batchSize(), m_split.training().length), ClassifierNetwork.Use.TRAIN);
        m_network.initialise(config.seed());
        m_optimizer = kernels.adam(m_network.parameters().list(), AdamConfig.of(config.learningRate()));
        m_masks = Rng.stream(config.seed(), "dropout");
        m_clock = new TrainingClock((long)config.epochs() * batches(), 0);
    }

    /**
     * Trains a classifier. Same images, labels, settings, backend and threads: the same weights, bit by bit.
     *
     * @param images gray or RGB, for the convolutional architecture at least 8×8 pixels; at least two
     * @param labels for each image the index of its class in the names
     * @param classNames names of the classes, at least two
     * @param config how to train
     * @param progress told after every batch, and asked whether to stop before every batch
     * @return the trained classifier
     * @throws EngineException if nothing can be learned from the data, or the loss stops being a number
     * @throws java.util.concurrent.CancellationException if the progress says so; all memory is released
     */
    public static ImageClassifier train(final Images images, final int[] labels, final List<String> classNames,
        final ClassifierConfig config, final Progress progress) {
        check(images, labels, classNames, config.architecture());
        final int batch = Math.min(config.batchSize(), images.size());
        TrainingMemory.check(ClassifierNetwork.trainingBytes(config.architecture(), images.shape(), batch),
            String.format(Locale.ROOT, "Training on %s images in batches of %,d", images.shape(), batch),
            "a smaller batch, smaller images");
        if (images.areConstant()) {
            throw new EngineException("All pixels of all " + images.size()
                + " images have the same value, so nothing tells the classes apart. Check the image column.");
        }
        progress.checkCanceled();
        progress.update(0, "Preparing the training of a classifier of " + images.shape() + " images");
        try (Kernels kernels = Kernels.create()) {
            return new ClassifierTrainer(kernels, images, labels, classNames.size(), config, progress)
                .run(classNames);
        }
    }

    private static void check(final Images images, final int[] labels, final List<String> classNames,
        final ClassifierArchitecture architecture) {
        if (images.size() < 2) {
            throw new EngineException("Training a classifier needs at least 2 images, but there "
                + (images.size() == 0 ? "are none." : "is only one.") + " Give it more images.");
        }
        if (labels.length != images.size()) {
            throw new IllegalArgumentException(images.size() + " images need as many labels, not " + labels.length
                + ".");
        }
        final ImageShape shape = images.shape();
        final int side = ClassifierNetwork.smallestSide(architecture);
        if (shape.height() < side || shape.width() < side) {
            throw new EngineException("The classifier needs images of at least " + side + "×" + side + " pixels, but "
                + "these are " + shape + ". Enlarge the images first, or choose the fully connected architecture.");
        }
        final boolean[] seen = new boolean[classNames.size()];
        int distinct = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classNames.size()) {
                throw new EngineException("Image " + (i + 1) + " has no class. Remove images without a class first.");
            }
            distinct += seen[labels[i]] ? 0 : 1;
            seen[labels[i]] = true;
        }
        if (distinct < 2) {
            throw new EngineException("A classifier needs images of at least 2 classes, but all of these are of class '"
                + classNames.get(labels[0]) + "'. Choose another class column or add images of other classes.");
        }
        checkPixels(images);
    }

    private static void checkPixels(final Images images) {
        if (images.areBytes()) {
            return;
        }
        for (int i = 0; i < images.size(); i++) {
            for (int j = 0; j < images.shape().values(); j++) {
                if (!Float.isFinite(images.value(i, j))) {
                    throw new EngineException("Image " + (i + 1) + " has a pixel of value " + images.value(i, j)
                        + ". Leave out this image.");
                }
            }
        }
    }

    private int batches() {
        return (m_split.training().length + m_network.batch() - 1) / m_network.batch();
    }

    private ImageClassifier run(final List<String> classNames) {
        final Rng shuffling = Rng.stream(m_config.seed(), "shuffling");
        final int[] order = m_split.training().clone();
        final List<ClassifierEpoch> epochs = new ArrayList<>();
        for (int epoch = 1; epoch <= m_config.epochs(); epoch++) {
            shuffling.shuffle(order);
            epochs.add(epoch(epoch, order));
        }
        final List<Tensor> weights = m_network.parameters().values();
        if (!weights.stream().allMatch(Tensor::isFinite)) {
            // the loss is looked at before a step, so what the last step does shows in the weights alone
            throw diverged(m_config.epochs(), batches());
        }
        final Provenance provenance = new Provenance(m_images.size(), m_images.fingerprint(), Backend.load(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
        return new ImageClassifier(m_images.shape(), classNames, m_config, new ClassifierHistory(epochs), provenance,
            TrainingMessages.batchNotices(m_config.batchSize(), m_split.training().length),
            weights);
    }

    private ClassifierEpoch epoch(final int epoch, final int[] order) {
        final double start = m_clock.seconds();
        final int batch = m_network.batch();
        final int[] labels = new int[batch];
        final double[] perRow = new double[batch];
        final float[] logits = new float[batch * m_network.classes()];
        double loss = 0;
        int correct = 0;
        int seen = 0;
        for (int b = 0; b < batches(); b++) {
            m_progress.checkCanceled();
            final int rows = Math.min(batch, order.length - b * batch);
            for (int r = 0; r < rows; r++) {
                labels[r] = m_labels[order[b * batch + r]];
            }
            m_network.setInput(m_images, order, b * batch, rows);
            m_network.drawMasks(m_masks, rows);
            m_network.forward(true, rows).get(logits, rows * m_network.classes());
            m_network.gradients(labels, perRow, rows);
            m_optimizer.step(1 - (double)((epoch - 1L) * batches() + b) / ((long)m_config.epochs() * batches()));
            for (int r = 0; r < rows; r++) {
                loss += perRow[r];
            }
            if (!Double.isFinite(loss)) {
                throw diverged(epoch, b + 1);
            }
            correct += ClassifierInference.correct(logits, labels, rows, m_network.classes());
            seen += rows;
            report(epoch, b, loss / seen, (double)correct / seen);
        }
        final Evaluation validation = validate();
        if (m_split.validation().length > 0 && !Double.isFinite(validation.loss())) {
            throw diverged(epoch, batches());
        }
        return new ClassifierEpoch(epoch, loss / seen, (double)correct / seen, validation.loss(),
            validation.accuracy(), m_clock.seconds() - start);
    }

    private EngineException diverged(final int epoch, final int batch) {
        return TrainingMessages.diverged(epoch, batch, batches(), m_config.learningRate());
    }

    private void report(final int epoch, final int batch, final double loss, final double accuracy) {
        final long done = (long)(epoch - 1) * batches() + batch + 1;
        m_progress.update(m_clock.fraction(done), String.format(Locale.ROOT,
            "Epoch %d/%d, loss %.3f, accuracy %.3f, %s", epoch, m_config.epochs(), loss, accuracy,
            m_clock.left(done)));
    }

    private Evaluation validate() {
        if (m_split.validation().length == 0) {
            return new Evaluation(Double.NaN, Double.NaN);
        }
        return new ClassifierInference(m_network).evaluate(m_images, m_labels, m_split.validation(),
            new Silent(m_progress));
    }
}
