package org.latentlab.engine.conditional;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * Scores samplers by the images that a generative model decodes from their latent vectors and the classes that a
 * classifier gives these. The random numbers of {@link ScaledSampler}s are drawn once for all θ. For use by one thread.
 */
public final class DecodedEvaluator implements SamplerEvaluator {

    /** Values of the images that are held at once. */
    private static final int VALUES_AT_ONCE = 4_000_000;

    /** Values of random numbers that are kept for the next sampler. */
    private static final long VALUES_KEPT = 16_000_000;

    /** What random numbers depend on. */
    private record DrawsKey(long seed, int draws, int count) {
    }

    /** What has been found out about a class's images. */
    private static final class Tally {

        private final CosineSum m_cosine;

        private int m_right;

        private double m_distance;

        Tally(final int values) {
            m_cosine = new CosineSum(values);
        }
    }

    private final GenerativeModel m_decoder;

    private final ImageClassifier m_classifier;

    private final LatentClasses m_classes;

    /** Of each class, its number among the classifier's. */
    private final int[] m_known;

    private final Map<DrawsKey, StandardDraws[]> m_draws = new LinkedHashMap<>();

    /**
     * @param decoder what turns latent vectors into images
     * @param classifier what says which class these are of
     * @param classes the classes, with codes of the decoder's latent space
     * @throws EngineException if the decoder is class-conditional itself, the codes are not of its latent space, the
     *             classifier is for images of another shape, or it does not know a class
     */
    public DecodedEvaluator(final GenerativeModel decoder, final ImageClassifier classifier,
        final LatentClasses classes) {
        if (!decoder.classNames().isEmpty()) {
            throw new EngineException("The " + decoder.kind() + " was trained with classes and is told them when it "
                + "generates, so its latent codes say nothing about them. Choose a model that was trained without.");
        }
        if (decoder.latentSize() != classes.dimensions()) {
            throw new EngineException("The codes have " + classes.dimensions() + " latent dimensions, but the model "
                + "decodes " + decoder.latentSize() + ". Choose the model that encoded the table, and all columns of "
                + "its codes.");
        }
        if (!decoder.shape().equals(classifier.shape())) {
            throw new EngineException("The model decodes images of " + decoder.shape() + ", but the classifier was "
                + "trained on " + classifier.shape() + ". Train it on reconstructions of this model.");
        }
        final List<String> unknown =
            classes.names().stream().filter(name -> !classifier.classNames().contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new EngineException("The classifier does not know " + (unknown.size() == 1 ? "the class '"
                : "the classes '") + String.join("', '", unknown) + "', but " + classifier.classNames().size()
                + " others: '" + String.join("', '", classifier.classNames()) + "'. Train it on images of all classes "
                + "of the table.");
        }
        m_decoder = decoder;
        m_classifier = classifier;
        m_classes = classes;
        m_known = classes.names().stream().mapToInt(classifier.classNames()::indexOf).toArray();
    }

    @Override
    public LatentClasses classes() {
        return m_classes;
    }

    @Override
    public String decoder() {
        return m_decoder.summary();
    }

    @Override
    public String decoderFingerprint() {
        return m_decoder.provenance().dataFingerprint();
    }

    @Override
    public String classifier() {
        return m_classifier.summary();
    }

    @Override
    public SamplerEvaluator only(final int classNumber) {
        return new DecodedEvaluator(m_decoder, m_classifier,
            new LatentClasses(List.of(m_classes.classes().get(classNumber)), m_classes.spread()));
    }

    /** @throws IllegalArgumentException also if there are fewer than 2 draws, or the sampler has other classes */
    @Override
    public SamplerScore score(final ConditionalSampler sampler, final int drawsPerClass, final long seed,
        final Progress progress) {
        if (drawsPerClass < 2) {
            throw new IllegalArgumentException("A sampler is scored by at least 2 draws of each class, not "
                + drawsPerClass + ".");
        }
        if (!sampler.classes().names().equals(m_classes.names())) {
            throw new IllegalArgumentException("The sampler is for the classes "
                + String.join(", ", sampler.classes().names()) + ", not for " + String.join(", ", m_classes.names())
                + ".");
        }
        final boolean isConstant = sampler instanceof ScaledSampler scaled && scaled.isConstant();
        final int count = isConstant ? 1 : drawsPerClass; // images that are all alike: one tells all
        final Matrix z = latents(sampler, count, seed, progress);
        final Tally[] tallies = new Tally[m_classes.size()];
        Arrays.setAll(tallies, y -> new Tally(m_decoder.shape().values()));
        final int atOnce = Math.max(1, VALUES_AT_ONCE / m_decoder.shape().values());
        for (int from = 0; from < z.rows(); from += atOnce) {
            progress.checkCanceled();
            add(z, from, Math.min(z.rows(), from + atOnce), count, tallies);
            final int done = Math.min(z.rows(), from + atOnce);
            progress.update((double)done / z.rows(), String.format(Locale.ROOT, "Scored %,d of %,d images of %s", done,
                z.rows(), sampler.summary()));
        }
        return score(tallies, count, drawsPerClass);
    }

    @Override
    public Images images(final ConditionalSampler sampler, final int perClass, final long seed) {
        final int[] wanted = new int[Math.multiplyExact(m_classes.size(), perClass)];
        Arrays.setAll(wanted, i -> i / perClass);
        return m_decoder.decode(sampler.draw(wanted, seed, Progress.NONE).toFloats(), null, Progress.NONE);
    }

    private Matrix latents(final ConditionalSampler sampler, final int count, final long seed,
        final Progress progress) {
        final int d = m_classes.dimensions();
        final int size = m_classes.size();
        if (!(sampler instanceof ScaledSampler scaled) || sampler.classes() != m_classes) {
            final int[] wanted = new int[Math.multiplyExact(size, count)];
            Arrays.setAll(wanted, i -> i / count);
            return sampler.draw(wanted, seed, progress.part(0, 0));
        }
        final StandardDraws[] draws = draws(new DrawsKey(seed, scaled.scales().draws(), count));
        final Matrix z = Matrix.zeros(Math.multiplyExact(size, count), d);
        for (int y = 0; y < size; y++) {
            System.arraycopy(scaled.of(y, draws[y]).data(), 0, z.data(), y * count * d, count * d);
        }
        return z;
    }

    private StandardDraws[] draws(final DrawsKey key) {
        final StandardDraws[] known = m_draws.get(key);
        if (known != null) {
            return known;
        }
        final StandardDraws[] draws = new StandardDraws[m_classes.size()];
        Arrays.setAll(draws,
            y -> StandardDraws.of(m_classes.classes().get(y), key.count(), key.draws(), key.seed()));
        final long values = (long)key.count() * draws.length * m_classes.dimensions();
        if ((m_draws.size() + 1) * values > VALUES_KEPT) {
            m_draws.clear();
        }
        if (values <= VALUES_KEPT) {
            m_draws.put(key, draws);
        }
        return draws;
    }

    /** Adds the images of some latent vectors, of which each class has as many as the others. */
    private void add(final Matrix z, final int from, final int to, final int perClass, final Tally[] tallies) {
        final int d = z.columns();
        final float[] codes = new float[(to - from) * d];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float)z.data()[from * d + i];
        }
        final Images images = m_decoder.decode(codes, null, Progress.NONE);
        final float[] probabilities = m_classifier.probabilities(images, Progress.NONE);
        final int first = from / perClass;
        Parallel.forRange((to - 1) / perClass + 1 - first, (chunk, begin, end) -> {
            final float[] image = new float[images.shape().values()];
            for (int y = first + begin; y < first + end; y++) {
                final Tally tally = tallies[y];
                for (int i = Math.max(from, y * perClass); i < Math.min(to, (y + 1) * perClass); i++) {
                    images.copyTo(i - from, image, 0);
                    tally.m_cosine.add(image, 0);
                    tally.m_right += isOf(m_known[y], probabilities, i - from) ? 1 : 0;
                    tally.m_distance += distance(z, i, m_classes.classes().get(y).mean());
                }
            }
        });
    }

    /** @return whether the image's class of highest probability, the first of equal ones, is this */
    private boolean isOf(final int known, final float[] probabilities, final int image) {
        final int k = m_classifier.classNames().size();
        int best = 0;
        for (int j = 1; j < k; j++) {
            if (probabilities[image * k + j] > probabilities[image * k + best]) {
                best = j;
            }
        }
        return best == known;
    }

    private static double distance(final Matrix z, final int row, final double[] mean) {
        double squares = 0;
        for (int j = 0; j < mean.length; j++) {
            final double off = z.get(row, j) - mean[j];
            squares += off * off;
        }
        return Math.sqrt(squares);
    }

    private static SamplerScore score(final Tally[] tallies, final int count, final int drawsPerClass) {
        final double[] accuracy = new double[tallies.length];
        final double[] cosine = new double[tallies.length];
        double spread = 0;
        for (int y = 0; y < tallies.length; y++) {
            accuracy[y] = (double)tallies[y].m_right / count;
            cosine[y] = tallies[y].m_cosine.mean();
            spread += tallies[y].m_distance / count / tallies.length;
        }
        return new SamplerScore(mean(accuracy), mean(cosine), spread, accuracy, cosine, drawsPerClass);
    }

    private static double mean(final double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
