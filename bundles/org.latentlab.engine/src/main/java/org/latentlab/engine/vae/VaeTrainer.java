package org.latentlab.engine.vae;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.backend.Backend;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.train.BestEpoch;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.train.CheckpointStore;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.train.TrainingHistory;
import org.latentlab.engine.train.TrainingMessages;
import org.latentlab.engine.train.ValidationSplit;

/**
 * Trains a VAE, or one of its family, by minimising its loss with Adam, one sample of the posterior per image and step.
 */
public final class VaeTrainer {

    private final VaeTraining m_request;

    private final TrainingConfig m_training;

    private final EpochRunner m_runner;

    private final CheckpointStore m_store;

    private final BestEpoch<List<Tensor>> m_best;

    private final List<EpochRecord> m_epochs = new ArrayList<>();

    /** What became of the training when it was resumed, now and before. */
    private final List<String> m_resumptions = new ArrayList<>();

    private final String m_fingerprint;

    private String m_checkpointNotice;

    private VaeTrainer(final Kernels kernels, final VaeTraining request, final CheckpointStore store,
        final Progress progress) {
        m_request = request;
        m_training = request.training();
        m_store = store;
        m_fingerprint = request.images().fingerprint();
        final VaeCheckpoint checkpoint = store != null && request.checkpoints().resume() ? newest() : null;
        m_runner = new EpochRunner(kernels, request, checkpoint == null ? 0 : checkpoint.epoch(), progress);
        m_best = new BestEpoch<>(m_training.patience(),
            m_training.keepBestEpoch() ? () -> m_runner.network().parameters().values() : null);
        if (checkpoint != null) {
            restore(checkpoint);
        }
    }

    /**
     * Trains a VAE without classes, checkpoints and listener; see {@link #train(VaeTraining, Progress)}.
     *
     * @param images what to learn, at least two images that are not all the same
     * @param config what is trained
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
     * limit ends the training; whether it is watched, or was interrupted and resumed, makes no difference.
     * <p>
     * A checkpoint is written after every n-th epoch and after the last, unless the time limit ended that one early.
     * One that cannot be written does not end the training; the model has a notice then. A training is resumed from the
     * newest checkpoint that can be read; the number of epochs, the patience and the time limit, which counts from the
     * resumption, may be others than before, nothing else may.
     *
     * @param request what to train and how
     * @param progress told after every batch, and asked whether to stop before every batch
     * @return the trained VAE
     * @throws EngineException if nothing can be learned from the images, a batch is too small for a loss that compares
     *             the codes of a batch (MMD, penalty on neighbours), there is not enough memory, the loss stops
     *             being a number, the directory of the checkpoints cannot be used, or the checkpoint to resume from is
     *             of another training
     * @throws java.util.concurrent.CancellationException if the progress says so; all memory is released
     */
    public static Vae train(final VaeTraining request, final Progress progress) {
        check(request);
        progress.checkCanceled();
        progress.update(0, "Preparing the training of a VAE " + request.config().layers(request.images().shape()));
        try (Kernels kernels = Kernels.create()) {
            return train(kernels, request, progress);
        }
    }

    /** As {@link #train(VaeTraining, Progress)}, with the arithmetic given. */
    static Vae train(final Kernels kernels, final VaeTraining request, final Progress progress) {
        final CheckpointConfig checkpoints = request.checkpoints();
        try (CheckpointStore store = checkpoints == null ? null : CheckpointStore.open(checkpoints)) {
            return new VaeTrainer(kernels, request, store, progress).run();
        }
    }

    private static void check(final VaeTraining request) {
        final Images images = request.images();
        final VaeConfig config = request.config();
        if (images.size() < 2) {
            throw new EngineException("Training a VAE needs at least 2 " + what(images) + ", but there "
                + (images.size() == 0 ? "are none." : "is only one.") + " Give it more.");
        }
        VaeMemory.check(config, images.shape(), Math.min(request.training().batchSize(), images.size()));
        if (config.neighbours() != null && request.classes() == null) {
            throw new EngineException("The penalty on latent neighbours needs the classes of the images. Choose a "
                + "class column, or switch the penalty off.");
        }
        checkBatch(request);
        Vae.checkPixels(images, config.likelihood());
        if (images.areConstant()) {
            throw new EngineException(images.shape().isVector() ? "All values of all " + images.size()
                + " vectors are the same, so there is nothing to learn. Check the columns of numbers."
                : "All pixels of all " + images.size() + " images have the same value, so there is nothing to learn. "
                    + "Check the image column.");
        }
    }

    private static String what(final Images images) {
        return images.shape().isVector() ? "vectors" : "images";
    }

    /** Refuses batches of one image where the loss compares the codes of a batch: that part would never act. */
    private static void checkBatch(final VaeTraining request) {
        final boolean mmd = request.config().divergence() instanceof Divergence.Mmd;
        if (!mmd && request.config().neighbours() == null) {
            return;
        }
        final String what = (mmd ? "The MMD" : "The penalty on latent neighbours")
            + " compares the codes of a batch with each other, but ";
        if (request.training().batchSize() < 2) {
            throw new EngineException(what + "a batch holds " + request.training().batchSize() + " image. Choose a "
                + "batch size of at least 2, better 50 or more, or " + (mmd ? "another divergence."
                : "switch the penalty off."));
        }
        if (ValidationSplit.of(request.images().size(), request.training().validationShare(),
            request.training().seed()).training().length < 2) {
            final String kind = what(request.images());
            throw new EngineException(what + "without the validation " + kind + " only 1 of "
                + request.images().size() + " " + kind + " is left to train on. Give it more " + kind + ", or choose a "
                + "smaller validation share.");
        }
    }

    private VaeCheckpoint newest() {
        final CheckpointStore.Found<VaeCheckpoint> found = m_store.newest(VaeCheckpoint::read);
        if (found == null) {
            return null;
        }
        found.state().check(found.file(), m_request, m_fingerprint);
        m_resumptions.addAll(found.resumptions(found.state().notices(), found.state().provenance().backend(),
            Backend.load()));
        return found.state();
    }

    private void restore(final VaeCheckpoint checkpoint) {
        m_epochs.addAll(checkpoint.epochs());
        m_runner.network().parameters().set(checkpoint.weights());
        m_runner.optimizer().restore(checkpoint.optimizer());
        m_best.restore(checkpoint.bestEpoch(),
            EpochRunner.criterion(m_request.config(), m_epochs.get(checkpoint.bestEpoch() - 1)), checkpoint.best());
    }

    private Vae run() {
        final VaeTrainingListener listener = m_request.listener();
        if (listener != null && m_epochs.isEmpty()) {
            listener.trainingBegins(m_runner.view());
        } else if (listener != null) {
            listener.trainingResumed(m_epochs.get(m_epochs.size() - 1), m_runner.view());
        }
        String reason = m_epochs.isEmpty() ? null : stopReason();
        while (reason == null) {
            final int epoch = m_epochs.size() + 1;
            final EpochRecord record = m_runner.run(epoch);
            m_epochs.add(record);
            m_best.add(epoch, EpochRunner.criterion(m_request.config(), record));
            if (listener != null) {
                listener.epochEnded(record, m_runner.view());
            }
            reason = stopReason();
            saveCheckpoint(reason != null);
        }
        final List<Tensor> weights = m_training.keepBestEpoch() ? m_best.weights()
            : m_runner.network().parameters().values();
        if (!weights.stream().allMatch(Tensor::isFinite)) {
            // the loss is looked at before a step, so what the last step does shows in the weights alone
            throw m_runner.diverged(m_epochs.size());
        }
        final LatentDiagnostics diagnostics = m_runner.finalDiagnostics(weights, m_epochs.size());
        final List<String> notices = new ArrayList<>(m_resumptions);
        notices.addAll(TrainingMessages.batchNotices(m_training.batchSize(), m_runner.trainingImages(),
            what(m_request.images())));
        if (m_checkpointNotice != null) {
            notices.add(m_checkpointNotice);
        }
        return new Vae(m_request.images().shape(), m_request.config(), m_training,
            new TrainingHistory(m_epochs, m_best.epoch(), reason), diagnostics, provenance(), notices, weights);
    }

    private Provenance provenance() {
        return new Provenance(m_request.images().size(), m_fingerprint, Backend.load(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** @return why training ends after the last epoch; null if it goes on */
    private String stopReason() {
        final int epoch = m_epochs.size();
        final long updates = m_runner.updates(epoch);
        if (updates == m_training.maxUpdates() && !m_runner.wasCutByTime()) {
            return updates == 1 ? "The one update is done." : "All " + updates + " updates are done, in epoch " + epoch
                + ".";
        }
        if (m_runner.wasCutByTime() || m_runner.clock().isOver() && epoch < m_training.epochs()) {
            return "The time limit of " + m_training.maxMinutes() + " minutes was reached in epoch " + epoch + ".";
        }
        if (epoch == m_training.epochs()) {
            return epoch == 1 ? "The one epoch is done." : "All " + epoch + " epochs are done.";
        }
        return m_best.isEnough(epoch) ? "No improvement for " + m_training.patience() + " epochs." : null;
    }

    private void saveCheckpoint(final boolean last) {
        final boolean due = last || m_store != null && m_epochs.size() % m_request.checkpoints().everyEpochs() == 0;
        if (m_store == null || !due || m_runner.wasCutShort()) {
            return;
        }
        try {
            new VaeCheckpoint(m_request.images().shape(), m_request.config(), m_training,
                VaeCheckpoint.fingerprint(m_request), provenance(), m_epochs, m_best.epoch(),
                m_runner.network().parameters().values(), m_runner.optimizer().state(), m_best.weights(),
                m_resumptions)
                .write(m_store);
        } catch (IOException | EngineException e) {
            // hours of training are worth more than the checkpoint
            m_checkpointNotice = "The checkpoint after epoch " + m_epochs.size() + " could not be written: "
                + e.getMessage();
        }
    }
}
