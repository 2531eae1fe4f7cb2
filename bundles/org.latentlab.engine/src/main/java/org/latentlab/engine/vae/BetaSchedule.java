package org.latentlab.engine.vae;

/**
 * The weight β of the divergence over a training (annealing; Bowman et al. 2016, "Generating Sentences from a
 * Continuous Space"; cyclical: Fu et al. 2019, "Cyclical Annealing Schedule").
 *
 * @param kind how β changes between the two epochs
 * @param startBeta β at and before the start, 0…1,000,000; not used where β is constant
 * @param beta β at and after the end, 0…1,000,000
 * @param startEpoch epochs done when β begins to change, at least 0
 * @param endEpoch epochs done when it stops to change, at least startEpoch
 * @param cycles how often a cyclical schedule starts over between the two, 1…1,000; each cycle rises for its first half
 *            and stays for its second
 */
public record BetaSchedule(Kind kind, double startBeta, double beta, double startEpoch, double endEpoch, int cycles) {

    private static final double MAX = 1e6;

    private static final int MAX_CYCLES = 1000;

    /** The logistic function is cut off where it is within 0.0025 of its ends, and stretched to reach them. */
    private static final double STEEPNESS = 12;

    /** How β changes. */
    public enum Kind {
        /** Not at all. */
        CONSTANT,
        /** In a straight line. */
        LINEAR,
        /** Along a logistic curve. */
        SIGMOID,
        /** In a straight line to its end and back at once, several times. */
        CYCLICAL
    }

    /** Checks the values. */
    public BetaSchedule {
        if (kind == null) {
            throw new IllegalArgumentException("A schedule needs a kind.");
        }
        check("β", beta);
        check("β at the start", startBeta);
        if (!(startEpoch >= 0 && endEpoch >= startEpoch && endEpoch < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("β changes from an epoch of at least 0 to one not before it, not from "
                + startEpoch + " to " + endEpoch + ".");
        }
        if (cycles < 1 || cycles > MAX_CYCLES) {
            throw new IllegalArgumentException("A cyclical schedule has 1 to 1,000 cycles, not " + cycles + ".");
        }
    }

    private static void check(final String what, final double value) {
        if (!(value >= 0 && value <= MAX)) {
            throw new IllegalArgumentException(what + " is 0 to 1,000,000, not " + value + ".");
        }
    }

    /**
     * @param beta β, at least 0
     * @return that β throughout
     */
    public static BetaSchedule constant(final double beta) {
        return new BetaSchedule(Kind.CONSTANT, beta, beta, 0, 0, 1);
    }

    /**
     * @param epochs epochs done, with their fraction: 0 at the first step
     * @return β then
     */
    public double at(final double epochs) {
        if (kind == Kind.CONSTANT || epochs >= endEpoch) {
            return beta;
        }
        if (epochs <= startEpoch) {
            return startBeta;
        }
        final double t = (epochs - startEpoch) / (endEpoch - startEpoch);
        final double share = switch (kind) {
            case CONSTANT -> 1;
            case LINEAR -> t;
            case SIGMOID -> {
                final double low = logistic(0);
                yield (logistic(t) - low) / (logistic(1) - low);
            }
            case CYCLICAL -> Math.min(1, 2 * (t * cycles - Math.floor(t * cycles)));
        };
        return startBeta + (beta - startBeta) * share;
    }

    private static double logistic(final double t) {
        return 1 / (1 + Math.exp(-STEEPNESS * (t - 0.5)));
    }
}
