package org.latentlab.engine.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model on disk: a zip of {@code manifest.json} and, for each tensor, {@code weights/<name>.f32} with its values as
 * little-endian IEEE 754 single precision, row-major. The manifest is
 *
 * <pre>
 * {"format": "latentlab-model", "formatVersion": 1, "kind": "vae",
 *  "tensors": [{"name": "encoder.0.weight", "shape": [784, 500]}, …],
 *  "model": {…what the caller gave…}}
 * </pre>
 *
 * The same content gives the same bytes: entries are stored uncompressed, in the order given, with a fixed time stamp.
 *
 * @param kind what kind of model this is, e.g. "vae"
 * @param manifest what the caller gave: strings, booleans, numbers (whole ones come back as {@link Long}, others as
 *            {@link Double}), lists, maps with string keys, null; {@link ManifestView} reads it with checks
 * @param tensors the weights by name, in the archive's order
 */
public record ModelArchive(String kind, Map<String, Object> manifest, Map<String, Tensor> tensors) {

    /** The version of the archive's own layout; a reader takes this one only. */
    public static final int FORMAT_VERSION = 1;

    static final String FORMAT = "latentlab-model";
    static final String MANIFEST = "manifest.json";

    /** Keeps the order of both maps. */
    public ModelArchive {
        manifest = Collections.unmodifiableMap(new LinkedHashMap<>(manifest));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    static String entryOf(final String tensor) {
        return "weights/" + tensor + ".f32";
    }

    /**
     * Writes a model: into a temporary file beside the target, then moved into its place. If anything fails, the target
     * is as it was and the temporary file is gone. A link is followed, and a file that is replaced keeps its
     * permissions.
     *
     * @param target the file to write; replaced if it exists and is not write-protected
     * @param kind what kind of model this is; the reader must ask for the same
     * @param manifest JSON-able values. Maps that keep an order ({@link LinkedHashMap}, sorted maps) are written in it,
     *            others by key. Numbers that JSON does not have are written as "NaN", "Infinity" and "-Infinity"
     * @param tensors the weights; names without duplicates, values finite
     * @throws IOException if the file cannot be written; the message names it
     * @throws IllegalArgumentException if the manifest holds something JSON cannot, or two tensors share a name
     * @throws org.latentlab.engine.EngineException if a weight is not finite
     */
    public static void write(final Path target, final String kind, final Map<String, Object> manifest,
        final List<Tensor> tensors) throws IOException {
        ModelArchiveWriter.write(target, kind, manifest, tensors);
    }

    /**
     * Reads a model and checks all of it: what is not exactly as {@link #write} leaves it is refused.
     *
     * @param file the archive
     * @param expectedKind the kind the caller can use
     * @return the model
     * @throws IOException if the file cannot be read or is refused; the message names it and says what was found
     */
    public static ModelArchive read(final Path file, final String expectedKind) throws IOException {
        return ModelArchiveReader.read(file, expectedKind);
    }
}
