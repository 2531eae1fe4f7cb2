package org.latentlab.engine.failure;

import java.util.Arrays;
import java.util.List;

/**
 * Tells collapse from a generator that has merely begun: an untrained one, too, makes images that are all alike, or all
 * of one class to a classifier that never saw such.
 */
final class CollapseOnset {

    /** Up to this share of near-duplicates, half of what is collapse, samples have been diverse. */
    private static final double FEW_DUPLICATES = SampleVerdict.MOST_DUPLICATES / 2;

    /** With these classes, twice of what is collapse, samples have been diverse. */
    private static final int MANY_CLASSES = 2 * SampleVerdict.LEAST_CLASSES;

    /** So many snapshots in a row of near-duplicates that never were diverse are no beginning any more. */
    private static final int ALIKE = 4;

    /** And so many of samples of few classes, which are not as near to what an untrained generator makes. */
    private static final int OF_FEW_CLASSES = 3;

    /**
     * Over two snapshots the mean distance of samples that come apart fast grows by this factor: more than one that
     * jitters by 15 % up and down can (1.15/0.85), less than healthy trainings showed (1.5).
     */
    private static final double FAST = 1.4;

    /** And it is larger than any before by this factor, so that a dip that is made up for does not look like it. */
    private static final double FARTHER = 1.15;

    /** A generator that begins moves its samples apart: a distance below this part of the largest before is a fall. */
    private static final double FALLEN = 0.85;

    /** From this share on samples are as good as all of one class. */
    private static final double ONE_CLASS = 0.9;

    /** Above this mean D(x), and below one less it of generated images, the critic tells them apart without doubt. */
    private static final double SURE = 0.95;

    private CollapseOnset() {
    }

    /**
     * @param snapshots those of a training so far, in order
     * @param at one of them, of collapsed samples
     * @return whether it is certain there: samples had been diverse before, by the sign that they have collapsed by; or
     *         this is at least the fourth collapsed snapshot in a row, the third if they are no near-duplicates but
     *         all of one class or the critic is sure of them, and they do not come apart fast
     */
    static boolean isCertain(final List<FailureSnapshot> snapshots, final int at) {
        final FailureSnapshot s = snapshots.get(at);
        final List<FailureSnapshot> before = snapshots.subList(0, at);
        final SampleVerdict verdict = SampleVerdict.of(s);
        final boolean duplicated = verdict.isDuplicated();
        if (duplicated && before.stream().anyMatch(CollapseOnset::hasFewDuplicates)
            || verdict.isOfFewClasses() && before.stream().anyMatch(CollapseOnset::hasManyClasses)) {
            return true;
        }
        return (duplicated ? inARow(snapshots, at, ALIKE) : inARow(snapshots, at, OF_FEW_CLASSES)
            && (isOfOneClass(s) || isCriticSure(s))) && !comeApart(snapshots, at);
    }

    private static boolean isOfOneClass(final FailureSnapshot s) {
        return Arrays.stream(s.classShares()).max().orElse(0) >= ONE_CLASS;
    }

    private static boolean isCriticSure(final FailureSnapshot s) {
        return s.realScore() > SURE && s.fakeScore() < 1 - SURE;
    }

    private static boolean hasFewDuplicates(final FailureSnapshot s) {
        return s.samples() >= SampleVerdict.LEAST_SAMPLES && s.nearDuplicates() <= FEW_DUPLICATES;
    }

    private static boolean hasManyClasses(final FailureSnapshot s) {
        return s.classesHit() >= Math.min(MANY_CLASSES,
            ClassShares.expected(s.dataClassShares(), s.samples()).size());
    }

    private static boolean inARow(final List<FailureSnapshot> snapshots, final int at, final int count) {
        return at >= count - 1 && snapshots.subList(at - count + 1, at + 1).stream()
            .allMatch(s -> SampleVerdict.of(s).isModeCollapse());
    }

    private static boolean comeApart(final List<FailureSnapshot> snapshots, final int at) {
        double farthest = 0;
        for (final FailureSnapshot s : snapshots.subList(0, at)) {
            if (s.meanDistance() < FALLEN * farthest) {
                return false;
            }
            farthest = Math.max(farthest, s.meanDistance());
        }
        final double distance = snapshots.get(at).meanDistance();
        return distance >= FAST * snapshots.get(at - 2).meanDistance() && distance >= FARTHER * farthest;
    }
}
