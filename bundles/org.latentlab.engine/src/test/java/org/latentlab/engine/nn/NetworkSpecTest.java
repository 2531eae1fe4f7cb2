package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.vae.Architecture;

/** Shapes and numbers of parameters, those of PyTorch 1.13 for the same layers ({@code sum(p.numel())}). */
class NetworkSpecTest {

    private static long trained(final NetworkSpec spec) {
        return spec.summary("net").stream().mapToLong(LayerSummary::parameters).sum();
    }

    private static long state(final NetworkSpec spec) {
        return spec.summary("net").stream().mapToLong(LayerSummary::state).sum();
    }

    private static List<String> lines(final NetworkSpec spec) {
        return spec.summary("net").stream().map(l -> l.layer() + " | " + l.output() + " | " + l.parameters()).toList();
    }

    @Test
    void theTutorialsNetworkHas69989Parameters() {
        final Architecture tutorial = new Architecture.Convolutional(List.of(32, 64), Activation.RELU, false);
        final ImageShape mnist = new ImageShape(1, 28, 28);
        assertEquals(List.of("input | 28×28×1 | 0", "convolution 3×3, stride 2, relu | 13×13×32 | 320",
            "convolution 3×3, stride 2, relu | 6×6×64 | 18496", "dense | 4 | 9220"), lines(tutorial.encoder(mnist, 4)));
        assertEquals(
            List.of("input | 2 | 0", "dense, relu | 1568 | 4704", "reshape | 7×7×32 | 0",
                "transposed convolution 3×3, stride 2, relu | 14×14×64 | 18496",
                "transposed convolution 3×3, stride 2, relu | 28×28×32 | 18464",
                "transposed convolution 3×3, stride 1 | 28×28×1 | 289"),
            lines(tutorial.decoder(mnist, 2)));
        assertEquals(28_036, trained(tutorial.encoder(mnist, 4)));
        assertEquals(41_953, trained(tutorial.decoder(mnist, 2)));
        final ImageShape colour = new ImageShape(3, 32, 32);
        assertEquals(31_940, trained(tutorial.encoder(colour, 4)));
        assertEquals(43_971, trained(tutorial.decoder(colour, 2)));
    }

    @Test
    void theDeepNetworkHasPyTorchsCounts() {
        final Architecture deep = new Architecture.DeepConvolutional(32, false);
        final ImageShape colour = new ImageShape(3, 32, 32);
        assertEquals(248_008, trained(deep.encoder(colour, 40)));
        assertEquals(2 * (32 + 64 + 128), state(deep.encoder(colour, 40)));
        assertEquals(208_931, trained(deep.decoder(colour, 20)));
        assertEquals(new LayerShape(32, 32, 3), deep.decoder(colour, 20).output());
        assertEquals(new LayerShape(64, 64, 3), deep.decoder(new ImageShape(3, 64, 64), 20).output());
    }

    @Test
    void theMlpHasPyTorchsCounts() {
        final Architecture mlp = new Architecture.Mlp(List.of(500, 500), List.of(500, 500), Activation.SOFTPLUS,
            false);
        final ImageShape mnist = new ImageShape(1, 28, 28);
        assertEquals(663_040, trained(mlp.encoder(mnist, 40)));
        assertEquals(653_784, trained(mlp.decoder(mnist, 20)));
    }

    @Test
    void aSkipConnectionHasOneWeightForEachDimensionAndChannel() {
        final ImageShape mnist = new ImageShape(1, 28, 28);
        final NetworkSpec without = new Architecture.Convolutional(List.of(32, 64), Activation.RELU, false).decoder(
            mnist, 20);
        final NetworkSpec with = new Architecture.Convolutional(List.of(32, 64), Activation.RELU, true).decoder(mnist,
            20);
        assertEquals(20 * (64 + 32 + 1), trained(with) - trained(without));
        assertEquals(without.output(), with.output());
    }

    @Test
    void layersThatDoNotFitAreRefused() {
        final NetworkSpec reshape = new NetworkSpec(LayerShape.vector(12), 0,
            List.of(new LayerSpec.Reshape(new LayerShape(2, 2, 2))));
        assertThrows(IllegalArgumentException.class, reshape::shapes);
        final NetworkSpec convolution = new NetworkSpec(new LayerShape(2, 8, 1), 0,
            List.of(new LayerSpec.Convolution(4, 3, 2, 0, Activation.RELU)));
        assertThrows(IllegalArgumentException.class, convolution::shapes);
    }
}
