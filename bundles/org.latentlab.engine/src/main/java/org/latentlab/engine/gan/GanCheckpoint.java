package org.latentlab.engine.gan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.archive.ModelArchive;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.archive.TensorGroup;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.train.CheckpointStore;
import org.latentlab.engine.train.Manifests;
import org.latentlab.engine.train.Provenance;

/**
 * The state of a training between two epochs, on disk: a {@link ModelArchive} of kind "gan-checkpoint". All randomness
 * of an epoch follows from the seed and its number, so this is everything.
 *
 * @param shape shape of the images
 * @param config what is trained
 * @param training how
 * @param classes fingerprint of the images' classes; null where they are not used
 * @param provenance which images, and what they are trained on
 * @param epochs what the epochs so far brought, at least one
 * @param trace the generator's loss at each of its last steps
 * @param weights the weights of all networks, as {@link GanState#weights()} orders them
 * @param generator the state of the generator's optimizer
 * @param critic the state of the critic's
 * @param average the moving averages of generator and encoder; empty where there are none
 * @param kept the generators to be chosen afterwards, by epoch
 * @param notices what became of the training when it was resumed; mostly empty
 */
record GanCheckpoint(ImageShape shape, GanConfig config, GanTrainingConfig training, String classes,
    Provenance provenance, List<GanEpochRecord> epochs, double[] trace, List<Tensor> weights, List<Tensor> generator,
    List<Tensor> critic, List<Tensor> average, NavigableMap<Integer, List<Tensor>> kept, List<String> notices) {

    /** The archive's kind. */
    static final String KIND = "gan-checkpoint";

    private static final String WEIGHTS = "weights.";

    private static final String GENERATOR = "optimizer.generator.";

    private static final String CRITIC = "optimizer.critic.";

    private static final String AVERAGE = "sampled.";

    /** @return number of the last epoch */
    int epoch() {
        return epochs.size();
    }

    void write(final CheckpointStore store) throws IOException {
        final Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("shape", Manifests.shape(shape));
        manifest.put("configuration", ConfigManifest.write(config));
        manifest.put("training", TrainingManifest.write(training));
        Manifests.putProvenance(manifest, provenance);
        manifest.put("classes", classes);
        manifest.put("notices", notices);
        manifest.put("keptEpochs", List.copyOf(kept.keySet()));
        final Map<String, Object> history = new LinkedHashMap<>();
        history.put("epochs", HistoryManifest.write(epochs));
        history.put("generatorLosses", Arrays.stream(trace).boxed().toList());
        manifest.put("history", history);
        HistoryManifest.putTimings(manifest, provenance, epochs);
        final List<Tensor> tensors = new ArrayList<>(TensorGroup.named(WEIGHTS, weights));
        tensors.addAll(TensorGroup.named(GENERATOR, generator));
        tensors.addAll(TensorGroup.named(CRITIC, critic));
        tensors.addAll(TensorGroup.named(AVERAGE, average));
        kept.forEach((epoch, values) -> tensors.addAll(TensorGroup.named(GanArchive.kept(epoch), values)));
        store.write(epoch(), KIND, manifest, tensors);
    }

    static GanCheckpoint read(final Path file) throws IOException {
        final ModelArchive archive = ModelArchive.read(file, KIND);
        final ManifestView manifest = ManifestView.of(archive, file);
        final Map<String, Tensor> tensors = archive.tensors();
        try {
            final ImageShape shape = Manifests.shape(manifest.object("shape"));
            final GanConfig config = ConfigManifest.read(manifest.object("configuration"));
            final ManifestView history = manifest.object("history");
            final List<GanEpochRecord> epochs = HistoryManifest.read(history, manifest);
            if (epochs.isEmpty()) {
                throw manifest.wrong("history", "at least one epoch");
            }
            final NavigableMap<Integer, List<Tensor>> kept = new TreeMap<>();
            for (final int epoch : GanArchive.kept(manifest, "keptEpochs", epochs.size())) {
                kept.put(epoch, ParameterShape.match(GanWeights.shapes(config, shape),
                    TensorGroup.of(tensors, GanArchive.kept(epoch))));
            }
            return new GanCheckpoint(shape, config, TrainingManifest.read(manifest.object("training")),
                manifest.has("classes") ? manifest.string("classes") : null, Manifests.provenance(manifest), epochs,
                history.numbers("generatorLosses"),
                ParameterShape.match(GanNetwork.parameterShapes(config, shape), TensorGroup.of(tensors, WEIGHTS)),
                group(tensors, GENERATOR), group(tensors, CRITIC), group(tensors, AVERAGE), kept,
                manifest.strings("notices"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("The checkpoint " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static List<Tensor> group(final Map<String, Tensor> tensors, final String prefix) {
        return List.copyOf(TensorGroup.of(tensors, prefix).values());
    }

    /**
     * Refuses to go on with another training than this is of. Its length may differ, as may the time limit, the looks
     * at failures and the stop by them: they end a training, but what an epoch does to the weights does not depend on
     * them.
     *
     * @param file where this was read from
     * @param request what is asked for
     * @param imagesFingerprint the fingerprint of its images
     * @throws EngineException naming the first difference
     */
    void check(final Path file, final GanTraining request, final String imagesFingerprint) {
        final ResumeCheck difference = ResumeCheck.of(this, request, imagesFingerprint);
        if (difference != null) {
            throw new EngineException("The training cannot go on from the checkpoint " + file + ": "
                + difference.words() + ". " + difference.remedy() + ", choose another directory, or do not resume.");
        }
    }
}
