package org.latentlab.engine.vae;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Manifests;
import org.latentlab.engine.train.TrainingConfig;

/** In what a training that is asked for differs from that of a checkpoint, in words, and what to do about it. */
final class ResumeCheck {

    private static final String SETTING = "Set this as it was";

    /** What the values of a manifest are called; those of a section that is there or not under their own names. */
    private static final Map<String, String> NAMES = Map.ofEntries(
        Map.entry("latentSize", "latent size"),
        Map.entry("architecture.kind", "architecture"),
        Map.entry("architecture.encoderWidths", "encoder layers"),
        Map.entry("architecture.decoderWidths", "decoder layers"),
        Map.entry("architecture.activation", "activation"),
        Map.entry("architecture.filters", "filters"),
        Map.entry("architecture.baseFilters", "filters of the first convolution"),
        Map.entry("architecture.latentSkip", "skip connections"),
        Map.entry("posterior", "kind of model"),
        Map.entry("divergence.kind", "divergence"),
        Map.entry("divergence.schedule.kind", "annealing of β"),
        Map.entry("divergence.schedule.startBeta", "β at the start"),
        Map.entry("divergence.schedule.beta", "β"),
        Map.entry("divergence.schedule.startEpoch", "epoch after which the annealing begins"),
        Map.entry("divergence.schedule.endEpoch", "epoch after which the annealing ends"),
        Map.entry("divergence.schedule.cycles", "number of cycles of β"),
        Map.entry("divergence.freeBits", "free bits"),
        Map.entry("divergence.capacity", "target capacity"),
        Map.entry("divergence.weight", "weight of the MMD"),
        Map.entry("divergence.kernel", "kernel of the MMD"),
        Map.entry("divergence.bandwidth", "bandwidth of the MMD"),
        Map.entry("likelihood.kind", "pixel likelihood"),
        Map.entry("likelihood.standardDeviation", "standard deviation of a pixel"),
        Map.entry("likelihood.pixels.kind", "binarisation of the pixels"),
        Map.entry("likelihood.pixels.threshold", "threshold of the pixels"),
        Map.entry("neighbours", "penalty on latent neighbours"),
        Map.entry("neighbours.weight", "weight of the penalty on latent neighbours"),
        Map.entry("neighbours.k", "number of latent neighbours (k)"),
        Map.entry("neighbours.margin", "margin of the penalty on latent neighbours"),
        Map.entry("batchSize", "batch size"),
        Map.entry("learningRate", "learning rate"),
        Map.entry("seed", "seed"),
        Map.entry("validationShare", "validation share"),
        Map.entry("keepBestEpoch", "keeping of the best epoch"));

    /** Names of more than one thing. */
    private static final List<String> PLURAL = List.of("architecture.encoderWidths", "architecture.decoderWidths",
        "architecture.filters", "architecture.baseFilters", "architecture.latentSkip", "divergence.freeBits");

    /** What the names of constants are in words, where that is not their lower case. */
    private static final Map<String, String> VALUES = Map.ofEntries(
        Map.entry("DEEP_CONVOLUTIONAL", "deep convolutional"), Map.entry("MLP", "an MLP"),
        Map.entry("GAUSSIAN", "Gaussian"), Map.entry("BERNOULLI", "Bernoulli"), Map.entry("KL", "the KL"),
        Map.entry("MMD", "the MMD"), Map.entry("LEARNED_GAUSSIAN", "Gaussian with a learned σ"),
        Map.entry("RELU", "ReLU"), Map.entry("LEAKY_RELU", "leaky ReLU"), Map.entry("DRAWN", "drawn anew each epoch"),
        Map.entry("THRESHOLD", "by a threshold"));

    private final String m_words;

    private final String m_remedy;

    private ResumeCheck(final String words, final String remedy) {
        m_words = words;
        m_remedy = remedy;
    }

    /**
     * @param was the state that a training is to go on from
     * @param request what is asked for
     * @param imagesFingerprint the fingerprint of its images
     * @return the first difference; null if there is none
     */
    static ResumeCheck of(final VaeCheckpoint was, final VaeTraining request, final String imagesFingerprint) {
        final Images images = request.images();
        final String what = images.shape().isVector() ? "vectors" : "images";
        if (!was.shape().equals(images.shape())) {
            final boolean vectors = images.shape().isVector() && was.shape().isVector();
            return new ResumeCheck("the " + what + (vectors ? " had " + was.shape().values() + " values, but have "
                + images.shape().values() : " were " + was.shape() + ", but are " + images.shape()) + " now",
                "Take images or vectors of the same size");
        }
        final TrainingConfig wanted = request.training();
        final TrainingConfig comparable = new TrainingConfig(was.training().epochs(), wanted.batchSize(),
            wanted.learningRate(), wanted.seed(), wanted.validationShare(), was.training().patience(),
            was.training().maxMinutes(), wanted.keepBestEpoch());
        String difference = difference("", ConfigManifest.write(was.config()), ConfigManifest.write(request.config()));
        if (difference == null) {
            difference = difference("", Manifests.training(was.training()), Manifests.training(comparable));
        }
        if (difference != null) {
            return new ResumeCheck(difference, SETTING);
        }
        if (was.provenance().images() != images.size()) {
            return new ResumeCheck("there were " + was.provenance().images() + " " + what + ", but now there are "
                + images.size(), "Take the same rows as before");
        }
        if (!was.provenance().dataFingerprint().equals(imagesFingerprint)) {
            return new ResumeCheck("the " + what + " were others", "Take the same rows in the same order as before");
        }
        if (!Objects.equals(was.classes(), VaeCheckpoint.fingerprint(request))) {
            return new ResumeCheck("the classes of the " + what + " were others", "Take the same classes as before");
        }
        return was.epoch() <= wanted.epochs() ? null : new ResumeCheck(was.epoch() + " epochs are done, but only "
            + wanted.epochs() + " are asked for", "Ask for " + was.epoch() + " or more");
    }

    /**
     * @param key of a value in a manifest, with the sections it is in, e.g. "divergence.schedule.beta"
     * @return whether it has a name for an analyst
     */
    static boolean isNamed(final String key) {
        return NAMES.containsKey(key);
    }

    /** @return the difference, e.g. "the learning rate was 0.001, but is 0.01 now" */
    String words() {
        return m_words;
    }

    /** @return how to go on all the same, without a full stop */
    String remedy() {
        return m_remedy;
    }

    /** @return in words, the first value that differs in two sections; null if there is none */
    private static String difference(final String path, final Map<?, ?> was, final Map<?, ?> is) {
        for (final Map.Entry<?, ?> entry : was.entrySet()) {
            final Object now = is.get(entry.getKey());
            final String key = path + entry.getKey();
            if (entry.getValue() instanceof Map<?, ?> before && now instanceof Map<?, ?> after) {
                final String inner = difference(key + ".", before, after);
                if (inner != null) {
                    return inner;
                }
            } else if (!Objects.equals(entry.getValue(), now)) {
                final boolean many = PLURAL.contains(key);
                return name(key, was) + (many ? " were " : " was ") + words(key, entry.getValue()) + ", but "
                    + (many ? "are " : "is ") + words(key, now) + " now";
            }
        }
        return null;
    }

    private static String name(final String key, final Map<?, ?> section) {
        // a constant β has its start value, too
        final String name = NAMES.getOrDefault("CONSTANT".equals(section.get("kind")) && key.endsWith(".startBeta")
            ? "divergence.schedule.beta" : key, key);
        return name.startsWith("β") ? name : "the " + name;
    }

    private static String words(final String key, final Object value) {
        if (value instanceof Map<?, ?>) {
            return "on";
        }
        if (value == null) {
            return "off";
        }
        if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "none" : String.join(", ", list.stream().map(String::valueOf).toList());
        }
        if (value instanceof Double number) {
            return key.endsWith(".capacity") && number < 0 ? "off"
                : number == Math.rint(number) && Math.abs(number) < 1e9 ? Long.toString(number.longValue())
                    : number.toString();
        }
        if (value instanceof String constant) {
            return key.equals("posterior") ? constant.equals("GAUSSIAN") ? "variational" : "deterministic"
                : VALUES.getOrDefault(constant, constant.toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return value.toString();
    }
}
