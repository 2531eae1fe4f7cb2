package org.latentlab.engine.failure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/** Judges by its snapshots whether a GAN's training fails, how, and since when. */
public final class FailureVerdict {

    /** Above this share of near-duplicates the samples have collapsed. */
    private static final double MOST_DUPLICATES = 0.5;

    /** So far the share of near-duplicates is to be above that of the training images. */
    private static final double DUPLICATES_ABOVE_DATA = 0.2;

    /** With fewer classes than these the samples have collapsed, if the training images have as many. */
    private static final int LEAST_CLASSES = 3;

    /** The share of training images from which on a class can be missed. */
    private static final double CLASS_EXPECTED = 0.02;

    /** A class is missing that has less than this part of the share it has in the training images. */
    private static final double MISSING = 0.1;

    /** A gradient has vanished at this part of the largest one before. */
    private static final double VANISHED = 0.01;

    /** A failure is found when it is seen so often, at least one in two snapshots. */
    private static final int CONFIRMED = 2;

    private FailureVerdict() {
    }

    /**
     * @param snapshots those of a training so far, in order; may be empty
     * @param classNames the classes of the classifier that they were taken with; empty without one
     * @return the failures found, in order of their onset; empty where there are none
     */
    public static List<FailureFinding> findings(final List<FailureSnapshot> snapshots,
        final List<String> classNames) {
        final List<FailureFinding> findings = new ArrayList<>();
        add(findings, FailureKind.MODE_COLLAPSE, snapshots, i -> hasCollapsed(snapshots.get(i)),
            s -> collapse(s));
        add(findings, FailureKind.MODE_DROPPING, snapshots,
            i -> !hasCollapsed(snapshots.get(i)) && !missing(snapshots.get(i)).isEmpty(), s -> dropping(s, classNames));
        add(findings, FailureKind.VANISHING_GRADIENT, snapshots, i -> hasVanished(snapshots, i),
            s -> vanishing(s));
        add(findings, FailureKind.OSCILLATION, snapshots, i -> snapshots.get(i).oscillates(), s -> oscillation(s));
        findings.sort(Comparator.comparingInt(FailureFinding::onset));
        return findings;
    }

    /**
     * @param findings of a training so far
     * @return the one for which it is not worth going on, if there is one: collapse or a vanished gradient that is there
     *         at the last snapshot
     */
    public static Optional<FailureFinding> reasonToStop(final List<FailureFinding> findings) {
        return findings.stream().filter(f -> f.persists() && (f.kind() == FailureKind.MODE_COLLAPSE
            || f.kind() == FailureKind.VANISHING_GRADIENT)).findFirst();
    }

    private static void add(final List<FailureFinding> findings, final FailureKind kind,
        final List<FailureSnapshot> snapshots, final IntFunction<Boolean> fails,
        final java.util.function.Function<FailureSnapshot, String> words) {
        int begin = 0;
        while (begin < snapshots.size()) {
            if (!fails.apply(begin)) {
                begin++;
                continue;
            }
            int last = begin;
            int seen = 1;
            for (int i = begin + 1; i < snapshots.size() && i - last <= 2; i++) {
                if (fails.apply(i)) {
                    last = i;
                    seen++;
                }
            }
            if (seen >= CONFIRMED) {
                findings.add(finding(kind, snapshots, begin, last, words.apply(snapshots.get(last))));
            }
            begin = last + 1;
        }
    }

    private static FailureFinding finding(final FailureKind kind, final List<FailureSnapshot> snapshots,
        final int begin, final int last, final String words) {
        final int onset = snapshots.get(begin).epoch();
        final int until = snapshots.get(last).epoch();
        final boolean persists = last == snapshots.size() - 1;
        final String name = kind.words().substring(0, 1).toUpperCase(Locale.ROOT) + kind.words().substring(1);
        return new FailureFinding(kind, onset, until, persists, name + (persists ? " since epoch " + onset
            : " from epoch " + onset + " to " + until) + ": " + words);
    }

    private static boolean hasCollapsed(final FailureSnapshot s) {
        return s.nearDuplicates() > MOST_DUPLICATES
            && s.nearDuplicates() - s.dataNearDuplicates() > DUPLICATES_ABOVE_DATA
            || s.classesHit() >= 0 && s.classesHit() < Math.min(LEAST_CLASSES, s.dataClassesHit());
    }

    private static List<Integer> missing(final FailureSnapshot s) {
        final List<Integer> missing = new ArrayList<>();
        for (int c = 0; c < s.classShares().length; c++) {
            final double expected = s.dataClassShares()[c];
            if (expected >= CLASS_EXPECTED && s.classShares()[c] < MISSING * expected) {
                missing.add(c);
            }
        }
        return missing;
    }

    private static boolean hasVanished(final List<FailureSnapshot> snapshots, final int at) {
        double largest = 0;
        for (int i = 0; i < at; i++) {
            final double gradient = snapshots.get(i).generatorGradient();
            largest = gradient > largest ? gradient : largest;
        }
        return snapshots.get(at).generatorGradient() < VANISHED * largest;
    }

    private static String collapse(final FailureSnapshot s) {
        final String classes = s.classesHit() < 0 ? "" : String.format(Locale.ROOT, ", and they hit %d of %d classes",
            s.classesHit(), s.dataClassesHit());
        return String.format(Locale.ROOT, "%.0f %% of the samples are near-duplicates of another one (%.0f %% of the "
            + "training images are), their mean distance is %.2f of the training images'%s.", 100 * s.nearDuplicates(),
            100 * s.dataNearDuplicates(), s.distanceRatio(), classes);
    }

    private static String dropping(final FailureSnapshot s, final List<String> classNames) {
        final List<Integer> missing = missing(s);
        final StringJoiner names = new StringJoiner("', '", "'", "'");
        missing.forEach(c -> names.add(c < classNames.size() ? classNames.get(c) : Integer.toString(c + 1)));
        return String.format(Locale.ROOT, "%s %s %s hardly generated or not at all.", missing.size() == 1 ? "class"
            : "the classes", names, missing.size() == 1 ? "is" : "are");
    }

    private static String vanishing(final FailureSnapshot s) {
        return String.format(Locale.ROOT, "the norm of the generator's gradient has fallen to %.2g.",
            s.generatorGradient());
    }

    private static String oscillation(final FailureSnapshot s) {
        return String.format(Locale.ROOT, "the generator's loss goes up and down with a period of %.0f updates and an "
            + "amplitude of %.2g.", s.period(), s.amplitude());
    }
}
