package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.latentlab.engine.train.Progress;

/**
 * Class-conditional samplers side by side: what the images of a class cost in accuracy when they are to differ, on one
 * page, with a verdict.
 *
 * @param entries the samplers, at least one, each with a name of its own among those of one model
 */
public record SamplerComparison(List<SamplerEntry> entries) {

    /** The accuracies at which samplers are compared. */
    static final double[] ACCURACIES = {0.99, 0.95};

    /** Checks the names. */
    public SamplerComparison {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("A comparison of samplers needs at least one.");
        }
        if (entries.stream().map(e -> e.model() + "\n" + e.name()).distinct().count() < entries.size()) {
            throw new IllegalArgumentException("Two samplers of one model have the same name. Give each its own.");
        }
    }

    /** @return the samplers of each model, in the order of their first */
    public Map<String, List<SamplerEntry>> byModel() {
        final Map<String, List<SamplerEntry>> models = new LinkedHashMap<>();
        entries.forEach(e -> models.computeIfAbsent(e.model(), m -> new ArrayList<>()).add(e));
        return models;
    }

    /** @return for each model, at each accuracy, which sampler's images of a class differ most */
    public List<String> verdict() {
        final List<String> sentences = new ArrayList<>();
        byModel().forEach((model, samplers) -> {
            for (final double accuracy : ACCURACIES) {
                sentences.add(model + ": " + verdict(samplers, accuracy));
            }
        });
        return sentences;
    }

    private static String verdict(final List<SamplerEntry> samplers, final double accuracy) {
        SamplerEntry best = null;
        SamplerEntry right = samplers.get(0);
        final List<String> others = new ArrayList<>();
        for (final SamplerEntry entry : samplers) {
            if (!Double.isNaN(entry.cosineAt(accuracy))
                && (best == null || entry.cosineAt(accuracy) < best.cosineAt(accuracy))) {
                best = entry;
            }
            right = mostAccurate(entry) > mostAccurate(right) ? entry : right;
        }
        if (best == null) {
            return String.format(Locale.ROOT, "no sampler reaches an accuracy of %.2f; the most accurate is '%s' with "
                + "%.3f.", accuracy, right.name(), mostAccurate(right));
        }
        for (final SamplerEntry entry : samplers) {
            if (entry != best) {
                others.add(entry.name() + " " + (Double.isNaN(entry.cosineAt(accuracy)) ? "does not reach it"
                    : String.format(Locale.ROOT, "%.3f", entry.cosineAt(accuracy))));
            }
        }
        return String.format(Locale.ROOT, "at an accuracy of at least %.2f the images of a class differ most with "
            + "'%s', mean cosine %.3f%s.", accuracy, best.name(), best.cosineAt(accuracy),
            others.isEmpty() ? "" : " (" + String.join("; ", others) + ")");
    }

    private static double mostAccurate(final SamplerEntry entry) {
        return entry.sampler().fresh().stream().mapToDouble(s -> s.accuracy()).max().orElseThrow();
    }

    /**
     * @param title of the page
     * @param introduction a paragraph below it; blank for none
     * @param provenance how the page came about
     * @param progress told and asked at every model
     * @return a page of HTML that stands alone
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public String html(final String title, final String introduction, final List<KeyValue> provenance,
        final Progress progress) {
        return new SamplerComparisonPage(this, provenance).html(title, introduction, progress);
    }
}
