package org.latentlab.engine.report;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a report of the latent-dysfunction study shows.
 *
 * @param title of the report
 * @param introduction a few sentences below the title: the data and the question; empty for none
 * @param baseline the area that the others are compared with; empty for the one named "prior", or else that with the
 *            lowest Fréchet distance
 * @param featureSpace what the Fréchet distance was computed on, e.g. "LatentLab CNN, 128 penultimate features"; empty
 *            for unknown
 * @param models side by side, at least one
 * @param tables further tables, shown as they are
 * @param provenance data, versions, backend, timings common to all models
 */
public record Study(String title, String introduction, String baseline, String featureSpace, List<StudyModel> models,
    List<ReportTable> tables, List<KeyValue> provenance) {

    /** Checks the models. */
    public Study {
        models = List.copyOf(models);
        tables = List.copyOf(tables);
        provenance = List.copyOf(provenance);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("A report is about at least one model.");
        }
        final Set<String> names = new HashSet<>();
        for (final StudyModel model : models) {
            if (!names.add(model.name())) {
                throw new IllegalArgumentException("Two models of the report have the name '" + model.name()
                    + "'; give each its own.");
            }
        }
    }

    /** The score that a model's other areas are compared with. */
    Optional<AreaScore> baselineOf(final StudyModel model) {
        final String wanted = baseline.isBlank() ? "prior" : baseline.strip();
        final Optional<AreaScore> named = model.scores().stream()
            .filter(s -> s.area().toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT))).findFirst();
        return named.isPresent() ? named : model.scores().stream().filter(s -> Double.isFinite(s.frechet()))
            .min((a, b) -> Double.compare(a.frechet(), b.frechet()));
    }
}
