package org.latentlab.engine.failure;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

import org.latentlab.engine.score.SampleDiversity;

/**
 * What samples alone, taken once, tell of a generator's failures.
 *
 * @param diversity how much they differ among themselves, beside real images
 * @param classShares share of the samples in each class; empty without a classifier
 * @param dataClassShares share of the real images in each class, likewise
 */
public record SampleVerdict(SampleDiversity diversity, double[] classShares, double[] dataClassShares) {

    /** Above this share of near-duplicates the samples have collapsed: most of them are there more than once. */
    static final double MOST_DUPLICATES = 0.5;

    /** By so much the share of near-duplicates is to be above that of real images. */
    static final double DUPLICATES_ABOVE_DATA = 0.2;

    /** With fewer classes than these the samples have collapsed, if the real images have as many. */
    static final int LEAST_CLASSES = 3;

    /** Fewer samples may be alike, or of one class, by chance. */
    static final int LEAST_SAMPLES = 20;

    /** Checks that samples and real images have the same classes. */
    public SampleVerdict {
        if (classShares.length != dataClassShares.length) {
            throw new IllegalArgumentException("The samples have " + classShares.length + " classes, but the real "
                + "images " + dataClassShares.length + ".");
        }
    }

    static SampleVerdict of(final FailureSnapshot s) {
        return new SampleVerdict(new SampleDiversity(s.samples(), s.meanDistance(), s.dataDistance(),
            s.nearDuplicates(), s.dataNearDuplicates(), Double.NaN), s.classShares(), s.dataClassShares());
    }

    /**
     * @return whether the generator makes the same few images: over half of them near-duplicates, clearly more than of
     *         real images, or fewer than 3 classes hit where more were to be hit by as many real images; not told of
     *         fewer than 20 samples
     */
    public boolean isModeCollapse() {
        return isDuplicated() || isOfFewClasses();
    }

    /** @return whether it is by near-duplicates that the samples have collapsed */
    boolean isDuplicated() {
        final double duplicates = diversity.nearDuplicates();
        return diversity.samples() >= LEAST_SAMPLES && duplicates > MOST_DUPLICATES
            && duplicates - diversity.dataNearDuplicates() > DUPLICATES_ABOVE_DATA;
    }

    /** @return whether it is by the classes that they hit that the samples have collapsed */
    boolean isOfFewClasses() {
        return diversity.samples() >= LEAST_SAMPLES && classShares.length > 0 && ClassShares.hit(classShares)
            < Math.min(LEAST_CLASSES, ClassShares.expected(dataClassShares, diversity.samples()).size());
    }

    /**
     * @return the classes that are hardly generated: at least 2 % of the real images, but less than a tenth of that
     *         share of the samples, where 8 or more samples were to be of it; none where there is no classifier
     */
    public List<Integer> missing() {
        return ClassShares.missing(classShares, dataClassShares, diversity.samples());
    }

    /** @return the figures by which samples have collapsed, as half a sentence without a full stop */
    String figures() {
        final String classes = classShares.length == 0 ? "" : String.format(Locale.ROOT, "; they hit %d of %d classes",
            ClassShares.hit(classShares), ClassShares.hit(dataClassShares));
        return String.format(Locale.ROOT, "%.0f %% of the samples are near-duplicates of another one (%.0f %% of as "
            + "many real images are), two samples differ %.2f times as much as two real images%s",
            100 * diversity.nearDuplicates(), 100 * diversity.dataNearDuplicates(), diversity.ratio(), classes);
    }

    /**
     * @param classNames the classes
     * @return what is missing, as half a sentence without a full stop
     */
    String missing(final List<String> classNames) {
        final List<Integer> missing = missing();
        final StringJoiner names = new StringJoiner(", ");
        missing.forEach(c -> names.add(String.format(Locale.ROOT, "'%s' (%.1f %% against %.1f %%)",
            c < classNames.size() ? classNames.get(c) : Integer.toString(c + 1), 100 * classShares[c],
            100 * dataClassShares[c])));
        return (missing.size() == 1 ? "class " + names + " is" : "the classes " + names + " are")
            + " hardly generated or not at all";
    }

    /**
     * @param classNames the classes; empty without a classifier
     * @return the verdict in a sentence
     */
    public String sentence(final List<String> classNames) {
        if (diversity.samples() < LEAST_SAMPLES) {
            return "Too few samples for a verdict: " + figures() + ".";
        }
        if (isModeCollapse()) {
            return "Mode collapse: " + figures() + ".";
        }
        if (!missing().isEmpty()) {
            return "Mode dropping: " + missing(classNames) + "; " + figures() + ".";
        }
        return "No failure seen: " + figures() + ".";
    }
}
