package org.latentlab.engine.failure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/** Judges by its snapshots whether a GAN's training fails, how, and since when. */
public final class FailureVerdict {

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
        add(findings, FailureKind.MODE_COLLAPSE, snapshots, i -> SampleVerdict.of(snapshots.get(i)).isModeCollapse(),
            s -> SampleVerdict.of(s).figures() + ".");
        add(findings, FailureKind.MODE_DROPPING, snapshots,
            i -> isDropping(SampleVerdict.of(snapshots.get(i))), s -> SampleVerdict.of(s).missing(classNames) + ".");
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

    private static boolean isDropping(final SampleVerdict verdict) {
        return !verdict.isModeCollapse() && !verdict.missing().isEmpty();
    }

    private static boolean hasVanished(final List<FailureSnapshot> snapshots, final int at) {
        double largest = 0;
        for (int i = 0; i < at; i++) {
            final double gradient = snapshots.get(i).generatorGradient();
            largest = gradient > largest ? gradient : largest;
        }
        return snapshots.get(at).generatorGradient() < VANISHED * largest;
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
