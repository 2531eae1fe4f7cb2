package org.latentlab.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.Posterior;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.engine.vae.VaeTraining;
import org.latentlab.engine.vae.VaeView;

class TrainingSnapshotsTest {

    private static final ImageDataset DIGITS =
        SyntheticDigits.generate(SyntheticDigitsConfig.of(200, 4), Progress.NONE);

    private static VaeConfig config(final int latentSize) {
        return new VaeConfig(latentSize, List.of(16), List.of(16), Activation.RELU, new Likelihood.Bernoulli());
    }

    private static Vae train(final int latentSize, final int epochs, final TrainingSnapshots snapshots) {
        return VaeTrainer.train(VaeTraining.of(DIGITS.images(), config(latentSize),
            new TrainingConfig(epochs, 50, 1e-3, 7, 0, 0, 0, false)).withListener(snapshots), Progress.NONE);
    }

    private static TrainingSnapshots digits(final SnapshotConfig config) {
        return new TrainingSnapshots(config, DIGITS.images(), DIGITS.labels(), DIGITS.classNames());
    }

    private static List<Integer> epochs(final List<Snapshot> snapshots, final String picture) {
        return snapshots.stream().filter(s -> s.picture().equals(picture)).map(Snapshot::epoch).toList();
    }

    private static BufferedImage image(final Snapshot snapshot) {
        try {
            return ImageIO.read(new ByteArrayInputStream(snapshot.png()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyNthEpochTheFirstAndTheLastAreShown() {
        final TrainingSnapshots snapshots = digits(SnapshotConfig.every(2, 1));
        train(2, 5, snapshots);
        final List<Snapshot> all = snapshots.snapshots();
        for (final String picture : List.of(TrainingSnapshots.PREDICTION_MATRIX, TrainingSnapshots.LATENT_SCATTER,
            TrainingSnapshots.MANIFOLD)) {
            assertEquals(List.of(0, 2, 4, 5), epochs(all, picture), picture);
        }
        assertEquals(12, all.size());
        assertEquals(List.of(), snapshots.notices());
    }

    @Test
    void picturesOfAKindHaveOneSizeAndTheDataTheirPlace() {
        final TrainingSnapshots snapshots = digits(SnapshotConfig.every(1, 1));
        train(2, 2, snapshots);
        final List<Snapshot> all = snapshots.snapshots();
        for (int i = 0; i < 3; i++) {
            final BufferedImage untrained = image(all.get(i));
            final BufferedImage trained = image(all.get(6 + i));
            assertEquals(untrained.getWidth(), trained.getWidth());
            assertEquals(untrained.getHeight(), trained.getHeight());
        }
        final int[] before = part(image(all.get(0)), 12, 80, 280, 270);
        assertArrayEquals(before, part(image(all.get(6)), 12, 80, 280, 270), "the same samples");
        assertFalse(Arrays.equals(part(image(all.get(0)), 318, 80, 280, 270),
            part(image(all.get(6)), 318, 80, 280, 270)), "other reconstructions");
    }

    private static int[] part(final BufferedImage image, final int x, final int y, final int width,
        final int height) {
        return image.getRGB(x, y, width, height, null, 0, width);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOtherSamples() {
        final TrainingSnapshots first = digits(SnapshotConfig.every(2, 1));
        final TrainingSnapshots second = digits(SnapshotConfig.every(2, 1));
        final TrainingSnapshots other = digits(SnapshotConfig.every(2, 2));
        train(3, 2, first);
        train(3, 2, second);
        train(3, 2, other);
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(first.snapshots().get(i).png(), second.snapshots().get(i).png());
        }
        assertFalse(Arrays.equals(first.snapshots().get(0).png(), other.snapshots().get(0).png()));
        assertEquals(List.of(), epochs(first.snapshots(), TrainingSnapshots.MANIFOLD), "three dimensions");
    }

    @Test
    void theTrainingIsTheSameWithAndWithout() {
        final float[] z = {0.3f, -1, 0, 1};
        assertEquals(train(2, 3, null).decode(z, Progress.NONE),
            train(2, 3, digits(SnapshotConfig.every(1, 1))).decode(z, Progress.NONE));
    }

    /** A model whose codes are given; nothing is trained. */
    private record Fixed(VaeConfig config, ImageShape shape, double[] scale) implements VaeView {

        @Override
        public Posterior encode(final Images images) {
            final int d = config.latentSize();
            final float[] mean = new float[images.size() * d];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (float)(scale[i % d] * (images.value(i / d, i % d % shape.values()) - 0.5));
            }
            return new Posterior(images.size(), d, mean, new float[mean.length]);
        }

        @Override
        public Images decode(final float[] z) {
            return Images.ofFloats(shape, new float[z.length / config.latentSize() * shape.values()]);
        }
    }

    private static Images uniform(final int count, final int values) {
        final Rng rng = new Rng(3);
        final float[] pixels = new float[count * values];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float)rng.nextDouble();
        }
        return Images.ofFloats(new ImageShape(1, 1, values), pixels);
    }

    private static EpochRecord record(final int epoch) {
        return new EpochRecord(epoch, 10, 8, 2, new double[]{1, 1}, Double.NaN, 1);
    }

    /** Codes that grow by the same from epoch to epoch cover a part of the axes that does so, too. */
    @Test
    void scattersOfAllEpochsHaveTheSameAxes() {
        final Images images = uniform(400, 6);
        final TrainingSnapshots snapshots = new TrainingSnapshots(new SnapshotConfig(1, 2, false, true, false, 1),
            images, null, List.of());
        snapshots.trainingBegins(new Fixed(config(2), images.shape(), new double[]{4, 4}));
        snapshots.epochEnded(record(1), new Fixed(config(2), images.shape(), new double[]{8, 8}));
        snapshots.epochEnded(record(2), new Fixed(config(2), images.shape(), new double[]{12, 12}));
        final double[] extents = snapshots.snapshots().stream().mapToDouble(s -> extent(image(s))).toArray();
        assertEquals(3, extents.length);
        assertTrue(extents[1] - extents[0] > 100, Arrays.toString(extents));
        assertEquals(extents[1] - extents[0], extents[2] - extents[1], 3, Arrays.toString(extents));
    }

    /** The width in pixels that the gray points cover. */
    private static double extent(final BufferedImage image) {
        final int[] columns = IntStream.range(68, 618).filter(x -> IntStream.range(65, 570)
            .anyMatch(y -> (image.getRGB(x, y) & 0xFF) < 0xC8)).toArray();
        return columns[columns.length - 1] - columns[0];
    }

    /** Of six dimensions the third and the fifth vary most at the end; the first did before. */
    @Test
    void ofManyDimensionsTheWidestOfTheLastEpochAreShown() {
        final Images images = uniform(300, 6);
        final TrainingSnapshots wide = new TrainingSnapshots(new SnapshotConfig(1, 2, false, true, false, 1), images,
            null, List.of());
        wide.trainingBegins(new Fixed(config(6), images.shape(), new double[]{9, 1, 1, 1, 1, 1}));
        wide.epochEnded(record(1), new Fixed(config(6), images.shape(), new double[]{1, 1, 5, 1, 8, 1}));
        final Snapshot last = wide.snapshots().get(1);
        final TrainingSnapshots plane = new TrainingSnapshots(new SnapshotConfig(1, 2, false, true, false, 1), images,
            null, List.of());
        final VaeView view = new Fixed(config(2), images.shape(), new double[]{1, 1});
        plane.trainingBegins(new Plane(view, images.shape(), new double[]{1, 1}));
        plane.epochEnded(record(1), new Plane(view, images.shape(), new double[]{5, 8}));
        assertArrayEquals(part(image(plane.snapshots().get(1)), 70, 65, 500, 460), part(image(last), 70, 65, 500, 460),
            "the third and the fifth coordinate");
    }

    /** The third and the fifth value of the images as codes. */
    private record Plane(VaeView like, ImageShape shape, double[] scale) implements VaeView {

        @Override
        public VaeConfig config() {
            return like.config();
        }

        @Override
        public Posterior encode(final Images images) {
            final float[] mean = new float[2 * images.size()];
            for (int i = 0; i < images.size(); i++) {
                mean[2 * i] = (float)(scale[0] * (images.value(i, 2) - 0.5));
                mean[2 * i + 1] = (float)(scale[1] * (images.value(i, 4) - 0.5));
            }
            return new Posterior(images.size(), 2, mean, new float[mean.length]);
        }

        @Override
        public Images decode(final float[] z) {
            return like.decode(z);
        }
    }

    @Test
    void whatWouldTakeTooMuchMemoryIsThinnedOut() {
        final Images images = uniform(500, 6);
        final TrainingSnapshots snapshots = new TrainingSnapshots(new SnapshotConfig(1, 2, false, true, false, 1),
            images, null, List.of(), 50_000);
        snapshots.trainingBegins(new Fixed(config(2), images.shape(), new double[]{1, 1}));
        for (int epoch = 1; epoch <= 50; epoch++) {
            snapshots.epochEnded(record(epoch), new Fixed(config(2), images.shape(), new double[]{epoch, 1}));
        }
        final List<Integer> epochs = epochs(snapshots.snapshots(), TrainingSnapshots.LATENT_SCATTER);
        assertTrue(epochs.size() <= 50_000 / (500 * 2 * 4) + 1, epochs.toString());
        assertEquals(List.of(0, 8, 16, 24, 32, 40, 48, 50), epochs);
        assertEquals(List.of("Snapshots are kept for every 8 epochs instead of every 1, because they would take more "
            + "than 0 MB."), snapshots.notices());
    }

    @Test
    void vectorsAndOneDimensionCanBeShown() {
        final Images vectors = uniform(50, 6);
        final TrainingSnapshots snapshots = new TrainingSnapshots(SnapshotConfig.every(5, 1), vectors, null,
            List.of());
        final VaeView model = new Fixed(config(1), vectors.shape(), new double[]{2});
        snapshots.trainingBegins(model);
        snapshots.epochEnded(record(1), model);
        assertEquals(List.of(0, 1), epochs(snapshots.snapshots(), TrainingSnapshots.LATENT_SCATTER));
        assertEquals(List.of(0, 1), epochs(snapshots.snapshots(), TrainingSnapshots.PREDICTION_MATRIX));
        final TrainingSnapshots plane = new TrainingSnapshots(SnapshotConfig.every(5, 1), vectors, null, List.of());
        plane.trainingBegins(new Fixed(config(2), vectors.shape(), new double[]{2, 2}));
        assertEquals(List.of(), epochs(plane.snapshots(), TrainingSnapshots.MANIFOLD), "vectors have no manifold");
    }

    @Test
    void aResumedTrainingHasNoUntrainedModel() {
        final Images images = uniform(50, 6);
        final TrainingSnapshots snapshots = new TrainingSnapshots(new SnapshotConfig(4, 2, true, false, false, 1),
            images, null, List.of());
        assertEquals(List.of(), snapshots.snapshots());
        final VaeView model = new Fixed(config(2), images.shape(), new double[]{2, 2});
        snapshots.trainingResumed(record(2), model);
        assertEquals(List.of(2), epochs(snapshots.snapshots(), TrainingSnapshots.PREDICTION_MATRIX));
        for (int epoch = 3; epoch <= 8; epoch++) {
            snapshots.epochEnded(record(epoch), model);
        }
        assertEquals(List.of(2, 4, 8), epochs(snapshots.snapshots(), TrainingSnapshots.PREDICTION_MATRIX));
        assertEquals(List.of("The training was resumed, so the snapshots begin with epoch 2."), snapshots.notices());
    }

    /** Quantiles of N(0, 1) from SciPy: scipy.stats.norm.ppf. */
    @Test
    void theGridIsOfTheNormalDistributionsQuantiles() {
        assertEquals(-1.8339146358159142, SnapshotCamera.normalQuantile(0.5 / 15), 1e-9);
        assertEquals(0, SnapshotCamera.normalQuantile(7.5 / 15), 1e-9);
        assertEquals(0.5244005127080407, SnapshotCamera.normalQuantile(0.7), 1e-9);
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SnapshotConfig.every(0, 1));
        assertEquals("A prediction matrix has 1 to 20 samples a side, not 21.", assertThrows(
            IllegalArgumentException.class, () -> new SnapshotConfig(1, 21, true, true, true, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new SnapshotConfig(1, 5, false, false, false, 1));
        assertThrows(IllegalArgumentException.class, () -> new TrainingSnapshots(SnapshotConfig.every(1, 1),
            DIGITS.images(), new int[3], List.of()));
    }
}
