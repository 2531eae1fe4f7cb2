package org.latentlab.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ModelArchive;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.CovarianceType;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class FittedSamplerArchiveTest {

    private static final int D = 3;

    private static final ClassSpread[] SPREADS = {ClassSpread.diagonal(), new ClassSpread(CovarianceType.FULL, 1),
        new ClassSpread(CovarianceType.DIAGONAL, 2), new ClassSpread(CovarianceType.FULL, 3)};

    private static final Images EXAMPLES = Images.ofFloats(ImageShape.gray(1, 2),
        new float[]{0, 1, 0.5f, 1 / 3f, 0.1f, 0.2f, 0.3f, 0.4f});

    @TempDir
    private Path m_directory;

    private static LatentClasses classes(final ClassSpread spread) {
        final Rng rng = new Rng(8);
        final Matrix codes = Matrix.zeros(300, D);
        final int[] classes = new int[300];
        for (int i = 0; i < 300; i++) {
            classes[i] = i % 2;
            final double common = rng.nextGaussian();
            for (int j = 0; j < D; j++) {
                codes.data()[i * D + j] = (i % 5) * j / 3.0 + common + (j + 1) * rng.nextGaussian() / 7;
            }
        }
        return LatentClasses.fit(codes, classes, List.of("Stiefel", "hut"), spread, 1, Progress.NONE);
    }

    private static SamplerScore score(final double value) {
        return new SamplerScore(value, value / 3, value / 7, new double[]{value / 11, 1}, new double[]{-value, 0.1},
            17);
    }

    /** Scaled samplers, and generator networks of two sizes. */
    private static FittedSampler sampler(final ClassSpread spread) {
        final LatentClasses classes = classes(spread);
        final List<ConditionalSampler> samplers = new ArrayList<>(List.of(
            new ScaledSampler(classes, Scales.simple(2, D, 1.0 / 3, 2)),
            new ScaledSampler(classes, new Scales(new double[][]{{0, 0.1, 0.7}, {1, 2, Math.PI}}, 1))));
        final Rng rng = new Rng(2);
        for (final List<Integer> hidden : List.of(List.of(5, 4), List.<Integer>of())) {
            final NetworkSamplerConfig config =
                new NetworkSamplerConfig(hidden, 2.5, 7, 12, 1.0 / 300, 0.1, 1.0 / 3, 0.3);
            samplers.add(new NetworkSampler(classes, config, NetworkSampler.parameterShapes(classes, config).stream()
                .map(shape -> {
                    final float[] values = new float[(int)shape.count()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float)rng.nextGaussian();
                    }
                    return new Tensor(shape.name(), shape.sizes(), values);
                }).toList()));
        }
        final List<SamplerCandidate> curve = new ArrayList<>();
        final List<SamplerScore> fresh = new ArrayList<>();
        for (int i = 0; i < samplers.size(); i++) {
            curve.add(new SamplerCandidate(samplers.get(i), score(1.0 / (i + 3))));
            fresh.add(score(1.0 / (i + 7)));
        }
        return new FittedSampler("Verschiedene „Stärken“", curve, fresh, 2, new ConditionalObjective(1.0 / 3, 2),
            spread.components() == 1 ? Double.NaN : 0.99, List.of("a notice"), new SamplerOrigin("VAE 784-2", "abc",
                "CNN", "CMA-ES, population 12", 480, 500, 17, Long.MIN_VALUE + 1), EXAMPLES);
    }

    private Path written(final FittedSampler sampler) throws IOException {
        final Path file = m_directory.resolve("sampler.model");
        FittedSamplerArchive.write(sampler, file);
        return file;
    }

    private static void assertScores(final SamplerScore expected, final SamplerScore actual) {
        assertEquals(expected.accuracy(), actual.accuracy());
        assertEquals(expected.cosine(), actual.cosine());
        assertEquals(expected.spread(), actual.spread());
        assertEquals(expected.drawsPerClass(), actual.drawsPerClass());
        assertArrayEquals(expected.classAccuracy(), actual.classAccuracy());
        assertArrayEquals(expected.classCosine(), actual.classCosine());
    }

    @Test
    void everySamplerComesBackAndDrawsTheSameBits() throws IOException {
        final int[] wanted = new int[40];
        Arrays.setAll(wanted, i -> i % 2);
        for (final ClassSpread spread : SPREADS) {
            final FittedSampler sampler = sampler(spread);
            final FittedSampler back = FittedSamplerArchive.read(written(sampler));
            assertEquals(sampler.strength(), back.strength());
            assertEquals(sampler.objective(), back.objective());
            assertEquals(sampler.minimumAccuracy(), back.minimumAccuracy());
            assertEquals(sampler.chosen(), back.chosen());
            assertEquals(sampler.notices(), back.notices());
            assertEquals(sampler.origin(), back.origin());
            assertEquals(EXAMPLES, back.examples());
            assertEquals(spread, back.classes().spread());
            assertEquals(sampler.classes().names(), back.classes().names());
            assertEquals(sampler.curve().size(), back.curve().size());
            for (int y = 0; y < 2; y++) {
                final LatentClass expected = sampler.classes().classes().get(y);
                final LatentClass actual = back.classes().classes().get(y);
                assertEquals(expected.rows(), actual.rows());
                assertArrayEquals(expected.mean(), actual.mean());
                assertArrayEquals(expected.standardDeviation(), actual.standardDeviation());
            }
            for (int i = 0; i < back.curve().size(); i++) {
                assertScores(sampler.curve().get(i).score(), back.curve().get(i).score());
                assertScores(sampler.fresh().get(i), back.fresh().get(i));
                final ConditionalSampler one = sampler.curve().get(i).sampler();
                final ConditionalSampler two = back.curve().get(i).sampler();
                assertEquals(one.summary(), two.summary());
                assertArrayEquals(one.draw(wanted, 5, Progress.NONE).data(), two.draw(wanted, 5, Progress.NONE).data());
                if (one instanceof NetworkSampler network) {
                    assertEquals(network.config(), ((NetworkSampler)two).config());
                    assertEquals(network.weights(), ((NetworkSampler)two).weights());
                }
            }
        }
    }

    @Test
    void theSameSamplerGivesTheSameFile() throws IOException {
        final byte[] first = Files.readAllBytes(written(sampler(SPREADS[1])));
        final FittedSampler back = FittedSamplerArchive.read(m_directory.resolve("sampler.model"));
        assertArrayEquals(first, Files.readAllBytes(written(back)));
    }

    private Path changed(final Consumer<Map<String, Object>> change, final Consumer<Map<String, Tensor>> weights)
        throws IOException {
        final ModelArchive archive = ModelArchive.read(written(sampler(SPREADS[1])), FittedSamplerArchive.KIND);
        final Map<String, Object> manifest = new LinkedHashMap<>(archive.manifest());
        change.accept(manifest);
        final Map<String, Tensor> tensors = new LinkedHashMap<>(archive.tensors());
        weights.accept(tensors);
        final Path file = m_directory.resolve("changed.model");
        ModelArchive.write(file, FittedSamplerArchive.KIND, manifest, new ArrayList<>(tensors.values()));
        return file;
    }

    private void assertRefused(final String part, final Consumer<Map<String, Object>> change) throws IOException {
        final Path file = changed(change, tensors -> { });
        final IOException e = assertThrows(IOException.class, () -> FittedSamplerArchive.read(file));
        assertTrue(e.getMessage().contains(part) && e.getMessage().contains("changed.model"), e.getMessage());
    }

    @SuppressWarnings("unchecked") // the manifest's sections
    private static Map<String, Object> section(final Map<String, Object> manifest, final String key, final int place) {
        final Object value = manifest.get(key);
        return (Map<String, Object>)(value instanceof List<?> list ? list.get(place) : value);
    }

    @Test
    void foreignAndDamagedFilesAreRefused() throws IOException {
        final Path other = m_directory.resolve("other.model");
        ModelArchive.write(other, "vae", Map.of(), List.of());
        final String message =
            assertThrows(IOException.class, () -> FittedSamplerArchive.read(other)).getMessage();
        assertTrue(message.contains("vae") && message.contains("other.model"), message);
        assertThrows(IOException.class, () -> FittedSamplerArchive.read(m_directory.resolve("missing")));
        assertRefused("chosen", m -> m.put("chosen", 4L));
        assertRefused("strength", m -> m.remove("strength"));
        assertRefused("at least one sampler", m -> m.put("curve", List.of()));
        assertRefused("objective.cosineWeight", m -> section(m, "objective", 0).remove("cosineWeight"));
        assertRefused("weights of cosine and accuracy", m -> section(m, "objective", 0).put("cosineWeight", -1.0));
        assertRefused("one of SCALED, NETWORK",
            m -> section(section(m, "curve", 0), "sampler", 0).put("kind", "MAGIC"));
        assertRefused("6 numbers", m -> section(section(m, "curve", 0), "sampler", 0).put("theta", List.of(1.0)));
        assertRefused("θ is a finite number of at least 0", m -> section(section(m, "curve", 0), "sampler", 0)
            .put("theta", List.of(-1.0, 1.0, 1.0, 1.0, 1.0, 1.0)));
        assertRefused("reach", m -> section(section(m, "curve", 3), "sampler", 0).put("reach", 0.0));
        assertRefused("classAccuracy", m -> section(section(m, "curve", 0), "score", 0).put("classAccuracy",
            List.of(1.0)));
        assertRefused("not tied", m -> section(m, "classes", 0).put("covariance", "TIED"));
        assertRefused("weights of a mixture",
            m -> section(section(m, "classes", 0), "list", 1).put("weights", List.of(0.5)));
        assertRefused("not positive definite", m -> section(section(m, "classes", 0), "list", 1).put("covariances",
            List.of(1.0, 2.0, 1.0, 0.0, 0.0, 1.0)));
        assertRefused("standardDeviation", m -> section(section(m, "classes", 0), "list", 1).put("standardDeviation",
            List.of(1.0, -2.0, 1.0)));
        assertRefused("finite numbers", m -> section(section(m, "classes", 0), "list", 1).put("mean",
            List.of(1.0, Double.NaN, 1.0)));
    }

    @Test
    void weightsThatDoNotFitAreRefused() throws IOException {
        final String some = "curve.2.";
        final Path missing = changed(m -> { }, tensors -> tensors.keySet().removeIf(name -> name.startsWith(some)));
        assertThrows(EngineException.class, () -> FittedSamplerArchive.read(missing));
        final Path added =
            changed(m -> { }, tensors -> tensors.put("other", new Tensor("other", new int[]{1}, new float[1])));
        assertThrows(EngineException.class, () -> FittedSamplerArchive.read(added));
        final Path scaled = changed(m -> { }, tensors -> tensors.put("curve.0.a",
            new Tensor("curve.0.a", new int[]{1}, new float[1])));
        assertThrows(EngineException.class, () -> FittedSamplerArchive.read(scaled));
    }
}
