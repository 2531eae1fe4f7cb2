package org.latentlab.engine.report;

import java.util.List;

/**
 * What the study found about one model.
 *
 * @param name short, heads its columns, e.g. "2-D"; unique in the study
 * @param summary in a line, e.g. "VAE 784-500-500-2, 60,000 images, 40 epochs, −ELBO 149.8, CPU oneDNN AVX2"
 * @param scores one per area
 * @param compositions one per area; may be empty
 * @param clusters figures about the clusters of its latent space; may be empty
 * @param figures its pictures
 * @param settings its configuration, seeds, backend, timings, data fingerprint
 * @param notes what limits the figures, e.g. warnings of the scores; shown with the tables
 * @param findings what is known of it beside its scores, e.g. failures of its training; may be empty
 */
public record StudyModel(String name, String summary, List<AreaScore> scores, List<AreaComposition> compositions,
    List<Measure> clusters, List<ReportFigure> figures, List<KeyValue> settings, List<String> notes,
    List<Finding> findings) {

    /** Copies the lists. */
    public StudyModel {
        scores = List.copyOf(scores);
        compositions = List.copyOf(compositions);
        clusters = List.copyOf(clusters);
        figures = List.copyOf(figures);
        settings = List.copyOf(settings);
        notes = List.copyOf(notes);
        findings = List.copyOf(findings);
    }

    /** As the other, with nothing known beside the scores. */
    public StudyModel(final String name, final String summary, final List<AreaScore> scores,
        final List<AreaComposition> compositions, final List<Measure> clusters, final List<ReportFigure> figures,
        final List<KeyValue> settings, final List<String> notes) {
        this(name, summary, scores, compositions, clusters, figures, settings, notes, List.of());
    }
}
