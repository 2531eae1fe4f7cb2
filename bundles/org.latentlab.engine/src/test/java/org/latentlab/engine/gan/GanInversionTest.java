package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.FoldedNetwork;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerSpec;
import org.latentlab.engine.nn.LayerStack;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.train.Progress;

class GanInversionTest {

    private static final ImageShape SHAPE = ImageShape.rgb(8, 8);

    private static final GanArchitecture MLP = new GanArchitecture.Mlp(List.of(32), List.of(10), true);

    private static final InversionConfig CONFIG = new InversionConfig(300, 3, 0.1, 5);

    private static GanConfig config(final GanArchitecture architecture, final LatentPrior prior,
        final List<String> classes) {
        return new GanConfig(prior, architecture, CriticNormalisation.NONE, new GanLoss.NonSaturating(), 1, classes,
            null);
    }

    /** A generator whose batch normalisation has statistics, as after a training. */
    private static List<Tensor> generator(final GanConfig config, final ImageShape shape) {
        try (Kernels kernels = Kernels.create()) {
            final GanNetwork network = new GanNetwork(kernels, shape, config, 2, false);
            network.initialise(4);
            final List<Tensor> weights = network.generator().values();
            final Rng rng = new Rng(12);
            for (final Tensor tensor : weights) {
                for (int i = 0; i < tensor.values().length; i++) {
                    if (tensor.name().endsWith("runningVariance")) {
                        tensor.values()[i] = (float)rng.nextDouble(0.2, 2);
                    } else if (tensor.name().endsWith("weights")) {
                        tensor.values()[i] *= 3;
                    } else if (!tensor.name().endsWith("embedding")) {
                        tensor.values()[i] += (float)(0.3 * rng.nextGaussian());
                    }
                }
            }
            return weights;
        }
    }

    private static Images generate(final GanConfig config, final ImageShape shape, final float[] z,
        final int[] classes) {
        try (Kernels kernels = Kernels.create()) {
            final GanNetwork network = new GanNetwork(kernels, shape, config, 8, false);
            network.generator().set(generator(config, shape));
            return network.generate(z, classes, Progress.NONE);
        }
    }

    private static GanCodes invert(final GanConfig config, final Images images, final int[] classes,
        final InversionConfig inversion, final int batch) {
        try (Kernels kernels = Kernels.create()) {
            return new GanInversion(kernels, images.shape(), config, generator(config, images.shape()), batch)
                .invert(images, classes, inversion, Progress.NONE);
        }
    }

    private static double worst(final GanCodes codes) {
        return Arrays.stream(codes.residuals()).max().orElseThrow();
    }

    @Test
    void foldedBatchNormalisationComputesTheSame() {
        for (final GanArchitecture architecture : List.of(MLP, new GanArchitecture.Dcgan(4))) {
            final GanConfig config = config(architecture, new LatentPrior.Normal(4), List.of());
            final GanLayers layers = new GanLayers(config, SHAPE);
            final FoldedNetwork folded = FoldedNetwork.of(layers.generator(), "generator", generator(config, SHAPE));
            assertTrue(folded.spec().layers().stream().noneMatch(LayerSpec.BatchNormalisation.class::isInstance));
            final float[] z = config.prior().draw(6, new Rng(3));
            final float[] expected = generate(config, SHAPE, z, null).toFloats();
            try (Kernels kernels = Kernels.create()) {
                final Parameters parameters = new Parameters(kernels, false);
                final LayerStack stack = new LayerStack(kernels, parameters, "generator", folded.spec(), 6);
                parameters.set(folded.weights());
                final org.latentlab.engine.nn.Tensor input = kernels.allocate(6, 4);
                input.put(z, z.length);
                final float[] actual = new float[expected.length];
                new GanPixels(SHAPE, architecture.channelsLast()).fromNetwork(
                    stack.forward(input, 6, false).toFloats(), 6, actual, 0);
                assertArrayEquals(expected, actual, 2e-6f, architecture.toString());
            }
        }
    }

    /** What the generator made, it makes again. */
    @Test
    void generatedImagesAreFoundAgain() {
        for (final GanArchitecture architecture : List.of(MLP, new GanArchitecture.Dcgan(4))) {
            final GanConfig config = config(architecture, new LatentPrior.Normal(4), List.of());
            final float[] z = config.prior().draw(10, new Rng(3));
            final GanCodes codes = invert(config, generate(config, SHAPE, z, null), null, CONFIG, 4);
            assertEquals(10, codes.size());
            assertEquals(4, codes.latentSize());
            assertNull(codes.classes());
            assertTrue(worst(codes) < 0.002, architecture + ": " + Arrays.toString(codes.residuals()));
            assertArrayEquals(z, codes.z(), 0.05f, architecture.toString());
        }
    }

    /** The residual is what is left between the image and the one generated from the code. */
    @Test
    void theResidualIsTheRootOfTheMeanSquaredError() {
        for (final ImageShape shape : List.of(SHAPE, ImageShape.gray(1, 20))) {
            final GanConfig config = config(MLP, new LatentPrior.Normal(4), List.of());
            final float[] values = new float[5 * shape.values()];
            final Rng rng = new Rng(2);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)rng.nextDouble();
            }
            final Images images = Images.ofFloats(shape, values);
            final GanCodes codes = invert(config, images, null, CONFIG, 3);
            final double[] expected = GanCodes.residuals(images, generate(config, shape, codes.z(), null));
            assertArrayEquals(expected, codes.residuals(), 1e-5);
            assertTrue(expected[0] > 0.1, "noise cannot be generated");
        }
    }

    /** Best of all points: there is no better one near. */
    @Test
    void theResidualIsSmallest() {
        final GanConfig config = config(MLP, new LatentPrior.Normal(3), List.of());
        final Images images = generate(config(MLP, new LatentPrior.Normal(3), List.of()), SHAPE,
            new float[]{0.3f, -1, 0.8f}, null);
        final float[] noisy = images.toFloats();
        final Rng rng = new Rng(2);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += (float)(0.05 * rng.nextGaussian());
        }
        final Images target = Images.ofFloats(SHAPE, noisy);
        final GanCodes codes = invert(config, target, null, CONFIG, 4);
        for (int k = 0; k < 40; k++) {
            final float[] near = codes.z().clone();
            for (int j = 0; j < 3; j++) {
                near[j] += (float)(0.1 * rng.nextGaussian());
            }
            assertTrue(GanCodes.residuals(target, generate(config, SHAPE, near, null))[0] > codes.residuals()[0]);
        }
    }

    @Test
    void codesOfAUniformPriorStayWithinItsBounds() {
        final GanConfig config = config(MLP, new LatentPrior.Uniform(4), List.of());
        final Images far = generate(config, SHAPE, new float[]{3, -3, 2, 0.5f}, null);
        final GanCodes codes = invert(config, far, null, CONFIG, 4);
        for (final float value : codes.z()) {
            assertTrue(Math.abs(value) <= 1, Arrays.toString(codes.z()));
        }
        assertTrue(worst(codes) > 0.01);
    }

    @Test
    void theClassIsFoundWhereItIsNotTold() {
        final GanConfig config = config(MLP, new LatentPrior.Normal(3), List.of("a", "b", "c"));
        final int[] classes = {2, 0, 1, 1, 0, 2};
        final float[] z = config.prior().draw(6, new Rng(3));
        final Images images = generate(config, SHAPE, z, classes);
        final GanCodes told = invert(config, images, classes, CONFIG, 4);
        assertArrayEquals(classes, told.classes());
        assertTrue(worst(told) < 0.005, Arrays.toString(told.residuals()));
        final GanCodes found = invert(config, images, null, CONFIG, 4);
        assertArrayEquals(classes, found.classes());
        assertTrue(worst(found) < 0.005, Arrays.toString(found.residuals()));
    }

    @Test
    void anImageIsFoundTheSameWithOrWithoutOthers() {
        final GanConfig config = config(MLP, new LatentPrior.Normal(4), List.of());
        final Images images = generate(config, SHAPE, config.prior().draw(5, new Rng(3)), null);
        final GanCodes all = invert(config, images, null, CONFIG, 5);
        assertArrayEquals(all.z(), invert(config, images, null, CONFIG, 5).z());
        assertArrayEquals(all.z(), invert(config, images, null, CONFIG, 2).z(), 1e-3f);
        final GanCodes two = invert(config, images.select(new int[]{0, 1}), null, CONFIG, 5);
        assertArrayEquals(Arrays.copyOf(all.z(), 8), two.z(), 1e-3f);
    }

    @Test
    void theSearchCanBeCancelled() {
        final GanConfig config = config(MLP, new LatentPrior.Normal(4), List.of());
        final Images images = generate(config, SHAPE, config.prior().draw(2, new Rng(3)), null);
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                assertTrue(fraction >= 0 && fraction <= 1, message);
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        try (Kernels kernels = Kernels.create()) {
            final GanInversion inversion = new GanInversion(kernels, SHAPE, config, generator(config, SHAPE), 2);
            assertThrows(CancellationException.class, () -> inversion.invert(images, null, CONFIG, cancelled));
        }
    }

    @Test
    void unusableParametersAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new InversionConfig(0, 1, 0.1, 1)).getMessage()
            .contains("not 0"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new InversionConfig(1, 0, 0.1, 1)).getMessage()
            .contains("not 0"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new InversionConfig(1, 1, 0, 1)).getMessage()
            .contains("not 0.0"));
    }
}
