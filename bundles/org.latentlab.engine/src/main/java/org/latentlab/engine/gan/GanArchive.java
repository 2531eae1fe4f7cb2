package org.latentlab.engine.gan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.latentlab.engine.generate.InputManifest;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.train.Manifests;

/**
 * A GAN on disk: a {@link ModelArchive} of kind "gan". The weights of the generator that is chosen have their plain
 * names, those of other epochs begin with "kept.", the epoch and a full stop. Everything that differs between two runs
 * with the same seed, the date and the timings, stands in the manifest's section "timings".
 */
public final class GanArchive {

    /** The archive's kind. */
    public static final String KIND = "gan";

    private static final String KEPT = "kept.";

    private GanArchive() {
    }

    /**
     * Writes a GAN.
     *
     * @param gan the model
     * @param file the file, replaced if it exists
     * @throws IOException if it cannot be written; nothing half-written is left
     */
    public static void write(final Gan gan, final Path file) throws IOException {
        final List<Tensor> tensors = new ArrayList<>(gan.generators().get(gan.epoch()));
        gan.generators().forEach((epoch, weights) -> {
            if (epoch != gan.epoch()) {
                tensors.addAll(TensorGroup.named(kept(epoch), weights));
            }
        });
        ModelArchive.write(file, KIND, manifest(gan), tensors);
    }

    /** @return what the names of the weights begin with that were kept of an epoch */
    static String kept(final int epoch) {
        return KEPT + epoch + ".";
    }

    private static Map<String, Object> manifest(final Gan gan) {
        final Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("shape", Manifests.shape(gan.shape()));
        InputManifest.put(manifest, gan.input());
        manifest.put("configuration", ConfigManifest.write(gan.config()));
        manifest.put("training", TrainingManifest.write(gan.trainingConfig()));
        Manifests.putProvenance(manifest, gan.provenance());
        manifest.put("notices", gan.notices());
        manifest.put("epoch", gan.epoch());
        manifest.put("keptEpochs", gan.keptEpochs());
        final GanHistory history = gan.history();
        final Map<String, Object> h = new LinkedHashMap<>();
        h.put("stopReason", history.stopReason());
        h.put("epochs", HistoryManifest.write(history.epochs()));
        h.put("findings", HistoryManifest.writeFindings(history.findings()));
        manifest.put("history", h);
        HistoryManifest.putTimings(manifest, gan.provenance(), history.epochs());
        return manifest;
    }

    /**
     * Reads a GAN.
     *
     * @param file the file
     * @return the model
     * @throws IOException if it cannot be read or is no such archive; the message names the file
     * @throws EngineException if its parts do not fit together
     */
    public static Gan read(final Path file) throws IOException {
        final ModelArchive archive = ModelArchive.read(file, KIND);
        final ManifestView manifest = ManifestView.of(archive, file);
        try {
            final ImageShape shape = Manifests.shape(manifest.object("shape"));
            final GanConfig config = ConfigManifest.read(manifest.object("configuration"));
            final GanTrainingConfig training = TrainingManifest.read(manifest.object("training"));
            final GanHistory history = history(manifest);
            final int last = history.last().epoch();
            final List<Integer> kept = kept(manifest, "keptEpochs", last);
            if (!kept.contains(last)) {
                throw manifest.wrong("keptEpochs", "a list with the last epoch, " + last + ", in it");
            }
            final int epoch = manifest.integer("epoch", 1, last);
            if (!kept.contains(epoch)) {
                throw manifest.wrong("epoch", "one of the epochs kept");
            }
            final NavigableMap<Integer, List<Tensor>> generators = generators(GanWeights.shapes(config, shape),
                archive.tensors(), epoch, kept);
            return new Gan(shape, config, training, history, Manifests.provenance(manifest),
                manifest.strings("notices"), generators).withInput(InputManifest.read(manifest)).atEpoch(epoch);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("The model file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static GanHistory history(final ManifestView manifest) throws IOException {
        final ManifestView h = manifest.object("history");
        final List<GanEpochRecord> records = HistoryManifest.read(h, manifest);
        return new GanHistory(records, h.string("stopReason"), HistoryManifest.readFindings(h, records.size()));
    }

    /** @return a list of epochs, each at most the last one */
    static List<Integer> kept(final ManifestView manifest, final String key, final int last) throws IOException {
        final List<Integer> kept = manifest.integers(key);
        if (kept.stream().anyMatch(epoch -> epoch < 1 || epoch > last)) {
            throw manifest.wrong(key, "a list of epochs from 1 to " + last);
        }
        return kept;
    }

    private static NavigableMap<Integer, List<Tensor>> generators(final List<ParameterShape> shapes,
        final Map<String, Tensor> tensors, final int chosen, final List<Integer> kept) {
        final Map<String, Tensor> plain = new LinkedHashMap<>(tensors);
        final NavigableMap<Integer, List<Tensor>> generators = new TreeMap<>();
        for (final int epoch : kept) {
            if (epoch != chosen) {
                generators.put(epoch, ParameterShape.match(shapes, TensorGroup.of(tensors, kept(epoch))));
                plain.keySet().removeIf(name -> name.startsWith(kept(epoch)));
            }
        }
        generators.put(chosen, ParameterShape.match(shapes, plain));
        return generators;
    }
}
