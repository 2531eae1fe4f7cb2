package org.latentlab.engine.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.latentlab.engine.dataset.StratifiedSample;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/**
 * Scores images that were generated for a class each: whether they are of it, and how much those of a class differ,
 * beside the real images of the class.
 * <p>
 * The mean cosine of two images of a class is that of the images' vectors of values as they are, not centred: see
 * {@link PairMean#cosines}. Values of at least 0 give cosines of at least 0; 1 means that all images are alike up to
 * their contrast. It depends on how much of an image is background, hence that of the real images beside it. The mean
 * Euclidean distance is taken over the pairs of at most {@value #MOST_COMPARED} images of a class, drawn with the seed.
 * <p>
 * Keeps what was found of the real classes. Not for several threads at once.
 */
public final class ConditionalScores {

    /** The most images of a class whose distances are taken. */
    public static final int MOST_COMPARED = 500;

    private final Images m_real;
    private final int[] m_realClasses;
    private final List<String> m_classNames;
    private final long m_seed;
    private final Map<Integer, Spread> m_realSpreads = new HashMap<>();

    /** How much the images of a class differ. */
    private record Spread(PairMean cosine, PairMean distance) {
    }

    /**
     * @param real real images
     * @param realClasses the class of each, an index into classNames; −1 for none
     * @param classNames the classes, at least one
     * @param seed of the images whose distances are taken
     * @throws IllegalArgumentException if there is not one class for each image
     */
    public ConditionalScores(final Images real, final int[] realClasses, final List<String> classNames,
        final long seed) {
        checkOneEach(real, realClasses, "real");
        m_real = real;
        m_realClasses = realClasses.clone();
        m_classNames = List.copyOf(classNames);
        m_seed = seed;
    }

    private static void checkOneEach(final Images images, final int[] classes, final String which) {
        if (images.size() != classes.length) {
            throw new IllegalArgumentException(classes.length + " classes for " + images.size() + " " + which
                + " images.");
        }
    }

    /**
     * @param generated images of the real ones' shape
     * @param asked the class that each was generated for, an index into classNames; −1 for none: not scored
     * @param found the class that each was found to be, likewise
     * @param progress told and asked
     * @return their scores
     * @throws org.latentlab.engine.EngineException if an image holds a value that is not finite
     * @throws IllegalArgumentException if the shapes or lengths differ, or an index is outside the classes
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public ConditionalResult of(final Images generated, final int[] asked, final int[] found,
        final Progress progress) {
        checkOneEach(generated, asked, "generated");
        if (!generated.shape().equals(m_real.shape())) {
            throw new IllegalArgumentException("The generated images are of shape " + generated.shape()
                + ", the real ones of " + m_real.shape() + ".");
        }
        final ConfusionMatrix confusion = ConfusionMatrix.of(asked, found, m_classNames);
        final List<ConditionalResult.ClassScore> classes = new ArrayList<>();
        final int count = m_classNames.size();
        for (int c = 0; c < count; c++) {
            final Progress part = progress.part((double)c / count, (c + 1.0) / count);
            final int[] rows = ofClass(asked, c);
            if (rows.length == 0) {
                classes.add(ConditionalResult.ClassScore.none(m_classNames.get(c)));
                continue;
            }
            final Spread made = spread(generated, rows, part.part(0, 0.5));
            Spread real = m_realSpreads.get(c);
            if (real == null) {
                real = spread(m_real, ofClass(m_realClasses, c), part.part(0.5, 1));
                m_realSpreads.put(c, real);
            }
            classes.add(new ConditionalResult.ClassScore(m_classNames.get(c), rows.length, confusion.accuracy(c),
                confusion.standardError(c), made.cosine(), real.cosine(), made.distance(), real.distance()));
        }
        return new ConditionalResult(confusion, classes);
    }

    private static int[] ofClass(final int[] classes, final int c) {
        return IntStream.range(0, classes.length).filter(i -> classes[i] == c).toArray();
    }

    private Spread spread(final Images images, final int[] rows, final Progress progress) {
        final int values = images.shape().values();
        if (rows.length == 0) {
            return new Spread(PairMean.NONE, PairMean.NONE);
        }
        final Images chosen = images.select(rows);
        final PairMean cosine = PairMean.cosines(chosen.toFloats(), values);
        final int[] compared = StratifiedSample.rows(null, rows.length, MOST_COMPARED, m_seed);
        final float[] few = new float[Math.multiplyExact(compared.length, values)];
        for (int i = 0; i < compared.length; i++) {
            chosen.copyTo(compared[i], few, i * values);
        }
        return new Spread(cosine, PairMean.distances(few, values, progress));
    }
}
