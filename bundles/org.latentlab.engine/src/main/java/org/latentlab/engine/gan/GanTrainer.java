package org.latentlab.engine.gan;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.backend.Backend;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.failure.FailureVerdict;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.train.CheckpointStore;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;
import org.latentlab.engine.train.TrainingMessages;

/** Trains a GAN: steps of the critic and of the generator in turn, each with an Adam of its own. */
public final class GanTrainer {

    private final GanTraining m_request;

    private final GanTrainingConfig m_training;

    private final EpochRunner m_runner;

    private final CheckpointStore m_store;

    private final List<GanEpochRecord> m_epochs = new ArrayList<>();

    /** The generators to be chosen afterwards, without that of the last epoch unless its turn has come. */
    private final NavigableMap<Integer, List<Tensor>> m_kept = new TreeMap<>();

    /** What became of the training when it was resumed, now and before. */
    private final List<String> m_resumptions = new ArrayList<>();

    private final String m_fingerprint;

    private String m_checkpointNotice;

    private GanTrainer(final Kernels kernels, final GanTraining request, final CheckpointStore store,
        final Progress progress) {
        m_request = request;
        m_training = request.training();
        m_store = store;
        m_fingerprint = request.images().fingerprint();
        final GanCheckpoint checkpoint = store != null && request.checkpoints().resume() ? newest() : null;
        m_runner = new EpochRunner(kernels, request, checkpoint == null ? 0 : checkpoint.epoch(), progress);
        if (checkpoint != null) {
            restore(checkpoint);
        }
    }

    /**
     * Trains a GAN. Same images, classes, settings, backend and threads: the same weights, bit by bit, unless the time
     * limit ends the training; whether it is watched, or was interrupted and resumed, makes no difference.
     * <p>
     * A checkpoint is written after every n-th epoch and after the last whole one, unless the time limit ended that one
     * early. One that cannot be written does not end the training; the model has a notice then. A training is resumed
     * from the newest checkpoint that can be read; its length, the time limit, which counts from the resumption, how
     * often it is looked at, how many generators are kept and whether failures stop it may be others than before,
     * nothing else may.
     *
     * @param request what to train and how
     * @param progress told after every batch, and asked whether to stop before every batch
     * @return the trained GAN
     * @throws EngineException if nothing can be learned from the images, there is not enough memory, a loss stops being
     *             a number, the directory of the checkpoints cannot be used, or the checkpoint to resume from is of
     *             another training
     * @throws IllegalArgumentException if the architecture cannot take images of this size
     * @throws java.util.concurrent.CancellationException if the progress says so; all memory is released
     */
    public static Gan train(final GanTraining request, final Progress progress) {
        GanTrainingChecks.check(request);
        progress.checkCanceled();
        progress.update(0, "Preparing the training of a " + GanWords.kind(request.config()) + " "
            + request.config().architecture().layers(request.images().shape(),
                request.config().prior().dimensions()));
        try (Kernels kernels = Kernels.create()) {
            return train(kernels, request, progress);
        }
    }

    /** As {@link #train(GanTraining, Progress)}, with the arithmetic given. */
    static Gan train(final Kernels kernels, final GanTraining request, final Progress progress) {
        final CheckpointConfig checkpoints = request.checkpoints();
        try (CheckpointStore store = checkpoints == null ? null : CheckpointStore.open(checkpoints)) {
            return new GanTrainer(kernels, request, store, progress).run();
        }
    }

    private GanCheckpoint newest() {
        final CheckpointStore.Found<GanCheckpoint> found = m_store.newest(GanCheckpoint::read);
        if (found == null) {
            return null;
        }
        found.state().check(found.file(), m_request, m_fingerprint);
        m_resumptions.addAll(found.resumptions(found.state().notices(), found.state().provenance().backend(),
            Backend.load()));
        return found.state();
    }

    private void restore(final GanCheckpoint checkpoint) {
        m_epochs.addAll(checkpoint.epochs());
        m_kept.putAll(checkpoint.kept());
        m_runner.trace().restore(checkpoint.trace());
        m_runner.state().restore(checkpoint.weights(), checkpoint.generator(), checkpoint.critic(),
            checkpoint.average());
    }

    private Gan run() {
        final GanTrainingListener listener = m_request.listener();
        if (listener != null && m_epochs.isEmpty()) {
            listener.trainingBegins(m_runner.view());
        } else if (listener != null) {
            listener.trainingResumed(last(), m_runner.view());
        }
        String reason = m_epochs.isEmpty() ? null : stopReason();
        while (reason == null) {
            final int epoch = m_epochs.size() + 1;
            m_epochs.add(m_runner.run(epoch));
            if (stopReason() != null || epoch % m_training.snapshotEvery() == 0) {
                m_epochs.set(epoch - 1, m_runner.watched(last()));
            }
            if (isKept(epoch)) {
                m_kept.put(epoch, present());
            }
            if (listener != null) {
                listener.epochEnded(last(), m_runner.view());
            }
            reason = stopReason();
            saveCheckpoint(reason != null);
        }
        if (last().failure() == null) {
            // resumed at its end, with looks more seldom than before
            m_epochs.set(m_epochs.size() - 1, m_runner.watched(last()));
        }
        m_kept.put(m_epochs.size(), present());
        final List<String> notices = new ArrayList<>(m_resumptions);
        notices.addAll(TrainingMessages.batchNotices(m_training.batchSize(), m_request.images().size(),
            GanTrainingChecks.what(m_request.images())));
        if (m_checkpointNotice != null) {
            notices.add(m_checkpointNotice);
        }
        return new Gan(m_request.images().shape(), m_request.config(), m_training,
            new GanHistory(m_epochs, reason, findings()), provenance(), notices, m_kept);
    }

    private GanEpochRecord last() {
        return m_epochs.get(m_epochs.size() - 1);
    }

    private boolean isKept(final int epoch) {
        return m_training.keepEvery() > 0 && epoch % m_training.keepEvery() == 0;
    }

    private List<Tensor> present() {
        return m_runner.state().kept();
    }

    private Provenance provenance() {
        return new Provenance(m_request.images().size(), m_fingerprint, Backend.load(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private List<FailureFinding> findings() {
        return FailureVerdict.findings(
            m_epochs.stream().map(GanEpochRecord::failure).filter(Objects::nonNull).toList(),
            m_request.classifier() == null ? List.of() : m_request.classifier().classNames());
    }

    /** @return why training ends after the last epoch; null if it goes on */
    private String stopReason() {
        final int epoch = m_epochs.size();
        final GanSchedule schedule = m_runner.schedule();
        if (m_runner.wasCutShort() || m_runner.clock().isOver() && epoch < schedule.epochs()) {
            return "The time limit of " + m_training.maxMinutes() + " minutes was reached in epoch " + epoch + ".";
        }
        if (epoch == schedule.epochs()) {
            return allDone(epoch);
        }
        if (m_training.stopOnFailure() && last().failure() != null) {
            return FailureVerdict.reasonToStop(findings()).map(f -> "Stopped after epoch " + epoch + ", since the "
                + "training fails. " + f.sentence()).orElse(null);
        }
        return null;
    }

    private String allDone(final int epochs) {
        final int count = m_training.length().count();
        if (m_training.length().unit() == TrainingLength.Unit.EPOCHS) {
            return epochs == 1 ? "The one epoch is done." : "All " + epochs + " epochs are done.";
        }
        return count == 1 ? "The one generator update is done."
            : String.format(Locale.ROOT, "All %,d generator updates are done.", count);
    }

    private void saveCheckpoint(final boolean last) {
        final int epoch = m_epochs.size();
        final GanSchedule schedule = m_runner.schedule();
        // a part of an epoch is done again when a training is resumed, so the whole one before it is the last to save
        final boolean lastWhole = epoch + 1 == schedule.epochs() && schedule.isPartial(epoch + 1);
        if (m_store == null || m_runner.wasCutShort() || schedule.isPartial(epoch)
            || !last && !lastWhole && epoch % m_request.checkpoints().everyEpochs() != 0) {
            return;
        }
        try {
            new GanCheckpoint(m_request.images().shape(), m_request.config(), m_training,
                ResumeCheck.fingerprint(m_request), provenance(), regular(), m_runner.trace().values(),
                m_runner.state().weights(), m_runner.state().generatorOptimizer(),
                m_runner.state().criticOptimizer(), m_runner.state().average(), m_kept, m_resumptions)
                .write(m_store);
        } catch (IOException | EngineException e) {
            // hours of training are worth more than the checkpoint
            m_checkpointNotice = "The checkpoint after epoch " + epoch + " could not be written: " + e.getMessage();
        }
    }

    /**
     * @return the epochs without a look at failures that was due only because the training ended: one that is resumed
     *         has the same history as one that never stopped
     */
    private List<GanEpochRecord> regular() {
        final List<GanEpochRecord> epochs = new ArrayList<>(m_epochs);
        if (epochs.size() % m_training.snapshotEvery() != 0) {
            epochs.set(epochs.size() - 1, last().with(null));
        }
        return epochs;
    }
}
