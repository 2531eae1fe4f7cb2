package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.failure.ClassShares;
import org.latentlab.engine.report.ModelComparisonMeasure.Aspect;

/** What a comparison of models shows, in sentences that are put together from its figures. */
final class ModelComparisonVerdict {

    private static final List<String> HEADINGS = List.of(Aspect.SHARPNESS.words(), Aspect.DIVERSITY.words(),
        "Diversity against sharpness", "Both at once", "Copies", "Out of distribution", "Interpolation");

    private static final int MOST_NAMES = 4;

    private static final double EQUAL = 1.02;

    /** So many more near-copies than among real images that were kept apart are worth a sentence. */
    private static final double MANY_COPIES = 0.1;

    private final List<ModelComparisonRow> m_rows;

    private final ModelComparisonRow m_real;

    private final List<String> m_classNames;

    private final long[] m_realClasses;

    private final boolean m_conditional;

    private final boolean m_classifier;

    private final List<String> m_sentences = new ArrayList<>();

    /**
     * @param rows the models
     * @param real real images scored alike; null where there are none
     * @param classNames the classes; empty for none
     * @param realClasses real images of each class
     * @param conditional whether a model was told the classes of its samples
     * @param classifier whether neighbourhoods are those of a classifier's features
     */
    ModelComparisonVerdict(final List<ModelComparisonRow> rows, final ModelComparisonRow real,
        final List<String> classNames, final long[] realClasses, final boolean conditional, final boolean classifier) {
        m_rows = rows;
        m_real = real;
        m_classNames = classNames;
        m_realClasses = realClasses;
        m_conditional = conditional;
        m_classifier = classifier;
    }

    List<String> sentences() {
        updates();
        final List<String> sharp = aspect(Aspect.SHARPNESS);
        final List<String> diverse = aspect(Aspect.DIVERSITY);
        tradeOff(sharp, diverse);
        overall();
        missingClasses();
        copies();
        outOfDistribution();
        interpolation();
        return m_sentences;
    }

    /** @return whether these words stand before what is said of a subject, rather than being part of a name */
    static boolean isHeading(final String words) {
        return HEADINGS.contains(words);
    }

    private static String text(final String format, final Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Whether the trainings were as long as each other. */
    private void updates() {
        final List<ModelComparisonRow> known = m_rows.stream().filter(r -> r.terms().updates() > 0)
            .sorted(Comparator.comparingLong(r -> r.terms().updates())).toList();
        if (known.size() < 2) {
            return;
        }
        final ModelComparisonRow least = known.get(0);
        final ModelComparisonRow most = known.get(known.size() - 1);
        final double ratio = (double)most.terms().updates() / least.terms().updates();
        final double times = most.terms().seconds() / least.terms().seconds();
        m_sentences.add(ratio < EQUAL
            ? text("The trainings were as long as each other: %s updates of the decoder or generator%s.",
                most.terms().updates() == least.terms().updates() ? Numbers.count(most.terms().updates())
                    : Numbers.count(least.terms().updates()) + " to " + Numbers.count(most.terms().updates()),
                seconds())
            : text("The trainings were not as long as each other: %s took %s updates of its decoder or generator, %s "
                + "%s, %s as many (and %s the seconds).", most.name(), Numbers.count(most.terms().updates()),
                least.name(), Numbers.count(least.terms().updates()), Numbers.times(ratio), Numbers.times(times)));
    }

    private String seconds() {
        final ModelComparisonRow slow =
            m_rows.stream().max(Comparator.comparingDouble(r -> r.terms().seconds())).orElseThrow();
        final ModelComparisonRow fast =
            m_rows.stream().min(Comparator.comparingDouble(r -> r.terms().seconds())).orElseThrow();
        return Double.isNaN(slow.terms().seconds()) || slow == fast ? ""
            : text(" (%s s for %s, %s s for %s)", Numbers.figure(fast.terms().seconds()), fast.name(),
                Numbers.figure(slow.terms().seconds()), slow.name());
    }

    /** @return the mean of real images; NaN where they were not scored */
    private double real(final ModelComparisonMeasure measure) {
        return m_real == null ? Double.NaN : m_real.figure(measure).mean();
    }

    private boolean isKnown(final ModelComparisonMeasure measure) {
        return m_rows.stream().allMatch(r -> r.figure(measure).isKnown());
    }

    /**
     * @param measure a measure that all models have
     * @param rows the models
     * @param real what real images have; NaN where that is not known
     * @return the best model and those that differ from it by no more than the sampling error explains, best first
     */
    static List<ModelComparisonRow> best(final ModelComparisonMeasure measure, final List<ModelComparisonRow> rows,
        final double real) {
        final List<ModelComparisonRow> sorted = ranked(measure, rows, real);
        final ModelComparisonFigure first = sorted.get(0).figure(measure);
        return sorted.stream().filter(r -> r == sorted.get(0)
            || !first.isBetterThan(r.figure(measure), measure, real)).toList();
    }

    private static List<ModelComparisonRow> ranked(final ModelComparisonMeasure measure,
        final List<ModelComparisonRow> rows, final double real) {
        return rows.stream().sorted(Comparator.comparingDouble(
            r -> WelchTest.mean(r.figure(measure).badness(measure, real)))).toList();
    }

    /** "GAN: 0.97 ± 0.01, VAE: 0.55 ± 0.01; real images: 1 ± 0.01": the best first, of many the first and last. */
    private String figures(final ModelComparisonMeasure measure) {
        final List<ModelComparisonRow> ranked = ranked(measure, m_rows, real(measure));
        final List<String> parts = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            if (i < MOST_NAMES - 1 || i == ranked.size() - 1) {
                parts.add(ranked.get(i).name() + ":\u00a0" + value(ranked.get(i), measure));
            } else if (i == MOST_NAMES - 1) {
                parts.add("…");
            }
        }
        return String.join(", ", parts) + (m_real == null || !m_real.figure(measure).isKnown() ? ""
            : "; real images:\u00a0" + value(m_real, measure));
    }

    private static String value(final ModelComparisonRow row, final ModelComparisonMeasure measure) {
        return row.figure(measure).text(measure) + (measure.unit() == 100 ? "\u00a0%" : "");
    }

    private List<ModelComparisonMeasure> measures(final Aspect aspect) {
        return Arrays.stream(ModelComparisonMeasure.values()).filter(m -> m.aspect() == aspect && isKnown(m)
            && (m_classifier || !m.isOfNeighbourhoods())
            // part of another, too coarse, or given by what the model was told
            && m != ModelComparisonMeasure.DISTANCE && m != ModelComparisonMeasure.DUPLICATES
            && m != ModelComparisonMeasure.CLASSES
            && !(m_conditional && m == ModelComparisonMeasure.COMPOSITION)).toList();
    }

    /** @return who is ahead in every measure of an aspect that tells models apart; empty if nobody is */
    private List<String> aspect(final Aspect aspect) {
        final List<ModelComparisonMeasure> measures = measures(aspect);
        if (measures.isEmpty()) {
            return List.of();
        }
        final List<String> clauses = new ArrayList<>();
        List<String> ahead = m_rows.stream().map(ModelComparisonRow::name).toList();
        boolean told = false;
        for (final ModelComparisonMeasure measure : measures) {
            final List<String> best = best(measure, m_rows, real(measure)).stream().map(ModelComparisonRow::name)
                .toList();
            final boolean tells = best.size() < m_rows.size();
            clauses.add(measure.words().toLowerCase(Locale.ROOT) + (tells ? " favours " + and(best) : "") + " ("
                + figures(measure) + ")"
                + (tells || m_rows.size() == 1 ? "" : ", a difference within the sampling error"));
            if (tells) {
                told = true;
                ahead = ahead.stream().filter(best::contains).toList();
            }
        }
        final List<String> leaders = told ? ahead : List.of();
        m_sentences.add(aspect.words() + ": " + (m_rows.size() == 1 ? "" : leaders.size() == 1
            ? leaders.get(0) + " is ahead: " : !leaders.isEmpty()
                ? and(leaders) + " are ahead and cannot be told apart: " : told ? "the figures disagree: "
                    : "no model is ahead: ") + String.join("; ", clauses) + ".");
        return leaders;
    }

    static String and(final List<String> names) {
        return names.size() < 2 ? String.join("", names)
            : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }

    private void tradeOff(final List<String> sharp, final List<String> diverse) {
        if (m_rows.size() < 2) {
            return;
        }
        final List<String> both = sharp.stream().filter(diverse::contains).toList();
        if (!both.isEmpty()) {
            m_sentences.add("Diversity against sharpness: " + and(both) + (both.size() == 1 ? " is" : " are")
                + " ahead in both; nothing is traded for it.");
        } else if (!sharp.isEmpty() && !diverse.isEmpty()) {
            m_sentences.add("Diversity against sharpness: a trade-off. " + and(sharp)
                + (sharp.size() == 1 ? " is" : " are") + " ahead in sharpness, " + and(diverse) + " in diversity.");
        } else if (!sharp.isEmpty() || !diverse.isEmpty()) {
            final List<String> ahead = sharp.isEmpty() ? diverse : sharp;
            m_sentences.add("Diversity against sharpness: " + and(ahead) + (ahead.size() == 1 ? " is" : " are")
                + (sharp.isEmpty() ? " ahead in diversity; no model is in sharpness, by all of its figures."
                    : " ahead in sharpness; no model is in diversity, by all of its figures."));
        } else {
            m_sentences.add("Diversity against sharpness: no model is ahead in either by more than the sampling error "
                + "explains and in every figure.");
        }
    }

    private void overall() {
        final ModelComparisonMeasure measure = ModelComparisonMeasure.FRECHET;
        if (!isKnown(measure)) {
            return;
        }
        final List<ModelComparisonRow> best = best(measure, m_rows, real(measure));
        final String figures = figures(measure);
        if (m_rows.size() == 1) {
            m_sentences.add("Both at once: the Fréchet distance is that of " + figures + ".");
        } else if (best.size() == m_rows.size()) {
            m_sentences.add("Both at once: the Fréchet distances differ by no more than the sampling error (" + figures
                + ").");
        } else {
            m_sentences.add("Both at once: by the Fréchet distance " + and(best.stream().map(ModelComparisonRow::name)
                .toList()) + (best.size() == 1 ? " is" : " are") + " nearest to the real images (" + figures + ").");
        }
    }

    private void missingClasses() {
        final double[] real = ModelComparisonReference.shares(m_realClasses);
        for (final ModelComparisonRow row : m_rows) {
            final double[] shares = ModelComparisonReference.shares(row.classCounts());
            final List<String> missing = ClassShares.missing(shares, real, Arrays.stream(row.classCounts()).sum())
                .stream().map(c -> text("%s (%s\u00a0%% of the samples, %s\u00a0%% of the real images)",
                    m_classNames.get(c), Numbers.percent(shares[c]), Numbers.percent(real[c])))
                .toList();
            if (!missing.isEmpty()) {
                m_sentences.add(row.name() + " hardly makes " + (missing.size() == 1 ? "class " : "the classes ")
                    + and(missing) + ".");
            }
        }
    }

    private void copies() {
        final ModelComparisonMeasure measure = ModelComparisonMeasure.COPIES;
        final double usual = m_real != null && m_real.figure(measure).isKnown() ? real(measure) : 0;
        final List<ModelComparisonRow> copying =
            m_rows.stream().filter(r -> r.figure(measure).mean() > usual + MANY_COPIES).toList();
        if (!copying.isEmpty()) {
            m_sentences.add("Copies: samples of " + and(copying.stream().map(r -> r.name() + " (" + value(r, measure)
                + ")").toList()) + " hardly differ from one of the real images that they are held against"
                + (usual > 0 ? ", more often than other real images do (" + value(m_real, measure) + ")" : "")
                + "; where those are the training images, the model may have learnt them by heart.");
        }
    }

    /** How the distance grows from the prior to the area farthest out. */
    private void outOfDistribution() {
        final List<ModelComparisonRow> known = m_rows.stream().filter(r -> r.areas().size() > 2
            && frechet(r, 2) > 0 && frechet(r, 0) > 0).toList();
        if (known.size() < 2) {
            return;
        }
        final List<ModelComparisonRow> byGrowth = known.stream()
            .sorted(Comparator.comparingDouble(r -> frechet(r, 2) / frechet(r, 0))).toList();
        final List<ModelComparisonRow> shown = byGrowth.size() <= MOST_NAMES ? byGrowth
            : List.of(byGrowth.get(0), byGrowth.get(byGrowth.size() - 1));
        m_sentences.add("Out of distribution: four times as far from the centre as the prior, the Fréchet distance "
            + "goes " + and(shown.stream().map(r -> text("from %s to %s in %s", Numbers.figure(frechet(r, 0)),
                Numbers.figure(frechet(r, 2)), r.name())).toList()) + (shown.size() < byGrowth.size()
                    ? ", the least and the most of all models" : "") + " (one set each).");
    }

    private static double frechet(final ModelComparisonRow row, final int area) {
        return row.areas().get(area).measures().getOrDefault(ModelComparisonMeasure.FRECHET, Double.NaN);
    }

    private void interpolation() {
        final ModelComparisonMeasure measure = ModelComparisonMeasure.LARGEST_STEP;
        if (m_rows.size() < 2 || !isKnown(measure)) {
            return;
        }
        final List<ModelComparisonRow> best = best(measure, m_rows, Double.NaN);
        m_sentences.add("Interpolation: " + (best.size() == m_rows.size()
            ? "the images change as smoothly in all models, within the sampling error"
            : "the images change most smoothly in " + and(best.stream().map(ModelComparisonRow::name).toList()))
            + " (the largest of 8 steps as a share of the way: " + figures(measure) + ").");
    }
}
