package org.latentlab.engine.gan;

import java.util.Arrays;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.failure.FailureMonitor;
import org.latentlab.engine.failure.FailureSnapshot;
import org.latentlab.engine.failure.TrainingState;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Silent;
import org.latentlab.engine.train.TrainingClock;
import org.latentlab.engine.train.TrainingMessages;

/**
 * Trains a GAN's networks for one epoch at a time. All that is random in an epoch comes from streams of the seed and
 * the epoch's number, so the {@link GanState} and the last losses are all that one epoch leaves to the next.
 */
final class EpochRunner {

    private final GanTraining m_request;

    private final GanTrainingConfig m_training;

    private final Progress m_progress;

    private final GanSchedule m_schedule;

    private final GanState m_state;

    private final LossTrace m_trace = new LossTrace();

    private final long m_stepsBefore;

    private final TrainingClock m_clock;

    private final int[] m_batchClasses;

    private FailureMonitor m_monitor;

    private boolean m_cutShort;

    /**
     * @param kernels the arithmetic
     * @param request what to train
     * @param epochsBefore how many epochs were done before this process
     * @param progress told after every batch
     */
    EpochRunner(final Kernels kernels, final GanTraining request, final int epochsBefore, final Progress progress) {
        m_request = request;
        m_training = request.training();
        m_progress = progress;
        final Images images = request.images();
        m_schedule = GanSchedule.of(images.size(), m_training);
        final GanNetwork network = new GanNetwork(kernels, images.shape(), request.config(), m_schedule.batch(), true);
        network.initialise(m_training.seed());
        m_state = new GanState(kernels, network, m_training);
        m_batchClasses = request.config().isConditional() ? new int[m_schedule.batch()] : null;
        m_stepsBefore = Math.min(m_schedule.steps(), m_schedule.stepsBefore(epochsBefore + 1));
        m_clock = new TrainingClock(m_schedule.steps() - m_stepsBefore, m_training.maxMinutes());
    }

    GanState state() {
        return m_state;
    }

    LossTrace trace() {
        return m_trace;
    }

    TrainingClock clock() {
        return m_clock;
    }

    GanSchedule schedule() {
        return m_schedule;
    }

    /** @return whether the time limit ended the last epoch early */
    boolean wasCutShort() {
        return m_cutShort;
    }

    /** @return the training as others may see it */
    GanView view() {
        return new StateView(m_state, m_request.images().shape(), new Silent(m_progress));
    }

    private EngineException diverged(final int epoch, final int batch, final String what) {
        final double generator = m_training.generator().learningRate();
        final double critic = m_training.critic().learningRate();
        return new EngineException("The training diverged in epoch " + epoch + ", batch " + batch + " of "
            + m_schedule.stepsIn(epoch) + ": " + what + ". Lower the learning rates (now " + generator
            + " for the generator and " + critic + " for the critic), for instance to " + (float)(generator / 10)
            + " and " + (float)(critic / 10) + (m_training.gradientClip() > 0 ? "." : ", or clip the gradients."));
    }

    /**
     * Trains for one epoch.
     *
     * @param epoch its number, from 1
     * @return what it brought, without a look at failures
     * @throws EngineException if a loss, or a weight after the last step, is no longer a number
     */
    GanEpochRecord run(final int epoch) {
        final double start = m_clock.seconds();
        final int[] order = new int[m_request.images().size()];
        Arrays.setAll(order, i -> i);
        Rng.stream(m_training.seed(), "shuffling epoch " + epoch).shuffle(order);
        final Rng latents = Rng.stream(m_training.seed(), "latent vectors epoch " + epoch);
        final Rng interpolation = Rng.stream(m_training.seed(), "interpolation epoch " + epoch);
        final EpochMeans means = new EpochMeans();
        final int steps = m_schedule.stepsIn(epoch);
        for (int b = 0; b < steps; b++) {
            if (b > 0 && m_clock.isOver()) {
                m_cutShort = true;
                break;
            }
            m_progress.checkCanceled();
            stepCritic(epoch, b, order, latents, interpolation, means);
            if (m_schedule.isUpdate(m_schedule.stepsBefore(epoch) + b + 1)) {
                stepGenerator(epoch, b, means);
            }
            report(epoch, b, means);
        }
        checkFinite(epoch, means.criticSteps());
        final double seconds = m_clock.seconds() - start;
        final long updates = (m_schedule.stepsBefore(epoch) + means.criticSteps()) / m_training.criticSteps();
        return new GanEpochRecord(epoch, updates, means.generatorLoss(), means.criticLoss(), means.realScore(),
            means.fakeScore(), means.generatorGradient(), means.criticGradient(), means.penalty(),
            means.latentError(), means.clusterLoss(), (double)means.criticSteps() * m_schedule.batch() / seconds,
            seconds, null);
    }

    private void stepCritic(final int epoch, final int batch, final int[] order, final Rng latents,
        final Rng interpolation, final EpochMeans means) {
        final int count = m_schedule.batch();
        final int from = batch * count;
        for (int i = 0; m_batchClasses != null && i < count; i++) {
            m_batchClasses[i] = m_request.classes()[order[from + i]];
        }
        final float[] z = m_request.config().prior().draw(count, latents);
        final CriticLoss loss = m_state.network().criticGradients(m_request.images(), order, from, count,
            m_batchClasses, z, m_batchClasses, interpolation);
        if (!Double.isFinite(loss.loss())) {
            throw epoch == 1 && batch == 0 ? TrainingMessages.unusableFromTheStart()
                : diverged(epoch, batch + 1, "the critic's loss is no longer a number");
        }
        means.add(loss, m_state.stepCritic());
    }

    /** The generator learns from the images that the critic has just seen, which saves generating others. */
    private void stepGenerator(final int epoch, final int batch, final EpochMeans means) {
        final GeneratorLoss loss = m_state.network().generatorGradients();
        if (!Double.isFinite(loss.loss()) || Double.isInfinite(loss.latentError() + loss.clusterLoss())) {
            throw diverged(epoch, batch + 1, "the generator's loss is no longer a number");
        }
        means.add(loss, m_state.stepGenerator());
        m_trace.add(loss.loss());
    }

    /**
     * Looks for failures after an epoch.
     *
     * @param record what the epoch brought
     * @return the same with what was seen
     */
    GanEpochRecord watched(final GanEpochRecord record) {
        final Progress silent = new Silent(m_progress);
        if (m_monitor == null) {
            m_monitor = new FailureMonitor(m_request.images(), m_request.classifier(), m_training.seed(), silent);
        }
        final int count = m_monitor.samples();
        final GanConfig config = m_request.config();
        final float[] z = config.prior().draw(count, Rng.stream(m_training.seed(), "watched latent vectors"));
        final int[] classes = config.isConditional() ? new int[count] : null;
        final Rng rng = Rng.stream(m_training.seed(), "watched classes");
        for (int i = 0; classes != null && i < count; i++) {
            classes[i] = m_request.classes()[rng.nextInt(m_request.classes().length)];
        }
        final Images samples = m_state.whileSampling(() -> m_state.network().generate(z, classes, silent));
        final FailureSnapshot failure = m_monitor.look(new TrainingState(record.epoch(), record.updates(),
            m_trace.values(), record.generatorGradient(), record.criticGradient(), record.realScore(),
            record.fakeScore()), samples, silent);
        return record.with(failure);
    }

    /** The losses are looked at before a step, so what the last step does shows in the weights alone. */
    private void checkFinite(final int epoch, final int batch) {
        if (!m_state.weights().stream().allMatch(Tensor::isFinite)) {
            throw diverged(epoch, batch, "a network's weights are no longer numbers");
        }
    }

    private void report(final int epoch, final int batch, final EpochMeans means) {
        final long done = m_schedule.stepsBefore(epoch) + batch + 1 - m_stepsBefore;
        final StringBuilder message = new StringBuilder(String.format(Locale.ROOT, "Epoch %d/%d, critic loss %.3g",
            epoch, m_schedule.epochs(), means.criticLoss()));
        if (!Double.isNaN(means.generatorLoss())) {
            message.append(String.format(Locale.ROOT, ", generator loss %.3g", means.generatorLoss()));
        }
        message.append(String.format(Locale.ROOT, ", D(real) %.2f, D(fake) %.2f", means.realScore(),
            means.fakeScore()));
        if (!Double.isNaN(means.penalty())) {
            message.append(String.format(Locale.ROOT, ", penalty %.2g", means.penalty()));
        }
        if (!Double.isNaN(means.clusterLoss())) {
            message.append(String.format(Locale.ROOT, ", clusters %.2g", means.clusterLoss()));
        }
        m_progress.update(m_clock.fraction(done), message.append(", ").append(m_clock.left(done)).toString());
    }
}
