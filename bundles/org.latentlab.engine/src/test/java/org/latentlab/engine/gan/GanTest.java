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
import org.latentlab.engine.EngineException;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.train.Progress;

/** What a trained GAN is used for. */
class GanTest {

    private static final Images BARS = GanTestData.bars(28, 1);

    private static final InversionConfig SEARCH = new InversionConfig(150, 3, 0.1, 2);

    private static final Progress CANCELLED = new Progress() {
        @Override
        public void update(final double fraction, final String message) {
            // nobody listens
        }

        @Override
        public void checkCanceled() {
            throw new CancellationException();
        }
    };

    private static Gan train(final GanConfig config, final int epochs) {
        return GanTrainer.train(GanTestData.request(BARS, config,
            GanTestData.training(TrainingLength.epochs(epochs))), Progress.NONE);
    }

    @Test
    void everyGanGeneratesImagesOfItsShapeInRange() {
        for (final GanConfig config : GanTestData.family()) {
            final Gan gan = train(config, 2);
            final GenerativeModel.Draws draws = gan.draw(1100, 4); // more than one batch
            final Images images = gan.decode(draws.z(), draws.classes(), Progress.NONE);
            assertEquals(BARS.shape(), images.shape());
            assertEquals(1100, images.size());
            for (final float v : images.toFloats()) {
                assertTrue(v >= 0 && v <= 1, () -> "" + v);
            }
            final int d = gan.latentSize();
            final float[] last = Arrays.copyOfRange(draws.z(), 1099 * d, 1100 * d);
            final int[] itsClass = draws.classes() == null ? null : new int[]{draws.classes()[1099]};
            // each image by itself: running statistics, not those of the batch
            assertArrayEquals(Arrays.copyOfRange(images.toFloats(), 1099 * 64, 1100 * 64),
                gan.decode(last, itsClass, Progress.NONE).toFloats(), 1e-5f);
        }
    }

    @Test
    void aClassConditionalGanDrawsEachClassAndTellsThemApart() {
        final Gan gan = train(GanTestData.family().get(2), 2);
        assertEquals(List.of("1", "2", "3", "4"), gan.classNames());
        final GenerativeModel.Draws draws = gan.draw(6, 4);
        assertArrayEquals(new int[]{0, 1, 2, 3, 0, 1}, draws.classes());
        final float[] twice = {0.5f, -0.5f, 1, 0.5f, -0.5f, 1};
        final float[] images = gan.decode(twice, new int[]{1, 2}, Progress.NONE).toFloats();
        double difference = 0;
        for (int i = 0; i < 64; i++) {
            difference += Math.abs(images[i] - images[64 + i]);
        }
        assertTrue(difference > 0.01);
    }

    @Test
    void aClusterGanEncodesByItsEncoder() {
        final Gan gan = train(GanTestData.family().get(3), 30);
        final GanCodes codes = gan.encode(BARS, null, Progress.NONE);
        assertEquals(7, codes.latentSize());
        assertEquals(28, codes.size());
        assertNull(codes.classes());
        for (int i = 0; i < 28; i++) {
            double sum = 0;
            for (int j = 3; j < 7; j++) {
                sum += codes.z()[i * 7 + j];
            }
            assertEquals(1, sum, 1e-5);
        }
        final float[] again = gan.decode(codes.z(), null, Progress.NONE).toFloats();
        for (int i = 0; i < 28; i++) {
            double squares = 0;
            for (int j = 0; j < 64; j++) {
                squares += Math.pow(again[i * 64 + j] - BARS.value(i, j), 2);
            }
            assertEquals(Math.sqrt(squares / 64), codes.residuals()[i], 1e-6);
        }
    }

    /** What a GAN generates itself is found again. */
    @Test
    void allOtherGansAreInverted() {
        for (final int i : new int[]{0, 1}) {
            final Gan gan = train(GanTestData.family().get(i), 6);
            final GenerativeModel.Draws draws = gan.draw(5, 8);
            final Images images = gan.decode(draws.z(), draws.classes(), Progress.NONE);
            final GanCodes codes = gan.encode(images, draws.classes(), SEARCH, Progress.NONE);
            final GanCodes same = gan.encode(images, draws.classes(), SEARCH, Progress.NONE);
            assertArrayEquals(codes.z(), same.z());
            final double[] residuals = GanCodes.residuals(images,
                gan.decode(codes.z(), codes.classes(), Progress.NONE));
            assertArrayEquals(residuals, codes.residuals(), 1e-5);
            assertTrue(Arrays.stream(residuals).average().orElseThrow() < 0.01, () -> Arrays.toString(residuals));
            if (gan.config().isConditional()) {
                assertArrayEquals(draws.classes(), codes.classes());
                assertEquals(5, gan.encode(images, SEARCH, Progress.NONE).classes().length);
            }
        }
    }

    private static void assertRefused(final String message, final Runnable call) {
        assertEquals(message, assertThrows(EngineException.class, call::run).getMessage());
    }

    @Test
    void whatItCannotTakeIsRefused() {
        final Gan gan = train(GanTestData.family().get(0), 1);
        assertRefused("Latent point 2 has the value NaN in dimension 3. Remove points with missing or infinite "
            + "coordinates before decoding.",
            () -> gan.decode(new float[]{1, 1, 1, 1, 1, 1, Float.NaN, 1}, null, Progress.NONE));
        assertRefused("This GAN was trained without classes, so it cannot be told any. Leave the classes out, or train "
            + "a class-conditional GAN.", () -> gan.decode(new float[4], new int[1], Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> gan.decode(new float[5], null, Progress.NONE));
        assertRefused("The images are 8×7, but the GAN was trained on 8×8. Choose another column or resize the images "
            + "first.", () -> gan.encode(Images.ofBytes(ImageShape.gray(8, 7), new byte[56]), SEARCH, Progress.NONE));
        assertThrows(CancellationException.class, () -> gan.decode(new float[4], null, CANCELLED));
        assertThrows(CancellationException.class, () -> gan.encode(BARS, SEARCH, CANCELLED));
        final Gan conditional = train(GanTestData.family().get(1), 1);
        assertRefused("A class-conditional GAN has to be told the class of every image it is to generate. Give one of "
            + "its 4 classes for each latent point: a, b, c, d.",
            () -> conditional.decode(new float[4], null, Progress.NONE));
        assertRefused("Latent point 2 is of a class that the GAN was not trained on (number 4). It knows a, b, c, d.",
            () -> conditional.decode(new float[8], new int[]{0, 4}, Progress.NONE));
        assertThrows(IllegalArgumentException.class,
            () -> conditional.decode(new float[8], new int[]{0}, Progress.NONE));
    }

    @Test
    void itSaysInALineWhatItIs() {
        final Gan gan = train(GanTestData.family().get(0), 2);
        assertTrue(gan.summary().matches("GAN DCGAN 4-conv4-conv2-8×8, 28 images, 2 epochs \\(3 updates\\), "
            + "D\\(real\\) 0\\.\\d\\d, D\\(fake\\) 0\\.\\d\\d, CPU.*"), gan.summary());
        assertEquals("GAN", gan.kind());
        assertEquals("Class-conditional hinge GAN, spectral norm", train(GanTestData.family().get(1), 1).kind());
        assertEquals("Class-conditional WGAN-GP λ = 5, ‖∇D‖", train(GanTestData.family().get(2), 1).kind());
        assertEquals("ClusterGAN (WGAN-GP)", train(GanTestData.family().get(3), 1).kind());
        assertEquals("Minimax GAN", train(GanTestData.family().get(5), 1).kind());
        assertEquals(new LatentPrior.Uniform(4), gan.prior());
        final ModelInput input = ModelInput.of(true, List.of());
        assertEquals(input, gan.withInput(input).atEpoch(2).input());
    }
}
