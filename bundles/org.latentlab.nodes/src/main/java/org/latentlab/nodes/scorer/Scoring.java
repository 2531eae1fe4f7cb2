package org.latentlab.nodes.scorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.score.ConditionalResult;
import org.latentlab.engine.score.ConditionalScores;
import org.latentlab.engine.score.DataComposition;
import org.latentlab.engine.score.DataCompositionResult;
import org.latentlab.engine.score.FeatureStatistics;
import org.latentlab.engine.score.FrechetDistance;
import org.latentlab.engine.score.FrechetResult;
import org.latentlab.engine.score.InceptionResult;
import org.latentlab.engine.score.InceptionScore;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** Scores all generated images and each group of them against the reference. */
final class Scoring {

    /** What the row of all images is called. */
    static final String ALL = "all";

    private static final int NAMED_GROUPS = 4;

    private final ScoredSet m_reference;
    private final ScoredSet m_generated;
    private final ConditionalClasses m_conditional;
    private final ConditionalScores m_conditionalScores;
    private final ImageClassifier m_classifier;
    private final int m_splits;
    private final long m_seed;
    private final Warnings m_warnings;
    private final List<String> m_classNames;
    private final int[] m_referenceLabels;
    private final int[] m_generatedLabels;
    private final FeatureStatistics m_referenceStatistics;
    private final Map<Integer, FeatureStatistics> m_classStatistics = new LinkedHashMap<>();
    /** What to warn of, with the groups that it is true of. */
    private final Map<String, Set<String>> m_remarks = new LinkedHashMap<>();

    /**
     * @param reference the reference
     * @param generated the generated images
     * @param conditional the classes that they were generated for; null if they were not
     * @param classifier whose features and probabilities they have
     * @param splits of the inception score
     * @param seed of the splits
     * @param warnings told what limits the scores
     */
    Scoring(final ScoredSet reference, final ScoredSet generated, final ConditionalClasses conditional,
        final ImageClassifier classifier, final int splits, final long seed, final Warnings warnings) {
        m_reference = reference;
        m_generated = generated;
        m_conditional = conditional;
        m_classifier = classifier;
        m_splits = splits;
        m_seed = seed;
        m_warnings = warnings;
        final Set<String> names = new LinkedHashSet<>(reference.classNames());
        names.addAll(generated.classNames());
        if (conditional != null) {
            names.addAll(conditional.names());
        }
        m_classNames = List.copyOf(names);
        m_referenceLabels = reference.labels();
        m_generatedLabels = Arrays.stream(generated.labels())
            .map(label -> m_classNames.indexOf(generated.classNames().get(label))).toArray();
        m_conditionalScores = conditional == null ? null
            : new ConditionalScores(reference.images(), m_referenceLabels, m_classNames, seed);
        m_referenceStatistics = statistics(reference, all(reference));
        for (int c = 0; c < m_classNames.size(); c++) {
            m_classStatistics.put(c, statistics(reference, ofClass(m_referenceLabels, c, all(reference))));
        }
    }

    private static int[] all(final ScoredSet set) {
        return IntStream.range(0, set.size()).toArray();
    }

    private static int[] ofClass(final int[] labels, final int c, final int[] among) {
        return Arrays.stream(among).filter(i -> labels[i] == c).toArray();
    }

    private FeatureStatistics statistics(final ScoredSet set, final int[] rows) {
        return rows.length < 2 ? null
            : FeatureStatistics.of(select(set.features(), m_classifier.featureSize(), rows), m_classifier.featureSize(),
                "the set");
    }

    private static float[] select(final float[] values, final int columns, final int[] rows) {
        if ((long)rows.length * columns == values.length) {
            return values;
        }
        final float[] chosen = new float[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * columns, chosen, i * columns, columns);
        }
        return chosen;
    }

    /**
     * @param exec told of the progress, asked for cancellation
     * @return the scores of all images, then of each group
     * @throws CanceledExecutionException if cancelled
     */
    List<GroupScores> groups(final ExecutionMonitor exec) throws CanceledExecutionException {
        final List<GroupScores> scores = new ArrayList<>();
        final int count = m_generated.groupNames().size() + 1;
        for (int g = -1; g < count - 1; g++) {
            exec.checkCanceled();
            final String name = g < 0 ? ALL : m_generated.groupNames().get(g);
            exec.setProgress((g + 1.0) / count, "Scoring " + (g < 0 ? "all images" : "group '" + name + "'"));
            final ExecutionMonitor part = exec.createSubProgress(1.0 / count);
            final int group = g;
            final int[] rows = g < 0 ? all(m_generated)
                : Arrays.stream(all(m_generated)).filter(i -> m_generated.groups()[i] == group).toArray();
            if (rows.length > 0) {
                scores.add(score(name, rows, ProgressAdapter.of(part)));
            }
        }
        m_remarks.forEach((remark, groups) -> m_warnings.add(remark + " (" + list(groups) + ")."));
        return scores;
    }

    private GroupScores score(final String name, final int[] rows, final Progress progress) {
        final int[] labels = Arrays.stream(rows).map(i -> m_generatedLabels[i]).toArray();
        final DataCompositionResult composition = DataComposition.compare(m_referenceLabels, labels, m_classNames);
        for (final String warning : composition.warnings()) {
            remark(warning.substring(0, warning.length() - (warning.endsWith(".") ? 1 : 0)), name);
        }
        final FrechetResult frechet = frechet(m_referenceStatistics, statistics(m_generated, rows));
        if (frechet == null) {
            remark("There are too few images for a Fréchet distance, which needs 2 in either set", name);
        } else if (Math.min(frechet.n1(), frechet.n2()) <= frechet.dimensions()) {
            remark("With no more images than the " + frechet.dimensions() + " features, the Fréchet distance is biased "
                + "upwards", name);
        }
        final ConditionalResult conditional = m_conditional == null ? null : conditional(name, rows, progress);
        return new GroupScores(name, rows.length, m_reference.size(), frechet, m_classifier.featureSpace(),
            m_classifier.featureSize(), inception(name, rows), composition, perClass(rows, m_generatedLabels),
            conditional, conditional == null ? null : perClass(rows, ConditionalClasses.indices(m_conditional.asked(),
                all(m_generated), m_classNames)));
    }

    /** The Fréchet distance of each class, the generated images having these classes. */
    private List<FrechetResult> perClass(final int[] rows, final int[] generatedClasses) {
        final List<FrechetResult> perClass = new ArrayList<>();
        for (int c = 0; c < m_classNames.size(); c++) {
            perClass.add(frechet(m_classStatistics.get(c),
                statistics(m_generated, ofClass(generatedClasses, c, rows))));
        }
        return perClass;
    }

    /** Null where none of the images was generated for a class. */
    private ConditionalResult conditional(final String name, final int[] rows, final Progress progress) {
        final int[] asked = ConditionalClasses.indices(m_conditional.asked(), rows, m_classNames);
        if (Arrays.stream(asked).allMatch(c -> c < 0)) {
            remark("No image was generated for a class", name);
            return null;
        }
        final ConditionalResult result = m_conditionalScores.of(m_generated.images().select(rows), asked,
            ConditionalClasses.indices(m_conditional.found(), rows, m_classNames), progress);
        final int black = result.classes().stream().mapToInt(c -> c.images() - c.cosine().n()).sum();
        if (black > 0) {
            remark("Some images are black all over and have no cosine", name);
        }
        return result;
    }

    private FrechetResult frechet(final FeatureStatistics reference, final FeatureStatistics generated) {
        return reference == null || generated == null ? null
            : FrechetDistance.between(reference, generated, m_classifier.featureSpace());
    }

    private InceptionResult inception(final String name, final int[] rows) {
        final int classes = m_classifier.classNames().size();
        final int splits = Math.min(m_splits, rows.length);
        if (splits < m_splits) {
            remark("With fewer images than the " + m_splits + " splits, the inception score is that of single images",
                name);
        }
        return InceptionScore.of(select(m_generated.probabilities(), classes, rows), classes, splits, m_seed);
    }

    private void remark(final String what, final String group) {
        m_remarks.computeIfAbsent(what, key -> new LinkedHashSet<>()).add(group);
    }

    private static String list(final Set<String> groups) {
        final String first = String.join(", ", groups.stream().limit(NAMED_GROUPS).toList());
        return groups.size() <= NAMED_GROUPS ? first : first + ", … " + groups.size() + " in all";
    }
}
