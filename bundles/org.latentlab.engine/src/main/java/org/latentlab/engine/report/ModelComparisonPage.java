package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.train.Progress;

/** The page of a comparison of generative models. */
final class ModelComparisonPage {

    private static final String STYLE = """
        table.scores td,table.scores tbody th{white-space:nowrap}
        table.scores tbody th{position:sticky;left:0;background:#fff}
        table.scores td.best{font-weight:700}table.scores td.best::after{content:" ✓";color:#00715a}
        table.scores td.tied::after{content:" ≈";color:var(--muted)}
        table.scores td.real{color:var(--muted);border-left:1px solid var(--line)}
        table.scores tr.aspect th{color:var(--muted);font-size:.85rem;font-weight:600;padding-top:14px;
        border-bottom:1px solid var(--ink)}
        table.scores tr.aspect:hover{background:none}
        table.scores td.meaning{white-space:normal;min-width:300px}
        table.scores td.over{background:rgba(213,94,0,.18)}table.scores td.under{background:rgba(0,114,178,.18)}
        .direction{color:var(--accent);font-weight:600;margin-left:6px}
        .findings li b{font-weight:600}
        table.terms .words{text-align:left;white-space:normal;min-width:180px}
        """;

    private final ModelComparison m_comparison;

    private final List<ModelComparisonRow> m_rows;

    private final List<KeyValue> m_provenance;

    private final Html m_body = new Html();

    private final List<String[]> m_contents = new ArrayList<>();

    ModelComparisonPage(final ModelComparison comparison, final List<KeyValue> provenance) {
        m_comparison = comparison;
        m_rows = comparison.rows();
        m_provenance = provenance;
    }

    String html(final String title, final String introduction, final Progress progress) {
        scores();
        terms();
        pictures(progress);
        settings();
        definitions();
        final Html html = new Html().beginPage(title, introduction, STYLE, m_contents);
        html.raw("<section class=\"findings\"><h2>Verdict</h2>\n<ul>\n");
        for (final String sentence : m_comparison.verdict()) {
            final int colon = sentence.indexOf(": ");
            final boolean headed = colon > 0 && ModelComparisonVerdict.isHeading(sentence.substring(0, colon));
            html.raw("<li>");
            if (headed) {
                html.raw("<b>").text(sentence.substring(0, colon + 1)).raw("</b>");
            }
            html.text(headed ? sentence.substring(colon + 1) : sentence).raw("</li>\n");
        }
        return html.raw("</ul>\n").element("p", "note", terms(m_comparison)).raw("</section>\n")
            .raw(m_body.toString()).endPage().toString();
    }

    /** On what terms all are compared. */
    private static String terms(final ModelComparison c) {
        return String.format(Locale.ROOT, "On equal terms: each model gave %d sets of %,d samples of its prior from "
            + "seed %d, held against the same %,d real images. ± is the standard error of the mean over the sets; a "
            + "difference counts where chance explains it with less than 5 %% (Welch's t test). That is the error of "
            + "drawing other samples of these trained models, not of training them anew.", c.config().sets(),
            c.config().samples(), c.config().seed(), c.realImages());
    }

    private void scores() {
        m_body.section(m_contents, "scores", "Scores",
            "Features: " + m_comparison.featureSpace() + (m_comparison.classNames().isEmpty()
            ? "" : "; classes: " + m_comparison.reference().features().classWords()) + ". An arrow says which way is "
                + "better; ✓ marks the best model, ≈ those that differ from it by no more than the sampling error.");
        final ModelComparisonRow real = m_comparison.real();
        m_body.raw("<div class=\"scroll\"><table class=\"scores\"><thead><tr>").element("th", "Figure");
        m_rows.forEach(r -> m_body.element("th", r.name()));
        if (real != null) {
            m_body.element("th", "real images");
        }
        m_body.element("th", "meaning", "How to read it").raw("</tr></thead>\n<tbody>\n");
        ModelComparisonMeasure.Aspect aspect = null;
        for (final ModelComparisonMeasure measure : ModelComparisonMeasure.values()) {
            if (m_rows.stream().noneMatch(r -> r.figure(measure).isKnown())) {
                continue;
            }
            if (measure.aspect() != aspect) {
                aspect = measure.aspect();
                m_body.raw("<tr class=\"aspect\"><th colspan=\"" + (m_rows.size() + (real == null ? 2 : 3)) + "\">")
                    .text(aspect.words()).raw("</th></tr>\n");
            }
            measure(measure, real);
        }
        m_body.raw("</tbody></table></div>\n");
        if (real != null) {
            m_body.element("p", "note", "Real images: others than those held against, in sets of the same size; no "
                + "model needs to be better.");
        }
        notes();
        final ReportFigure tradeOff = ModelComparisonPictures.tradeOff(m_rows);
        if (tradeOff != null) {
            figure(tradeOff);
        }
    }

    private void measure(final ModelComparisonMeasure measure, final ModelComparisonRow real) {
        m_body.raw("<tr><th scope=\"row\">").text(measure.words() + (measure.unit() == 100 ? " (%)" : ""))
            .element("span", "direction", measure.direction().mark()).raw("</th>");
        final List<ModelComparisonRow> known = m_rows.stream().filter(r -> r.figure(measure).isKnown()).toList();
        final List<ModelComparisonRow> best = ModelComparisonVerdict.best(measure, known,
            real == null ? Double.NaN : real.figure(measure).mean());
        for (final ModelComparisonRow row : m_rows) {
            final boolean marked = known.size() > 1 && best.contains(row);
            m_body.element("td", !marked ? "" : best.size() == 1 ? "best" : "tied", row.figure(measure).text(measure));
        }
        if (real != null) {
            m_body.element("td", "real", real.figure(measure).text(measure));
        }
        m_body.element("td", "meaning", measure.meaning()).raw("</tr>\n");
    }

    /** What limits the figures. */
    private void notes() {
        final List<String> notes = new ArrayList<>();
        if (m_comparison.config().samples() <= m_comparison.reference().features().size()) {
            notes.add(String.format(Locale.ROOT, "With %,d samples in a set and %,d features, Fréchet distances are "
                + "too high, for all models alike.", m_comparison.config().samples(),
                m_comparison.reference().features().size()));
        }
        if (!m_comparison.reference().features().hasClassifier()) {
            notes.add("Without a classifier, what is near what is told by pixels, where a blurred image is near to "
                + "many sharp ones: precision, recall and coverage do not enter the verdict.");
        }
        if (m_comparison.entries().stream().anyMatch(e -> !e.model().classNames().isEmpty())) {
            notes.add("A class-conditional model is asked for each class equally often; its composition is not its "
                + "own, and does not enter the verdict.");
        }
        if (m_comparison.entries().stream().noneMatch(e -> e.model().provenance().dataFingerprint()
            .equals(m_comparison.reference().fingerprint()))) {
            notes.add("The real images are not the very images that the models were trained on: copies of those are "
                + "found only as far as they are among them.");
        }
        if (m_comparison.entries().stream().map(e -> e.model().provenance().dataFingerprint()).distinct().count() > 1) {
            notes.add("The models were not all trained on the same images.");
        }
        if (!notes.isEmpty()) {
            m_body.raw("<ul class=\"note\">");
            notes.forEach(n -> m_body.element("li", n));
            m_body.raw("</ul>\n");
        }
    }

    private void terms() {
        m_body.section(m_contents, "models", "Models and what they cost",
            "Updates are steps of the decoder or generator, up to the "
            + "weights that are used.");
        m_body.raw("<div class=\"scroll\"><table class=\"scores terms\"><thead><tr>").element("th", "Model");
        for (final String column : List.of("Family", "Prior", "Latent size", "Updates", "Epochs", "Images shown",
            "Seconds", "Parameters", "of the decoder or generator")) {
            m_body.element("th", column);
        }
        m_body.raw("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < m_rows.size(); i++) {
            final ModelComparisonTerms terms = m_rows.get(i).terms();
            final GenerativeModel model = m_comparison.entries().get(i).model();
            m_body.raw("<tr>").element("th", m_rows.get(i).name()).element("td", model.kind())
                .element("td", model.prior().words()).element("td", Numbers.count(model.latentSize()))
                .element("td", count(terms.updates())).element("td", count(terms.epochs()))
                .element("td", count(terms.imagesShown())).element("td", Numbers.figure(terms.seconds()))
                .element("td", count(terms.parameters())).element("td", count(terms.generatorParameters()))
                .raw("</tr>\n");
        }
        m_body.raw("</tbody></table></div>\n");
    }

    private static String count(final long value) {
        return value < 0 ? Numbers.UNKNOWN : Numbers.count(value);
    }

    private void pictures(final Progress progress) {
        final int pictures = m_comparison.config().pictures();
        m_body.section(m_contents, "samples", "Samples", "The first draws of each prior, none chosen.");
        m_body.raw("<div class=\"columns\">\n<div>").element("h3", "real images");
        figure(ModelComparisonPictures.samples("real images", m_comparison.reference().images(), pictures));
        m_body.raw("</div>\n");
        for (final ModelComparisonRow row : m_rows) {
            m_body.raw("<div>").element("h3", row.name());
            figure(ModelComparisonPictures.samples(row.name(), row.samples(), pictures));
            m_body.raw("</div>\n");
        }
        m_body.raw("</div>\n");
        composition();
        progress.checkCanceled();
        columns("interpolation", "Interpolation", "From one draw of the prior to the next, " + pathWords()
            + ". Where images change in leaps, the latent space has gaps.",
            i -> ModelComparisonPictures.interpolation(m_rows.get(i).name(), m_comparison.latents(i)), progress);
        columns("traversal", "Traversal", "The dimensions that change images most, around the first draw of the prior; "
            + "σ is the prior's standard deviation, Δ the root mean squared change of a pixel from end to end.",
            i -> ModelComparisonPictures.traversal(m_rows.get(i).name(), m_comparison.entries().get(i).model(),
                m_comparison.latents(i), progress.part(0.5, 0.5)),
            progress);
        columns("areas", "Out of distribution", "The same draws of the prior as they are and further from its centre, "
            + "and draws of Student's t distribution with 2 degrees of freedom, whose tails are heavy.",
            i -> ModelComparisonPictures.areas(m_rows.get(i), m_comparison.latents(i)), progress);
        areas();
        columns("training", "Training", "", i -> ModelComparisonPictures.curves(m_rows.get(i).name(),
            m_comparison.entries().get(i).model()), progress);
    }

    private String pathWords() {
        final List<String> words = m_rows.stream().map(r -> m_comparison.latents(m_rows.indexOf(r)).pathWords())
            .distinct().toList();
        return words.size() == 1 ? words.get(0) : "on great circles where the prior is normal, else on straight lines";
    }

    /** A section with a picture of each model side by side; nothing where no model has one. */
    private void columns(final String id, final String title, final String introduction,
        final IntFunction<ReportFigure> figures, final Progress progress) {
        final List<ReportFigure> all = new ArrayList<>();
        for (int i = 0; i < m_rows.size(); i++) {
            progress.checkCanceled();
            progress.update(0.5, title + " of " + m_rows.get(i).name());
            all.add(figures.apply(i));
        }
        if (all.stream().allMatch(f -> f == null)) {
            return;
        }
        m_body.section(m_contents, id, title, introduction);
        m_body.raw("<div class=\"columns\">\n");
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) != null) {
                m_body.raw("<div>").element("h3", m_rows.get(i).name());
                figure(all.get(i));
                m_body.raw("</div>\n");
            }
        }
        m_body.raw("</div>\n");
    }

    private void figure(final ReportFigure figure) {
        m_body.raw("<figure style=\"max-width:" + ReportFigure.COLUMN + "px\">")
            .image(figure.mediaType(), figure.data(), figure.alternative());
        if (!figure.caption().isBlank()) {
            m_body.element("figcaption", figure.caption());
        }
        m_body.raw("</figure>\n");
    }

    private void composition() {
        final List<String> names = m_comparison.classNames();
        if (names.isEmpty()) {
            return;
        }
        m_body.section(m_contents, "composition", "Classes",
            "Share of each class in percent: ▲ more often than in the real images, ▼ "
            + "less often, ✕ missing; marked where the ratio of the shares is beyond 0.8…1.25 and their difference is "
            + "larger than two standard errors.");
        m_body.raw("<div class=\"scroll\"><table class=\"scores\"><thead><tr>").element("th", "Class");
        m_rows.forEach(r -> m_body.element("th", r.name()));
        m_body.element("th", "real images").raw("</tr></thead>\n<tbody>\n");
        final long[] real = m_comparison.realClassCounts();
        final List<AreaComposition> compositions = m_rows.stream()
            .map(r -> new AreaComposition(r.name(), names, real, r.classCounts())).toList();
        for (int c = 0; c < names.size(); c++) {
            final int at = c;
            m_body.raw("<tr>").element("th", names.get(c));
            compositions.forEach(a -> composition(a, at));
            m_body.element("td", "real", Numbers.percent(compositions.get(0).referenceShare(c))).raw("</tr>\n");
        }
        m_body.raw("</tbody></table></div>\n");
    }

    private void composition(final AreaComposition composition, final int c) {
        final String mark = switch (composition.representation(c)) {
            case OVER -> " ▲";
            case UNDER -> " ▼";
            case MISSING -> " ✕";
            default -> "";
        };
        m_body.element("td", mark.isEmpty() ? "" : mark.equals(" ▲") ? "over" : "under",
            Numbers.percent(composition.generatedShare(c)) + mark);
    }

    private void areas() {
        final List<ModelComparisonMeasure> measures = List.of(ModelComparisonMeasure.FRECHET,
            ModelComparisonMeasure.SHARPNESS, ModelComparisonMeasure.CONTRAST, ModelComparisonMeasure.VARIETY,
            ModelComparisonMeasure.DUPLICATES);
        m_body.raw("<div class=\"scroll\"><table class=\"scores\"><thead><tr>").element("th", "Draws")
            .element("th", "Model");
        measures.forEach(m -> m_body.element("th", m.words() + (m.unit() == 100 ? " (%)" : "") + " "
            + m.direction().mark()));
        m_body.raw("</tr></thead>\n<tbody>\n");
        for (int a = 0; a < m_rows.get(0).areas().size(); a++) {
            for (final ModelComparisonRow row : m_rows) {
                final ModelComparisonRow.Area area = row.areas().get(a);
                m_body.raw("<tr>").element("th", row == m_rows.get(0) ? area.name() : "").element("td", row.name());
                measures.forEach(m -> m_body.element("td", Numbers.figure(
                    m.unit() * area.measures().getOrDefault(m, Double.NaN))));
                m_body.raw("</tr>\n");
            }
        }
        m_body.raw("</tbody></table></div>\n").element("p", "note", "One set each, without a sampling error.");
    }

    private void settings() {
        m_body.section(m_contents, "settings", "Settings, seeds, versions", "");
        m_body.raw("<div class=\"columns\">\n");
        for (final ModelComparisonEntry entry : m_comparison.entries()) {
            final GenerativeModel model = entry.model();
            final ModelComparisonTerms terms = ModelComparisonTerms.of(model);
            final List<KeyValue> values = new ArrayList<>(List.of(new KeyValue("Summary", model.summary()),
                new KeyValue("Images", String.format(Locale.ROOT, "%,d of %s", model.provenance().images(),
                    model.shape())),
                new KeyValue("Data fingerprint", model.provenance().dataFingerprint()),
                new KeyValue("Backend", model.provenance().backend().summary())));
            if (!terms.stop().isEmpty()) {
                values.add(new KeyValue("End of training", terms.stop()));
            }
            model.notices().forEach(n -> values.add(new KeyValue("Notice", n)));
            m_body.keyValues(entry.name(), values);
        }
        final List<KeyValue> values = new ArrayList<>(m_provenance);
        final ModelComparisonConfig config = m_comparison.config();
        values.add(new KeyValue("Samples", String.format(Locale.ROOT, "%d sets of %,d", config.sets(),
            config.samples())));
        values.add(new KeyValue("Real images", String.format(Locale.ROOT, "%,d held against, %,d apart",
            m_comparison.realImages(), m_comparison.reference().apart().size() * config.samples())));
        m_body.keyValues("Comparison", values);
        m_body.raw("</div>\n");
    }

    private void definitions() {
        m_body.section(m_contents, "definitions", "How the figures are defined", "");
        m_body.raw("<dl class=\"settings\">\n");
        m_body.element("dt", "Fréchet distance").element("dd", "‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½) between Gaussians "
            + "fitted to the features of the real images and of the samples (Heusel et al. 2017). Small sets bias it "
            + "upwards.");
        m_body.element("dt", "Precision, recall").element("dd", "Share of the samples in the neighbourhood of a real "
            + "image, and of the real images in that of a sample; it reaches to the fifth nearest of the same set "
            + "(Kynkäänniemi et al. 2019). As many real images as samples.");
        m_body.element("dt", "Coverage").element("dd", "Share of the real images with a sample in their neighbourhood "
            + "(Naeem et al. 2020).");
        m_body.element("dt", "Sharpness").element("dd", "√(Σ(I − Ī)² / Σ‖∇I‖²), the width of detail in pixels (after "
            + "Hjorth 1970), of a Gaussian blob its σ; that of the real images over that of the samples. It does not "
            + "depend on contrast, which blur takes away, too: root mean square of I − Ī (Peli 1990), that of the "
            + "samples over that of the real images. A model is ahead in sharpness that is ahead in both.");
        m_body.element("dt", "Diversity").element("dd", "Mean distance of two samples over that of two real images, at "
            + "most 1, times the share of samples that are no near-duplicates beyond those of real images. "
            + "Near-duplicates are nearer than half the median distance of nearest real images.");
        m_body.element("dt", "Inception score").element("dd", "exp E[KL(p(y|x) ‖ p(y))] of a classifier's class "
            + "probabilities (Salimans et al. 2016).");
        m_body.element("dt", "Copies").element("dd", "Euclidean distance in pixels from the nearest of the real images "
            + "held against, its median over that of real images among themselves, after Meehan, Chaudhuri and "
            + "Dasgupta 2020; near-copies are nearer than half that median. Only copies of images that are given here "
            + "are found, and by pixels: not those that are moved or turned.");
        m_body.raw("</dl>\n");
    }
}
