package org.latentlab.engine.failure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Judges by its snapshots whether a GAN's training fails, how, and since when. The thresholds rest on trainings of
 * small networks on digits, healthy ones and others spoilt by a learning rate ten times too high or a critic ten steps
 * ahead.
 * <ul>
 * <li>Mode collapse: see {@link SampleVerdict#isModeCollapse()}. It is found at the second of at most three snapshots
 * in a row. Where samples have been alike from the first snapshot on, the generator may only not have begun to learn:
 * then it is found at the fourth, or later, and not while samples come apart fast.</li>
 * <li>Mode dropping: see {@link SampleVerdict#missing()}. Healthy generators learn one class after the other, and in
 * those trainings had all of them after 160 to 700 steps; so it is not looked for before step 1,000, and found at the
 * third snapshot.</li>
 * <li>Vanishing gradient: the norm of the generator's gradient is below one percent of the largest before, at two
 * snapshots. Arjovsky and Bottou 2017 ("Towards principled methods for training generative adversarial networks",
 * figure 2) saw it fall by up to five orders of magnitude where the discriminator is trained alone; in those healthy
 * trainings it stayed above a fifth.</li>
 * <li>Oscillation: the generator's loss goes up and down regularly, half of its variance or more being one wave, at
 * three snapshots.</li>
 * </ul>
 * A single snapshot without the failure does not end it. Findings stay as snapshots are added: only their end moves.
 */
public final class FailureVerdict {

    /** A gradient has vanished at this part of the largest one before. */
    private static final double VANISHED = 0.01;

    /** Before this step of the generator missing classes may only not be learnt yet. */
    private static final int LEARNT = 1000;

    /** Snapshots after the first until which samples that were never diverse may be so for lack of training. */
    private static final int YOUNG = 3;

    /**
     * Over two snapshots the mean distance of samples that come apart fast grows by this factor: more than one that
     * jitters by 15 % up and down can (1.15/0.85), less than healthy trainings showed (1.5).
     */
    private static final double FAST = 1.4;

    /** And it is larger than any before by this factor, so that a dip that is made up for does not look like it. */
    private static final double FARTHER = 1.15;

    /** A failure goes on over gaps of fewer snapshots than these. */
    private static final int GAP = 2;

    private FailureVerdict() {
    }

    /**
     * When a failure is found.
     *
     * @param kind which one
     * @param fails whether it is seen at a snapshot
     * @param confirmed how many snapshots have to show it
     * @param words its figures at a snapshot, after the failure's name
     */
    private record Rule(FailureKind kind, IntPredicate fails, int confirmed, Function<FailureSnapshot, String> words) {
    }

    /**
     * @param snapshots those of a training so far, in order; may be empty
     * @param classNames the classes of the classifier that they were taken with; empty without one
     * @return the failures found, in order of their onset; empty where there are none
     */
    public static List<FailureFinding> findings(final List<FailureSnapshot> snapshots,
        final List<String> classNames) {
        final List<FailureFinding> findings = new ArrayList<>();
        for (final Rule rule : List.of(
            new Rule(FailureKind.MODE_COLLAPSE, i -> SampleVerdict.of(snapshots.get(i)).isModeCollapse(), 2,
                s -> SampleVerdict.of(s).figures()),
            new Rule(FailureKind.MODE_DROPPING, i -> isDropping(snapshots.get(i)), 3,
                s -> SampleVerdict.of(s).missing(classNames)),
            new Rule(FailureKind.VANISHING_GRADIENT, i -> hasVanished(snapshots, i), 2,
                s -> vanishing(s, snapshots)),
            new Rule(FailureKind.OSCILLATION, i -> snapshots.get(i).oscillates(), 3, FailureVerdict::oscillation))) {
            findings.addAll(episodes(rule, snapshots));
        }
        findings.sort(Comparator.comparingInt(FailureFinding::onset));
        return findings;
    }

    /**
     * @param findings of a training so far
     * @return the one for which it is not worth going on, if there is one: collapse or a vanished gradient that is
     *         there at the last snapshot
     */
    public static Optional<FailureFinding> reasonToStop(final List<FailureFinding> findings) {
        return findings.stream().filter(f -> f.persists() && (f.kind() == FailureKind.MODE_COLLAPSE
            || f.kind() == FailureKind.VANISHING_GRADIENT)).findFirst();
    }

    private static List<FailureFinding> episodes(final Rule rule, final List<FailureSnapshot> snapshots) {
        final List<FailureFinding> findings = new ArrayList<>();
        int begin = 0;
        while (begin < snapshots.size()) {
            if (!rule.fails().test(begin)) {
                begin++;
                continue;
            }
            int last = begin;
            int seen = 1;
            boolean found = false;
            for (int i = begin + 1; i < snapshots.size() && i - last <= GAP; i++) {
                if (rule.fails().test(i)) {
                    last = i;
                    seen++;
                    found |= seen >= rule.confirmed() && !mayBeYoung(rule.kind(), snapshots, begin, i);
                }
            }
            if (found) {
                findings.add(finding(rule, snapshots, begin, last));
            }
            begin = last + 1;
        }
        return findings;
    }

    private static boolean mayBeYoung(final FailureKind kind, final List<FailureSnapshot> snapshots, final int begin,
        final int at) {
        return kind == FailureKind.MODE_COLLAPSE && begin == 0 && (at < YOUNG || comeApart(snapshots, at));
    }

    private static boolean comeApart(final List<FailureSnapshot> snapshots, final int at) {
        final double distance = snapshots.get(at).meanDistance();
        return distance >= FAST * snapshots.get(at - 2).meanDistance() && distance >= FARTHER
            * snapshots.subList(0, at).stream().mapToDouble(FailureSnapshot::meanDistance).max().orElse(0);
    }

    private static FailureFinding finding(final Rule rule, final List<FailureSnapshot> snapshots, final int begin,
        final int last) {
        final int onset = snapshots.get(begin).epoch();
        final int until = snapshots.get(last).epoch();
        final boolean persists = last == snapshots.size() - 1;
        final String name = rule.kind().words();
        return new FailureFinding(rule.kind(), onset, until, persists, name.substring(0, 1).toUpperCase(Locale.ROOT)
            + name.substring(1) + (persists ? " since epoch " + onset : " from epoch " + onset + " to " + until) + ": "
            + rule.words().apply(snapshots.get(last)) + "." + (persists ? " " + remedy(rule.kind()) : ""));
    }

    private static boolean isDropping(final FailureSnapshot s) {
        final SampleVerdict verdict = SampleVerdict.of(s);
        return s.updates() >= LEARNT && !verdict.isModeCollapse() && !verdict.missing().isEmpty();
    }

    private static double largestBefore(final List<FailureSnapshot> snapshots, final int at) {
        double largest = 0;
        for (int i = 0; i < at; i++) {
            final double gradient = snapshots.get(i).generatorGradient();
            largest = gradient > largest ? gradient : largest;
        }
        return largest;
    }

    private static boolean hasVanished(final List<FailureSnapshot> snapshots, final int at) {
        return snapshots.get(at).generatorGradient() < VANISHED * largestBefore(snapshots, at);
    }

    private static String vanishing(final FailureSnapshot s, final List<FailureSnapshot> snapshots) {
        return String.format(Locale.ROOT, "the norm of the generator's gradient has fallen from %.2g to %.2g, while D "
            + "is %.2g of real and %.2g of generated images", largestBefore(snapshots, snapshots.indexOf(s)),
            s.generatorGradient(), s.realScore(), s.fakeScore());
    }

    private static String oscillation(final FailureSnapshot s) {
        return String.format(Locale.ROOT, "the generator's loss goes up and down with a period of %.0f updates and an "
            + "amplitude of %.2g", s.period(), s.amplitude());
    }

    private static String remedy(final FailureKind kind) {
        return switch (kind) {
            case MODE_COLLAPSE -> "Try a smaller learning rate, fewer critic steps, or a Wasserstein loss with "
                + "gradient penalty.";
            case MODE_DROPPING -> "Train longer, or try a Wasserstein loss with gradient penalty or a "
                + "class-conditional GAN.";
            case VANISHING_GRADIENT -> "Try the non-saturating loss, fewer critic steps, or a Wasserstein loss with "
                + "gradient penalty.";
            case OSCILLATION -> "Try smaller learning rates, a smaller β₁, or a moving average of the generator's "
                + "weights.";
        };
    }
}
