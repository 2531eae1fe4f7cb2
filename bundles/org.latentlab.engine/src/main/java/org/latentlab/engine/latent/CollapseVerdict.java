package org.latentlab.engine.latent;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.train.EpochRecord;

/**
 * What the diagnostics of a training mean, in a plain sentence.
 * <ul>
 * <li><b>Collapsed:</b> no dimension is active, or code and image share less than 0.1 nats.</li>
 * <li><b>Partly collapsed:</b> at most half of the dimensions are active, under a KL with β above 1; up to β = 1 at
 * most half and fewer than a tenth, or only one of several. Otherwise unused dimensions are normal: a VAE prunes those
 * that the images do not need.</li>
 * <li><b>Off the prior:</b> the normal distribution with the moments of the aggregate posterior lies more than 0.25
 * nats per dimension from N(0, I), as with one and a half standard deviations in each; under a KL more than 1 nat, and
 * under one with β of at least 1 only where a capacity or free bits let the codes leave the prior, as it only wants
 * more training otherwise. Draws from the prior fall where the decoder saw few codes or none.</li>
 * </ul>
 *
 * @param severity how bad it is
 * @param text the sentence
 */
public record CollapseVerdict(Severity severity, String text) {

    /** Less of a code's information about the image, in nats, counts as none. */
    private static final double LEAST_INFORMATION = 0.1;

    /** A KL per dimension of the aggregate posterior's moments above this makes draws of the prior misleading. */
    private static final double MOST_KL = 0.25;

    /** The same where a KL is trained that has a small weight or leaves room. */
    private static final double MOST_KL_UNDER_KL = 1;

    /** A reconstruction that falls by more than this share of itself in an epoch is not learnt yet. */
    private static final double STILL_LEARNING = 0.01;

    /** How bad it is. */
    public enum Severity {
        /** Nothing to warn of. */
        NONE,
        /** Dimensions are unused because the divergence is too strong, or has been. */
        PARTIAL,
        /** The code tells nothing about the image. */
        COLLAPSED,
        /** The codes tell images apart, but are not distributed as the prior. */
        OFF_PRIOR
    }

    /**
     * What kept the codes near the prior.
     *
     * @param divergence the name of the divergence for sentences, e.g. "KL", "MMD"; empty where there is none
     * @param beta the weight of the KL that was reached; NaN where no KL is trained
     * @param annealed whether β rose to it
     * @param freeBits λ in nats, 0 = off
     * @param capacity C in nats, negative = off
     */
    public record Setting(String divergence, double beta, boolean annealed, double freeBits, double capacity) {

        /**
         * @param beta β
         * @return a KL with that constant weight
         */
        public static Setting kl(final double beta) {
            return new Setting("KL", beta, false, 0, -1);
        }

        /**
         * @param divergence its name; empty where there is none
         * @return no KL
         */
        public static Setting withoutKl(final String divergence) {
            return new Setting(divergence, Double.NaN, false, 0, -1);
        }

        private boolean hasKl() {
            return !Double.isNaN(beta);
        }

        /** Whether some KL costs nothing, so that codes may stay off the prior however strong β is. */
        private boolean leavesRoom() {
            return capacity >= 0 || freeBits > 0;
        }
    }

    /** @return whether an analyst should be warned */
    public boolean isWarning() {
        return severity != Severity.NONE;
    }

    /**
     * @param epochs the epochs of a training up to the one whose weights are kept; those whose latent space was not
     *            looked at are passed over
     * @param setting what kept the codes near the prior
     * @return the verdict on the last epoch looked at
     */
    public static CollapseVerdict of(final List<EpochRecord> epochs, final Setting setting) {
        final List<EpochRecord> seen = epochs.stream().filter(e -> e.latent() != null).toList();
        if (seen.isEmpty()) {
            return new CollapseVerdict(Severity.NONE, "The latent space was not looked at.");
        }
        final LatentDiagnostics last = seen.get(seen.size() - 1).latent();
        final int d = last.dimensions();
        final int active = last.activeUnits();
        if (active == 0) {
            return new CollapseVerdict(Severity.COLLAPSED, "Posterior collapse: " + count(last) + " active "
                + since(seen) + "; " + advice(setting) + "." + youth(seen, setting));
        }
        if (last.mutualInformation() < LEAST_INFORMATION && last.images() > 1) {
            return new CollapseVerdict(Severity.COLLAPSED, String.format(Locale.ROOT, "Posterior collapse: code and "
                + "image share only %.2f nats, though %s active; %s.%s", Math.max(0, last.mutualInformation()),
                count(last) + (active == 1 ? " is" : " are"), advice(setting), youth(seen, setting)));
        }
        if (setting.hasKl() && isPartial(active, d, setting.beta())) {
            return new CollapseVerdict(Severity.PARTIAL, "Partial posterior collapse: " + count(last) + " active; "
                + advice(setting) + "." + youth(seen, setting));
        }
        if (isOffPrior(last, setting)) {
            return new CollapseVerdict(Severity.OFF_PRIOR, count(last) + " active; the aggregate posterior is far from "
                + "the prior (" + distance(last) + "): samples of the prior will decode badly."
                + remedy(seen, setting));
        }
        return new CollapseVerdict(Severity.NONE, active == d ? (d == 1 ? "The one dimension is active."
            : "All " + d + " dimensions active.")
            : count(last) + " active; the other" + (d - active == 1 ? " is" : " " + (d - active) + " are")
                + " unused, which is normal where fewer dimensions suffice.");
    }

    private static boolean isPartial(final int active, final int d, final double beta) {
        return 2 * active <= d && (beta > 1 || active == 1 || 10 * active < d);
    }

    private static boolean isOffPrior(final LatentDiagnostics last, final Setting setting) {
        final double perDimension = last.aggregateKl() / last.dimensions();
        return setting.hasKl() ? (setting.beta() < 1 || setting.leavesRoom()) && perDimension > MOST_KL_UNDER_KL
            : perDimension > MOST_KL;
    }

    private static String count(final LatentDiagnostics last) {
        final int d = last.dimensions();
        return last.activeUnits() + " of " + d + (d == 1 ? " dimension" : " dimensions");
    }

    /** Since when no dimension has been active. */
    private static String since(final List<EpochRecord> seen) {
        int first = seen.size() - 1;
        while (first > 0 && seen.get(first - 1).latent().activeUnits() == 0) {
            first--;
        }
        return "since epoch " + seen.get(first).epoch();
    }

    /** What else may explain unused dimensions under a KL: a network that has hardly learnt anything yet. */
    private static String youth(final List<EpochRecord> seen, final Setting setting) {
        return setting.beta() > 0 ? youth(seen) : "";
    }

    private static String youth(final List<EpochRecord> seen) {
        final EpochRecord last = seen.get(seen.size() - 1);
        if (last.epoch() == 1) {
            return " After a single epoch this may pass: first train for more.";
        }
        if (seen.size() < 2) {
            return "";
        }
        final EpochRecord before = seen.get(seen.size() - 2);
        final double gain = (before.reconstruction() - last.reconstruction()) / (last.epoch() - before.epoch());
        return gain > STILL_LEARNING * Math.abs(last.reconstruction())
            ? " The reconstruction still improves, so this may pass: first train for more epochs." : "";
    }

    private static String advice(final Setting setting) {
        if (!setting.hasKl() && !setting.divergence().isEmpty()) {
            return "the " + setting.divergence() + " alone does not ask for that, so the network has not learnt to "
                + "tell the images apart: try a smaller weight of the " + setting.divergence() + ", a smaller learning "
                + "rate or more epochs";
        }
        if (!(setting.beta() > 0)) {
            return "nothing forces the codes together, so the network has not learnt to tell the images apart: try a "
                + "smaller learning rate or more epochs";
        }
        final List<String> remedies = new ArrayList<>();
        remedies.add(setting.annealed() ? "a longer annealing" : "annealing");
        remedies.add(setting.capacity() >= 0 ? "a larger capacity" : setting.freeBits() > 0 ? "more free bits"
            : "free bits");
        remedies.add("β ≤ " + (setting.beta() > 1 ? "1" : number(setting.beta() / 4)));
        return "β = " + number(setting.beta()) + " is too strong for this decoder: try " + remedies.get(0) + ", "
            + remedies.get(1) + " or " + remedies.get(2);
    }

    /** Mean and standard deviation of the dimension in which the moments are farthest from the prior's. */
    private static String distance(final LatentDiagnostics last) {
        int worst = -1;
        double most = -1;
        for (int c = 0; c < last.dimensions() && last.aggregateCovariance() != null; c++) {
            final double v = last.aggregateVariance(c);
            final double m = last.aggregateMean()[c];
            final double kl = v > 0 ? 0.5 * (v + m * m - 1 - Math.log(v)) : Double.POSITIVE_INFINITY;
            if (kl > most) {
                worst = c;
                most = kl;
            }
        }
        final String text = Double.isInfinite(last.aggregateKl())
            ? "some directions hold no codes at all" : number(last.aggregateKl()) + " nats by mean and covariance";
        return worst < 0 ? text : text + "; in dimension " + (worst + 1) + " mean "
            + number(last.aggregateMean()[worst]) + " and standard deviation "
            + number(Math.sqrt(last.aggregateVariance(worst))) + " instead of 0 and 1";
    }

    /** What to do about codes off the prior; where something draws them there, first of all to let it. */
    private static String remedy(final List<EpochRecord> seen, final Setting setting) {
        final boolean drawn = setting.hasKl() ? setting.beta() > 0 : !setting.divergence().isEmpty();
        final String first = drawn ? youth(seen) : "";
        return first + (first.isEmpty() ? " Sample" : " If it stays, sample") + " from a mixture fitted to the codes, "
            + other(setting) + ".";
    }

    private static String other(final Setting setting) {
        if (setting.hasKl()) {
            return setting.beta() == 0 ? "or train with a β above 0" : (setting.capacity() >= 0
                ? "or train with a smaller capacity" : setting.freeBits() > 0 ? "or train with fewer free bits"
                    : "or train with a larger β") + (setting.leavesRoom() && setting.beta() < 1 ? " or a larger β" : "");
        }
        return setting.divergence().isEmpty() ? "or train with a divergence from the prior"
            : "or give the " + setting.divergence() + " a larger weight";
    }

    /** At most three digits, without zeros at the end. */
    private static String number(final double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        final BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros()).toPlainString()
            .replace("-", "−");
    }
}
