package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which areas of different models stand in one row. "prior" is the same area in every model, but "margin 0–3" of one
 * and "margin 2–5" of another are each the first margin of their model: areas whose names are a word and numbers are
 * matched by their order.
 */
final class Areas {

    /**
     * A row: the areas that belong together.
     *
     * @param kind the word, e.g. "margin"
     * @param label what heads the row
     * @param areas per model (by its index) the area's name
     */
    record Row(String kind, String label, Map<Integer, String> areas) {
    }

    private Areas() {
    }

    /** The word before the first digit, or the whole name where there is none. */
    static String kind(final String area) {
        int end = 0;
        while (end < area.length() && !Character.isDigit(area.charAt(end))) {
            end++;
        }
        final String word = end == area.length() ? area : area.substring(0, end);
        final String bare = word.replaceAll("[\\s#:(_-]+$", "").strip();
        return bare.isEmpty() ? area.strip() : bare.toLowerCase(Locale.ROOT);
    }

    private static boolean isNumbered(final String area) {
        return area.chars().anyMatch(Character::isDigit);
    }

    /** Whether all models have this area under one name. */
    private static boolean isShared(final Row row, final Study study) {
        return row.areas().size() == study.models().size() && row.areas().values().stream().distinct().count() == 1;
    }

    /**
     * The rows of a study. Numbered areas of a kind are headed by their names only where all models agree on all of
     * them; else by their order, as one "margin 1–7" need not be the other model's "margin 1–7".
     */
    static List<Row> rows(final Study study) {
        final Map<String, Map<Integer, String>> rows = new LinkedHashMap<>();
        for (int m = 0; m < study.models().size(); m++) {
            final Map<String, Integer> seen = new HashMap<>();
            for (final AreaScore score : study.models().get(m).scores()) {
                final String kind = kind(score.area());
                final String key = isNumbered(score.area()) ? kind + " " + seen.merge(kind, 1, Integer::sum) : kind;
                rows.computeIfAbsent(key, k -> new LinkedHashMap<>()).putIfAbsent(m, score.area());
            }
        }
        final List<Row> result = new ArrayList<>();
        rows.forEach((key, areas) -> {
            final String name = areas.values().iterator().next();
            result.add(new Row(kind(name), key.replaceAll(" (\\d+)$", ", no. $1"), areas));
        });
        for (final String kind : result.stream().map(Row::kind).distinct().toList()) {
            if (result.stream().filter(r -> r.kind().equals(kind)).allMatch(r -> isShared(r, study))) {
                result.replaceAll(r -> r.kind().equals(kind) ? new Row(kind, r.areas().values().iterator().next(),
                    r.areas()) : r);
            }
        }
        final List<Row> sorted = new ArrayList<>();
        final List<String> kinds = result.stream().map(Row::kind).distinct().toList();
        for (final String kind : kinds) {
            result.stream().filter(r -> r.kind().equals(kind)).forEach(sorted::add);
        }
        return sorted;
    }

    /** "the prior", "margin 0–3": a name within a sentence. */
    static String inSentence(final String area) {
        return isNumbered(area) || area.contains(" ") ? area : "the " + area;
    }
}
