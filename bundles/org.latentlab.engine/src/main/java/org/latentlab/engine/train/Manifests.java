package org.latentlab.engine.train;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.backend.BackendInfo;
import org.latentlab.engine.image.ImageShape;

/** The parts of a manifest that all trained models share. */
public final class Manifests {

    private static final int MAX_SIDE = 1 << 16;

    private Manifests() {
    }

    /**
     * @param shape the shape of images
     * @return its section
     */
    public static Map<String, Object> shape(final ImageShape shape) {
        final Map<String, Object> s = new LinkedHashMap<>();
        s.put("channels", shape.channels());
        s.put("height", shape.height());
        s.put("width", shape.width());
        return s;
    }

    /**
     * @param s the section of a shape
     * @return the shape
     * @throws IOException if a value is missing or out of range
     */
    public static ImageShape shape(final ManifestView s) throws IOException {
        return new ImageShape(s.integer("channels", 1, 3), s.integer("height", 1, MAX_SIDE),
            s.integer("width", 1, MAX_SIDE));
    }

    /**
     * @param config how a model was trained
     * @return its section
     */
    public static Map<String, Object> training(final TrainingConfig config) {
        final Map<String, Object> t = new LinkedHashMap<>();
        t.put("epochs", config.epochs());
        t.put("batchSize", config.batchSize());
        t.put("learningRate", config.learningRate());
        t.put("seed", config.seed());
        t.put("validationShare", config.validationShare());
        t.put("patience", config.patience());
        t.put("maxMinutes", config.maxMinutes());
        t.put("keepBestEpoch", config.keepBestEpoch());
        t.put("maxUpdates", config.maxUpdates());
        return t;
    }

    /**
     * @param t the section of a training
     * @return how the model was trained
     * @throws IOException if a value is missing or of another type
     */
    public static TrainingConfig training(final ManifestView t) throws IOException {
        return new TrainingConfig(t.integer("epochs", 1, Integer.MAX_VALUE),
            t.integer("batchSize", 1, Integer.MAX_VALUE), t.number("learningRate"), t.longInteger("seed"),
            t.number("validationShare"), t.integer("patience", 0, Integer.MAX_VALUE), t.number("maxMinutes"),
            t.flag("keepBestEpoch"), t.has("maxUpdates") ? t.longInteger("maxUpdates") : 0);
    }

    /**
     * Adds the sections "data", "libraries" and "backend".
     *
     * @param manifest the manifest
     * @param provenance where the model comes from
     */
    public static void putProvenance(final Map<String, Object> manifest, final Provenance provenance) {
        final Map<String, Object> data = new LinkedHashMap<>();
        data.put("images", provenance.images());
        data.put("fingerprint", provenance.dataFingerprint());
        manifest.put("data", data);
        final Map<String, Object> libraries = new LinkedHashMap<>();
        libraries.put("nd4j", provenance.backend().libraryVersion());
        manifest.put("libraries", libraries);
        final Map<String, Object> backend = new LinkedHashMap<>();
        backend.put("name", provenance.backend().backend());
        backend.put("device", provenance.backend().device());
        backend.put("threads", provenance.backend().threads());
        manifest.put("backend", backend);
    }

    /**
     * The section of all that differs between two runs with the same seed.
     *
     * @param provenance where the model comes from
     * @param seconds duration of each epoch
     * @return the section
     */
    public static Map<String, Object> timings(final Provenance provenance, final List<Double> seconds) {
        final Map<String, Object> timings = new LinkedHashMap<>();
        timings.put("trained", provenance.trained().toString());
        timings.put("secondsPerEpoch", seconds);
        return timings;
    }

    /**
     * @param manifest a manifest with the sections "data", "libraries", "backend" and "timings"
     * @return where the model comes from
     * @throws IOException if a value is missing or of another type
     */
    public static Provenance provenance(final ManifestView manifest) throws IOException {
        final ManifestView backend = manifest.object("backend");
        final ManifestView data = manifest.object("data");
        final BackendInfo info = new BackendInfo(backend.string("name"), backend.string("device"),
            backend.integer("threads", 1, Integer.MAX_VALUE), manifest.object("libraries").string("nd4j"),
            Optional.empty());
        final ManifestView timings = manifest.object("timings");
        try {
            return new Provenance(data.integer("images", 0, Integer.MAX_VALUE), data.string("fingerprint"), info,
                Instant.parse(timings.string("trained")));
        } catch (DateTimeException e) {
            throw timings.wrong("trained", "a date and time such as 2025-01-31T12:00:00Z");
        }
    }
}
