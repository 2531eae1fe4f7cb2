package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

import org.latentlab.engine.chart.Representation;

/**
 * Reads the key findings off the figures of a study. Every sentence is put together from numbers that the tables show.
 */
final class Findings {

    private static final String FRECHET = "Fréchet distance";
    private static final String INCEPTION = "Inception score";
    private static final int MOST_CLASSES = 3;

    private final Study m_study;
    private final List<Finding> m_findings = new ArrayList<>();

    private Findings(final Study study) {
        m_study = study;
    }

    static List<Finding> of(final Study study) {
        final Findings findings = new Findings(study);
        if (study.models().size() > 1) {
            findings.compareModels();
        }
        for (final StudyModel model : study.models()) {
            findings.m_findings.addAll(model.findings());
            final Optional<AreaScore> baseline = study.baselineOf(model);
            if (baseline.isPresent()) {
                findings.frechetByKind(model, baseline.get());
                findings.worstInception(model, baseline.get());
                findings.composition(model, baseline.get().area());
            }
        }
        return List.copyOf(findings.m_findings);
    }

    private void compareModels() {
        StudyModel best = null;
        StudyModel worst = null;
        for (final StudyModel model : m_study.models()) {
            final double d = baselineFrechet(model);
            if (Double.isFinite(d)) {
                best = best == null || d < baselineFrechet(best) ? model : best;
                worst = worst == null || d > baselineFrechet(worst) ? model : worst;
            }
        }
        if (best == null || best == worst) {
            return;
        }
        final String area = m_study.baselineOf(best).orElseThrow().area();
        final double low = baselineFrechet(best);
        final double high = baselineFrechet(worst);
        m_findings.add(new Finding(worst.name() + " / " + best.name(), area, FRECHET, high, low,
            "Sampled from " + Areas.inSentence(area) + ", the " + best.name()
            + " model comes closest to the reference: "
                + FRECHET + " " + Numbers.figure(low) + "; the " + worst.name() + " model is at " + Numbers.figure(high)
                + apart(high / low) + "."));
    }

    private double baselineFrechet(final StudyModel model) {
        return m_study.baselineOf(model).map(AreaScore::frechet).orElse(Double.NaN);
    }

    private static String apart(final double ratio) {
        if (!Double.isFinite(ratio)) {
            return "";
        }
        return ratio >= 1.05 ? ", " + Numbers.times(ratio) + " as far"
            : ratio <= 0.95 ? ", only " + Numbers.times(ratio) + " as far" : ", about as far";
    }

    private void frechetByKind(final StudyModel model, final AreaScore baseline) {
        final Map<String, List<AreaScore>> kinds = new LinkedHashMap<>();
        for (final AreaScore score : model.scores()) {
            if (score != baseline && Double.isFinite(score.frechet())) {
                kinds.computeIfAbsent(Areas.kind(score.area()), k -> new ArrayList<>()).add(score);
            }
        }
        kinds.forEach((kind, scores) -> {
            final AreaScore worst = scores.stream().max(Comparator.comparingDouble(AreaScore::frechet)).orElseThrow();
            final double mean = scores.stream().mapToDouble(AreaScore::frechet).average().orElseThrow();
            final String against = " against " + Numbers.figure(baseline.frechet()) + " from "
                + Areas.inSentence(baseline.area());
            if (scores.size() == 1) {
                m_findings.add(new Finding(model.name(), worst.area(), FRECHET, worst.frechet(), baseline.frechet(),
                    capital(Areas.inSentence(worst.area())) + " of the " + model.name() + " model: " + FRECHET + " "
                        + Numbers.figure(worst.frechet()) + against + apart(worst.frechet() / baseline.frechet())
                        + "."));
                return;
            }
            m_findings.add(new Finding(model.name(), plural(kind), FRECHET, mean, baseline.frechet(),
                capital(plural(kind)) + " of the " + model.name() + " model: " + FRECHET + " " + Numbers.figure(mean)
                    + " on average over " + scores.size() + " of them" + against + apart(mean / baseline.frechet())
                    + "; worst is " + worst.area() + " with " + Numbers.figure(worst.frechet()) + "."));
        });
    }

    private void worstInception(final StudyModel model, final AreaScore baseline) {
        final AreaScore worst = model.scores().stream().filter(s -> Double.isFinite(s.inceptionMean()))
            .min(Comparator.comparingDouble(AreaScore::inceptionMean)).orElse(null);
        if (worst == null || worst == baseline || !Double.isFinite(baseline.inceptionMean())
            || inception(worst).equals(inception(baseline))) { // a difference that does not show is none
            return;
        }
        m_findings.add(new Finding(model.name(), worst.area(), INCEPTION, worst.inceptionMean(),
            baseline.inceptionMean(), "The " + model.name() + " model's images are least clear and varied in "
            + Areas.inSentence(worst.area())
                + ": inception score " + inception(worst) + " against " + inception(baseline) + " from "
                + Areas.inSentence(baseline.area()) + "."));
    }

    private static String inception(final AreaScore score) {
        return Numbers.fixed(score.inceptionMean(), 2) + (Double.isFinite(score.inceptionDeviation())
            ? " ± " + Numbers.fixed(score.inceptionDeviation(), 2) : "");
    }

    private void composition(final StudyModel model, final String area) {
        final AreaComposition found = model.compositions().stream().filter(c -> c.area().equals(area)).findFirst()
            .orElse(null);
        if (found == null || found.generatedSize() == 0 || found.referenceSize() == 0) {
            return;
        }
        double distance = 0;
        for (int c = 0; c < found.classNames().size(); c++) {
            distance += Math.abs(found.generatedShare(c) - found.referenceShare(c)) / 2;
        }
        final StringJoiner parts = new StringJoiner("; ");
        add(parts, "too many of ", found, Representation.OVER);
        add(parts, "too few of ", found, Representation.UNDER);
        add(parts, "none of ", found, Representation.MISSING);
        final String start = "Drawn from " + Areas.inSentence(area) + ", the " + model.name() + " model ";
        m_findings.add(new Finding(model.name(), area, "Total variation distance of the classes", distance, Double.NaN,
            parts.length() == 0
                ? start + "gives the classes about as often as the reference has them (total variation distance "
                    + Numbers.fixed(distance, 3) + ")."
                : start + "gives " + parts + ". To match the reference, " + Numbers.percent(distance)
                    + " % of its images would have to be of another class."));
    }

    /** "class 1 (2.1 times its share), class 7 (1.6 times)", the most extreme first. */
    private static void add(final StringJoiner parts, final String prefix, final AreaComposition found,
        final Representation wanted) {
        final List<Integer> classes = new ArrayList<>();
        for (int c = 0; c < found.classNames().size(); c++) {
            if (found.representation(c) == wanted) {
                classes.add(c);
            }
        }
        if (classes.isEmpty()) {
            return;
        }
        classes.sort(Comparator.comparingDouble(c -> -Math.abs(Math.log(ratio(found, c)))));
        final StringJoiner list = new StringJoiner(", ");
        for (final int c : classes.subList(0, Math.min(MOST_CLASSES, classes.size()))) {
            list.add("class " + found.classNames().get(c)
                + (wanted == Representation.MISSING ? "" : " (" + Numbers.times(ratio(found, c)) + " its share)"));
        }
        final int others = classes.size() - MOST_CLASSES;
        parts.add(prefix + list + (others > 0 ? " and " + others + " more" : ""));
    }

    private static double ratio(final AreaComposition found, final int c) {
        return found.generatedShare(c) / found.referenceShare(c);
    }

    static String plural(final String kind) {
        return kind.endsWith("s") || kind.endsWith("x") ? kind + "es" : kind + "s";
    }

    private static String capital(final String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
