package org.latentlab.engine.vae;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.DiagnosticsEstimator;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Optimizer;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Silent;
import org.latentlab.engine.train.TrainingClock;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.train.TrainingMessages;
import org.latentlab.engine.train.ValidationSplit;

/**
 * Trains a VAE's network for one epoch at a time. All that is random in an epoch comes from streams of the seed and the
 * epoch's number, so the weights, the running statistics and the optimizer's state are all that one epoch leaves to the
 * next.
 */
final class EpochRunner {

    /** Images whose codes are looked at after every epoch. */
    private static final int WATCHED = 1000;

    /** Images whose codes are looked at after the last epoch. */
    private static final int FINALLY_WATCHED = 5000;

    /** Bounds (number of codes)² × (dimensions), the steps of the estimate of the mutual information. */
    private static final double WATCHING_STEPS = 1e9;

    private final VaeTraining m_request;

    private final TrainingConfig m_training;

    private final Progress m_progress;

    private final ValidationSplit m_split;

    private final VaeNetwork m_network;

    private final Optimizer m_optimizer;

    private final float[] m_noiseValues;

    private final int[] m_batchClasses;

    private final int[] m_watchedRows;

    private final Images m_watched;

    private final int m_epochsBefore;

    private final TrainingClock m_clock;

    private boolean m_cutByTime;

    private boolean m_cutByUpdates;

    /**
     * @param kernels the arithmetic
     * @param request what to train
     * @param epochsBefore how many epochs were done before this process
     * @param progress told after every batch
     */
    EpochRunner(final Kernels kernels, final VaeTraining request, final int epochsBefore, final Progress progress) {
        m_request = request;
        m_training = request.training();
        m_progress = progress;
        final long seed = m_training.seed();
        final Images images = request.images();
        m_split = ValidationSplit.of(images.size(), m_training.validationShare(), seed);
        final int batch = Math.min(m_training.batchSize(), m_split.training().length);
        m_network = new VaeNetwork(kernels, images.shape(), request.config(), batch);
        m_network.initialise(seed);
        m_optimizer = kernels.adam(m_network.parameters().list(), AdamConfig.of(m_training.learningRate()));
        m_noiseValues = new float[batch * request.config().latentSize()];
        m_batchClasses = new int[batch];
        m_watchedRows = m_split.training().clone();
        Rng.stream(seed, "watched images").shuffle(m_watchedRows);
        m_watched = images.select(Arrays.copyOf(m_watchedRows, watchable(WATCHED)));
        m_epochsBefore = epochsBefore;
        m_clock = new TrainingClock(Math.max(1, updates(m_training.epochs()) - updates(epochsBefore)),
            m_training.maxMinutes());
    }

    private int watchable(final int most) {
        final int affordable = (int)Math.sqrt(WATCHING_STEPS * most / WATCHED / m_request.config().latentSize());
        return Math.min(m_watchedRows.length, Math.max(2, Math.min(most, affordable)));
    }

    VaeNetwork network() {
        return m_network;
    }

    Optimizer optimizer() {
        return m_optimizer;
    }

    TrainingClock clock() {
        return m_clock;
    }

    int trainingImages() {
        return m_split.training().length;
    }

    /** @return whether a limit ended the last epoch before all images were seen */
    boolean wasCutShort() {
        return m_cutByTime || m_cutByUpdates;
    }

    /** @return whether the time limit did */
    boolean wasCutByTime() {
        return m_cutByTime;
    }

    /** @return the steps of that many epochs, within the limit */
    long updates(final int epochs) {
        final long all = (long)epochs * batches();
        return m_training.maxUpdates() == 0 ? all : Math.min(all, m_training.maxUpdates());
    }

    private int batches() {
        return (m_split.training().length + m_network.batch() - 1) / m_network.batch();
    }

    /** @return the network as others may see it */
    VaeView view() {
        return new NetworkView(m_network, m_request.images().shape(), m_request.config(), m_training.seed(),
            new Silent(m_progress));
    }

    /** @return the error of a training that left the numbers in an epoch's last step */
    EngineException diverged(final int epoch) {
        return TrainingMessages.diverged(epoch, batches(), batches(), m_training.learningRate());
    }

    /** Trains for one epoch; the number counts from 1. */
    EpochRecord run(final int epoch) {
        final double start = m_clock.seconds();
        final int[] order = m_split.training().clone();
        Rng.stream(m_training.seed(), "shuffling epoch " + epoch).shuffle(order);
        final Rng noise = Rng.stream(m_training.seed(), "reparameterisation epoch " + epoch);
        final Rng prior = Rng.stream(m_training.seed(), "prior epoch " + epoch);
        final PixelDraw pixels = new PixelDraw(m_training.seed(), epoch);
        final int batch = m_network.batch();
        final BatchLoss.Mean mean = new BatchLoss.Mean(m_request.config());
        double beta = Double.NaN;
        for (int b = 0; b < batches(); b++) {
            m_cutByTime = b > 0 && m_clock.isOver();
            m_cutByUpdates = (epoch - 1L) * batches() + b >= updates(epoch);
            if (wasCutShort()) {
                break;
            }
            m_progress.checkCanceled();
            final int from = b * batch;
            final int rows = Math.min(batch, order.length - from);
            m_network.setInput(m_request.images(), order, from, rows, pixels);
            draw(noise, prior, rows);
            setClasses(order, from, rows);
            beta = beta(epoch - 1 + (double)b / batches());
            final BatchLoss loss = m_network.gradients(beta, rows);
            if (!loss.isFinite()) {
                throw epoch == 1 && b == 0 ? TrainingMessages.unusableFromTheStart()
                    : TrainingMessages.diverged(epoch, b + 1, batches(), m_training.learningRate());
            }
            m_optimizer.step(1);
            mean.add(loss);
            report(epoch, b, mean);
        }
        return record(epoch, start, mean, beta);
    }

    private void draw(final Rng noise, final Rng prior, final int rows) {
        if (m_network.noise() != null) {
            final int count = rows * m_request.config().latentSize();
            for (int i = 0; i < count; i++) {
                m_noiseValues[i] = (float)noise.nextGaussian();
            }
            m_network.noise().put(m_noiseValues, count);
        }
        Arrays.setAll(m_network.prior(), i -> prior.nextGaussian());
    }

    private void setClasses(final int[] order, final int from, final int rows) {
        if (m_request.config().neighbours() != null) {
            for (int r = 0; r < rows; r++) {
                m_batchClasses[r] = m_request.classes()[order[from + r]];
            }
            m_network.setClasses(m_batchClasses);
        }
    }

    /** @return β after some epochs; NaN where there is no KL */
    private double beta(final double epochs) {
        return m_request.config().divergence() instanceof Divergence.Kl kl ? kl.schedule().at(epochs) : Double.NaN;
    }

    private EpochRecord record(final int epoch, final double start, final BatchLoss.Mean mean, final double beta) {
        final double validation = validationLoss();
        if (m_split.validation().length > 0 && !Double.isFinite(validation)) {
            throw diverged(epoch);
        }
        final LatentDiagnostics latent = HistoryManifest.single(diagnostics(m_watched, epoch),
            EpochRecord.MOST_COVARIANCE);
        return new EpochRecord(epoch, mean.objective(), mean.reconstruction(), mean.kl(),
            HistoryManifest.single(mean.klPerDimension()), validation, m_clock.seconds() - start, beta, mean.mmd(),
            mean.neighbourPenalty(), latent);
    }

    /** @return the mean loss of the validation images, with the same noise in every epoch; NaN if there are none */
    private double validationLoss() {
        if (m_split.validation().length == 0) {
            return Double.NaN;
        }
        return new VaeInference(m_network, m_training.seed()).loss(m_request.images(), m_split.validation(),
            m_request.config().neighbours() == null ? null : m_request.classes(), beta(Double.POSITIVE_INFINITY),
            new Silent(m_progress)).objective();
    }

    private LatentDiagnostics diagnostics(final Images images, final int epoch) {
        final Posterior posterior = new VaeInference(m_network, m_training.seed()).encode(images,
            new Silent(m_progress));
        final boolean gaussian = m_request.config().posterior() == PosteriorKind.GAUSSIAN;
        if (!isFinite(posterior.mean()) || gaussian && !isFinite(posterior.logVariance())) {
            throw diverged(epoch);
        }
        return DiagnosticsEstimator.of(posterior.mean(), gaussian ? posterior.logVariance() : null, posterior.size(),
            posterior.latentSize(), m_training.seed());
    }

    private static boolean isFinite(final float[] values) {
        return new Tensor("values", new int[]{values.length}, values).isFinite();
    }

    /**
     * Sets weights and measures the latent space with them, on more images than after each epoch.
     *
     * @param weights the weights that are kept
     * @param epoch their epoch
     * @return its state
     */
    LatentDiagnostics finalDiagnostics(final List<Tensor> weights, final int epoch) {
        m_network.parameters().set(weights);
        return HistoryManifest.single(diagnostics(m_request.images().select(
            Arrays.copyOf(m_watchedRows, watchable(FINALLY_WATCHED))), epoch), LatentDiagnostics.MOST_COVARIANCE);
    }

    /**
     * @param config what is trained
     * @param epoch what an epoch brought
     * @return by what the best epoch is chosen: the validation loss, or the loss where nothing is validated, with the
     *         weight β of the end of its schedule, since a loss with a smaller β is smaller by that alone
     */
    static double criterion(final VaeConfig config, final EpochRecord epoch) {
        if (!Double.isNaN(epoch.validationLoss())) {
            return epoch.validationLoss();
        }
        if (!(config.divergence() instanceof Divergence.Kl kl)
            || kl.schedule().kind() == BetaSchedule.Kind.CONSTANT) {
            return epoch.loss();
        }
        double divergence = 0;
        for (final double dimension : epoch.klPerDimension()) {
            divergence += Math.max(kl.freeBits(), dimension);
        }
        if (kl.capacity() >= 0) {
            divergence = Math.abs(divergence - kl.capacity());
        }
        final double penalty = config.neighbours() == null ? 0
            : config.neighbours().weight() * epoch.neighbourPenalty();
        return epoch.reconstruction() + kl.schedule().beta() * divergence + penalty;
    }

    private void report(final int epoch, final int batch, final BatchLoss.Mean mean) {
        final long done = (long)(epoch - 1 - m_epochsBefore) * batches() + batch + 1;
        final StringBuilder parts = new StringBuilder(String.format(Locale.ROOT, "rec %.1f", mean.reconstruction()));
        if (!Double.isNaN(mean.kl())) {
            parts.append(String.format(Locale.ROOT, ", KL %.1f", mean.kl()));
        }
        if (!Double.isNaN(mean.mmd())) {
            parts.append(String.format(Locale.ROOT, ", MMD² %.2g", mean.mmd()));
        }
        if (!Double.isNaN(mean.neighbourPenalty())) {
            parts.append(String.format(Locale.ROOT, ", neighbours %.2f", mean.neighbourPenalty()));
        }
        m_progress.update(m_clock.fraction(done), String.format(Locale.ROOT, "Epoch %d/%d, loss %.1f (%s), %s", epoch,
            m_training.epochs(), mean.objective(), parts, m_clock.left(done)));
    }
}
