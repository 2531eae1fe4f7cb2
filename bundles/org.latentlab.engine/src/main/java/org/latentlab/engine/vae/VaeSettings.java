package org.latentlab.engine.vae;

import java.util.List;
import java.util.Map;

import org.latentlab.engine.train.SettingWords;

/** What the settings of a VAE and its training are called, as they stand in a manifest. */
final class VaeSettings extends SettingWords {

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

    VaeSettings() {
        super(NAMES, PLURAL, VALUES);
    }

    @Override
    protected String name(final String key, final Map<?, ?> section) {
        // a constant β has its start value, too
        final String name = named("CONSTANT".equals(section.get("kind")) && key.endsWith(".startBeta")
            ? "divergence.schedule.beta" : key);
        return name.startsWith("β") ? name : "the " + name;
    }

    @Override
    protected String words(final String key, final Object value) {
        if (value instanceof Double number && key.endsWith(".capacity") && number < 0) {
            return "off";
        }
        return key.equals("posterior") ? "GAUSSIAN".equals(value) ? "variational" : "deterministic"
            : super.words(key, value);
    }
}
