package org.latentlab.engine.conditional;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.nn.ParameterShape;

/** Classes, samplers and scores as sections of a manifest. */
final class SamplerManifest {

    private static final String SCALED = "SCALED";

    private static final String NETWORK = "NETWORK";

    private SamplerManifest() {
    }

    private static List<Double> list(final double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    static Map<String, Object> classes(final LatentClasses classes) {
        final Map<String, Object> m = new LinkedHashMap<>();
        m.put("covariance", classes.spread().covariance().name());
        m.put("components", classes.spread().components());
        final List<Map<String, Object>> all = new ArrayList<>();
        for (final LatentClass latentClass : classes.classes()) {
            final Map<String, Object> c = new LinkedHashMap<>();
            c.put("name", latentClass.name());
            c.put("rows", latentClass.rows());
            c.put("mean", list(latentClass.mean()));
            c.put("standardDeviation", list(latentClass.standardDeviation()));
            final GaussianMixture mixture = latentClass.mixture();
            c.put("weights", list(mixture.weights()));
            c.put("means", list(mixture.means().data()));
            c.put("covariances", covariances(mixture));
            all.add(c);
        }
        m.put("list", all);
        return m;
    }

    /** @return the components' variances, or the lower triangles of their covariances row by row, one after another */
    private static List<Double> covariances(final GaussianMixture mixture) {
        final boolean full = mixture.covarianceType() == CovarianceType.FULL;
        final List<Double> values = new ArrayList<>();
        for (int k = 0; k < mixture.components(); k++) {
            final Matrix covariance = mixture.covariance(k);
            for (int i = 0; i < covariance.rows(); i++) {
                for (int j = full ? 0 : i; j <= i; j++) {
                    values.add(covariance.get(i, j));
                }
            }
        }
        return values;
    }

    static LatentClasses classes(final ManifestView m) throws IOException {
        final ClassSpread spread = new ClassSpread(m.constant(CovarianceType.class, "covariance"),
            m.integer("components", 1, ClassSpread.MOST));
        final List<LatentClass> all = new ArrayList<>();
        for (final ManifestView c : m.objects("list")) {
            final double[] mean = numbers(c, "mean", -1);
            final double[] weights = numbers(c, "weights", spread.components());
            final int d = mean.length;
            final int perComponent = spread.covariance() == CovarianceType.FULL ? d * (d + 1) / 2 : d;
            final double[] covariances = numbers(c, "covariances", spread.components() * perComponent);
            final List<Matrix> matrices = new ArrayList<>();
            for (int k = 0; k < weights.length; k++) {
                matrices.add(covariance(Arrays.copyOfRange(covariances, k * perComponent, (k + 1) * perComponent), d,
                    spread.covariance() == CovarianceType.FULL));
            }
            final Matrix means =
                new Matrix(weights.length, d, numbers(c, "means", Math.multiplyExact(weights.length, d)));
            final double[] deviation = numbers(c, "standardDeviation", d);
            if (Arrays.stream(deviation).anyMatch(v -> v < 0)) {
                throw c.wrong("standardDeviation", "numbers of at least 0");
            }
            all.add(new LatentClass(c.string("name"), c.integer("rows", 2, Integer.MAX_VALUE), mean, deviation,
                GaussianMixture.of(spread.covariance(), weights, means, matrices)));
        }
        return new LatentClasses(all, spread);
    }

    private static Matrix covariance(final double[] values, final int d, final boolean full) {
        final Matrix covariance = Matrix.zeros(d, d);
        int next = 0;
        for (int i = 0; i < d; i++) {
            for (int j = full ? 0 : i; j <= i; j++) {
                covariance.data()[i * d + j] = values[next];
                covariance.data()[j * d + i] = values[next++];
            }
        }
        return covariance;
    }

    /** @param length how many, or −1 for any number but none */
    private static double[] numbers(final ManifestView view, final String key, final int length) throws IOException {
        final double[] numbers = view.numbers(key);
        if (length >= 0 ? numbers.length != length : numbers.length == 0) {
            throw view.wrong(key, length >= 0 ? length + " numbers" : "numbers");
        }
        if (!Arrays.stream(numbers).allMatch(Double::isFinite)) {
            throw view.wrong(key, "finite numbers");
        }
        return numbers;
    }

    static Map<String, Object> sampler(final ConditionalSampler sampler) {
        final Map<String, Object> m = new LinkedHashMap<>();
        if (sampler instanceof ScaledSampler scaled) {
            m.put("kind", SCALED);
            m.put("draws", scaled.scales().draws());
            m.put("theta",
                Arrays.stream(scaled.scales().theta()).flatMapToDouble(Arrays::stream).boxed().toList());
            return m;
        }
        final NetworkSamplerConfig config = ((NetworkSampler)sampler).config();
        m.put("kind", NETWORK);
        m.put("hidden", config.hidden());
        m.put("reach", config.reach());
        m.put("steps", config.steps());
        m.put("batch", config.batch());
        m.put("learningRate", config.learningRate());
        m.put("spreadWeight", config.spreadWeight());
        m.put("cosineWeight", config.cosineWeight());
        m.put("imageNoise", config.imageNoise());
        return m;
    }

    /**
     * @param weights the tensors of this sampler
     * @throws EngineException if they are not those that it needs
     */
    static ConditionalSampler sampler(final ManifestView m, final LatentClasses classes,
        final Map<String, Tensor> weights) throws IOException {
        final int d = classes.dimensions();
        switch (m.string("kind")) {
            case SCALED -> {
                ParameterShape.match(List.of(), weights);
                final double[] all = numbers(m, "theta", Math.multiplyExact(classes.size(), d));
                final double[][] theta = new double[classes.size()][];
                Arrays.setAll(theta, y -> Arrays.copyOfRange(all, y * d, (y + 1) * d));
                return new ScaledSampler(classes,
                    new Scales(theta, m.integer("draws", 1, Integer.MAX_VALUE)));
            }
            case NETWORK -> {
                final NetworkSamplerConfig config = new NetworkSamplerConfig(m.integers("hidden"), m.number("reach"),
                    m.integer("steps", 1, Integer.MAX_VALUE), m.integer("batch", 1, Integer.MAX_VALUE),
                    m.number("learningRate"), m.number("spreadWeight"), m.number("cosineWeight"),
                    m.has("imageNoise") ? m.number("imageNoise") : 0);
                return new NetworkSampler(classes, config, new ArrayList<>(weights.values())); // it checks them
            }
            default -> throw m.wrong("kind", "one of " + SCALED + ", " + NETWORK);
        }
    }

    static Map<String, Object> score(final SamplerScore score) {
        final Map<String, Object> m = new LinkedHashMap<>();
        m.put("accuracy", score.accuracy());
        m.put("cosine", score.cosine());
        m.put("spread", score.spread());
        m.put("classAccuracy", list(score.classAccuracy()));
        m.put("classCosine", list(score.classCosine()));
        m.put("drawsPerClass", score.drawsPerClass());
        return m;
    }

    static SamplerScore score(final ManifestView m, final int classes) throws IOException {
        return new SamplerScore(m.number("accuracy"), m.number("cosine"), m.number("spread"),
            numbers(m, "classAccuracy", classes), numbers(m, "classCosine", classes),
            m.integer("drawsPerClass", 1, Integer.MAX_VALUE));
    }
}
