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
import org.latentlab.engine.generate.InputManifest;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Manifests;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.train.TrainingHistory;

/**
 * A VAE on disk: a {@link ModelArchive} of kind "vae". Everything that differs between two runs with the same seed, the
 * date and the timings, stands in the manifest's section "timings".
 */
public final class VaeArchive {

    /** The archive's kind. */
    public static final String KIND = "vae";

    private VaeArchive() {
    }

    /**
     * Writes a VAE.
     *
     * @param vae the model
     * @param file the file, replaced if it exists
     * @throws IOException if it cannot be written; nothing half-written is left
     */
    public static void write(final Vae vae, final Path file) throws IOException {
        final List<Tensor> tensors = new ArrayList<>(vae.weights());
        tensors.addAll(HistoryManifest.tensors(vae.history().epochs()));
        if (vae.diagnostics() != null) {
            tensors.addAll(HistoryManifest.tensors(HistoryManifest.DIAGNOSTICS, List.of(vae.diagnostics())));
        }
        ModelArchive.write(file, KIND, manifest(vae), tensors);
    }

    private static Map<String, Object> manifest(final Vae vae) {
        final Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("shape", Manifests.shape(vae.shape()));
        InputManifest.put(manifest, vae.input());
        manifest.put("configuration", ConfigManifest.write(vae.config()));
        manifest.put("training", Manifests.training(vae.trainingConfig()));
        Manifests.putProvenance(manifest, vae.provenance());
        manifest.put("notices", vae.notices());
        final TrainingHistory history = vae.history();
        final Map<String, Object> h = new LinkedHashMap<>();
        h.put("bestEpoch", history.bestEpoch());
        h.put("stopReason", history.stopReason());
        h.put("epochs", HistoryManifest.write(history.epochs()));
        manifest.put("history", h);
        manifest.put("diagnostics", HistoryManifest.write(vae.diagnostics()));
        manifest.put("timings", Manifests.timings(vae.provenance(),
            history.epochs().stream().map(EpochRecord::seconds).toList()));
        return manifest;
    }

    /**
     * Reads a VAE.
     *
     * @param file the file
     * @return the model
     * @throws IOException if it cannot be read or is no such archive; the message names the file
     * @throws EngineException if its parts do not fit together
     */
    public static Vae read(final Path file) throws IOException {
        final ModelArchive archive = ModelArchive.read(file, KIND);
        final ManifestView manifest = ManifestView.of(archive, file);
        try {
            final ImageShape shape = Manifests.shape(manifest.object("shape"));
            final VaeConfig config = ConfigManifest.read(manifest.object("configuration"));
            final TrainingConfig training = Manifests.training(manifest.object("training"));
            final TrainingHistory history = history(manifest, archive.tensors());
            final LatentDiagnostics diagnostics = !manifest.has("diagnostics") ? null : HistoryManifest.latent(
                manifest.object("diagnostics"), HistoryManifest.DIAGNOSTICS, 0, archive.tensors());
            final List<Tensor> weights = ParameterShape.match(config.parameterShapes(shape),
                weights(archive.tensors()));
            return new Vae(shape, config, training, history, diagnostics, Manifests.provenance(manifest),
                manifest.strings("notices"), weights).withInput(InputManifest.read(manifest));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("The model file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrainingHistory history(final ManifestView manifest, final Map<String, Tensor> tensors)
        throws IOException {
        final ManifestView h = manifest.object("history");
        final List<EpochRecord> records = HistoryManifest.read(h,
            manifest.object("timings").numbers("secondsPerEpoch"), tensors);
        return new TrainingHistory(records, h.integer("bestEpoch", 1, Math.max(1, records.size())),
            h.string("stopReason"));
    }

    /** @return the tensors that are no part of the history */
    private static Map<String, Tensor> weights(final Map<String, Tensor> tensors) {
        final Map<String, Tensor> weights = new LinkedHashMap<>(tensors);
        weights.keySet().removeIf(name -> name.startsWith(HistoryManifest.HISTORY + ".")
            || name.startsWith(HistoryManifest.DIAGNOSTICS + "."));
        return weights;
    }
}
