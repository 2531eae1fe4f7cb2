package org.latentlab.engine.failure;

import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.dataset.StratifiedSample;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.score.DiversityReference;
import org.latentlab.engine.score.SampleDiversity;
import org.latentlab.engine.train.Progress;

/**
 * Looks at a GAN's samples and losses now and then while it is trained, and measures what tells of failures. What the
 * figures mean, {@link FailureVerdict} judges.
 */
public final class FailureMonitor {

    /** The most samples that are looked at: one percent of them, a class's share to be hit, are still a handful. */
    public static final int SAMPLES = 512;

    /** The most steps of the generator whose losses are looked at. */
    public static final int TRACE = 1024;

    private final DiversityReference m_reference;
    private final ImageClassifier m_classifier;
    private final double[] m_dataShares;

    /**
     * @param training the training images, at least 2 that differ
     * @param classifier tells which classes are generated; null = nobody does
     * @param seed the seed of the run; of the draw of those training images that samples are compared with
     * @param progress told and asked
     * @throws org.latentlab.engine.EngineException if no two images differ, or the classifier takes others
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public FailureMonitor(final Images training, final ImageClassifier classifier, final long seed,
        final Progress progress) {
        m_reference = new DiversityReference(training, SAMPLES, seed, progress);
        m_classifier = classifier;
        m_dataShares = shares(classifier == null ? training
            : training.select(StratifiedSample.rows(null, training.size(), SAMPLES, seed)), progress);
    }

    /** @return how many samples are to be given to {@link #look}, 2…{@link #SAMPLES} */
    public int samples() {
        return m_reference.count();
    }

    /**
     * @param state where the training is
     * @param samples {@link #samples()} images from the same latent vectors (and classes) each time, drawn of the prior
     * @param progress told and asked
     * @return what can be seen of failures
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public FailureSnapshot look(final TrainingState state, final Images samples, final Progress progress) {
        final SampleDiversity diversity = m_reference.of(samples, progress);
        final double[] shares = shares(samples, progress);
        final Oscillation oscillation = Oscillation.of(state.generatorLosses(), TRACE);
        return new FailureSnapshot(state.epoch(), state.updates(), diversity.samples(), diversity.meanDistance(),
            diversity.dataDistance(), diversity.nearDuplicates(), diversity.dataNearDuplicates(), shares, m_dataShares,
            ClassShares.entropy(shares), state.generatorGradient(), state.criticGradient(), state.realScore(),
            state.fakeScore(), oscillation.period(), oscillation.amplitude());
    }

    private double[] shares(final Images images, final Progress progress) {
        return m_classifier == null ? new double[0] : ClassShares.of(m_classifier, images, progress);
    }
}
