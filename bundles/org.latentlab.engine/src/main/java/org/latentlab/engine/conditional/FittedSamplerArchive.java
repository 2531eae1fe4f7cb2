package org.latentlab.engine.conditional;

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
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Manifests;

/**
 * A class-conditional sampler on disk: a {@link ModelArchive} of kind "sampler". All numbers but the weights of
 * generator networks stand in the manifest, so that they come back with all their bits. The weights' names begin with
 * "curve.", the place of the network on the curve from 0, and a full stop.
 */
public final class FittedSamplerArchive {

    /** The archive's kind. */
    public static final String KIND = "sampler";

    private static final String EXAMPLES = "examples";

    private FittedSamplerArchive() {
    }

    /**
     * Writes a sampler.
     *
     * @param sampler the sampler
     * @param file the file, replaced if it exists
     * @throws IOException if it cannot be written; nothing half-written is left
     */
    public static void write(final FittedSampler sampler, final Path file) throws IOException {
        final List<Tensor> tensors = new ArrayList<>();
        final List<Map<String, Object>> curve = new ArrayList<>();
        for (int i = 0; i < sampler.curve().size(); i++) {
            final SamplerCandidate candidate = sampler.curve().get(i);
            final Map<String, Object> c = new LinkedHashMap<>();
            c.put("sampler", SamplerManifest.sampler(candidate.sampler()));
            c.put("score", SamplerManifest.score(candidate.score()));
            c.put("fresh", SamplerManifest.score(sampler.fresh().get(i)));
            curve.add(c);
            if (candidate.sampler() instanceof NetworkSampler network) {
                tensors.addAll(TensorGroup.named(prefix(i), network.weights()));
            }
        }
        final Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("strength", sampler.strength());
        manifest.put("objective", objective(sampler.objective()));
        manifest.put("minimumAccuracy", sampler.minimumAccuracy());
        manifest.put("chosen", sampler.chosen());
        manifest.put("notices", sampler.notices());
        manifest.put("origin", origin(sampler.origin()));
        manifest.put("classes", SamplerManifest.classes(sampler.classes()));
        manifest.put("curve", curve);
        manifest.put("shape", Manifests.shape(sampler.examples().shape()));
        final Images examples = sampler.examples();
        tensors.add(new Tensor(EXAMPLES, new int[]{examples.size(), examples.shape().values()},
            examples.toFloats()));
        ModelArchive.write(file, KIND, manifest, tensors);
    }

    private static String prefix(final int place) {
        return "curve." + place + ".";
    }

    private static Map<String, Object> objective(final ConditionalObjective objective) {
        final Map<String, Object> o = new LinkedHashMap<>();
        o.put("cosineWeight", objective.cosineWeight());
        o.put("accuracyWeight", objective.accuracyWeight());
        return o;
    }

    private static Map<String, Object> origin(final SamplerOrigin origin) {
        final Map<String, Object> o = new LinkedHashMap<>();
        o.put("decoder", origin.decoder());
        o.put("decoderFingerprint", origin.decoderFingerprint());
        o.put("classifier", origin.classifier());
        o.put("method", origin.method());
        o.put("evaluations", origin.evaluations());
        o.put("budget", origin.budget());
        o.put("drawsPerClass", origin.drawsPerClass());
        o.put("seed", origin.seed());
        return o;
    }

    /**
     * Reads a sampler.
     *
     * @param file the file
     * @return the sampler; it draws the same bits as the one that was written
     * @throws IOException if it cannot be read or is no such archive; the message names the file
     * @throws EngineException if its parts do not fit together
     */
    public static FittedSampler read(final Path file) throws IOException {
        final ModelArchive archive = ModelArchive.read(file, KIND);
        final ManifestView manifest = ManifestView.of(archive, file);
        try {
            final LatentClasses classes = SamplerManifest.classes(manifest.object("classes"));
            final List<SamplerCandidate> curve = new ArrayList<>();
            final List<SamplerScore> fresh = new ArrayList<>();
            int used = 0;
            for (final ManifestView c : manifest.objects("curve")) {
                final Map<String, Tensor> weights = TensorGroup.of(archive.tensors(), prefix(curve.size()));
                final ConditionalSampler sampler =
                    SamplerManifest.sampler(c.object("sampler"), classes, weights);
                used += weights.size();
                curve.add(new SamplerCandidate(sampler, SamplerManifest.score(c.object("score"), classes.size())));
                fresh.add(SamplerManifest.score(c.object("fresh"), classes.size()));
            }
            if (curve.isEmpty()) {
                throw manifest.wrong("curve", "at least one sampler");
            }
            final Images examples = examples(archive.tensors(), Manifests.shape(manifest.object("shape")));
            if (++used != archive.tensors().size()) {
                throw new EngineException("The model file holds " + archive.tensors().size() + " weight tensors, but "
                    + "its samplers need " + used + ". The file is damaged or from another version of LatentLab.");
            }
            final ManifestView o = manifest.object("objective");
            return new FittedSampler(manifest.string("strength"), curve, fresh,
                manifest.integer("chosen", 0, Math.max(0, curve.size() - 1)),
                new ConditionalObjective(o.number("cosineWeight"), o.number("accuracyWeight")),
                manifest.number("minimumAccuracy"), manifest.strings("notices"), origin(manifest.object("origin")),
                examples);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("The model file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Images examples(final Map<String, Tensor> tensors, final ImageShape shape) {
        final Tensor tensor = tensors.get(EXAMPLES);
        if (tensor == null) {
            throw new EngineException("The model file lacks the tensor '" + EXAMPLES + "'. The file is damaged or from "
                + "another version of LatentLab.");
        }
        return Images.ofFloats(shape, tensor.values());
    }

    private static SamplerOrigin origin(final ManifestView o) throws IOException {
        return new SamplerOrigin(o.string("decoder"), o.string("decoderFingerprint"), o.string("classifier"),
            o.string("method"), o.integer("evaluations", 0, Integer.MAX_VALUE),
            o.integer("budget", 0, Integer.MAX_VALUE), o.integer("drawsPerClass", 1, Integer.MAX_VALUE),
            o.longInteger("seed"));
    }
}
