package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.latentlab.engine.chart.Chart;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.NetworkSampler;
import org.latentlab.engine.conditional.SamplerOrigin;
import org.latentlab.engine.report.ReportFigure.Kind;
import org.latentlab.engine.snapshot.PalettePng;
import org.latentlab.engine.train.Progress;

/** The page of a comparison of class-conditional samplers. */
final class SamplerComparisonPage {

    private static final String STYLE = """
        table.scores td,table.scores tbody th{white-space:nowrap}
        table.scores td.best{font-weight:700}table.scores td.best::after{content:" ✓";color:#00715a}
        table.scores .words{text-align:left}
        table.scores td.chosen{text-align:left;white-space:normal;min-width:150px}
        .findings li b{font-weight:600}
        """;

    private static final int COLORS = 255;

    private final SamplerComparison m_comparison;

    private final List<KeyValue> m_provenance;

    private final Html m_body = new Html();

    private final List<String[]> m_contents = new ArrayList<>();

    SamplerComparisonPage(final SamplerComparison comparison, final List<KeyValue> provenance) {
        m_comparison = comparison;
        m_provenance = provenance;
    }

    String html(final String title, final String introduction, final Progress progress) {
        curves(progress);
        table();
        examples(progress);
        settings();
        definitions();
        final Html html = new Html().beginPage(title, introduction, STYLE, m_contents);
        html.raw("<section class=\"findings\"><h2>Verdict</h2>\n<ul>\n");
        for (final String sentence : m_comparison.verdict()) {
            final int model = m_comparison.byModel().keySet().stream().filter(m -> sentence.startsWith(m + ": "))
                .mapToInt(m -> m.length() + 1).max().orElse(0);
            html.raw("<li>").element("b", sentence.substring(0, model)).text(sentence.substring(model))
                .raw("</li>\n");
        }
        return html.raw("</ul>\n").element("p", "note", terms()).raw("</section>\n").raw(m_body.toString()).endPage()
            .toString();
    }

    /** What the figures rest on; the standard error is that of the sampler with the fewest images. */
    private String terms() {
        final int images = m_comparison.entries().stream()
            .mapToInt(e -> e.score().drawsPerClass() * e.sampler().classes().size()).min().orElseThrow();
        final boolean isNetwork =
            m_comparison.entries().stream().anyMatch(e -> e.sampler().sampler() instanceof NetworkSampler);
        return String.format(Locale.ROOT, "All figures are of draws that no search has seen. A share of 0.99 of %,d "
            + "images has a standard error of %.4f.", images, Math.sqrt(0.99 * 0.01 / images))
            + (isNetwork ? " A generator network was trained by the very classifier that scores it, and may have "
                + "learnt to please it: look at its images, and let another judge, e.g. kNN Labeler, say what they "
                + "show." : "");
    }

    private void figure(final Chart chart, final String alternative, final boolean isPhoto) {
        final int width = isPhoto ? chart.preferredWidth() : ReportFigure.COLUMN;
        final ReportFigure figure = isPhoto ? new ReportFigure(Kind.SAMPLES, "", alternative, "image/png",
            PalettePng.of(chart.png(width, chart.heightFor(width)), 1, COLORS))
            : ReportFigure.of(Kind.TRAINING, chart, width, "");
        m_body.raw("<figure style=\"max-width:" + ReportFigure.COLUMN + "px\">")
            .image(figure.mediaType(), figure.data(), alternative).raw("</figure>\n");
    }

    private void curves(final Progress progress) {
        m_body.section(m_contents, "curves", "What difference costs",
            "Each point is a sampler: the share of its images that the "
            + "classifier gives the class asked for, over the mean cosine between two images of a class.");
        m_body.raw("<div class=\"columns\">\n");
        for (final Map.Entry<String, List<SamplerEntry>> model : m_comparison.byModel().entrySet()) {
            progress.checkCanceled();
            progress.update(0.2, "Drawing the curves of " + model.getKey());
            m_body.raw("<div>").element("h3", model.getKey());
            figure(SamplerPictures.curves("", model.getValue()), "accuracy over cosine, " + model.getKey(), false);
            m_body.raw("</div>\n");
        }
        m_body.raw("</div>\n");
    }

    private void table() {
        m_body.section(m_contents, "samplers", "Samplers",
            "The chosen sampler of each curve, and the lowest cosine anywhere on it at an "
            + "accuracy of at least 0.99 and 0.95. ✓ marks the lowest of a model.");
        m_body.raw("<div class=\"scroll\"><table class=\"scores\"><thead><tr>");
        for (final String column : List.of("Model", "Sampler", "Chosen")) {
            m_body.element("th", "words", column);
        }
        for (final String column : List.of("Accuracy", "Cosine", "Spread", "Objective", "Cosine at 0.99",
            "Cosine at 0.95", "Scored")) {
            m_body.element("th", column);
        }
        m_body.raw("</tr></thead>\n<tbody>\n");
        m_comparison.byModel().forEach((model, samplers) -> samplers.forEach(e -> row(e, samplers)));
        m_body.raw("</tbody></table></div>\n");
    }

    private void row(final SamplerEntry entry, final List<SamplerEntry> samplers) {
        final FittedSampler sampler = entry.sampler();
        m_body.raw("<tr>").element("th", entry == samplers.get(0) ? entry.model() : "")
            .element("td", "words", entry.name()).element("td", "chosen", sampler.sampler().summary())
            .element("td", Numbers.fixed(entry.score().accuracy(), 3))
            .element("td", Numbers.fixed(entry.score().cosine(), 3))
            .element("td", Numbers.fixed(entry.score().spread(), 2))
            .element("td", Numbers.fixed(sampler.objective().of(entry.score()), 3));
        for (final double accuracy : SamplerComparison.ACCURACIES) {
            final double cosine = entry.cosineAt(accuracy);
            final boolean best = samplers.size() > 1 && cosine == samplers.stream()
                .mapToDouble(e -> e.cosineAt(accuracy)).filter(c -> !Double.isNaN(c)).min().orElse(Double.NaN);
            m_body.element("td", best ? "best" : "", Double.isNaN(cosine) ? Numbers.UNKNOWN : Numbers.fixed(cosine, 3));
        }
        m_body.element("td", String.format(Locale.ROOT, "%,d of %,d", sampler.origin().evaluations(),
            sampler.origin().budget())).raw("</tr>\n");
    }

    private void examples(final Progress progress) {
        m_body.section(m_contents, "examples", "Images",
            "The first draws of each chosen sampler, none chosen. Beside each class: accuracy "
            + "/ mean cosine.");
        m_comparison.byModel().forEach((model, samplers) -> {
            m_body.element("h3", model).raw("<div class=\"columns\">\n");
            for (final SamplerEntry entry : samplers) {
                progress.checkCanceled();
                progress.update(0.6, "Drawing the images of " + entry.name());
                m_body.raw("<div>").element("h4", entry.name());
                figure(SamplerPictures.examples("", entry.sampler()),
                    "images of each class by " + entry.name(), true);
                m_body.element("p", "note", entry.sampler().sampler().summary()).raw("</div>\n");
            }
            m_body.raw("</div>\n");
        });
    }

    private void settings() {
        m_body.section(m_contents, "settings", "Settings, seeds, versions", "");
        m_body.raw("<div class=\"columns\">\n");
        for (final SamplerEntry entry : m_comparison.entries()) {
            final SamplerOrigin origin = entry.sampler().origin();
            final List<KeyValue> values = new ArrayList<>(List.of(new KeyValue("Decoder", origin.decoder()),
                new KeyValue("Classifier", origin.classifier()), new KeyValue("Search", origin.method()),
                new KeyValue("Samplers scored", String.format(Locale.ROOT, "%,d of %,d, %,d draws a class",
                    origin.evaluations(), origin.budget(), origin.drawsPerClass())),
                new KeyValue("Objective", String.format(Locale.ROOT, "%s · cosine + %s · (1 − accuracy)",
                    Numbers.figure(entry.sampler().objective().cosineWeight()),
                    Numbers.figure(entry.sampler().objective().accuracyWeight()))),
                new KeyValue("Seed", Long.toString(origin.seed()))));
            entry.sampler().notices().forEach(n -> values.add(new KeyValue("Notice", n)));
            m_body.keyValues(entry.model() + ", " + entry.name(), values);
        }
        m_body.keyValues("This page", m_provenance);
        m_body.raw("</div>\n");
    }

    private void definitions() {
        m_body.section(m_contents, "definitions", "How the figures are defined", "");
        m_body.raw("<dl class=\"settings\">\n").element("dt", "Accuracy")
            .element("dd", "Share of the images that the classifier gives the class asked for; the mean over the "
                + "classes.")
            .element("dt", "Cosine").element("dd", "xᵀx′ / (‖x‖ ‖x′‖) of the vectors of two images' values, over all "
                + "pairs of different images of a class; the mean over the classes. 1: all images of a class are alike "
                + "but for their brightness.")
            .element("dt", "Spread").element("dd", "‖z − μ‖ of a latent vector from its class's mean; the mean over "
                + "the classes.")
            .element("dt", "θ, n").element("dd", "A latent vector is the mean of n draws from the distribution of its "
                + "class's codes, whose deviations from the mean are multiplied by θ.");
        m_body.raw("</dl>\n");
    }
}
