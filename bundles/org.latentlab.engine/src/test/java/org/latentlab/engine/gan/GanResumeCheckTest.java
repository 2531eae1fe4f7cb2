package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.train.CheckpointConfig;
import org.latentlab.engine.train.Progress;

/** Trainings of GANs that cannot go on from the checkpoints of another. */
class GanResumeCheckTest {

    private static final Images BARS = GanTestData.bars(28, 1);

    private static final GanConfig WGAN = GanTestData.config(
        new GanLoss.WassersteinGradientPenalty(10, GradientPenalty.TOWARDS_ONE));

    @TempDir
    private Path m_directory;

    private static GanTrainingConfig training(final TrainingLength length) {
        return GanTestData.training(length);
    }

    private Gan train(final GanTraining request, final boolean resume) {
        return GanTrainer.train(request.withCheckpoints(new CheckpointConfig(m_directory, 1, 2, resume)),
            Progress.NONE);
    }

    private void assertRefused(final String difference, final GanTraining request) {
        final String message = assertThrows(EngineException.class, () -> train(request, true)).getMessage();
        assertTrue(message.startsWith("The training cannot go on from the checkpoint ")
            && message.contains(": " + difference), message);
    }

    private void assertRefused(final String difference, final GanConfig config) {
        assertRefused(difference + ". Set this as it was, choose another directory, or do not resume.",
            GanTraining.of(BARS, config, training(TrainingLength.epochs(4))));
    }

    private static ImageClassifier classifier(final ImageShape shape, final int classes) {
        final byte[] pixels = new byte[12 * shape.values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)(31 * i + i / shape.values());
        }
        return ClassifierTrainer.train(Images.ofBytes(shape, pixels),
            IntStream.range(0, 12).map(i -> i % classes).toArray(), List.of("a", "b", "c").subList(0, classes),
            ClassifierConfig.standard(1, 1), Progress.NONE);
    }

    @Test
    void aClassifierTellsAsManyClassesAsBefore() {
        final GanTraining request = GanTraining.of(BARS, WGAN, training(TrainingLength.epochs(2)));
        train(request.withClassifier(classifier(BARS.shape(), 3)), false);
        assertRefused("the classifier told 3 classes, but tells 2 now",
            request.withClassifier(classifier(BARS.shape(), 2)));
        train(request.withClassifier(classifier(BARS.shape(), 3)), true);
        train(request, true);
    }

    @Test
    void aClassifierOfOtherImagesIsRefusedBeforeTheTraining() {
        final ImageClassifier classifier = classifier(ImageShape.gray(9, 8), 2);
        final List<Integer> seen = new ArrayList<>();
        final GanTraining request = GanTraining.of(BARS, WGAN, training(TrainingLength.epochs(2)))
            .withClassifier(classifier).withListener((epoch, model) -> seen.add(epoch.epoch()));
        final String message =
            assertThrows(EngineException.class, () -> GanTrainer.train(request, Progress.NONE)).getMessage();
        assertTrue(message.startsWith("The classifier was trained on " + classifier.shape() + " images, but the GAN is "
            + "to be trained on " + BARS.shape() + " ones."), message);
        assertTrue(seen.isEmpty());
        final GanTraining vectors = GanTraining.of(Images.ofFloats(ImageShape.gray(1, 2), new float[]{1, 2, 3, 4}),
            WGAN, training(TrainingLength.epochs(1))).withClassifier(classifier);
        final String ofVectors =
            assertThrows(EngineException.class, () -> GanTrainer.train(vectors, Progress.NONE)).getMessage();
        assertTrue(ofVectors.startsWith("A classifier of images cannot tell the classes of vectors."), ofVectors);
    }

    @Test
    void anotherGanIsRefusedInTheWordsOfTheDialog() {
        train(GanTraining.of(BARS, WGAN, training(TrainingLength.epochs(2))), false);
        assertRefused("the loss was Wasserstein with gradient penalty, but is hinge now",
            GanTestData.config(new GanLoss.Hinge()));
        assertRefused("the weight of the gradient penalty was 10, but is 2.5 now",
            GanTestData.config(new GanLoss.WassersteinGradientPenalty(2.5, GradientPenalty.TOWARDS_ONE)));
        assertRefused("the form of the gradient penalty was towards 1, but is the norm now",
            GanTestData.config(new GanLoss.WassersteinGradientPenalty(10, GradientPenalty.NORM)));
        assertRefused("the latent size was 3, but is 4 now", new GanConfig(new LatentPrior.Normal(4),
            GanTestData.MLP, CriticNormalisation.NONE, WGAN.loss(), 1, List.of(), null));
        assertRefused("the generator layers were 16, but are 9, 8 now", new GanConfig(new LatentPrior.Normal(3),
            new GanArchitecture.Mlp(List.of(9, 8), List.of(16), true), CriticNormalisation.NONE, WGAN.loss(), 1,
            List.of(), null));
        assertRefused("the architecture was an MLP, but is a DCGAN now", new GanConfig(new LatentPrior.Normal(3),
            new GanArchitecture.Dcgan(2), CriticNormalisation.NONE, WGAN.loss(), 1, List.of(), null));
        assertRefused("the normalisation of the critic was none, but is spectral now",
            new GanConfig(new LatentPrior.Normal(3), GanTestData.MLP, CriticNormalisation.SPECTRAL, WGAN.loss(), 1,
                List.of(), null));
        assertRefused("the classes were none, but are a, b, c, d now",
            GanTestData.request(BARS, new GanConfig(new LatentPrior.Normal(3), GanTestData.MLP,
                CriticNormalisation.NONE, WGAN.loss(), 1, List.of("a", "b", "c", "d"), null),
                training(TrainingLength.epochs(4))));
    }

    @Test
    void anotherTrainingIsRefusedNamingWhatDiffers() {
        train(GanTraining.of(BARS, WGAN, training(TrainingLength.epochs(3))), false);
        final GanTrainingConfig t = training(TrainingLength.epochs(4));
        assertRefused("the number of critic steps was 2, but is 5 now",
            GanTraining.of(BARS, WGAN, GanTestData.training(t.length(), 5, 2, 2)));
        assertRefused("the learning rate of the generator was 0.002, but is 0.01 now", GanTraining.of(BARS, WGAN,
            new GanTrainingConfig(t.length(), 8, 2, AdamConfig.of(0.01), t.critic(), 0.9, 2, 5, 0, 2, 2, false)));
        assertRefused("the decay of the average of weights was 0.9, but is 0 now", GanTraining.of(BARS, WGAN,
            new GanTrainingConfig(t.length(), 8, 2, t.generator(), t.critic(), 0, 2, 5, 0, 2, 2, false)));
        assertRefused("the seed was 5, but is 6 now", GanTraining.of(BARS, WGAN,
            new GanTrainingConfig(t.length(), 8, 2, t.generator(), t.critic(), 0.9, 2, 6, 0, 2, 2, false)));
        assertRefused("the training is 3 epochs long already, but only 2 are asked for. Ask for 3 or more",
            GanTraining.of(BARS, WGAN, training(TrainingLength.epochs(2))));
        assertRefused("the training is 5 generator updates long already, but only 4 are asked for. Ask for 5 or more",
            GanTraining.of(BARS, WGAN, training(TrainingLength.updates(4))));
        assertRefused("the images were others. Take the same rows in the same order as before",
            GanTraining.of(GanTestData.bars(28, 2), WGAN, t));
        assertRefused("there were 28 images, but now there are 29. Take the same rows as before",
            GanTraining.of(GanTestData.bars(29, 1), WGAN, t));
    }

    @Test
    void otherClassesAreRefusedWhereTheGanIsToldThem() {
        final GanConfig conditional = GanTestData.family().get(1);
        final GanTraining request = GanTestData.request(BARS, conditional, training(TrainingLength.epochs(1)));
        train(request, false);
        final int[] others = request.classes().clone();
        others[3] = (others[3] + 1) % 4;
        assertRefused("the classes of the images were others. Take the same classes as before",
            request.withClasses(others));
    }

    /** A setting that is added to the manifest is to be given a name for whoever must set it as it was. */
    @Test
    void everySettingHasAName() {
        final List<String> unnamed = new ArrayList<>();
        for (final GanConfig config : GanTestData.family()) {
            collect("", ConfigManifest.write(config), unnamed);
        }
        final Map<String, Object> training = TrainingManifest.write(training(TrainingLength.epochs(1)));
        training.keySet().removeAll(List.of("length", "maxMinutes", "snapshotEvery", "keepEvery", "stopOnFailure"));
        collect("", training, unnamed);
        assertTrue(unnamed.isEmpty(), unnamed::toString);
    }

    private static void collect(final String path, final Map<?, ?> section, final List<String> unnamed) {
        for (final Map.Entry<?, ?> entry : section.entrySet()) {
            final String key = path + entry.getKey();
            if (entry.getValue() instanceof Map<?, ?> inner) {
                collect(key + ".", inner, unnamed);
            } else if (!ResumeCheck.isNamed(key)) {
                unnamed.add(key);
            }
        }
    }
}
