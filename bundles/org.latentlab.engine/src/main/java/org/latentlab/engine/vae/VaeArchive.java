package org.latentlab.engine.vae;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.archive.ModelArchive;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.Activation;
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
        ModelArchive.write(file, KIND, manifest(vae), vae.weights());
    }

    private static Map<String, Object> manifest(final Vae vae) {
        final Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("shape", Manifests.shape(vae.shape()));
        manifest.put("configuration", configuration(vae.config()));
        manifest.put("training", Manifests.training(vae.trainingConfig()));
        Manifests.putProvenance(manifest, vae.provenance());
        manifest.put("notices", vae.notices());
        final TrainingHistory history = vae.history();
        final Map<String, Object> h = new LinkedHashMap<>();
        h.put("bestEpoch", history.bestEpoch());
        h.put("stopReason", history.stopReason());
        h.put("epochs", history.epochs().stream().map(VaeArchive::epoch).toList());
        manifest.put("history", h);
        manifest.put("timings", Manifests.timings(vae.provenance(),
            history.epochs().stream().map(EpochRecord::seconds).toList()));
        return manifest;
    }

    private static Map<String, Object> configuration(final VaeConfig config) {
        final Map<String, Object> c = new LinkedHashMap<>();
        c.put("latentSize", config.latentSize());
        final Architecture.Mlp mlp = (Architecture.Mlp)config.architecture();
        c.put("encoderWidths", mlp.encoderWidths());
        c.put("decoderWidths", mlp.decoderWidths());
        c.put("activation", mlp.activation().name());
        final Map<String, Object> likelihood = new LinkedHashMap<>();
        if (config.likelihood() instanceof Likelihood.Gaussian gaussian) {
            likelihood.put("kind", "GAUSSIAN");
            likelihood.put("standardDeviation", gaussian.standardDeviation());
        } else {
            likelihood.put("kind", "BERNOULLI");
        }
        c.put("likelihood", likelihood);
        return c;
    }

    private static Map<String, Object> epoch(final EpochRecord epoch) {
        final Map<String, Object> e = new LinkedHashMap<>();
        e.put("epoch", epoch.epoch());
        e.put("loss", epoch.loss());
        e.put("reconstruction", epoch.reconstruction());
        e.put("kl", epoch.kl());
        e.put("klPerDimension", java.util.Arrays.stream(epoch.klPerDimension()).boxed().toList());
        e.put("validationLoss", epoch.validationLoss());
        return e;
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
            final VaeConfig config = configuration(manifest.object("configuration"));
            final TrainingConfig training = Manifests.training(manifest.object("training"));
            final TrainingHistory history = history(manifest);
            final List<Tensor> weights = ParameterShape.match(config.parameterShapes(shape),
                archive.tensors());
            return new Vae(shape, config, training, history, Manifests.provenance(manifest),
                manifest.strings("notices"), weights);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("The model file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static VaeConfig configuration(final ManifestView c) throws IOException {
        final ManifestView l = c.object("likelihood");
        final Likelihood likelihood = switch (l.string("kind")) {
            case "BERNOULLI" -> new Likelihood.Bernoulli();
            case "GAUSSIAN" -> new Likelihood.Gaussian(l.number("standardDeviation"));
            default -> throw l.wrong("kind", "BERNOULLI or GAUSSIAN");
        };
        return new VaeConfig(c.integer("latentSize", 1, Integer.MAX_VALUE), c.integers("encoderWidths"),
            c.integers("decoderWidths"), Activation.valueOf(c.string("activation")), likelihood);
    }

    private static TrainingHistory history(final ManifestView manifest) throws IOException {
        final ManifestView h = manifest.object("history");
        final List<ManifestView> epochs = h.objects("epochs");
        final double[] seconds = manifest.object("timings").numbers("secondsPerEpoch");
        final List<EpochRecord> records = new java.util.ArrayList<>();
        for (int i = 0; i < epochs.size(); i++) {
            final ManifestView e = epochs.get(i);
            records.add(new EpochRecord(e.integer("epoch", i + 1, i + 1), e.number("loss"),
                e.number("reconstruction"), e.number("kl"), e.numbers("klPerDimension"), e.number("validationLoss"),
                i < seconds.length ? seconds[i] : Double.NaN));
        }
        return new TrainingHistory(records, h.integer("bestEpoch", 1, Math.max(1, records.size())),
            h.string("stopReason"));
    }
}
