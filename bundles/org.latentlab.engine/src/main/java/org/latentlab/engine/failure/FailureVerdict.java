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
 * <li>Mode collapse: see {@link SampleVerdict#isModeCollapse()}. It is found at once where samples had been diverse
 * before: at most a quarter of them near-duplicates where they have become over half, or at least 6 classes hit where
 * they have become fewer than 3. Where they never were, the generator may only not have begun to learn: then it is
 * found at the fourth collapsed snapshot in a row, or later, and not while samples come apart fast. Samples of few
 * classes that are no near-duplicates may be an untrained generator's noise to the classifier: they count where nine
 * tenths are of one class or the critic is sure, with D(x) above 0.95 and D(G(z)) below 0.05, at the third in a
 * row.</li>
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

    /** A failure goes on over gaps of fewer snapshots than these. */
    private static final int GAP = 2;

    private FailureVerdict() {
    }

    /**
     * When a failure is found.
     *
     * @param kind which one
     * @param fails whether it is seen at a snapshot
     * @param certain whether it is certain at a snapshot that shows it
     * @param confirmed how many snapshots have to show it
     * @param words its figures at a snapshot, after the failure's name
     */
    private record Rule(FailureKind kind, IntPredicate fails, IntPredicate certain, int confirmed,
        Function<FailureSnapshot, String> words) {
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
            new Rule(FailureKind.MODE_COLLAPSE, i -> SampleVerdict.of(snapshots.get(i)).isModeCollapse(),
                i -> CollapseOnset.isCertain(snapshots, i), 1, s -> SampleVerdict.of(s).figures()),
            new Rule(FailureKind.MODE_DROPPING, i -> isDropping(snapshots.get(i)), i -> true, 3,
                s -> SampleVerdict.of(s).missing(classNames)),
            new Rule(FailureKind.VANISHING_GRADIENT, i -> hasVanished(snapshots, i), i -> true, 2,
                s -> vanishing(s, snapshots)),
            new Rule(FailureKind.OSCILLATION, i -> snapshots.get(i).oscillates(), i -> true, 3,
                FailureVerdict::oscillation))) {
            findings.addAll(episodes(rule, snapshots));
        }
        findings.sort(Comparator.comparingInt(FailureFinding::onset));
        return findings;
    }

    /**
     * @param findings of a training so far
     * @return the one for which it is not worth going on, if there is one: collapse or a vanished gradient that is
     *         there at the last snapshot and was at another before, as of a single one trainings do recover
     */
    public static Optional<FailureFinding> reasonToStop(final List<FailureFinding> findings) {
        return findings.stream().filter(f -> f.persists() && f.until() > f.onset()
            && (f.kind() == FailureKind.MODE_COLLAPSE || f.kind() == FailureKind.VANISHING_GRADIENT)).findFirst();
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
            int seen = 0;
            boolean found = false;
            for (int i = begin; i < snapshots.size() && i - last <= GAP; i++) {
                if (rule.fails().test(i)) {
                    last = i;
                    seen++;
                    found |= seen >= rule.confirmed() && rule.certain().test(i);
                }
            }
            if (found) {
                findings.add(finding(rule, snapshots, begin, last));
            }
            begin = last + 1;
        }
        return findings;
    }

    private static FailureFinding finding(final Rule rule, final List<FailureSnapshot> snapshots, final int begin,
        final int last) {
        final int onset = snapshots.get(begin).epoch();
        final int until = snapshots.get(last).epoch();
        final boolean persists = last == snapshots.size() - 1;
        final String name = rule.kind().words();
        return new FailureFinding(rule.kind(), onset, until, persists, name.substring(0, 1).toUpperCase(Locale.ROOT)
            + name.substring(1) + when(onset, until, persists) + ": " + rule.words().apply(snapshots.get(last)) + "."
            + (persists ? " " + remedy(rule.kind()) : ""));
    }

    private static String when(final int onset, final int until, final boolean persists) {
        if (persists) {
            return " since epoch " + onset;
        }
        return onset == until ? " at epoch " + onset : " from epoch " + onset + " to " + until;
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

    /** What may help; the snapshots do not tell which of it the training does already. */
    private static String remedy(final FailureKind kind) {
        return switch (kind) {
            case MODE_COLLAPSE -> "Try a smaller learning rate, fewer critic steps or, if the loss is another one, "
                + "Wasserstein with gradient penalty.";
            case MODE_DROPPING -> "Train longer, or try, if it is not one already, a GAN with the loss Wasserstein "
                + "with gradient penalty or a class-conditional one.";
            case VANISHING_GRADIENT -> "Try fewer critic steps or a smaller learning rate of the critic or, if the "
                + "loss is another one, non-saturating or Wasserstein with gradient penalty.";
            case OSCILLATION -> "Try smaller learning rates, a smaller β₁, or a moving average of the generator's "
                + "weights if there is none.";
        };
    }
}
