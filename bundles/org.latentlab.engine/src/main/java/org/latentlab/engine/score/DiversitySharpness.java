package org.latentlab.engine.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Compares generative models by how diverse and how sharp their samples are beside the same real images, in plain
 * sentences.
 */
public final class DiversitySharpness {

    /** Up to this relative difference two models are alike: as far apart as two draws of 500 real images may be. */
    private static final double ALIKE = 0.05;

    private DiversitySharpness() {
    }

    /**
     * The figures of one model's samples.
     *
     * @param name the model's name
     * @param diversity how much its samples differ, beside real images
     * @param sharpness how sharp they are; null where there is no sharpness, as of vectors
     * @param dataSharpness how sharp the real images are; null likewise
     */
    public record Entry(String name, SampleDiversity diversity, Sharpness sharpness, Sharpness dataSharpness) {

        /**
         * @return how diverse the samples are, in [0, 1], 1 as the real images: their mean distance over that of real
         *         images, at most 1, times the share that are no near-duplicates beyond what is usual of real images
         */
        public double diverse() {
            return Math.min(1, diversity.ratio())
                * (1 - Math.max(0, diversity.nearDuplicates() - diversity.dataNearDuplicates()));
        }

        /**
         * @return how wide detail of real images is over that of samples: below 1 where samples are blurred, above
         *         where they are rough; NaN without a sharpness
         */
        public double sharp() {
            return sharpness == null || dataSharpness == null ? Double.NaN
                : dataSharpness.width() / sharpness.width();
        }

        /** @return the contrast of samples over that of real images: below 1 where they are faint; NaN without one */
        public double contrast() {
            return sharpness == null || dataSharpness == null ? Double.NaN
                : sharpness.contrast() / dataSharpness.contrast();
        }

        /** @return the figures in a sentence */
        public String sentence() {
            final String text = String.format(Locale.ROOT, "%s: diversity %.2f of the real images' (mean distance %.2f "
                + "of theirs, %.0f %% near-duplicates against %.0f %%)", name, diverse(), diversity.ratio(),
                100 * diversity.nearDuplicates(), 100 * diversity.dataNearDuplicates());
            if (Double.isNaN(sharp())) {
                return text + ".";
            }
            return text + String.format(Locale.ROOT, ", sharpness %.2f of theirs (detail %.2f pixels wide against "
                + "%.2f), contrast %.2f of theirs: %s.", sharp(), sharpness.width(), dataSharpness.width(), contrast(),
                look());
        }

        private String look() {
            final String detail = sharp() < 1 - ALIKE ? "blurred"
                : sharp() > 1 + ALIKE ? "rougher than real images" : "as sharp as real images";
            return contrast() < 1 - ALIKE ? detail + (sharp() < 1 - ALIKE ? " and faint" : ", but faint")
                : contrast() > 1 + ALIKE ? detail + ", of more contrast" : detail;
        }
    }

    /**
     * @param entries the models, at least one; all beside the same real images
     * @return sentences: the figures of each model, and for several ones which is ahead in what
     */
    public static List<String> sentences(final List<Entry> entries) {
        final List<String> sentences = new ArrayList<>(entries.stream().map(Entry::sentence).toList());
        if (entries.size() > 1) {
            sentences.add(verdict(entries));
        }
        return sentences;
    }

    /**
     * @param entries the models, at least two; all beside the same real images
     * @return which of them is ahead in diversity and which in sharpness, in one or two sentences
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static String verdict(final List<Entry> entries) {
        if (entries.size() < 2) {
            throw new IllegalArgumentException("At least 2 models are compared, not " + entries.size() + ".");
        }
        final Entry diverse = best(entries, Entry::diverse);
        final Entry lessDiverse = next(entries, diverse, Entry::diverse);
        final boolean diversityTied = isAlike(diverse.diverse(), lessDiverse.diverse());
        if (entries.stream().anyMatch(e -> Double.isNaN(e.sharp()))) {
            return diversity(diverse, lessDiverse, diversityTied, entries.size()) + ".";
        }
        final ToDoubleFunction<Entry> fidelity = e -> -Math.abs(Math.log(e.sharp()));
        final Entry sharp = best(entries, fidelity);
        final Entry lessSharp = next(entries, sharp, fidelity);
        final boolean sharpnessTied = Math.abs(fidelity.applyAsDouble(sharp) - fidelity.applyAsDouble(lessSharp))
            <= ALIKE;
        final String figures = diversity(diverse, lessDiverse, diversityTied, entries.size()) + "; "
            + sharpness(sharp, lessSharp, sharpnessTied, entries.size()) + ".";
        final ToDoubleFunction<Entry> faithful = e -> -Math.abs(Math.log(e.contrast()));
        final Entry strong = best(entries, faithful);
        if (strong != sharp && faithful.applyAsDouble(strong) - faithful.applyAsDouble(sharp) > ALIKE) {
            // who is finer but fainter is not sharper to the eye, so nobody gives anything up for sharpness
            return figures + String.format(Locale.ROOT, " But %s is nearer to their contrast than %s (%.2f against "
                + "%.2f).", strong.name(), sharp.name(), strong.contrast(), sharp.contrast());
        }
        if (diversityTied || sharpnessTied) {
            return figures;
        }
        return figures + (diverse == sharp ? " " + sharp.name() + " is ahead in both."
            : " " + sharp.name() + " gives up diversity for sharpness, " + diverse.name()
                + " sharpness for diversity.");
    }

    private static boolean isAlike(final double a, final double b) {
        return Math.abs(a - b) <= ALIKE * Math.max(a, b);
    }

    private static String diversity(final Entry first, final Entry second, final boolean tied, final int models) {
        return String.format(Locale.ROOT, tied ? "%s and %s are equally diverse (%.2f and %.2f)"
            : models > 2 ? "%s is the most diverse, before %s (%.2f against %.2f)"
                : "%s is more diverse than %s (%.2f against %.2f)", first.name(), second.name(), first.diverse(),
            second.diverse());
    }

    private static String sharpness(final Entry first, final Entry second, final boolean tied, final int models) {
        return String.format(Locale.ROOT, tied ? "%s and %s are equally near the real images' sharpness (%.2f and %.2f)"
            : models > 2 ? "%s is the nearest to the real images' sharpness, before %s (%.2f against %.2f)"
                : "%s is nearer to the real images' sharpness than %s (%.2f against %.2f)", first.name(),
            second.name(), first.sharp(), second.sharp());
    }

    private static Entry best(final List<Entry> entries, final ToDoubleFunction<Entry> score) {
        return entries.stream().max(Comparator.comparingDouble(score)).orElseThrow();
    }

    private static Entry next(final List<Entry> entries, final Entry first, final ToDoubleFunction<Entry> score) {
        return entries.stream().filter(e -> e != first).max(Comparator.comparingDouble(score)).orElseThrow();
    }
}
