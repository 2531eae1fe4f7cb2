package org.latentlab.engine.vae;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.backend.Backend;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Optimizer;
import org.latentlab.engine.train.BestEpoch;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;
import org.latentlab.engine.train.Silent;
import org.latentlab.engine.train.TrainingClock;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.train.TrainingHistory;
import org.latentlab.engine.train.TrainingMessages;
import org.latentlab.engine.train.ValidationSplit;

/** Trains a VAE by maximising the ELBO with Adam, one sample of the posterior per image and step. */
public final class VaeTrainer {

    private final Images m_images;

    private final VaeConfig m_config;

    private final VaeTrainingListener m_listener;

    private final TrainingConfig m_training;

    private final Progress m_progress;

    private final ValidationSplit m_split;

    private final VaeNetwork m_network;

    private final Optimizer m_optimizer;

    private final Rng m_shuffling;

    private final Rng m_noise;

    private final TrainingClock m_clock;

    private final float[] m_noiseValues;

    private boolean m_cutShort;

    private VaeTrainer(final Kernels kernels, final VaeTraining request, final Progress progress) {
        m_images = request.images();
        m_config = request.config();
        m_training = request.training();
        m_listener = request.listener();
        final Images images = m_images;
        final VaeConfig config = m_config;
        final TrainingConfig training = m_training;
        m_progress = progress;
        m_split = ValidationSplit.of(images.size(), training.validationShare(), training.seed());
        final int batch = Math.min(training.batchSize(), m_split.training().length);
        m_network = new VaeNetwork(kernels, images.shape(), config, batch);
        m_network.initialise(training.seed());
        m_optimizer = kernels.adam(m_network.parameters().list(), AdamConfig.of(training.learningRate()));
        m_shuffling = Rng.stream(training.seed(), "shuffling");
        m_noise = Rng.stream(training.seed(), "reparameterisation");
        m_clock = new TrainingClock((long)training.epochs() * batches(), training.maxMinutes());
        m_noiseValues = new float[batch * config.latentSize()];
    }

    /**
     * Trains a VAE. Same images, settings, backend and threads: the same weights, bit by bit, unless the time limit
     * ends the training.
     *
     * @param images what to learn, at least two images that are not all the same
     * @param config the architecture
     * @param training how to train
     * @param progress told after every batch, and asked whether to stop before every batch
     * @return the trained VAE
     * @throws EngineException if nothing can be learned from the images, or the loss stops being a number
     * @throws java.util.concurrent.CancellationException if the progress says so; all memory is released
     */
    public static Vae train(final Images images, final VaeConfig config, final TrainingConfig training,
        final Progress progress) {
        return train(VaeTraining.of(images, config, training), progress);
    }

    /**
     * Trains a VAE. Same images, classes, settings, backend and threads: the same weights, bit by bit, unless the time
     * limit ends the training; whether it is watched makes no difference.
     *
     * @param request what to train and how
     * @param progress told after every batch, and asked whether to stop before every batch
     * @return the trained VAE
     * @throws EngineException if nothing can be learned from the images, or the loss stops being a number
     * @throws java.util.concurrent.CancellationException if the progress says so; all memory is released
     */
    public static Vae train(final VaeTraining request, final Progress progress) {
        check(request.images(), request.config());
        progress.checkCanceled();
        progress.update(0, "Preparing the training of a VAE " + request.config().layers(request.images().shape()));
        try (Kernels kernels = Kernels.create()) {
            return train(kernels, request, progress);
        }
    }

    /** As {@link #train(VaeTraining, Progress)}, with the arithmetic given. */
    static Vae train(final Kernels kernels, final VaeTraining request, final Progress progress) {
        return new VaeTrainer(kernels, request, progress).run();
    }

    private static void check(final Images images, final VaeConfig config) {
        if (images.size() < 2) {
            throw new EngineException("Training a VAE needs at least 2 images, but there "
                + (images.size() == 0 ? "are none." : "is only one.") + " Give it more images.");
        }
        Vae.checkPixels(images, config.likelihood());
        if (images.areConstant()) {
            throw new EngineException("All pixels of all " + images.size()
                + " images have the same value, so there is nothing to learn. Check the image column.");
        }
        Vae.checkSize(config, images.shape());
    }

    private int batches() {
        return (m_split.training().length + m_network.batch() - 1) / m_network.batch();
    }

    private Vae run() {
        final List<EpochRecord> epochs = new ArrayList<>();
        final BestEpoch<List<Tensor>> best = new BestEpoch<>(m_training.patience(),
            m_training.keepBestEpoch() ? () -> m_network.parameters().values() : null);
        final int[] order = m_split.training().clone();
        String reason = null;
        if (m_listener != null) {
            m_listener.trainingBegins(view());
        }
        for (int epoch = 1; reason == null; epoch++) {
            m_shuffling.shuffle(order);
            final EpochRecord record = epoch(epoch, order);
            epochs.add(record);
            if (m_listener != null) {
                m_listener.epochEnded(record, view());
            }
            final boolean enough = best.add(epoch,
                m_split.validation().length == 0 ? record.loss() : record.validationLoss());
            reason = stopReason(epoch, enough);
        }
        final List<Tensor> weights = m_training.keepBestEpoch() ? best.weights() : m_network.parameters().values();
        if (!weights.stream().allMatch(Tensor::isFinite)) {
            // the loss is looked at before a step, so what the last step does shows in the weights alone
            throw diverged(epochs.size(), batches());
        }
        final Provenance provenance = new Provenance(m_images.size(), m_images.fingerprint(), Backend.load(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
        return new Vae(m_images.shape(), m_config, m_training, new TrainingHistory(epochs, best.epoch(), reason),
            provenance, TrainingMessages.batchNotices(m_training.batchSize(), m_split.training().length),
            weights);
    }

    private VaeView view() {
        return new NetworkView(m_network, m_images.shape(), m_config, m_training.seed(),
            new Silent(m_progress));
    }

    private String stopReason(final int epoch, final boolean enough) {
        if (m_cutShort || m_clock.isOver() && epoch < m_training.epochs()) {
            return "The time limit of " + m_training.maxMinutes() + " minutes was reached in epoch " + epoch + ".";
        }
        if (epoch == m_training.epochs()) {
            return "All " + epoch + " epochs are done.";
        }
        return enough ? "No improvement for " + m_training.patience() + " epochs." : null;
    }

    private EpochRecord epoch(final int epoch, final int[] order) {
        final double start = m_clock.seconds();
        final double[] kl = new double[m_config.latentSize()];
        double reconstruction = 0;
        int seen = 0;
        final int batch = m_network.batch();
        for (int b = 0; b < batches(); b++) {
            if (b > 0 && m_clock.isOver()) {
                m_cutShort = true;
                break;
            }
            m_progress.checkCanceled();
            final int rows = Math.min(batch, order.length - b * batch);
            reconstruction += step(epoch, order, b * batch, rows, kl);
            seen += rows;
            final double klSum = sum(kl);
            if (!Double.isFinite(reconstruction + klSum)) {
                throw diverged(epoch, b + 1);
            }
            report(epoch, b, reconstruction / seen, klSum / seen);
        }
        for (int j = 0; j < kl.length; j++) {
            kl[j] /= seen;
        }
        final double klMean = sum(kl);
        final double validation = validationLoss();
        if (m_split.validation().length > 0 && !Double.isFinite(validation)) {
            throw diverged(epoch, batches());
        }
        return new EpochRecord(epoch, reconstruction / seen + klMean, reconstruction / seen, klMean, kl, validation,
            m_clock.seconds() - start);
    }

    /** One step of Adam. @return the sum of the reconstruction losses of the batch */
    private double step(final int epoch, final int[] order, final int from, final int rows, final double[] kl) {
        final int noise = rows * m_config.latentSize();
        for (int i = 0; i < noise; i++) {
            m_noiseValues[i] = (float)m_noise.nextGaussian();
        }
        m_network.noise().put(m_noiseValues, noise);
        m_network.setInput(m_images, order, from, rows, new PixelDraw(m_training.seed(), epoch));
        final BatchLoss loss = m_network.gradients(1, rows);
        m_optimizer.step(1);
        for (int j = 0; j < kl.length; j++) {
            kl[j] += loss.klPerDimension()[j];
        }
        return loss.reconstruction();
    }

    private static double sum(final double[] values) {
        double sum = 0;
        for (final double value : values) {
            sum += value;
        }
        return sum;
    }

    private EngineException diverged(final int epoch, final int batch) {
        return TrainingMessages.diverged(epoch, batch, batches(), m_training.learningRate());
    }

    private void report(final int epoch, final int batch, final double reconstruction, final double kl) {
        final long done = (long)(epoch - 1) * batches() + batch + 1;
        m_progress.update(m_clock.fraction(done), String.format(Locale.ROOT,
            "Epoch %d/%d, loss %.1f (rec %.1f, KL %.1f), %s", epoch, m_training.epochs(), reconstruction + kl,
            reconstruction, kl, m_clock.left(done)));
    }

    /** @return the mean −ELBO of the validation images, with the same noise in every epoch; NaN if there are none */
    private double validationLoss() {
        if (m_split.validation().length == 0) {
            return Double.NaN;
        }
        return new VaeInference(m_network, m_training.seed()).loss(m_images, m_split.validation(), null, 1,
            new Silent(m_progress)).objective();
    }
}
