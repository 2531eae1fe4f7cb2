package org.latentlab.engine.failure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.score.DiversityReference;
import org.latentlab.engine.score.SampleDiversity;
import org.latentlab.engine.train.Progress;

class FailureMonitorTest {

    private static final ImageDataset DIGITS = SyntheticDigits.generate(SyntheticDigitsConfig.of(700, 1),
        Progress.NONE);

    private static final double[] WAVE = IntStream.range(0, 400).mapToDouble(i -> 1 + 0.5 * Math.sin(i / 5.0))
        .toArray();

    private static final TrainingState STATE = new TrainingState(3, 300, WAVE, 1.5, 2.5, 0.8, 0.25);

    private static FailureMonitor monitor(final Images training, final ImageClassifier classifier) {
        return new FailureMonitor(training, classifier, 1, Progress.NONE);
    }

    private static Images repeated(final int modes, final int count) {
        return DIGITS.images().select(IntStream.range(0, count).map(i -> i % modes).toArray());
    }

    @Test
    void theFiguresAreThoseOfSamplesAndState() {
        final FailureMonitor monitor = monitor(DIGITS.images(), null);
        assertEquals(FailureMonitor.SAMPLES, monitor.samples());
        final Images samples = SyntheticDigits.generate(SyntheticDigitsConfig.of(512, 2), Progress.NONE).images();
        final FailureSnapshot s = monitor.look(STATE, samples, Progress.NONE);
        final SampleDiversity d = new DiversityReference(DIGITS.images(), 512, 1, Progress.NONE).of(samples,
            Progress.NONE);
        assertEquals(d.meanDistance(), s.meanDistance());
        assertEquals(d.dataDistance(), s.dataDistance());
        assertEquals(d.nearDuplicates(), s.nearDuplicates());
        assertEquals(d.dataNearDuplicates(), s.dataNearDuplicates());
        assertEquals(1, s.distanceRatio(), 0.05);
        assertTrue(s.nearDuplicates() < 0.1, "near-duplicates " + s.nearDuplicates());
        assertEquals(3, s.epoch());
        assertEquals(300, s.updates());
        assertEquals(512, s.samples());
        assertArrayEquals(new double[]{1.5, 2.5, 0.8, 0.25},
            new double[]{s.generatorGradient(), s.criticGradient(), s.realScore(), s.fakeScore()});
        assertEquals(2 * Math.PI * 5, s.period(), 0.3);
        assertEquals(0.5, s.amplitude(), 0.03);
        assertEquals(-1, s.classesHit());
        assertTrue(Double.isNaN(s.classEntropy()));
    }

    @Test
    void fewTrainingImagesAskForAsFewSamples() {
        final FailureMonitor monitor = monitor(DIGITS.images().select(IntStream.range(0, 50).toArray()), null);
        assertEquals(50, monitor.samples());
        assertEquals(50, monitor.look(STATE, repeated(50, 50), Progress.NONE).samples());
    }

    @Test
    void samplesOfFewModesHaveCollapsedWhateverTheModes() {
        final FailureMonitor monitor = monitor(DIGITS.images(), null);
        for (final int modes : new int[]{1, 10, 200}) {
            final FailureSnapshot s = monitor.look(STATE, repeated(modes, 512), Progress.NONE);
            assertEquals(1, s.nearDuplicates(), modes + " modes");
            assertTrue(SampleVerdict.of(s).isModeCollapse(), modes + " modes");
        }
    }

    @Test
    void aClassifierTellsWhichClassesAreThere() {
        final ImageClassifier classifier = ClassifierTrainer.train(DIGITS.images(), DIGITS.labels(),
            DIGITS.classNames(), ClassifierConfig.standard(6, 1), Progress.NONE);
        final FailureMonitor monitor = monitor(DIGITS.images(), classifier);
        final int[] evenDigits = IntStream.range(0, DIGITS.size()).filter(i -> DIGITS.labels()[i] % 2 == 0)
            .limit(300).toArray();
        final FailureSnapshot s = monitor.look(STATE, DIGITS.images().select(evenDigits), Progress.NONE);
        assertEquals(10, s.dataClassesHit());
        double even = 0;
        for (int c = 0; c < 10; c += 2) {
            even += s.classShares()[c];
            assertEquals(0.2, s.classShares()[c], 0.06, "class " + c);
        }
        assertTrue(even > 0.95, "share of even digits " + even);
        assertEquals(Math.log(5), s.classEntropy(), 0.2);
        assertTrue(SampleVerdict.of(s).missing().size() >= 4, "missing " + SampleVerdict.of(s).missing());
    }

    @Test
    void whatCannotBeWatchedIsRefused() {
        final Images same = Images.ofFloats(ImageShape.gray(4, 4), new float[160]);
        assertThrows(EngineException.class, () -> monitor(same, null));
        final FailureMonitor monitor = monitor(DIGITS.images(), null);
        assertThrows(IllegalArgumentException.class, () -> monitor.look(STATE, same, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> new FailureSnapshot(1, 1, 2, 1, 1, 0, 0, new double[2],
            new double[3], 0, 1, 1, 0, 0, Double.NaN, 0));
    }
}
