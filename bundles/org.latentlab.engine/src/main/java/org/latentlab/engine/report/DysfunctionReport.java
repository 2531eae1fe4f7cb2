package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import org.latentlab.engine.report.ReportFigure.Kind;

/**
 * The report of the latent-dysfunction study: where do these models fail, and how badly? One HTML page that stands
 * alone: its style is inline, its pictures are data URIs, it runs no script and refers to nothing outside itself.
 */
public final class DysfunctionReport {

    private static final String NAME = "<span class=\"nb\">$0</span>";

    private final Study m_study;
    private final List<Finding> m_findings;

    /** @param study what to report */
    public DysfunctionReport(final Study study) {
        m_study = study;
        m_findings = Findings.of(study);
    }

    /** @return the key findings, as they stand at the top of the page */
    public List<Finding> findings() {
        return m_findings;
    }

    /** @return the page, to be written as UTF-8 */
    public String html() {
        final Html html = new Html();
        final Html body = new Html();
        final List<String[]> contents = new ArrayList<>();
        models(body);
        frechet(body, contents);
        inception(body, contents);
        composition(body, contents);
        clusters(body, contents);
        figures(body, contents, "latent", "Latent spaces", "Every point is the code of one reference image, "
            + "coloured by its class. A latent space of three dimensions is shown as its three "
            + "projections, one of more as those of its first three.",
            EnumSet.of(Kind.LATENT));
        figures(body, contents, "mixtures", "Mixtures and decision regions",
            "Ellipses are the components of the fitted Gaussian mixture at two standard deviations (86.5 % of "
            + "a component in two dimensions).",
            EnumSet.of(Kind.MIXTURE, Kind.REGIONS));
        figures(body, contents, "areas", "Sampled areas", "", EnumSet.of(Kind.AREAS));
        figures(body, contents, "samples", "Decoded images", "", EnumSet.of(Kind.SAMPLES, Kind.MANIFOLD));
        figures(body, contents, "training", "Training", "", EnumSet.of(Kind.TRAINING));
        figures(body, contents, "other", "Further pictures", "", EnumSet.of(Kind.OTHER));
        tables(body, contents);
        settings(body, contents);
        definitions(body, contents);
        html.beginPage(m_study.title(), m_study.introduction(), "", contents);
        findings(html);
        return html.raw(body.toString()).endPage().toString();
    }

    private void findings(final Html html) {
        if (m_findings.isEmpty()) {
            return;
        }
        html.raw("<section class=\"findings\"><h2>Key findings</h2>\n");
        final Pattern names = namesPattern();
        String model = "";
        boolean open = false;
        for (final Finding finding : m_findings) {
            if (!open || !finding.model().equals(model)) {
                html.raw(open ? "</ul>\n" : "");
                model = finding.model();
                if (!model.contains(" / ")) {
                    html.element("h3", model);
                }
                html.raw("<ul>\n");
                open = true;
            }
            html.raw("<li>").raw(names.matcher(Html.escape(finding.sentence())).replaceAll(NAME)).raw("</li>\n");
        }
        html.raw("</ul></section>\n");
    }

    /** Short model names such as "2-D" are not broken across lines. */
    private Pattern namesPattern() {
        final StringJoiner names = new StringJoiner("|", "\\b(?:", ")\\b");
        names.add("(?!)");
        m_study.models().stream().map(StudyModel::name).filter(n -> n.length() > 1 && n.length() < 20)
            .forEach(n -> names.add(Pattern.quote(Html.escape(n))));
        return Pattern.compile(names.toString());
    }

    private void models(final Html html) {
        html.raw("<h2>Models</h2>\n<div class=\"columns\">\n");
        for (final StudyModel model : m_study.models()) {
            html.raw("<div class=\"card\">").element("h3", model.name()).element("p", model.summary());
            final Optional<AreaScore> baseline = m_study.baselineOf(model);
            if (baseline.isPresent()) {
                html.raw("<dl class=\"tiles\">");
                tile(html, "Fréchet distance, " + baseline.get().area(), Numbers.figure(baseline.get().frechet()));
                final double worst = model.scores().stream().mapToDouble(AreaScore::frechet).filter(Double::isFinite)
                    .max()
                    .orElse(Double.NaN);
                tile(html, "worst area", Numbers.figure(worst));
                tile(html, "Inception score, " + baseline.get().area(),
                    Numbers.fixed(baseline.get().inceptionMean(), 2));
                tile(html, "class mismatch, " + baseline.get().area(), Numbers.percent(baseline.get().totalVariation())
                    + " %");
                html.raw("</dl>");
            }
            html.raw("</div>\n");
        }
        html.raw("</div>\n");
    }

    private static void tile(final Html html, final String name, final String value) {
        if (!value.startsWith(Numbers.UNKNOWN)) {
            html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
        }
    }

    private void frechet(final Html html, final List<String[]> contents) {
        final StudyTables tables = new StudyTables(m_study, html);
        if (!tables.hasFrechet()) {
            return;
        }
        html.section(contents, "frechet", "Fréchet distance", "");
        if (!m_study.featureSpace().isBlank()) {
            html.element("p", "Features: " + m_study.featureSpace()
                + ". Distances of different feature spaces or sample sizes cannot be compared.");
        }
        tables.frechet();
        for (final StudyModel model : m_study.models()) {
            if (!model.notes().isEmpty()) {
                html.raw("<ul class=\"note\">");
                model.notes().forEach(n -> html.element("li", model.name() + ": " + n));
                html.raw("</ul>\n");
            }
        }
    }

    private void inception(final Html html, final List<String[]> contents) {
        final StudyTables tables = new StudyTables(m_study, html);
        if (tables.hasInception()) {
            html.section(contents, "inception", "Inception score", "");
            tables.inception();
        }
    }

    private void composition(final Html html, final List<String[]> contents) {
        if (m_study.models().stream().allMatch(m -> m.compositions().isEmpty() && figuresOf(m, EnumSet.of(
            Kind.COMPOSITION)).isEmpty())) {
            return;
        }
        html.section(contents, "composition", "Data composition", "");
        html.raw("<p>Which classes come too often or too seldom: <span class=\"key\">▲</span> over-represented, "
            + "<span class=\"key\">▼</span> under-represented, <span class=\"key\">✕</span> missing; marked where "
            + "the ratio of the shares is beyond 0.8…1.25 and their difference is larger than two standard "
            + "errors.</p>\n");
        for (final StudyModel model : m_study.models()) {
            if (!model.compositions().isEmpty()) {
                new StudyTables(m_study, html).composition(model);
            }
            figuresOf(model, EnumSet.of(Kind.COMPOSITION)).forEach(f -> figure(html, f));
        }
    }

    private void clusters(final Html html, final List<String[]> contents) {
        if (m_study.models().stream().anyMatch(m -> !m.clusters().isEmpty())) {
            html.section(contents, "clusters", "Clusters of the latent spaces", "");
            new StudyTables(m_study, html).clusters();
        }
    }

    private static List<ReportFigure> figuresOf(final StudyModel model, final Set<Kind> kinds) {
        return model.figures().stream().filter(f -> kinds.contains(f.kind())).toList();
    }

    private void figures(final Html html, final List<String[]> contents, final String id, final String title,
        final String introduction, final Set<Kind> kinds) {
        if (m_study.models().stream().allMatch(m -> figuresOf(m, kinds).isEmpty())) {
            return;
        }
        html.section(contents, id, title, "");
        if (!introduction.isEmpty()) {
            html.element("p", introduction);
        }
        html.raw("<div class=\"columns\">\n");
        final boolean several = m_study.models().size() > 1;
        for (final StudyModel model : m_study.models()) {
            if (several) {
                html.raw("<div>").element("h3", model.name());
            }
            for (final Kind kind : kinds) {
                figuresOf(model, EnumSet.of(kind)).forEach(f -> figure(html, f));
            }
            html.raw(several ? "</div>\n" : "");
        }
        html.raw("</div>\n");
    }

    private static void figure(final Html html, final ReportFigure figure) {
        html.raw(figure.kind() == Kind.COMPOSITION ? "<figure class=\"wide\">" : "<figure>")
            .image(figure.mediaType(), figure.data(), figure.alternative());
        if (!figure.caption().isBlank()) {
            html.element("figcaption", figure.caption());
        }
        html.raw("</figure>\n");
    }

    private void tables(final Html html, final List<String[]> contents) {
        if (m_study.tables().isEmpty()) {
            return;
        }
        html.section(contents, "tables", "Further tables", "");
        for (final ReportTable table : m_study.tables()) {
            html.raw("<div class=\"scroll\"><table class=\"plain\">").element("caption", table.title())
                .raw("<thead><tr>");
            table.columns().forEach(c -> html.element("th", c));
            html.raw("</tr></thead>\n<tbody>\n");
            for (final List<String> row : table.rows()) {
                html.raw("<tr>");
                row.forEach(c -> html.element("td", c));
                html.raw("</tr>\n");
            }
            html.raw("</tbody></table></div>\n");
            if (!table.note().isBlank()) {
                html.element("p", "note", table.note());
            }
        }
    }

    private void settings(final Html html, final List<String[]> contents) {
        if (m_study.provenance().isEmpty() && m_study.models().stream().allMatch(m -> m.settings().isEmpty())) {
            return;
        }
        html.section(contents, "settings", "Settings, seeds, versions", "");
        html.raw("<div class=\"columns\">\n");
        for (final StudyModel model : m_study.models()) {
            html.keyValues(model.name(), model.settings());
        }
        html.keyValues("Study", m_study.provenance());
        html.raw("</div>\n");
    }

    private void definitions(final Html html, final List<String[]> contents) {
        html.section(contents, "definitions", "How the figures are defined", "");
        html.raw("<dl class=\"settings\">\n");
        html.element("dt", "Fréchet distance").element("dd", "‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½) between "
            + "Gaussians fitted to the features of the reference and of the generated images (Heusel et al. "
            + "2017). Small samples bias it upwards.");
        html.element("dt", "Inception score").element("dd", "exp E[KL(p(y|x) ‖ p(y))] of a classifier's class "
            + "probabilities, from 1 to the number of classes: high where single images are clear and all of "
            + "them together varied (Salimans et al. 2016).");
        html.element("dt", "Total variation distance").element("dd",
            "Half the sum of the absolute differences of the class shares: the share of generated images that "
            + "would have to be of another class.");
        html.element("dt", "χ² test").element("dd", "Pearson's test of the generated class counts against the "
            + "reference's shares; a small p says that chance alone does not explain the difference.");
        html.raw("</dl>\n");
    }
}
