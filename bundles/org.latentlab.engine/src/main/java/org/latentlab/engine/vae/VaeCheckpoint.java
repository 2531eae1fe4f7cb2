package org.latentlab.engine.vae;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.archive.ModelArchive;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.archive.TensorGroup;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.math.IntFingerprint;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.train.CheckpointStore;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Manifests;
import org.latentlab.engine.train.Provenance;
import org.latentlab.engine.train.TrainingConfig;

/**
 * The state of a training between two epochs, on disk: a {@link ModelArchive} of kind "vae-checkpoint". All randomness
 * of an epoch follows from the seed and its number, so this is everything.
 *
 * @param shape shape of the images
 * @param config what is trained
 * @param training how
 * @param classes fingerprint of the images' classes; null where they are not used
 * @param provenance which images, and what they are trained on
 * @param epochs what the epochs so far brought, at least one
 * @param bestEpoch number of the best of them
 * @param weights the parameters and running statistics
 * @param optimizer the optimizer's state
 * @param best the weights of the best epoch; null where they are not kept
 * @param notices what became of the training when it was resumed; mostly empty
 */
record VaeCheckpoint(ImageShape shape, VaeConfig config, TrainingConfig training, String classes,
    Provenance provenance, List<EpochRecord> epochs, int bestEpoch, List<Tensor> weights, List<Tensor> optimizer,
    List<Tensor> best, List<String> notices) {

    /** The archive's kind. */
    static final String KIND = "vae-checkpoint";

    private static final String WEIGHTS = "weights.";

    private static final String OPTIMIZER = "optimizer.";

    private static final String BEST = "best.";

    /** @return number of the last epoch */
    int epoch() {
        return epochs.size();
    }

    void write(final CheckpointStore store) throws IOException {
        final Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("shape", Manifests.shape(shape));
        manifest.put("configuration", ConfigManifest.write(config));
        manifest.put("training", Manifests.training(training));
        Manifests.putProvenance(manifest, provenance);
        manifest.put("classes", classes);
        manifest.put("notices", notices);
        final Map<String, Object> history = new LinkedHashMap<>();
        history.put("bestEpoch", bestEpoch);
        history.put("epochs", HistoryManifest.write(epochs));
        manifest.put("history", history);
        manifest.put("timings", Manifests.timings(provenance, epochs.stream().map(EpochRecord::seconds).toList()));
        final List<Tensor> tensors = new ArrayList<>(HistoryManifest.tensors(epochs));
        tensors.addAll(TensorGroup.named(WEIGHTS, weights));
        tensors.addAll(TensorGroup.named(OPTIMIZER, optimizer));
        if (best != null) {
            tensors.addAll(TensorGroup.named(BEST, best));
        }
        store.write(epoch(), KIND, manifest, tensors);
    }

    static VaeCheckpoint read(final Path file) throws IOException {
        final ModelArchive archive = ModelArchive.read(file, KIND);
        final ManifestView manifest = ManifestView.of(archive, file);
        try {
            final ImageShape shape = Manifests.shape(manifest.object("shape"));
            final VaeConfig config = ConfigManifest.read(manifest.object("configuration"));
            final TrainingConfig training = Manifests.training(manifest.object("training"));
            final List<ParameterShape> parameters = config.parameterShapes(shape);
            final ManifestView history = manifest.object("history");
            final List<EpochRecord> epochs = HistoryManifest.read(history,
                manifest.object("timings").numbers("secondsPerEpoch"), archive.tensors());
            return new VaeCheckpoint(shape, config, training,
                manifest.has("classes") ? manifest.string("classes") : null, Manifests.provenance(manifest), epochs,
                history.integer("bestEpoch", 1, epochs.size()),
                ParameterShape.match(parameters, TensorGroup.of(archive.tensors(), WEIGHTS)),
                List.copyOf(TensorGroup.of(archive.tensors(), OPTIMIZER).values()),
                training.keepBestEpoch()
                    ? ParameterShape.match(parameters, TensorGroup.of(archive.tensors(), BEST)) : null,
                manifest.has("notices") ? manifest.strings("notices") : List.of());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("The checkpoint " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Refuses to go on with another training than this is of. The number of epochs, the patience and the time limit may
     * differ: they end a training, but what an epoch does to the weights does not depend on them.
     *
     * @param file where this was read from
     * @param request what is asked for
     * @param imagesFingerprint the fingerprint of its images
     * @throws EngineException naming the first difference
     */
    void check(final Path file, final VaeTraining request, final String imagesFingerprint) {
        final ResumeCheck difference = ResumeCheck.of(this, request, imagesFingerprint);
        if (difference != null) {
            throw new EngineException("The training cannot go on from the checkpoint " + file + ": "
                + difference.words() + ". " + difference.remedy() + ", choose another directory, or do not resume.");
        }
    }

    /** @return a fingerprint of the classes where the loss depends on them; else null */
    static String fingerprint(final VaeTraining request) {
        if (request.config().neighbours() == null || request.classes() == null) {
            return null;
        }
        return IntFingerprint.of(request.classes());
    }
}
