package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.LayerShape;
import org.latentlab.engine.nn.LayerSummary;

class GanLayersTest {

    private static final ImageShape DIGITS = ImageShape.gray(28, 28);

    private static GanConfig config(final GanArchitecture architecture, final CriticNormalisation normalisation,
        final List<String> classes) {
        return new GanConfig(new LatentPrior.Normal(100), architecture, normalisation, new GanLoss.NonSaturating(), 1,
            classes, null);
    }

    private static String text(final LayerSummary line) {
        return line.part() + ": " + line.layer() + " -> " + line.output() + ", " + line.parameters() + " + "
            + line.state();
    }

    /** Counted by hand. */
    @Test
    void theLayersOfADcganForDigitsAreThoseOfThePaper() {
        final GanConfig config = config(new GanArchitecture.Dcgan(64), CriticNormalisation.BATCH, List.of());
        assertEquals(List.of(
            "generator: input -> 100, 0 + 0",
            "generator: dense -> 6272, 633472 + 0",
            "generator: reshape -> 7×7×128, 0 + 0",
            "generator: batch normalisation, leaky relu -> 7×7×128, 256 + 256",
            "generator: transposed convolution 4×4, stride 2 -> 14×14×64, 131136 + 0",
            "generator: batch normalisation, leaky relu -> 14×14×64, 128 + 128",
            "generator: transposed convolution 4×4, stride 2, tanh -> 28×28×1, 1025 + 0",
            "critic: input -> 28×28×1, 0 + 0",
            "critic: convolution 4×4, stride 2, leaky relu -> 14×14×64, 1088 + 0",
            "critic: convolution 4×4, stride 2 -> 7×7×128, 131200 + 0",
            "critic: batch normalisation, leaky relu -> 7×7×128, 256 + 256",
            "critic: dense -> 1, 6273 + 0"),
            GanNetwork.layers(config, DIGITS).stream().map(GanLayersTest::text).toList());
        assertEquals("100-conv128-conv64-28×28", config.architecture().layers(DIGITS, 100));
    }

    @Test
    void classesAndSpectralNormsHaveParametersAndStatesOfTheirOwn() {
        final GanConfig config = config(new GanArchitecture.Mlp(List.of(30), List.of(20), false),
            CriticNormalisation.SPECTRAL, List.of("a", "b", "c"));
        assertEquals(List.of(
            "generator: embedding of 3 classes beside z -> 12, 36 + 0",
            "generator: input -> 112, 0 + 0",
            "generator: dense, leaky relu -> 30, 3390 + 0",
            "generator: dense, tanh -> 784, 24304 + 0",
            "critic: input -> 784, 0 + 0",
            "critic: dense, leaky relu -> 20, 15700 + 804",
            "critic: dense, and projection on 3 classes -> 1, 81 + 44"),
            GanNetwork.layers(config, DIGITS).stream().map(GanLayersTest::text).toList());
    }

    @Test
    void aDcganGeneratesEverySizeDivisibleByFourUpTo64() {
        final GanConfig config = config(new GanArchitecture.Dcgan(2), CriticNormalisation.BATCH, List.of());
        for (int height = 4; height <= 64; height += 4) {
            for (int width = 4; width <= 64; width += 4) {
                final GanLayers layers = new GanLayers(config, ImageShape.rgb(height, width));
                assertEquals(new LayerShape(height, width, 3), layers.generator().output());
                // the critic is the generator's mirror
                assertEquals(layers.generator().shapes().get(1), layers.critic().output());
            }
        }
        assertEquals(new LayerShape(4, 4, 16), new GanLayers(config, ImageShape.rgb(64, 64)).critic().output());
        assertEquals(new LayerShape(1, 1, 4), new GanLayers(config, ImageShape.rgb(4, 4)).critic().output());
    }

    @Test
    void theSummaryCountsAllParameters() {
        final GanConfig config = new GanConfig(new LatentPrior.Clusters(30, 0.1, 10), new GanArchitecture.Dcgan(16),
            CriticNormalisation.NONE, new GanLoss.WassersteinGradientPenalty(10, GradientPenalty.TOWARDS_ONE), 1,
            List.of(), ClusterWeights.STANDARD);
        final ImageShape shape = ImageShape.rgb(32, 32);
        final List<LayerSummary> lines = GanNetwork.layers(config, shape);
        assertEquals(GanNetwork.parameterShapes(config, shape).stream().mapToLong(s -> s.count()).sum(),
            lines.stream().mapToLong(line -> line.parameters() + line.state()).sum());
        assertEquals("encoder", lines.get(lines.size() - 1).part());
        assertEquals(40, lines.get(lines.size() - 1).output().values());
    }

    @Test
    void aGanThatIsTooLargeIsRefused() {
        final GanConfig wide = config(new GanArchitecture.Mlp(List.of(16_384, 16_384), List.of(64), false),
            CriticNormalisation.NONE, List.of());
        assertTrue(assertThrows(EngineException.class, () -> GanMemory.check(wide, DIGITS, 64)).getMessage()
            .contains("283 million parameters"));
        final GanConfig usual = config(new GanArchitecture.Dcgan(64), CriticNormalisation.BATCH, List.of());
        final String memory = assertThrows(EngineException.class, () -> GanMemory.check(usual, DIGITS, 200_000))
            .getMessage();
        assertTrue(memory.contains("batches of 200,000") && memory.contains("smaller batch"), memory);
        final String array = assertThrows(EngineException.class, () -> GanMemory.check(usual, ImageShape.rgb(64, 64),
            1_000_000)).getMessage();
        assertTrue(array.contains("batch size of at most 87,381"), array);
        GanMemory.check(usual, DIGITS, 64);
    }

    @Test
    void aModelIsAppliedInBatchesThatTakeALimitedAmountOfMemory() {
        final GanConfig small = config(new GanArchitecture.Dcgan(64), CriticNormalisation.BATCH, List.of());
        assertEquals(7, GanMemory.batch(small, DIGITS, 7));
        assertEquals(500, GanMemory.batch(small, DIGITS, 60_000));
        final GanConfig large = config(new GanArchitecture.Dcgan(512), CriticNormalisation.BATCH, List.of());
        final int batch = GanMemory.batch(large, ImageShape.rgb(64, 64), 60_000);
        assertTrue(batch >= 1 && batch < 50, "" + batch);
        assertTrue(GanMemory.inversionBatch(large, ImageShape.rgb(64, 64), 1) == 1);
    }
}
