package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.chart.ContactSheet;
import org.latentlab.engine.chart.TrainingCurves;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;

/** A small study with figures that can be checked by hand. */
final class StudyExample {

    static final List<String> CLASSES = List.of("cat", "dog", "emu");

    private StudyExample() {
    }

    static AreaScore score(final String area, final double frechet, final double inception) {
        return new AreaScore(area, 1500, frechet, inception, 0.05, 0.125, 7.25, 0.0267);
    }

    static StudyModel model(final String name, final double scale, final String... margins) {
        final List<AreaScore> scores = new ArrayList<>();
        scores.add(score("prior", 20 * scale, 6.8));
        for (int i = 0; i < margins.length; i++) {
            scores.add(score(margins[i], 20 * scale * (2 + 2 * i), 3.5 + i));
        }
        scores.add(score("centre", 50 * scale, 2.25));
        final AreaComposition prior = new AreaComposition("prior", CLASSES, new long[]{5000, 4000, 1000},
            new long[]{1050, 450, 0});
        final ReportFigure sheet = ReportFigure.of(ReportFigure.Kind.SAMPLES, ContactSheet.of("Samples of " + name,
            List.of(new ContactSheet.Group("prior", Images.ofBytes(ImageShape.gray(2, 2), new byte[8]), List.of()))),
            200, "What " + name + " draws");
        final ReportFigure curves = ReportFigure.of(ReportFigure.Kind.TRAINING,
            new TrainingCurves("Training of " + name, List.of(new TrainingCurves.Curve("loss", new double[]{2, 1},
            null)), 2), 300, "");
        return new StudyModel(name, "VAE 784-500-500-2", scores, List.of(prior),
            List.of(new Measure("Purity", 0.71234, "higher is better"), new Measure("Components", 12, "by BIC")),
            List.of(sheet, curves), List.of(new KeyValue("Seed", "42"), new KeyValue("Backend", "CPU oneDNN AVX2")),
            List.of("too few images"));
    }

    static Study study(final StudyModel... models) {
        return new Study("Dysfunction", "An introduction.", "", "LatentLab CNN, 128 penultimate features",
            List.of(models), List.of(new ReportTable("Model selection", List.of("K", "BIC"),
            List.of(List.of("10", "31,204")), "lowest")), List.of(new KeyValue("ND4J", "1.0.0-M2.1")));
    }
}
