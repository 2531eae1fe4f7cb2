package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.generate.GenerativeModel.Draws;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.score.RealNeighbours;
import org.latentlab.engine.train.Progress;

/** Draws from models and scores what they decode, alike for all of them. */
final class ModelComparisonScoring {

    /** Interpolations of each set whose steps are measured. */
    private static final int PATHS = 16;

    private final ModelComparisonReference m_reference;

    private final ModelComparisonConfig m_config;

    /**
     * @param reference the real images
     * @param config the settings
     */
    ModelComparisonScoring(final ModelComparisonReference reference, final ModelComparisonConfig config) {
        m_reference = reference;
        m_config = config;
    }

    /** Values of measures, set after set. */
    private static final class Collected {
        private final Map<ModelComparisonMeasure, List<Double>> m_values = new EnumMap<>(ModelComparisonMeasure.class);

        private long[] m_counts = new long[0];

        void add(final ModelComparisonReference.Scores scores) {
            scores.measures().forEach(this::add);
            if (m_counts.length == 0) {
                m_counts = scores.classCounts().clone();
            } else {
                for (int c = 0; c < m_counts.length; c++) {
                    m_counts[c] += scores.classCounts()[c];
                }
            }
        }

        void add(final RealNeighbours.Nearness nearness) {
            add(ModelComparisonMeasure.NEAREST, nearness.ratio());
            add(ModelComparisonMeasure.COPIES, nearness.nearCopies());
        }

        void add(final ModelComparisonMeasure measure, final double value) {
            m_values.computeIfAbsent(measure, m -> new ArrayList<>()).add(value);
        }

        Map<ModelComparisonMeasure, ModelComparisonFigure> figures() {
            final Map<ModelComparisonMeasure, ModelComparisonFigure> figures =
                new EnumMap<>(ModelComparisonMeasure.class);
            m_values.forEach((measure, values) -> figures.put(measure,
                new ModelComparisonFigure(values.stream().mapToDouble(Double::doubleValue).toArray())));
            return figures;
        }
    }

    /**
     * @param entry a model
     * @param latents its draws
     * @param progress told and asked
     * @return what it scores
     */
    ModelComparisonRow score(final ModelComparisonEntry entry, final ModelComparisonLatents latents,
        final Progress progress) {
        final Collected collected = new Collected();
        final GenerativeModel model = entry.model();
        final int n = m_config.samples();
        final int parts = m_config.sets() + 3;
        Images first = null;
        for (int s = 0; s < m_config.sets(); s++) {
            final Progress part = progress.part((double)s / parts, (s + 1.0) / parts);
            part.update(0, "Scoring set " + (s + 1) + " of " + m_config.sets() + " of " + entry.name());
            final Draws draws = latents.draws(s * n, (s + 1) * n);
            final Images images = model.decode(draws.z(), draws.classes(), part.part(0, 0.3));
            first = s == 0 ? images : first;
            final ModelComparisonReference.Scores scores = m_reference.score(images, s, part.part(0.3, 0.9));
            collected.add(scores);
            collected.add(m_reference.nearness(images, part.part(0.9, 1)));
            if (draws.classes() != null && scores.classes() != null
                && m_reference.features().classNames().containsAll(model.classNames())) {
                collected.add(ModelComparisonMeasure.OBEYED, obeyed(model, draws.classes(), scores.classes()));
            }
        }
        largestStep(latents, collected, progress.part((double)(parts - 3) / parts, (double)(parts - 2) / parts));
        final List<ModelComparisonRow.Area> areas = new ArrayList<>();
        for (final ModelComparisonLatents.Area area : latents.areas(n)) {
            progress.checkCanceled();
            progress.update((double)(parts - 2) / parts, "Scoring draws out of distribution of " + entry.name());
            areas.add(new ModelComparisonRow.Area(area.name(),
                m_reference.score(latents.decode(area, Progress.NONE), 0, Progress.NONE).measures()));
        }
        return new ModelComparisonRow(entry.name(), model.kind(), ModelComparisonTerms.of(model), collected.figures(),
            collected.m_counts, areas, latents.draws(0, n), first);
    }

    /**
     * @param progress told and asked
     * @return what real images score that are kept apart from those held against; null where there were too few
     */
    ModelComparisonRow real(final Progress progress) {
        if (m_reference.apart().isEmpty()) {
            return null;
        }
        final Collected collected = new Collected();
        final int sets = m_reference.apart().size();
        for (int s = 0; s < sets; s++) {
            collected.add(m_reference.score(m_reference.apart().get(s), s,
                progress.part((double)s / sets, (s + 1.0) / sets)));
            collected.add(m_reference.nearness(m_reference.apart().get(s), progress));
        }
        return new ModelComparisonRow("real images", "", null, collected.figures(), collected.m_counts, List.of(), null,
            m_reference.apart().get(0));
    }

    private double obeyed(final GenerativeModel model, final int[] asked, final int[] seen) {
        final List<String> names = m_reference.features().classNames();
        int count = 0;
        for (int i = 0; i < asked.length; i++) {
            count += names.indexOf(model.classNames().get(asked[i])) == seen[i] ? 1 : 0;
        }
        return (double)count / asked.length;
    }

    /** Largest steps over ways from end to end, summed up over as many interpolations as a set has. */
    private void largestStep(final ModelComparisonLatents latents, final Collected collected,
        final Progress progress) {
        final int paths = Math.min(PATHS, m_config.samples() / 2);
        final int last = ModelComparisonLatents.STEPS - 1;
        final Images images = latents.decode(latents.paths(paths * m_config.sets()), progress);
        for (int s = 0; s < m_config.sets(); s++) {
            double steps = 0;
            double ways = 0;
            for (int p = s * paths; p < (s + 1) * paths; p++) {
                final int from = p * ModelComparisonLatents.STEPS;
                ways += distance(images, from, from + last);
                steps += IntStream.range(from, from + last).mapToDouble(i -> distance(images, i, i + 1)).max()
                    .orElseThrow();
            }
            if (ways > 0) {
                collected.add(ModelComparisonMeasure.LARGEST_STEP, steps / ways);
            }
        }
    }

    private static double distance(final Images images, final int a, final int b) {
        double squares = 0;
        for (int v = 0; v < images.shape().values(); v++) {
            final double difference = images.value(a, v) - images.value(b, v);
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
