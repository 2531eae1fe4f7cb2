package org.latentlab.engine.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ModelArchive;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

class ImageClassifierTest {

    private static final List<String> NAMES = List.of("horizontal", "vertical", "blank");

    private static final ImageShape SHAPE = ImageShape.gray(8, 9);

    private static Images images;

    private static int[] labels;

    private static ImageClassifier classifier;

    /** Noise with a bright line across or down, or none; its colour is red where there are colours. */
    private static Images lines(final ImageShape shape, final int[] labels, final long seed) {
        final Rng rng = new Rng(seed);
        final byte[] pixels = new byte[labels.length * shape.values()];
        for (int i = 0; i < labels.length; i++) {
            final int at = 1 + rng.nextInt(6);
            for (int p = 0; p < shape.values(); p++) {
                final int y = p / shape.width() % shape.height();
                final int x = p % shape.width();
                final boolean red = p < shape.height() * shape.width();
                final boolean lit = red && (labels[i] == 0 && y == at || labels[i] == 1 && x == at);
                pixels[i * shape.values() + p] = (byte)((lit ? 180 : 0) + rng.nextInt(60));
            }
        }
        return Images.ofBytes(shape, pixels);
    }

    private static int[] labels(final int count) {
        final int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 3;
        }
        return labels;
    }

    private static ClassifierConfig config(final int epochs) {
        return new ClassifierConfig(epochs, 32, 2e-3, 4, 0.2);
    }

    @BeforeAll
    static void train() {
        labels = labels(303);
        images = lines(SHAPE, labels, 1);
        classifier = ClassifierTrainer.train(images, labels, NAMES, config(8), Progress.NONE);
    }

    private static double accuracy(final ImageClassifier model, final Images test, final int[] right) {
        final float[] p = model.probabilities(test, Progress.NONE);
        int correct = 0;
        for (int i = 0; i < right.length; i++) {
            int best = 0;
            for (int j = 1; j < 3; j++) {
                best = p[3 * i + j] > p[3 * i + best] ? j : best;
            }
            correct += best == right[i] ? 1 : 0;
        }
        return (double)correct / right.length;
    }

    @Test
    void itLearnsToTellLinesApart() {
        final int[] right = labels(150);
        assertTrue(accuracy(classifier, lines(SHAPE, right, 99), right) > 0.95);
        final List<ClassifierEpoch> epochs = classifier.history().epochs();
        assertEquals(8, epochs.size());
        assertTrue(epochs.get(7).loss() < epochs.get(0).loss() / 2, () -> epochs.toString());
        assertTrue(epochs.get(7).validationAccuracy() > 0.95, () -> epochs.toString());
        assertTrue(classifier.summary().matches("CNN 8×9, 3 classes, 303 images, 8 epochs, validation accuracy "
            + "[01]\\.\\d{3}, CPU.*"), classifier.summary());
    }

    @Test
    void colourImagesAreLearnedToo() {
        final ImageShape shape = ImageShape.rgb(9, 8);
        final int[] right = labels(240);
        final ImageClassifier model = ClassifierTrainer.train(lines(shape, right, 5), right, NAMES, config(8),
            Progress.NONE);
        assertTrue(accuracy(model, lines(shape, labels(60), 6), labels(60)) > 0.9);
    }

    @Test
    void probabilitiesSumToOneAndFeaturesAreWhatReluLeaves() {
        final float[] p = classifier.probabilities(images, Progress.NONE);
        final float[] f = classifier.features(images, Progress.NONE);
        assertEquals(303 * 3, p.length);
        assertEquals(303 * classifier.featureSize(), f.length);
        int positive = 0;
        for (final float v : f) {
            assertTrue(v >= 0);
            positive += v > 0 ? 1 : 0;
        }
        assertTrue(positive > f.length / 20, "only " + positive + " features are above 0");
        for (int i = 0; i < 303; i++) {
            assertEquals(1, p[3 * i] + p[3 * i + 1] + p[3 * i + 2], 1e-6);
        }
        assertEquals("LatentLab CNN, 128 penultimate features", classifier.featureSpace());
    }

    @Test
    void aFullyConnectedOneLearnsAndComesBackFromItsFile(@TempDir final Path directory) throws IOException {
        final ClassifierConfig dense = config(20).with(ClassifierArchitecture.DENSE);
        final ImageClassifier model = ClassifierTrainer.train(images, labels, NAMES, dense, Progress.NONE);
        final int[] right = labels(150);
        assertTrue(accuracy(model, lines(SHAPE, right, 99), right) > 0.9);
        assertEquals("LatentLab MLP, 128 penultimate features", model.featureSpace());
        assertTrue(model.summary().startsWith("MLP 8×9, 3 classes, 303 images, 20 epochs"), model.summary());
        final float[] features = model.features(images, Progress.NONE);
        assertEquals(303 * 128, features.length);

        final Path file = directory.resolve("model");
        ClassifierArchive.write(model, file);
        final ImageClassifier back = ClassifierArchive.read(file);
        assertEquals(dense, back.config());
        assertArrayEquals(features, back.features(images, Progress.NONE));

        final ImageClassifier again = ClassifierTrainer.train(images, labels, NAMES, dense, Progress.NONE);
        for (int i = 0; i < again.weights().size(); i++) {
            assertArrayEquals(model.weights().get(i).values(), again.weights().get(i).values());
        }
    }

    @Test
    void aFullyConnectedOneTakesImagesOfAnySize() {
        final ImageShape shape = ImageShape.gray(2, 3);
        final int[] right = {0, 1, 0, 1};
        final byte[] pixels = new byte[24];
        for (int i = 0; i < 24; i++) {
            pixels[i] = (byte)(i / 6 % 2 == 0 ? 200 + i : i);
        }
        final Images small = Images.ofBytes(shape, pixels);
        final ImageClassifier model = ClassifierTrainer.train(small, right, List.of("light", "dark"),
            ClassifierConfig.standard(60, 1).with(ClassifierArchitecture.DENSE), Progress.NONE);
        final float[] p = model.probabilities(small, Progress.NONE);
        for (int i = 0; i < 4; i++) {
            assertTrue(p[2 * i + right[i]] > 0.9, "image " + i);
        }
    }

    @Test
    void filesFromBeforeThereWasAChoiceAreConvolutional(@TempDir final Path directory) throws IOException {
        final Path file = directory.resolve("model");
        ClassifierArchive.write(classifier, file);
        final ModelArchive archive = ModelArchive.read(file, ClassifierArchive.KIND);
        final Map<String, Object> manifest = new LinkedHashMap<>(archive.manifest());
        assertEquals("CONVOLUTIONAL", manifest.remove("architecture"));
        final List<Tensor> tensors = new ArrayList<>(archive.tensors().values());
        ModelArchive.write(file, ClassifierArchive.KIND, manifest, tensors);
        assertEquals(classifier.config(), ClassifierArchive.read(file).config());
        manifest.put("architecture", "TRANSFORMER");
        ModelArchive.write(file, ClassifierArchive.KIND, manifest, tensors);
        final IOException e = assertThrows(IOException.class, () -> ClassifierArchive.read(file));
        assertTrue(e.getMessage().contains("CONVOLUTIONAL, DENSE"), e.getMessage());
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        final ImageClassifier again = ClassifierTrainer.train(images, labels, NAMES, config(8), Progress.NONE);
        for (int i = 0; i < again.weights().size(); i++) {
            assertArrayEquals(classifier.weights().get(i).values(), again.weights().get(i).values());
        }
    }

    @Test
    void aClassifierComesBackFromItsFileAsItWas(@TempDir final Path directory) throws IOException {
        final Path file = directory.resolve("model");
        ClassifierArchive.write(classifier, file);
        final ImageClassifier back = ClassifierArchive.read(file);
        assertEquals(classifier.summary(), back.summary());
        assertEquals(classifier.classNames(), back.classNames());
        assertEquals(classifier.config(), back.config());
        assertEquals(classifier.history(), back.history());
        assertArrayEquals(classifier.features(images, Progress.NONE), back.features(images, Progress.NONE));

        // a class too many for the weights
        final ModelArchive archive = ModelArchive.read(file, ClassifierArchive.KIND);
        final Map<String, Object> manifest = new LinkedHashMap<>(archive.manifest());
        manifest.put("classes", List.of("a", "b", "c", "d"));
        final List<Tensor> tensors = new ArrayList<>(archive.tensors().values());
        ModelArchive.write(file, ClassifierArchive.KIND, manifest, tensors);
        final EngineException e = assertThrows(EngineException.class, () -> ClassifierArchive.read(file));
        assertTrue(e.getMessage().contains("'dense.1.weights'"), e.getMessage());
        // not a classifier at all
        ModelArchive.write(file, "vae", manifest, tensors);
        assertThrows(IOException.class, () -> ClassifierArchive.read(file));
    }

    @Test
    void unusableDataAreRefusedSayingWhatToDo() {
        final int[] two = {0, 1};
        refused("at least 2 images", Images.ofBytes(SHAPE, new byte[0]), new int[0]);
        refused("there is only one", Images.ofBytes(SHAPE, new byte[72]), new int[1]);
        refused("at least 8×8 pixels, but these are 7×9", Images.ofBytes(ImageShape.gray(7, 9), new byte[126]), two);
        refused("Image 2 has no class", Images.ofBytes(SHAPE, new byte[144]), new int[]{0, -1});
        refused("all of these are of class 'vertical'", Images.ofBytes(SHAPE, new byte[144]), new int[]{1, 1});
        refused("All pixels of all 2 images have the same value", Images.ofBytes(SHAPE, new byte[144]), two);
        final float[] pixels = new float[144];
        pixels[100] = Float.NaN;
        refused("Image 2 has a pixel of value NaN", Images.ofFloats(SHAPE, pixels), two);
        assertThrows(IllegalArgumentException.class,
            () -> ClassifierTrainer.train(images, new int[3], NAMES, config(1), Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> config(0));
        final EngineException e = assertThrows(EngineException.class,
            () -> classifier.features(Images.ofBytes(ImageShape.gray(8, 8), new byte[64]), Progress.NONE));
        assertTrue(e.getMessage().startsWith("The images are 8×8, but the classifier was trained on 8×9."),
            e.getMessage());
    }

    private static void refused(final String message, final Images data, final int[] right) {
        final EngineException e = assertThrows(EngineException.class,
            () -> ClassifierTrainer.train(data, right, NAMES, config(1), Progress.NONE));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void imagesTooLargeForTheMemoryAreRefusedBeforeAnyIsTaken() {
        final ImageShape large = ImageShape.gray(2000, 2000);
        final Images two = Images.ofBytes(large, new byte[2 * large.values()]);
        final EngineException e = assertThrows(EngineException.class,
            () -> ClassifierTrainer.train(two, new int[]{0, 1}, NAMES, config(1), Progress.NONE));
        assertTrue(e.getMessage().contains("outside the Java heap, more than the limit"), e.getMessage());
    }

    @Test
    void aCancelInTheMiddleOfAnEpochEndsTheTraining() {
        final int[] updates = new int[1];
        final Progress progress = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                updates[0]++;
            }

            @Override
            public void checkCanceled() {
                if (updates[0] == 4) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class,
            () -> ClassifierTrainer.train(images, labels, NAMES, config(5), progress));
        assertEquals(4, updates[0]);
    }
}
