package org.latentlab.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanView;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;

class GanSnapshotsTest {

    private static final ImageShape SHAPE = ImageShape.gray(12, 12);

    private static GanConfig config(final LatentPrior prior, final String... classes) {
        return new GanConfig(prior, new GanArchitecture.Mlp(List.of(8), List.of(8), false),
            CriticNormalisation.NONE, new GanLoss.NonSaturating(), 1, List.of(classes), null);
    }

    /** A generator whose images have the brightness given for the epoch, and which keeps what it was asked for. */
    private static final class Fixed implements GanView {

        private final GanConfig m_config;
        private final ImageShape m_shape;
        private final float m_gray;
        private final List<float[]> m_z = new ArrayList<>();
        private final List<int[]> m_classes = new ArrayList<>();

        Fixed(final GanConfig config, final ImageShape shape, final float gray) {
            m_config = config;
            m_shape = shape;
            m_gray = gray;
        }

        @Override
        public ImageShape shape() {
            return m_shape;
        }

        @Override
        public GanConfig config() {
            return m_config;
        }

        @Override
        public Images generate(final float[] z, final int[] classes) {
            m_z.add(z);
            m_classes.add(classes);
            final float[] pixels = new float[z.length / m_config.prior().dimensions() * m_shape.values()];
            Arrays.fill(pixels, m_gray);
            return Images.ofFloats(m_shape, pixels);
        }
    }

    private static GanEpochRecord record(final int epoch, final double generatorLoss) {
        return new GanEpochRecord(epoch, 10L * epoch, generatorLoss, 1.25, 0.6, 0.4, 2, 3, Double.NaN, Double.NaN,
            Double.NaN, 1000, 1, null);
    }

    private static GanSnapshots run(final SnapshotConfig settings, final GanConfig config, final ImageShape shape,
        final int epochs) {
        final GanSnapshots snapshots = new GanSnapshots(settings);
        snapshots.trainingBegins(new Fixed(config, shape, 0));
        for (int epoch = 1; epoch <= epochs; epoch++) {
            snapshots.epochEnded(record(epoch, 0.7), new Fixed(config, shape, (float)epoch / epochs));
        }
        return snapshots;
    }

    private static List<Integer> epochs(final GanSnapshots snapshots, final String picture) {
        return snapshots.snapshots().stream().filter(s -> s.picture().equals(picture)).map(Snapshot::epoch).toList();
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
        final GanSnapshots plane = run(SnapshotConfig.every(2, 1), config(new LatentPrior.Normal(2)), SHAPE, 5);
        assertEquals(List.of(0, 2, 4, 5), epochs(plane, GanSnapshots.SAMPLES));
        assertEquals(List.of(0, 2, 4, 5), epochs(plane, GanSnapshots.MANIFOLD));
        assertEquals(List.of(), plane.notices());
        final GanSnapshots wide = run(SnapshotConfig.every(2, 1), config(new LatentPrior.Normal(3)), SHAPE, 5);
        assertEquals(List.of(0, 2, 4, 5), epochs(wide, GanSnapshots.SAMPLES));
        assertEquals(List.of(), epochs(wide, GanSnapshots.MANIFOLD), "three dimensions");
        assertEquals(List.of(), epochs(run(new SnapshotConfig(1, 2, true, true, false, 1),
            config(new LatentPrior.Normal(2)), SHAPE, 1), GanSnapshots.MANIFOLD), "not asked for");
    }

    @Test
    void picturesHaveOneSizeAndShowTheGeneratorOfTheirEpoch() {
        final List<Snapshot> all = run(SnapshotConfig.every(1, 1), config(new LatentPrior.Uniform(4)), SHAPE, 2)
            .snapshots();
        assertEquals(3, all.size());
        for (int epoch = 0; epoch <= 2; epoch++) {
            final BufferedImage picture = image(all.get(epoch));
            assertEquals(image(all.get(0)).getWidth(), picture.getWidth());
            assertEquals(image(all.get(0)).getHeight(), picture.getHeight());
            final int gray = picture.getRGB(picture.getWidth() / 2, picture.getHeight() - 40) & 0xFF;
            assertEquals(epoch * 127.5, gray, 0.5, "epoch " + epoch);
        }
    }

    @Test
    void theLatentVectorsAreTheSameInAllEpochsAndChosenByTheSeed() {
        final GanConfig config = config(new LatentPrior.Normal(6));
        final Fixed first = new Fixed(config, SHAPE, 0);
        final Fixed second = new Fixed(config, SHAPE, 1);
        final GanSnapshots snapshots = new GanSnapshots(new SnapshotConfig(3, 4, true, false, false, 8));
        snapshots.trainingBegins(first);
        snapshots.epochEnded(record(1, 1), second);
        assertEquals(4 * 4 * 6, first.m_z.get(0).length);
        assertArrayEquals(first.m_z.get(0), second.m_z.get(0));
        assertNull(first.m_classes.get(0), "no classes");
        final Fixed other = new Fixed(config, SHAPE, 0);
        new GanSnapshots(new SnapshotConfig(3, 4, true, false, false, 9)).trainingBegins(other);
        assertFalse(Arrays.equals(first.m_z.get(0), other.m_z.get(0)), "another seed");
    }

    @Test
    void aConditionalGanShowsARowForEachClass() {
        final Fixed view = new Fixed(config(new LatentPrior.Normal(5), "cat", "dog", "owl"), SHAPE, 0);
        final GanSnapshots snapshots = new GanSnapshots(new SnapshotConfig(1, 4, true, false, false, 1));
        snapshots.trainingBegins(view);
        assertArrayEquals(new int[]{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2}, view.m_classes.get(0));
        final float[] z = view.m_z.get(0);
        assertEquals(3 * 4 * 5, z.length);
        assertArrayEquals(Arrays.copyOfRange(z, 0, 20), Arrays.copyOfRange(z, 20, 40), "the same in each row");
        assertNotEquals(z[0], z[5], "another in each column");
        assertTrue(image(snapshots.snapshots().get(0)).getHeight() > 3 * 56);
    }

    @Test
    void aGanWithClustersShowsARowForEach() {
        final Fixed view = new Fixed(config(new LatentPrior.Clusters(3, 0.1, 4)), SHAPE, 0);
        new GanSnapshots(new SnapshotConfig(1, 2, true, false, true, 1)).trainingBegins(view);
        final float[] z = view.m_z.get(0);
        assertEquals(4 * 2 * 7, z.length);
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 2; column++) {
                final float[] one = Arrays.copyOfRange(z, (row * 2 + column) * 7, (row * 2 + column + 1) * 7);
                assertArrayEquals(Arrays.copyOfRange(z, column * 7, column * 7 + 3), Arrays.copyOf(one, 3));
                final float[] hot = new float[4];
                hot[row] = 1;
                assertArrayEquals(hot, Arrays.copyOfRange(one, 3, 7), "row " + row);
            }
        }
    }

    /** Told classes, it draws its clusters at random like the rest of the latent vector. */
    @Test
    void classesGoBeforeClusters() {
        final Fixed view = new Fixed(config(new LatentPrior.Clusters(3, 0.1, 4), "cat", "dog"), SHAPE, 0);
        new GanSnapshots(new SnapshotConfig(1, 2, true, false, true, 1)).trainingBegins(view);
        assertArrayEquals(new int[]{0, 0, 1, 1}, view.m_classes.get(0));
        assertEquals(4 * 7, view.m_z.get(0).length);
    }

    @Test
    void ofManyClassesTheFirstAreShown() {
        final Fixed view = new Fixed(config(new LatentPrior.Normal(3), IntStream.range(0, 100).mapToObj(i -> "c" + i)
            .toArray(String[]::new)), SHAPE, 0);
        new GanSnapshots(SnapshotConfig.every(1, 1)).trainingBegins(view);
        assertEquals(GanSnapshots.MOST_ROWS * 5 * 3, view.m_z.get(0).length);
    }

    /** Quantiles of the uniform distribution on [−1, 1): (2i + 1) / 15 − 1; of the normal one by SciPy's norm.ppf. */
    @Test
    void theManifoldsGridIsOfThePriorsQuantiles() {
        final Fixed uniform = new Fixed(config(new LatentPrior.Uniform(2)), SHAPE, 0);
        new GanSnapshots(SnapshotConfig.every(1, 1)).trainingBegins(uniform);
        final float[] even = uniform.m_z.get(1);
        assertEquals(15 * 15 * 2, even.length);
        assertEquals(-14 / 15f, even[0], 1e-6);
        assertEquals(-12 / 15f, even[2], 1e-6);
        assertEquals(14 / 15f, even[even.length - 1], 1e-6);
        final Fixed normal = new Fixed(config(new LatentPrior.Normal(2), "a", "b"), SHAPE, 0);
        new GanSnapshots(SnapshotConfig.every(1, 1)).trainingBegins(normal);
        assertEquals(-1.8339146358159142, normal.m_z.get(1)[0], 1e-6);
        assertArrayEquals(new int[15 * 15], normal.m_classes.get(1), "the first class");
    }

    @Test
    void vectorsAreDrawnWithAndWithoutClasses() {
        final ImageShape vector = new ImageShape(1, 1, 6);
        final GanSnapshots plain = run(SnapshotConfig.every(1, 1), config(new LatentPrior.Normal(2)), vector, 1);
        assertEquals(List.of(0, 1), epochs(plain, GanSnapshots.SAMPLES));
        assertEquals(List.of(), epochs(plain, GanSnapshots.MANIFOLD), "vectors have no manifold");
        final GanSnapshots classes = run(SnapshotConfig.every(1, 1), config(new LatentPrior.Normal(2), "a", "b"),
            vector, 1);
        assertEquals(List.of(0, 1), epochs(classes, GanSnapshots.SAMPLES));
    }

    /** The vectors of all classes are drawn on one scale: a class that rises twice as high as the first is not cut. */
    @Test
    void vectorsOfAllClassesHaveOneScale() {
        final ImageShape vector = new ImageShape(1, 1, 6);
        final GanConfig config = config(new LatentPrior.Normal(2), "a", "b");
        final float[] low = new float[2 * 2 * 6];
        final float[] high = new float[2 * 2 * 6];
        for (int i = 0; i < low.length; i++) {
            low[i] = i % 6;
            high[i] = i < 12 ? low[i] : 2 * low[i];
        }
        final List<BufferedImage> pictures = new ArrayList<>();
        for (final float[] values : List.of(low, high)) {
            final GanSnapshots snapshots = new GanSnapshots(new SnapshotConfig(1, 2, true, false, false, 1));
            snapshots.trainingBegins(new GanView() {
                @Override
                public ImageShape shape() {
                    return vector;
                }

                @Override
                public GanConfig config() {
                    return config;
                }

                @Override
                public Images generate(final float[] z, final int[] classes) {
                    return Images.ofFloats(vector, values);
                }
            });
            pictures.add(image(snapshots.snapshots().get(0)));
        }
        final int half = pictures.get(0).getWidth() / 2;
        final double all = rise(pictures.get(0), 0, half);
        assertEquals(all, rise(pictures.get(0), half, 2 * half), 2, "both classes alike");
        assertEquals(all, rise(pictures.get(1), half, 2 * half), 2, "the higher class fills its cells");
        assertEquals(all / 2, rise(pictures.get(1), 0, half), 3, "the lower one half of them");
    }

    /** How many rows of pixels the first line covers between two columns. */
    private static double rise(final BufferedImage picture, final int from, final int to) {
        final int middle = 60 + (picture.getHeight() - 60) / 2;
        final int[] rows = IntStream.range(60, middle).filter(y -> IntStream.range(from, to)
            .anyMatch(x -> (picture.getRGB(x, y) & 0xFF0000) < 0x400000 && (picture.getRGB(x, y) & 0xFF) > 0x80))
            .toArray();
        return rows[rows.length - 1] - rows[0];
    }

    @Test
    void whatWouldTakeTooMuchMemoryIsThinnedOut() {
        final GanConfig config = config(new LatentPrior.Normal(3));
        final int one = run(SnapshotConfig.every(1, 1), config, SHAPE, 1).snapshots().get(0).png().length;
        final GanSnapshots snapshots = new GanSnapshots(SnapshotConfig.every(1, 1), 6L * one);
        for (int epoch = 1; epoch <= 20; epoch++) {
            snapshots.epochEnded(record(epoch, 1), new Fixed(config, SHAPE, 0));
        }
        assertEquals(List.of(4, 8, 12, 16, 20), epochs(snapshots, GanSnapshots.SAMPLES));
        assertEquals(1, snapshots.notices().size());
        assertTrue(snapshots.notices().get(0).startsWith("Snapshots are kept for every 4 epochs instead of every 1"));
    }

    @Test
    void aResumedTrainingHasNoUntrainedModel() {
        final GanSnapshots snapshots = new GanSnapshots(SnapshotConfig.every(4, 1));
        assertEquals(List.of(), snapshots.snapshots());
        final GanConfig config = config(new LatentPrior.Normal(3));
        snapshots.trainingResumed(record(2, Double.NaN), new Fixed(config, SHAPE, 0));
        for (int epoch = 3; epoch <= 5; epoch++) {
            snapshots.epochEnded(record(epoch, 1), new Fixed(config, SHAPE, 0));
        }
        assertEquals(List.of(2, 4, 5), epochs(snapshots, GanSnapshots.SAMPLES));
        assertEquals(List.of("The training was resumed, so the snapshots begin with epoch 2."), snapshots.notices());
    }
}
