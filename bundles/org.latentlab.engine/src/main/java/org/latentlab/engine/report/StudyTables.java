package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.latentlab.engine.chart.Representation;

/** The study's tables: Fréchet distance, inception score and data composition per area and model, and the clusters. */
final class StudyTables {

    private final Study m_study;
    private final Html m_html;
    private final List<Areas.Row> m_rows;

    StudyTables(final Study study, final Html html) {
        m_study = study;
        m_html = html;
        m_rows = Areas.rows(study);
    }

    private AreaScore score(final int model, final Areas.Row row) {
        final String area = row.areas().get(model);
        return area == null ? null : m_study.models().get(model).scores().stream().filter(s -> s.area().equals(area))
            .findFirst().orElse(null);
    }

    boolean hasFrechet() {
        return m_study.models().stream().anyMatch(m -> m.scores().stream().anyMatch(s -> Double.isFinite(s.frechet())));
    }

    boolean hasInception() {
        return m_study.models().stream()
            .anyMatch(m -> m.scores().stream().anyMatch(s -> Double.isFinite(s.inceptionMean())));
    }

    void frechet() {
        final double most = m_study.models().stream().flatMap(m -> m.scores().stream()).mapToDouble(AreaScore::frechet)
            .filter(Double::isFinite).max().orElse(1);
        areaTable("Fréchet distance to the reference, by area; lower is better", "times the baseline",
            (m, row, html) -> {
            final AreaScore s = score(m, row);
            final AreaScore baseline = m_study.baselineOf(m_study.models().get(m)).orElse(null);
            if (s == null) {
                html.raw("<td class=\"none\">–</td><td></td>");
                return;
            }
            html.raw("<td class=\"bar" + (isExtreme(m, s, AreaScore::frechet, true) ? " worst" : "")
                + "\"><span class=\"track\"><span style=\"width:" + width(s.frechet() / most) + "%\"></span></span>");
            html.element("span", "value", Numbers.figure(s.frechet()));
            ownName(html, row, s);
            html.close("td");
            html.element("td", "ratio", baseline == null || s == baseline ? "baseline"
                : "× " + Numbers.figureShort(s.frechet() / baseline.frechet()));
        }, AreaScore::frechet);
    }

    void inception() {
        final double most = m_study.models().stream().flatMap(m -> m.scores().stream())
            .mapToDouble(AreaScore::inceptionMean).filter(Double::isFinite).max().orElse(1);
        areaTable("Inception score, mean ± standard deviation over the splits, by area; higher is better",
            "images", (m, row, html) -> {
                final AreaScore s = score(m, row);
                if (s == null) {
                    html.raw("<td class=\"none\">–</td><td></td>");
                    return;
                }
                html.raw("<td class=\"bar" + (isExtreme(m, s, AreaScore::inceptionMean, false) ? " worst" : "")
                    + "\"><span class=\"track\"><span style=\"width:" + width(s.inceptionMean() / most)
                    + "%\"></span></span>");
                html.element("span", "value", Numbers.fixed(s.inceptionMean(), 2)
                    + (Double.isFinite(s.inceptionDeviation()) ? " ± " + Numbers.fixed(s.inceptionDeviation(), 2)
                    : ""));
                ownName(html, row, s);
                html.close("td");
                html.element("td", "ratio", Numbers.count(s.count()));
            }, AreaScore::inceptionMean);
    }

    private static void ownName(final Html html, final Areas.Row row, final AreaScore score) {
        if (!row.label().equals(score.area())) {
            html.element("span", "own", score.area());
        }
    }

    private static String width(final double share) {
        return String.format(Locale.ROOT, "%.1f", Double.isFinite(share) ? Math.max(0, Math.min(100, 100 * share)) : 0);
    }

    private boolean isExtreme(final int model, final AreaScore score, final ToDoubleFunction<AreaScore> value,
        final boolean high) {
        final List<AreaScore> all = m_study.models().get(model).scores();
        return all.size() > 1 && Double.isFinite(value.applyAsDouble(score)) && all.stream().mapToDouble(value)
            .noneMatch(v -> high ? v > value.applyAsDouble(score) : v < value.applyAsDouble(score));
    }

    /** Writes one cell pair of an area table. */
    @FunctionalInterface
    private interface Cell {
        void write(int model, Areas.Row row, Html html);
    }

    private void areaTable(final String caption, final String second, final Cell cell,
        final ToDoubleFunction<AreaScore> value) {
        m_html.raw("<div class=\"scroll\"><table class=\"areas\">").element("caption", caption).raw("<thead><tr>")
            .raw("<th scope=\"col\">Area</th>");
        for (final StudyModel model : m_study.models()) {
            m_html.element("th", "model", model.name()).element("th", "ratio", second);
        }
        m_html.raw("</tr></thead>\n<tbody>\n");
        for (int r = 0; r < m_rows.size(); r++) {
            final Areas.Row row = m_rows.get(r);
            m_html.raw("<tr><th scope=\"row\">").text(row.label()).raw("</th>");
            for (int m = 0; m < m_study.models().size(); m++) {
                cell.write(m, row, m_html);
            }
            m_html.raw("</tr>\n");
            final boolean last = r + 1 == m_rows.size() || !m_rows.get(r + 1).kind().equals(row.kind());
            final List<Areas.Row> kind = m_rows.stream().filter(o -> o.kind().equals(row.kind())).toList();
            if (last && kind.size() > 1) {
                meanRow(row.kind(), kind, value);
            }
        }
        m_html.raw("</tbody></table></div>\n");
    }

    private void meanRow(final String kind, final List<Areas.Row> rows, final ToDoubleFunction<AreaScore> value) {
        m_html.raw("<tr class=\"mean\"><th scope=\"row\">").text("mean of " + rows.size() + " "
            + Findings.plural(kind)).raw("</th>");
        for (int m = 0; m < m_study.models().size(); m++) {
            final List<Double> values = new ArrayList<>();
            for (final Areas.Row row : rows) {
                final AreaScore s = score(m, row);
                if (s != null && Double.isFinite(value.applyAsDouble(s))) {
                    values.add(value.applyAsDouble(s));
                }
            }
            m_html.open("td", "bar").element("span", "value", Numbers.figure(
                values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN))).close("td")
                .raw("<td></td>");
        }
        m_html.raw("</tr>\n");
    }

    /** One table per model: a row per class, a column per area. */
    void composition(final StudyModel model) {
        final Map<String, AreaComposition> areas = new LinkedHashMap<>();
        model.compositions().forEach(c -> areas.putIfAbsent(c.area(), c));
        final AreaComposition first = model.compositions().get(0);
        m_html.raw("<div class=\"scroll\"><table class=\"composition\">")
            .element("caption", "Data composition of the " + model.name() + " model: share of each class in %")
            .raw("<thead><tr><th scope=\"col\">Class</th><th scope=\"col\">reference</th>");
        areas.keySet().forEach(name -> m_html.element("th", name));
        m_html.raw("</tr></thead>\n<tbody>\n");
        for (int c = 0; c < first.classNames().size(); c++) {
            m_html.raw("<tr><th scope=\"row\">").text(first.classNames().get(c)).raw("</th>")
                .element("td", "reference", Numbers.percent(first.referenceShare(c)));
            for (final AreaComposition area : areas.values()) {
                compositionCell(area, c);
            }
            m_html.raw("</tr>\n");
        }
        m_html.raw("</tbody>\n<tfoot>\n");
        foot("images", areas, first.referenceSize(), a -> Numbers.count(a.generatedSize()));
        foot("total variation distance", areas, -1, a -> score(model, a) == null ? Numbers.UNKNOWN
            : Numbers.fixed(score(model, a).totalVariation(), 3));
        foot("χ²", areas, -1, a -> score(model, a) == null ? Numbers.UNKNOWN
            : Numbers.figure(score(model, a).chiSquared()));
        foot("p of the χ² test", areas, -1, a -> score(model, a) == null ? Numbers.UNKNOWN
            : Numbers.pValue(score(model, a).pValue()));
        m_html.raw("</tfoot></table></div>\n");
    }

    private static AreaScore score(final StudyModel model, final AreaComposition area) {
        return model.scores().stream().filter(s -> s.area().equals(area.area())).findFirst().orElse(null);
    }

    private void foot(final String label, final Map<String, AreaComposition> areas, final long reference,
        final java.util.function.Function<AreaComposition, String> value) {
        m_html.raw("<tr><th scope=\"row\">").text(label).raw("</th>")
            .element("td", "reference", reference < 0 ? "" : Numbers.count(reference));
        areas.values().forEach(a -> m_html.element("td", value.apply(a)));
        m_html.raw("</tr>\n");
    }

    private void compositionCell(final AreaComposition area, final int c) {
        final double ratio = area.generatedShare(c) / area.referenceShare(c);
        final double strength = Math.min(1, Math.abs(Math.log(Math.max(0.05, Math.min(20, ratio)))) / Math.log(4));
        final Representation representation = area.representation(c);
        final String mark = switch (representation) {
            case OVER -> " ▲";
            case UNDER -> " ▼";
            case MISSING -> " ✕";
            default -> "";
        };
        if (representation == Representation.EXPECTED) {
            m_html.element("td", Numbers.percent(area.generatedShare(c)));
            return;
        }
        final String rgb = representation == Representation.OVER ? "213,94,0" : "0,114,178";
        m_html.raw("<td class=\"marked\" style=\"background:rgba(" + rgb
            + String.format(Locale.ROOT, ",%.2f)\" title=\"", 0.1 + 0.3 * strength))
            .text(Numbers.count(area.generated()[c]) + " images, " + Numbers.figureShort(ratio)
                + " times the reference's share").raw("\">").text(Numbers.percent(area.generatedShare(c)) + mark)
            .close("td");
    }

    /** Figures about the clusters: a row per figure, a column per model. */
    void clusters() {
        final Map<String, String> names = new LinkedHashMap<>();
        for (final StudyModel model : m_study.models()) {
            model.clusters().forEach(c -> names.putIfAbsent(c.name(), c.meaning()));
        }
        m_html.raw("<div class=\"scroll\"><table class=\"clusters\">")
            .element("caption", "Clarity of the clusters and their suitability for the classes")
            .raw("<thead><tr><th scope=\"col\">Figure</th>");
        m_study.models().forEach(m -> m_html.element("th", "model", m.name()));
        m_html.raw("<th scope=\"col\" class=\"meaning\">How to read it</th></tr></thead>\n<tbody>\n");
        names.forEach((name, meaning) -> {
            m_html.raw("<tr><th scope=\"row\">").text(name).raw("</th>");
            for (final StudyModel model : m_study.models()) {
                m_html.element("td", model.clusters().stream().filter(c -> c.name().equals(name)).findFirst()
                    .map(c -> c.value() == Math.rint(c.value()) && Math.abs(c.value()) < 1e15
                        ? Numbers.count((long)c.value()) : Numbers.figure(c.value())).orElse(Numbers.UNKNOWN));
            }
            m_html.element("td", "meaning", meaning).raw("</tr>\n");
        });
        m_html.raw("</tbody></table></div>\n");
    }
}
