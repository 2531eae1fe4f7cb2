package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.latentlab.engine.chart.CollapseChart;
import org.latentlab.engine.latent.CollapseVerdict.Severity;

/** What a comparison of models shows, in sentences. */
final class ComparisonFindings {

    private static final int MOST_NAMES = 8;

    private final List<ComparedModel> m_models;

    private final List<ComparisonRow> m_rows;

    private final List<String> m_findings = new ArrayList<>();

    private ComparisonFindings(final List<ComparedModel> models, final List<ComparisonRow> rows) {
        m_models = models;
        m_rows = rows;
    }

    static List<String> of(final List<ComparedModel> models, final List<ComparisonRow> rows) {
        final ComparisonFindings findings = new ComparisonFindings(models, rows);
        findings.severity(Severity.COLLAPSED, "The posterior collapsed in", "The posterior collapsed in no model.");
        findings.severity(Severity.PARTIAL, "It collapsed in part in", "");
        findings.severity(Severity.OFF_PRIOR, "The codes are far from the prior in", "");
        findings.onset();
        findings.elbo();
        findings.extremes("The codes tell most about their images in %s (mutual information %s nats), least in %s (%s "
            + "nats).", r -> Math.max(0, r.mutualInformation()), 2);
        findings.extremes("Classes lie most in one another in %s (%s %% of the neighbours of a code have another "
            + "class), least in %s (%s %%).", r -> 100 * r.overlap(), 1);
        return findings.m_findings;
    }

    private void severity(final Severity severity, final String found, final String none) {
        final List<String> names =
            m_rows.stream().filter(r -> r.verdict().severity() == severity).map(ComparisonRow::name).toList();
        if (!names.isEmpty()) {
            m_findings.add(found + " " + names.size() + " of " + m_rows.size() + " models: "
                + String.join("; ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (names.size() > MOST_NAMES ? "; and " + (names.size() - MOST_NAMES) + " more" : "") + ".");
        } else if (!none.isEmpty() && m_rows.stream().anyMatch(r -> !Double.isNaN(r.activeUnits()))) {
            m_findings.add(none);
        }
    }

    /** Where the collapse sets in, a sentence a way to train. */
    private void onset() {
        for (final CollapseChart.Variant variant : ComparisonCharts.variants(m_models)) {
            final int last = variant.beta().length - 1;
            final double collapse = variant.collapse();
            String text = variant.name() + ": ";
            if (Double.isNaN(collapse)) {
                text += "no collapse up to β = " + VaeFacets.number(variant.beta()[last]) + active(variant, last, " (",
                    " there)") + ".";
            } else {
                int before = -1;
                for (int i = 0; i < variant.beta().length && variant.beta()[i] < collapse; i++) {
                    before = i;
                }
                text += "the posterior is collapsed from β = " + VaeFacets.number(collapse) + " on"
                    + active(variant, before, ", after ", before < 0 ? "" : " at β = "
                        + VaeFacets.number(variant.beta()[before])) + ".";
            }
            m_findings.add(Character.toUpperCase(text.charAt(0)) + text.substring(1));
        }
    }

    /** @return how many dimensions are active at a β; empty where that is not known */
    private static String active(final CollapseChart.Variant variant, final int index, final String before,
        final String after) {
        if (index < 0 || Double.isNaN(variant.activeUnits()[index])) {
            return "";
        }
        final int count = (int)variant.activeUnits()[index];
        return before + count + (count == 1 ? " active dimension" : " active dimensions") + after;
    }

    /** −ELBO can be compared for one set of images and one likelihood only. */
    private void elbo() {
        if (m_models.stream().map(m -> m.vae().provenance().dataFingerprint()).distinct().count() == 1
            && m_rows.stream().map(ComparisonRow::likelihood).distinct().count() == 1) {
            extremes("−ELBO is lowest, that is best, in %3$s (%4$s nats per image), highest in %1$s (%2$s).",
                ComparisonRow::negativeElbo, 1);
        }
    }

    private void extremes(final String sentence, final ToDoubleFunction<ComparisonRow> value, final int digits) {
        final List<ComparisonRow> known =
            m_rows.stream().filter(r -> Double.isFinite(value.applyAsDouble(r))).toList();
        if (known.size() < 2) {
            return;
        }
        final ComparisonRow most = known.stream().max(Comparator.comparingDouble(value)).orElseThrow();
        final ComparisonRow least = known.stream().min(Comparator.comparingDouble(value)).orElseThrow();
        if (value.applyAsDouble(most) > value.applyAsDouble(least)) {
            m_findings.add(String.format(sentence, most.name(), Numbers.fixed(value.applyAsDouble(most), digits),
                least.name(),
                Numbers.fixed(value.applyAsDouble(least), digits)));
        }
    }
}
