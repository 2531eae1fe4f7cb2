package org.latentlab.engine.vae;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.nn.Activation;

/** A VAE's configuration as a section of a manifest. */
final class ConfigManifest {

    private static final String KIND = "kind";

    private ConfigManifest() {
    }

    static Map<String, Object> write(final VaeConfig config) {
        final Map<String, Object> c = new LinkedHashMap<>();
        c.put("latentSize", config.latentSize());
        c.put("architecture", write(config.architecture()));
        c.put("posterior", config.posterior().name());
        c.put("divergence", write(config.divergence()));
        c.put("likelihood", write(config.likelihood()));
        c.put("neighbours", write(config.neighbours()));
        return c;
    }

    private static Map<String, Object> section(final String kind) {
        final Map<String, Object> s = new LinkedHashMap<>();
        s.put(KIND, kind);
        return s;
    }

    private static Map<String, Object> write(final Architecture architecture) {
        final Map<String, Object> a;
        if (architecture instanceof Architecture.Mlp mlp) {
            a = section("MLP");
            a.put("encoderWidths", mlp.encoderWidths());
            a.put("decoderWidths", mlp.decoderWidths());
            a.put("activation", mlp.activation().name());
        } else if (architecture instanceof Architecture.Convolutional convolutional) {
            a = section("CONVOLUTIONAL");
            a.put("filters", convolutional.filters());
            a.put("activation", convolutional.activation().name());
        } else {
            a = section("DEEP_CONVOLUTIONAL");
            a.put("baseFilters", ((Architecture.DeepConvolutional)architecture).baseFilters());
        }
        a.put("latentSkip", architecture.latentSkip());
        return a;
    }

    private static Map<String, Object> write(final Divergence divergence) {
        if (divergence instanceof Divergence.Kl kl) {
            final Map<String, Object> d = section("KL");
            final Map<String, Object> s = section(kl.schedule().kind().name());
            s.put("startBeta", kl.schedule().startBeta());
            s.put("beta", kl.schedule().beta());
            s.put("startEpoch", kl.schedule().startEpoch());
            s.put("endEpoch", kl.schedule().endEpoch());
            s.put("cycles", kl.schedule().cycles());
            d.put("schedule", s);
            d.put("freeBits", kl.freeBits());
            d.put("capacity", kl.capacity());
            return d;
        }
        if (divergence instanceof Divergence.Mmd mmd) {
            final Map<String, Object> d = section("MMD");
            d.put("weight", mmd.weight());
            d.put("kernel", mmd.kernel().name());
            d.put("bandwidth", mmd.bandwidth());
            return d;
        }
        return section("NONE");
    }

    private static Map<String, Object> write(final Likelihood likelihood) {
        if (likelihood instanceof Likelihood.Bernoulli bernoulli) {
            final Map<String, Object> l = section("BERNOULLI");
            final Map<String, Object> pixels;
            if (bernoulli.pixels() instanceof Likelihood.Binarisation.Threshold threshold) {
                pixels = section("THRESHOLD");
                pixels.put("threshold", threshold.threshold());
            } else {
                pixels = section(bernoulli.pixels() instanceof Likelihood.Binarisation.Drawn ? "DRAWN" : "NONE");
            }
            l.put("pixels", pixels);
            return l;
        }
        if (likelihood instanceof Likelihood.Gaussian gaussian) {
            final Map<String, Object> l = section("GAUSSIAN");
            l.put("standardDeviation", gaussian.standardDeviation());
            return l;
        }
        if (likelihood instanceof Likelihood.LearnedGaussian) {
            return section("LEARNED_GAUSSIAN");
        }
        return section(likelihood instanceof Likelihood.SquaredError ? "SQUARED_ERROR" : "DISCRETISED_LOGISTIC");
    }

    private static Map<String, Object> write(final NeighbourRegularisation neighbours) {
        if (neighbours == null) {
            return null;
        }
        final Map<String, Object> n = new LinkedHashMap<>();
        n.put("weight", neighbours.weight());
        n.put("k", neighbours.k());
        n.put("margin", neighbours.margin());
        return n;
    }

    /** Reads what {@link #write} gives, or the form before there were other architectures than the MLP. */
    static VaeConfig read(final ManifestView c) throws IOException {
        final int latentSize = c.integer("latentSize", 1, Integer.MAX_VALUE);
        if (!c.has("architecture")) {
            return new VaeConfig(latentSize, c.integers("encoderWidths"), c.integers("decoderWidths"),
                c.constant(Activation.class, "activation"), likelihood(c.object("likelihood")));
        }
        return new VaeConfig(latentSize, architecture(c.object("architecture")),
            c.constant(PosteriorKind.class, "posterior"), divergence(c.object("divergence")),
            likelihood(c.object("likelihood")), c.has("neighbours") ? neighbours(c.object("neighbours")) : null);
    }

    private static Architecture architecture(final ManifestView a) throws IOException {
        final boolean latentSkip = a.flag("latentSkip");
        return switch (a.string(KIND)) {
            case "MLP" -> new Architecture.Mlp(a.integers("encoderWidths"), a.integers("decoderWidths"),
                a.constant(Activation.class, "activation"), latentSkip);
            case "CONVOLUTIONAL" -> new Architecture.Convolutional(a.integers("filters"),
                a.constant(Activation.class, "activation"), latentSkip);
            case "DEEP_CONVOLUTIONAL" -> new Architecture.DeepConvolutional(
                a.integer("baseFilters", 1, Integer.MAX_VALUE), latentSkip);
            default -> throw a.wrong(KIND, "MLP, CONVOLUTIONAL or DEEP_CONVOLUTIONAL");
        };
    }

    private static Divergence divergence(final ManifestView d) throws IOException {
        return switch (d.string(KIND)) {
            case "KL" -> {
                final ManifestView s = d.object("schedule");
                final BetaSchedule schedule = new BetaSchedule(s.constant(BetaSchedule.Kind.class, KIND),
                    s.number("startBeta"), s.number("beta"), s.number("startEpoch"), s.number("endEpoch"),
                    s.integer("cycles", 1, Integer.MAX_VALUE));
                yield new Divergence.Kl(schedule, d.number("freeBits"), d.number("capacity"));
            }
            case "MMD" -> new Divergence.Mmd(d.number("weight"), d.constant(Divergence.MmdKernel.class, "kernel"),
                d.number("bandwidth"));
            case "NONE" -> new Divergence.None();
            default -> throw d.wrong(KIND, "KL, MMD or NONE");
        };
    }

    private static Likelihood likelihood(final ManifestView l) throws IOException {
        return switch (l.string(KIND)) {
            case "BERNOULLI" -> l.has("pixels") ? new Likelihood.Bernoulli(pixels(l.object("pixels")))
                : new Likelihood.Bernoulli();
            case "GAUSSIAN" -> new Likelihood.Gaussian(l.number("standardDeviation"));
            case "LEARNED_GAUSSIAN" -> new Likelihood.LearnedGaussian();
            case "SQUARED_ERROR" -> new Likelihood.SquaredError();
            case "DISCRETISED_LOGISTIC" -> new Likelihood.DiscretisedLogistic();
            default -> throw l.wrong(KIND,
                "BERNOULLI, GAUSSIAN, LEARNED_GAUSSIAN, SQUARED_ERROR or DISCRETISED_LOGISTIC");
        };
    }

    private static Likelihood.Binarisation pixels(final ManifestView p) throws IOException {
        return switch (p.string(KIND)) {
            case "NONE" -> new Likelihood.Binarisation.None();
            case "THRESHOLD" -> new Likelihood.Binarisation.Threshold(p.number("threshold"));
            case "DRAWN" -> new Likelihood.Binarisation.Drawn();
            default -> throw p.wrong(KIND, "NONE, THRESHOLD or DRAWN");
        };
    }

    private static NeighbourRegularisation neighbours(final ManifestView n) throws IOException {
        return new NeighbourRegularisation(n.number("weight"), n.integer("k", 1, Integer.MAX_VALUE),
            n.number("margin"));
    }
}
