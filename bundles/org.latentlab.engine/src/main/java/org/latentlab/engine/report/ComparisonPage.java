package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.latentlab.engine.backend.BackendInfo;
import org.latentlab.engine.chart.Chart;
import org.latentlab.engine.chart.HeatMap;
import org.latentlab.engine.latent.ClassOverlap;
import org.latentlab.engine.latent.CollapseVerdict.Severity;
import org.latentlab.engine.report.ReportFigure.Kind;
import org.latentlab.engine.snapshot.PalettePng;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Vae;

/** The page of a comparison: models side by side. */
final class ComparisonPage {

    private static final int OVERLAP_COLORS = 255;

    private static final String STYLE = """
        .severity{display:inline-block;border-radius:4px;padding:0 7px;font-size:.82rem;font-weight:600;
        white-space:nowrap;background:var(--soft);color:var(--muted)}
        .severity.bad{background:#b34700;color:#fff}.severity.part{background:#e69f00;color:var(--ink)}
        table.comparison td,table.comparison tbody th{white-space:nowrap}
        table.comparison tbody th{position:sticky;left:0;background:#fff}
        table.comparison .words{text-align:left}table.comparison th,table.comparison td{padding:6px 9px}
        dl.verdicts{display:grid;grid-template-columns:minmax(120px,300px) 1fr;gap:6px 20px;font-size:.9rem}
        dl.verdicts dt{color:var(--muted);overflow-wrap:anywhere}dl.verdicts dd{margin:0;max-width:92ch}
        @media (max-width:640px){dl.verdicts{grid-template-columns:1fr;gap:0}dl.verdicts dd{margin-bottom:10px}}
        """;

    private final String m_title;

    private final String m_introduction;

    private final List<ComparedModel> m_models;

    private final List<ComparisonRow> m_rows;

    private final List<KeyValue> m_provenance;

    private final Html m_body = new Html();

    private final List<String[]> m_contents = new ArrayList<>();

    ComparisonPage(final String title, final String introduction, final List<ComparedModel> models,
        final List<ComparisonRow> rows, final List<KeyValue> provenance) {
        m_title = title;
        m_introduction = introduction;
        m_models = models;
        m_rows = rows;
        m_provenance = provenance;
    }

    String html(final List<String> findings, final Chart chart, final long seed, final boolean animated,
        final Progress progress) {
        overview(chart);
        table();
        pictures(seed, animated, progress);
        overlaps();
        training();
        settings();
        definitions();
        final Html html = new Html().beginPage(m_title, m_introduction, STYLE, m_contents);
        html.raw("<section class=\"findings\"><h2>Key findings</h2>\n<ul>\n");
        // a number is not torn from its β
        findings.forEach(f -> html.element("li", f.replace("β = ", "β\u00a0=\u00a0")));
        return html.raw("</ul></section>\n").raw(m_body.toString()).endPage().toString();
    }

    private void overview(final Chart chart) {
        m_body.section(m_contents, "overview", "Overview", "");
        final int width = Math.max(chart.preferredWidth(), 900);
        figure(ReportFigure.of(Kind.COMPOSITION, chart, Math.min(width, ReportFigure.PAGE), ""), ReportFigure.PAGE);
        final HeatMap kl = ComparisonCharts.klPerDimension(m_models);
        if (kl != null) {
            final int klWidth = Math.min(ReportFigure.PAGE, kl.preferredWidth());
            figure(ReportFigure.of(Kind.OTHER, kl, klWidth, ""), klWidth);
        }
    }

    /** A column of the table: its name, whether it is set or measured, in words or numbers, and its cells. */
    private record Column(String name, boolean setting, boolean words, Function<ComparisonRow, String> cell) {

        private boolean isEmpty(final List<ComparisonRow> rows) {
            return rows.stream().map(cell).allMatch(c -> c.isEmpty() || c.startsWith(Numbers.UNKNOWN));
        }

        /** Said once for all models instead of in each row. */
        private boolean isShared(final List<ComparisonRow> rows) {
            return setting && rows.size() > 1 && rows.stream().map(cell).distinct().count() == 1;
        }
    }

    private static List<Column> columns() {
        return List.of(new Column("Kind", true, true, ComparisonRow::kind),
            new Column("Architecture", true, true, ComparisonRow::architecture),
            new Column("Latent size", true, false, r -> Integer.toString(r.latentSize())),
            new Column("Likelihood", true, true, ComparisonRow::likelihood),
            new Column("Divergence", true, true, ComparisonRow::divergence),
            new Column("β", true, false, r -> Double.isNaN(r.beta()) ? Numbers.UNKNOWN : VaeFacets.number(r.beta())),
            new Column("Schedule of β", true, true, ComparisonRow::schedule),
            new Column("Free bits", true, false, r -> r.freeBits() > 0 ? VaeFacets.number(r.freeBits()) : ""),
            new Column("Capacity", true, false, r -> Double.isNaN(r.capacity()) ? "" : VaeFacets.number(r.capacity())),
            new Column("Skip connections", true, true, r -> r.skip() ? "yes" : ""),
            new Column("Neighbour penalty", true, true, ComparisonRow::neighbours),
            new Column("Images", true, false, r -> Numbers.count(r.images())),
            new Column("Epochs", true, false, r -> Numbers.count(r.epochs())),
            new Column("Reconstruction", false, false, r -> Numbers.fixed(r.reconstruction(), 1)),
            new Column("KL", false, false, r -> Numbers.fixed(r.kl(), 2)),
            new Column("−ELBO", false, false, r -> Numbers.fixed(r.negativeElbo(), 1)),
            new Column("Active units", false, false, r -> Numbers.fixed(r.activeUnits(), 0)),
            new Column("Mutual information", false, false, r -> Numbers.fixed(r.mutualInformation(), 2)),
            new Column("Aggregate KL", false, false, r -> Numbers.fixed(r.aggregateKl(), 2)),
            new Column("Class overlap (%)", false, false, r -> Numbers.percent(r.overlap())),
            new Column("Seconds", false, false, r -> Numbers.figure(r.seconds())));
    }

    private void table() {
        m_body.section(m_contents, "table", "Models",
            "Losses are of the epoch whose weights are kept, averaged over it, in nats per "
            + "image unless the squared error was trained.");
        final List<Column> filled = columns().stream().filter(c -> !c.isEmpty(m_rows)).toList();
        final List<String> shared = filled.stream().filter(c -> c.isShared(m_rows))
            .map(c -> c.name().toLowerCase(Locale.ROOT) + ": " + c.cell().apply(m_rows.get(0))).toList();
        if (!shared.isEmpty()) {
            m_body.element("p", "All models alike: " + String.join("; ", shared) + ".");
        }
        // what was found, then what was set
        final List<Column> shown = Stream.concat(filled.stream().filter(c -> !c.setting()),
            filled.stream().filter(c -> c.setting() && !c.isShared(m_rows))).toList();
        m_body.raw("<div class=\"scroll\"><table class=\"comparison\"><thead><tr>").element("th", "Model")
            .element("th", "words", "Latent space");
        shown.forEach(c -> m_body.element("th", c.words() ? "words" : "", c.name()));
        m_body.raw("</tr></thead>\n<tbody>\n");
        for (final ComparisonRow row : m_rows) {
            m_body.raw("<tr>").element("th", row.name()).open("td", "words");
            severity(row.verdict().severity());
            m_body.close("td");
            shown.forEach(c -> m_body.element("td", c.words() ? "words" : "", c.cell().apply(row)));
            m_body.raw("</tr>\n");
        }
        m_body.raw("</tbody></table></div>\n");
        verdicts();
    }

    /** Each verdict once, with the models it is said of. */
    private void verdicts() {
        final Map<String, List<String>> models = new LinkedHashMap<>();
        m_rows.forEach(r -> models.computeIfAbsent(r.verdict().text(), t -> new ArrayList<>()).add(r.name()));
        m_body.element("h3", "Verdicts").raw("<dl class=\"verdicts\">\n");
        models.forEach((text, names) -> m_body.element("dt", String.join("; ", names)).element("dd", text));
        m_body.raw("</dl>\n");
    }

    private void severity(final Severity severity) {
        switch (severity) {
            case COLLAPSED -> m_body.element("span", "severity bad", "collapsed");
            case PARTIAL -> m_body.element("span", "severity part", "in part");
            case OFF_PRIOR -> m_body.element("span", "severity part", "off the prior");
            case NONE -> m_body.element("span", "severity", "fine");
        }
    }

    private void pictures(final long seed, final boolean animated, final Progress progress) {
        columns("samples", "Samples of the prior", "Decoded draws of N(0, I), the same for all models of a latent "
            + "size. After a collapse they all look alike.", model -> ComparisonFigures.samples(model, seed));
        final Set<String> pictures = new LinkedHashSet<>();
        m_models.forEach(m -> m.snapshots().forEach(s -> pictures.add(s.picture())));
        final ComparisonFigures figures = new ComparisonFigures(m_models.size(), animated);
        final Map<ComparedModel, Map<String, ComparisonFigures.Views>> views = new IdentityHashMap<>();
        for (int i = 0; i < m_models.size(); i++) {
            progress.checkCanceled();
            views.put(m_models.get(i), figures.of(m_models.get(i),
                progress.part((double)i / m_models.size(), (i + 1.0) / m_models.size())));
        }
        int at = 0;
        for (final String picture : pictures) {
            final Function<ComparedModel, ComparisonFigures.Views> of =
                model -> views.get(model).getOrDefault(picture, ComparisonFigures.Views.NONE);
            final String name = picture.substring(0, 1).toUpperCase(Locale.ROOT) + picture.substring(1);
            columns("snapshots-" + at++, name, "", model -> of.apply(model).last());
            columns("", name + ", animated", "", model -> of.apply(model).animation());
            columns("", name + " by epoch", "", model -> of.apply(model).strip());
        }
    }

    /** A section with the pictures of each model side by side; nothing where no model has one. */
    private void columns(final String id, final String title, final String introduction,
        final Function<ComparedModel, List<ReportFigure>> figures) {
        final List<List<ReportFigure>> all = m_models.stream().map(figures).toList();
        if (all.stream().allMatch(List::isEmpty)) {
            return;
        }
        if (id.isEmpty()) {
            m_body.element("h3", title);
        } else {
            m_body.section(m_contents, id, title, introduction);
        }
        m_body.raw("<div class=\"columns\">\n");
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isEmpty()) {
                m_body.raw("<div>").element("h3", m_models.get(i).name());
                all.get(i).forEach(f -> figure(f, ReportFigure.COLUMN));
                m_body.raw("</div>\n");
            }
        }
        m_body.raw("</div>\n");
    }

    private void figure(final ReportFigure figure, final int width) {
        m_body.raw(width > ReportFigure.COLUMN ? "<figure class=\"wide\"" : "<figure")
            .raw(" style=\"max-width:" + width + "px\">")
            .image(figure.mediaType(), figure.data(), figure.alternative());
        if (!figure.caption().isBlank()) {
            m_body.element("figcaption", figure.caption());
        }
        m_body.raw("</figure>\n");
    }

    private void overlaps() {
        columns("overlap", "Class overlap", "Which classes the nearest latent neighbours of each class have. The "
            + "measure below each picture counts all classes alike.", model -> {
                if (model.overlap() == null) {
                    return List.of();
                }
                final HeatMap map = OverlapMap.of(model.overlap(), model.name());
                final ReportFigure figure = ReportFigure.of(Kind.OTHER, map,
                    Math.min(ReportFigure.COLUMN, Math.max(400, map.preferredWidth())), closest(model.overlap()));
                return List.of(new ReportFigure(figure.kind(), figure.caption(), figure.alternative(),
                    figure.mediaType(), PalettePng.of(figure.data(), 1, OVERLAP_COLORS)));
            });
    }

    /** The pairs of classes that lie most in one another. */
    private static String closest(final ClassOverlap overlap) {
        final List<String> pairs = overlap.pairs().stream().limit(3).filter(p -> p.overlap() > 0)
            .map(p -> overlap.names().get(p.first()) + " and " + overlap.names().get(p.second()) + " ("
                + Numbers.percent(p.overlap()) + " %)").toList();
        return Numbers.percent(overlap.overall()) + " % of the neighbours have another class"
            + (pairs.isEmpty() ? "." : "; most in one another: " + String.join(", ", pairs) + ".");
    }

    private void training() {
        columns("training", "Training", "", model -> List.of(ReportFigure.of(Kind.TRAINING,
            ComparisonCharts.curves(model), ReportFigure.COLUMN, model.vae().history().stopReason())));
    }

    private void settings() {
        m_body.section(m_contents, "settings", "Settings, seeds, versions", "");
        m_body.raw("<div class=\"columns\">\n");
        for (int i = 0; i < m_models.size(); i++) {
            m_body.keyValues(m_rows.get(i).name(), settings(m_models.get(i).vae()));
        }
        if (!m_provenance.isEmpty()) {
            m_body.keyValues("Comparison", m_provenance);
        }
        m_body.raw("</div>\n");
    }

    private static List<KeyValue> settings(final Vae vae) {
        final TrainingConfig training = vae.trainingConfig();
        final BackendInfo backend = vae.provenance().backend();
        final List<KeyValue> values = new ArrayList<>(List.of(new KeyValue("Summary", vae.summary()),
            new KeyValue("Network", vae.config().description()),
            new KeyValue("Images", String.format(Locale.ROOT, "%,d of %s", vae.provenance().images(), vae.shape())),
            new KeyValue("Data fingerprint", vae.provenance().dataFingerprint()),
            new KeyValue("Batch size", Numbers.count(training.batchSize())),
            new KeyValue("Learning rate", training.learningRate() + " (Adam)"),
            new KeyValue("Validation share", Double.toString(training.validationShare())),
            new KeyValue("Seed", Long.toString(training.seed())), new KeyValue("Weights of epoch",
                Integer.toString(ComparisonRow.kept(vae).epoch())), new KeyValue("Backend", backend.summary())));
        vae.notices().forEach(n -> values.add(new KeyValue("Notice", n)));
        return values;
    }

    private void definitions() {
        m_body.section(m_contents, "definitions", "How the figures are defined", "");
        m_body.raw("<dl class=\"settings\">\n");
        m_body.element("dt", "Active units").element("dd", "Latent dimensions whose posterior mean varies over the "
            + "images by more than 0.01 (Burda, Grosse and Salakhutdinov 2016).");
        m_body.element("dt", "Mutual information").element("dd", "How much the code tells of its image, in nats: the "
            + "mean of ln q(z|x) − ln q(z) with one draw from each posterior (Hoffman and Johnson 2016). It cannot "
            + "exceed the logarithm of the number of images it is measured on.");
        m_body.element("dt", "Aggregate KL").element("dd", "KL divergence of the normal distribution with the mean and "
            + "covariance of all codes from the prior N(0, I), in nats: how misleading it is to sample the prior.");
        m_body.element("dt", "Class overlap").element("dd", "Share of the nearest latent neighbours of a code that "
            + "have another class, averaged over the classes.");
        m_body.raw("</dl>\n");
    }
}
