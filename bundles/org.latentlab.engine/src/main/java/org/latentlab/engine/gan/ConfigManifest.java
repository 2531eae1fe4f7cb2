package org.latentlab.engine.gan;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.latent.LatentPrior;

/** A GAN's configuration as a section of a manifest. */
final class ConfigManifest {

    private static final String KIND = "kind";

    private ConfigManifest() {
    }

    static Map<String, Object> write(final GanConfig config) {
        final Map<String, Object> c = new LinkedHashMap<>();
        c.put("prior", write(config.prior()));
        c.put("architecture", write(config.architecture()));
        c.put("normalisation", config.normalisation().name());
        c.put("loss", write(config.loss()));
        c.put("realTarget", config.realTarget());
        c.put("classNames", config.classNames());
        c.put("cluster", write(config.cluster()));
        return c;
    }

    private static Map<String, Object> section(final String kind) {
        final Map<String, Object> s = new LinkedHashMap<>();
        s.put(KIND, kind);
        return s;
    }

    private static Map<String, Object> write(final LatentPrior prior) {
        if (prior instanceof LatentPrior.Clusters clusters) {
            final Map<String, Object> p = section("CLUSTERS");
            p.put("normals", clusters.normals());
            p.put("standardDeviation", clusters.standardDeviation());
            p.put("clusters", clusters.clusters());
            return p;
        }
        final Map<String, Object> p = section(prior instanceof LatentPrior.Normal ? "NORMAL" : "UNIFORM");
        p.put("dimensions", prior.dimensions());
        return p;
    }

    private static Map<String, Object> write(final GanArchitecture architecture) {
        if (architecture instanceof GanArchitecture.Mlp mlp) {
            final Map<String, Object> a = section("MLP");
            a.put("generatorWidths", mlp.generatorWidths());
            a.put("criticWidths", mlp.criticWidths());
            a.put("batchNormalisation", mlp.batchNormalisation());
            return a;
        }
        final Map<String, Object> a = section("DCGAN");
        a.put("baseFilters", ((GanArchitecture.Dcgan)architecture).baseFilters());
        return a;
    }

    private static Map<String, Object> write(final GanLoss loss) {
        if (loss instanceof GanLoss.WassersteinClipping clipping) {
            final Map<String, Object> l = section("WASSERSTEIN_CLIPPING");
            l.put("clip", clipping.clip());
            return l;
        }
        if (loss instanceof GanLoss.WassersteinGradientPenalty penalised) {
            final Map<String, Object> l = section("WASSERSTEIN_GRADIENT_PENALTY");
            l.put("weight", penalised.weight());
            l.put("penalty", penalised.penalty().name());
            return l;
        }
        if (loss instanceof GanLoss.Minimax) {
            return section("MINIMAX");
        }
        if (loss instanceof GanLoss.NonSaturating) {
            return section("NON_SATURATING");
        }
        return section(loss instanceof GanLoss.LeastSquares ? "LEAST_SQUARES" : "HINGE");
    }

    private static Map<String, Object> write(final ClusterWeights cluster) {
        if (cluster == null) {
            return null;
        }
        final Map<String, Object> w = new LinkedHashMap<>();
        w.put("normal", cluster.normal());
        w.put("cluster", cluster.cluster());
        return w;
    }

    /** Reads what {@link #write} gives. */
    static GanConfig read(final ManifestView c) throws IOException {
        return new GanConfig(prior(c.object("prior")), architecture(c.object("architecture")),
            c.constant(CriticNormalisation.class, "normalisation"), loss(c.object("loss")), c.number("realTarget"),
            c.strings("classNames"), c.has("cluster") ? cluster(c.object("cluster")) : null);
    }

    private static LatentPrior prior(final ManifestView p) throws IOException {
        final int most = LatentPrior.MAX_DIMENSIONS;
        return switch (p.string(KIND)) {
            case "NORMAL" -> new LatentPrior.Normal(p.integer("dimensions", 1, most));
            case "UNIFORM" -> new LatentPrior.Uniform(p.integer("dimensions", 1, most));
            case "CLUSTERS" -> new LatentPrior.Clusters(p.integer("normals", 1, most), p.number("standardDeviation"),
                p.integer("clusters", 2, most));
            default -> throw p.wrong(KIND, "NORMAL, UNIFORM or CLUSTERS");
        };
    }

    private static GanArchitecture architecture(final ManifestView a) throws IOException {
        return switch (a.string(KIND)) {
            case "MLP" -> new GanArchitecture.Mlp(a.integers("generatorWidths"), a.integers("criticWidths"),
                a.flag("batchNormalisation"));
            case "DCGAN" -> new GanArchitecture.Dcgan(a.integer("baseFilters", 1, Integer.MAX_VALUE));
            default -> throw a.wrong(KIND, "MLP or DCGAN");
        };
    }

    private static GanLoss loss(final ManifestView l) throws IOException {
        return switch (l.string(KIND)) {
            case "MINIMAX" -> new GanLoss.Minimax();
            case "NON_SATURATING" -> new GanLoss.NonSaturating();
            case "LEAST_SQUARES" -> new GanLoss.LeastSquares();
            case "HINGE" -> new GanLoss.Hinge();
            case "WASSERSTEIN_CLIPPING" -> new GanLoss.WassersteinClipping(l.number("clip"));
            case "WASSERSTEIN_GRADIENT_PENALTY" -> new GanLoss.WassersteinGradientPenalty(l.number("weight"),
                l.constant(GradientPenalty.class, "penalty"));
            default -> throw l.wrong(KIND, "MINIMAX, NON_SATURATING, LEAST_SQUARES, HINGE, WASSERSTEIN_CLIPPING or "
                + "WASSERSTEIN_GRADIENT_PENALTY");
        };
    }

    private static ClusterWeights cluster(final ManifestView w) throws IOException {
        return new ClusterWeights(w.number("normal"), w.number("cluster"));
    }
}
