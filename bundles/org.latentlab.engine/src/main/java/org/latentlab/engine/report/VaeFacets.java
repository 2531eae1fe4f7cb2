package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.latentlab.engine.vae.BetaSchedule;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;

/** The settings of a VAE in words, as tables and names show them. */
final class VaeFacets {

    private static final String SKIP = ", skip connections";

    private static final String DIVERGENCE = "divergence";

    private VaeFacets() {
    }

    /** @return the layers of both sides; skip connections are told elsewhere */
    static String architecture(final VaeConfig config) {
        return config.architecture().description(config.latentSize()).replace(SKIP, "");
    }

    /**
     * What the model is called by its posterior and its divergence.
     *
     * @return "VAE" (KL), "MMD-VAE" (Gaussian posterior), "WAE" (deterministic codes with an MMD: Tolstikhin, Bousquet,
     *         Gelly and Schölkopf 2018), "autoencoder" (deterministic, no divergence) or "VAE without divergence"
     *         (Gaussian posterior, no divergence)
     */
    static String kind(final VaeConfig config) {
        final boolean deterministic = config.posterior() == PosteriorKind.DETERMINISTIC;
        if (config.divergence() instanceof Divergence.Kl) {
            return "VAE";
        }
        if (config.divergence() instanceof Divergence.Mmd) {
            return deterministic ? "WAE" : "MMD-VAE";
        }
        return deterministic ? "autoencoder" : "VAE without divergence";
    }

    static String divergence(final VaeConfig config) {
        if (config.divergence() instanceof Divergence.Kl) {
            return "KL";
        }
        if (config.divergence() instanceof Divergence.Mmd mmd) {
            return "MMD, " + (mmd.kernel() == Divergence.MmdKernel.GAUSSIAN ? "Gaussian kernel"
                : "inverse multiquadratic kernel") + ", weight " + number(mmd.weight());
        }
        return "none";
    }

    /** @return the KL of the configuration; null if another divergence is trained, or none */
    static Divergence.Kl kl(final VaeConfig config) {
        return config.divergence() instanceof Divergence.Kl kl ? kl : null;
    }

    /** @return how β goes, e.g. "linear from 0, epochs 0 to 5"; empty without a KL */
    static String schedule(final VaeConfig config) {
        final Divergence.Kl kl = kl(config);
        if (kl == null) {
            return "";
        }
        final BetaSchedule s = kl.schedule();
        if (s.kind() == BetaSchedule.Kind.CONSTANT) {
            return "constant";
        }
        return s.kind().name().toLowerCase(Locale.ROOT)
            + (s.kind() == BetaSchedule.Kind.CYCLICAL ? " (" + s.cycles() + (s.cycles() == 1 ? " cycle)" : " cycles)")
                : "")
            + " from " + number(s.startBeta()) + ", epochs " + number(s.startEpoch()) + " to " + number(s.endEpoch());
    }

    /** @return the penalty on latent neighbours; empty where there is none */
    static String neighbours(final VaeConfig config) {
        return config.neighbours() == null ? "" : "weight " + number(config.neighbours().weight()) + ", k = "
            + config.neighbours().k() + ", margin " + number(config.neighbours().margin());
    }

    /**
     * What is done beside the weight β.
     *
     * @return e.g. "plain", "annealing", "skip connections, free bits 0.25"
     */
    static String variant(final VaeConfig config) {
        final List<String> parts = new ArrayList<>();
        final Divergence.Kl kl = kl(config);
        if (kl != null && kl.schedule().kind() != BetaSchedule.Kind.CONSTANT) {
            parts.add(kl.schedule().kind() == BetaSchedule.Kind.LINEAR ? "annealing"
                : kl.schedule().kind().name().toLowerCase(Locale.ROOT) + " annealing");
        }
        if (config.architecture().latentSkip()) {
            parts.add("skip connections");
        }
        if (kl != null && kl.freeBits() > 0) {
            parts.add("free bits " + number(kl.freeBits()));
        }
        if (kl != null && kl.capacity() >= 0) {
            parts.add("capacity " + number(kl.capacity()));
        }
        if (config.neighbours() != null) {
            parts.add("neighbour penalty " + number(config.neighbours().weight()));
        }
        return parts.isEmpty() ? "plain" : String.join(", ", parts);
    }

    /** Everything that may tell two models apart, under its name. */
    private static Map<String, String> facets(final Vae vae) {
        final VaeConfig config = vae.config();
        final Divergence.Kl kl = kl(config);
        final Map<String, String> facets = new LinkedHashMap<>();
        facets.put("images", vae.shape().toString());
        facets.put("architecture", architecture(config));
        facets.put("latent size", config.latentSize() + "-D");
        facets.put("likelihood", config.likelihood().description());
        facets.put("kind", kind(config));
        facets.put(DIVERGENCE, config.divergence() instanceof Divergence.Mmd ? divergence(config) : "");
        facets.put("variant", variant(config));
        facets.put("beta", kl == null ? "" : "β = " + number(kl.schedule().beta()));
        facets.put("number of images", String.format(Locale.ROOT, "%,d images", vae.provenance().images()));
        facets.put("seed", "seed " + vae.trainingConfig().seed());
        return facets;
    }

    /**
     * @param vaes some models
     * @return a name for each from what tells it apart from the others, e.g. "annealing, β = 4"
     */
    static List<String> names(final List<Vae> vaes) {
        final List<Map<String, String>> facets = vaes.stream().map(VaeFacets::facets).toList();
        // an architecture names the latent size, and must not differ because of that alone
        final boolean oneSize = vaes.stream().map(Vae::latentSize).distinct().count() == 1;
        final List<String> names = new ArrayList<>();
        for (final Map<String, String> own : facets) {
            final List<String> parts = new ArrayList<>();
            own.forEach((facet, value) -> {
                // that a model has no MMD at all is told by its kind
                final boolean differs = facets.stream().map(f -> f.get(facet))
                    .filter(v -> !facet.equals(DIVERGENCE) || !v.isEmpty()).distinct().count() > 1;
                if (differs && !value.isEmpty() && (oneSize || !facet.equals("architecture"))) {
                    parts.add(value);
                }
            });
            names.add(parts.isEmpty() ? "model" : String.join(", ", parts));
        }
        final List<String> unique = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            final String name = names.get(i);
            final boolean alone = names.stream().filter(name::equals).count() == 1;
            unique.add(alone ? name : name + " no. " + (i + 1));
        }
        return unique;
    }

    /** A setting as it was typed: 4, 0.25, 1e-05. */
    static String number(final double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long)value) : Double.toString(value);
    }
}
