package org.latentlab.nodes.scorer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/**
 * The columns of one input of the scorer.
 *
 * @param images where the images are
 * @param classes where their classes are
 * @param groups where their groups are, if they have any
 * @param asked where the classes are that they were generated for, if they were
 * @param keepImages whether the images themselves are needed after their features
 */
record ScoredColumns(ImageColumn images, ClassColumn classes, Optional<ClassColumn> groups,
    Optional<ClassColumn> asked, boolean keepImages) {

    private static final String DEFAULT_GROUP = "area";

    static ScoredColumns ofReference(final ScorerParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return new ScoredColumns(
            ImageColumn.choose(spec, parameters.m_referenceImageColumn, ScorerNodeFactory.REFERENCE),
            ClassColumn.choose(spec, parameters.m_referenceClassColumn, ScorerNodeFactory.REFERENCE), Optional.empty(),
            Optional.empty(), parameters.m_conditional);
    }

    static ScoredColumns ofGenerated(final ScorerParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        final Optional<ClassColumn> groups = groups(parameters, spec);
        final ClassColumn classes =
            ClassColumn.choose(spec, parameters.m_generatedClassColumn, ScorerNodeFactory.GENERATED);
        if (groups.isPresent() && groups.get().name().equals(classes.name())) {
            throw new InvalidSettingsException("Column '" + classes.name() + "' of input 'Generated' cannot be both "
                + "the class and the group. Choose the class column, for instance from kNN Labeler.");
        }
        return new ScoredColumns(
            ImageColumn.choose(spec, parameters.m_generatedImageColumn, ScorerNodeFactory.GENERATED), classes, groups,
            asked(parameters, spec, classes), parameters.m_conditional);
    }

    private static Optional<ClassColumn> asked(final ScorerParameters parameters, final DataTableSpec spec,
        final ClassColumn classes) throws InvalidSettingsException {
        if (!parameters.m_conditional) {
            return Optional.empty();
        }
        final ClassColumn asked =
            ClassColumn.choose(spec, parameters.m_askedColumn, ScorerNodeFactory.GENERATED);
        if (parameters.m_foundBy == FoundBy.CLASS_COLUMN && asked.name().equals(classes.name())) {
            throw new InvalidSettingsException("Column '" + asked.name() + "' of input 'Generated' cannot be both the "
                + "class asked for and the class found. Choose a labeller's column as the class column, for instance "
                + "that of kNN Labeler, or let the classifier find the classes.");
        }
        return Optional.of(asked);
    }

    private static Optional<ClassColumn> groups(final ScorerParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        if (!parameters.m_scoreGroups) {
            return Optional.empty();
        }
        if (!parameters.m_groupColumn.isBlank()) {
            return ClassColumn.find(spec, parameters.m_groupColumn);
        }
        final DataColumnSpec column = spec.getColumnSpec(DEFAULT_GROUP);
        return column != null && ClassColumn.isSuitable(column) ? ClassColumn.find(spec, DEFAULT_GROUP)
            : Optional.empty();
    }

    /**
     * @param table the table these columns were found in
     * @param classifier gives features and probabilities
     * @param which "reference" or "generated", for messages
     * @param probabilities whether the class probabilities are needed, too
     * @param warnings told of rows that are left out
     * @param exec told of the progress, asked for cancellation
     * @return its images that have a class
     * @throws EngineException if there are none, or one has another size than the classifier's
     * @throws CanceledExecutionException if cancelled
     */
    ScoredSet read(final BufferedDataTable table, final ImageClassifier classifier, final String which,
        final boolean probabilities, final Warnings warnings, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final ImageRows rows = images.read(table, classifier.shape(), "the classifier was trained on",
            exec.createSubProgress(0.3));
        rows.warn(warnings, "were left out of the " + which + " set");
        final ClassLabels labels = classes.read(table, exec.createSubProgress(0));
        final int[] used = IntStream.range(0, rows.size())
            .filter(i -> labels.labels()[rows.tableRows()[i]] >= 0).toArray();
        if (used.length == 0) {
            throw new EngineException("No row of the " + which + " set has both a usable image and a class in column '"
                + classes.name() + "'.");
        }
        if (used.length < rows.size()) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d %s images have no class and were left out.",
                rows.size() - used.length,
                rows.size(), which));
        }
        final Images chosen = used.length == rows.size() ? rows.images() : rows.images().select(used);
        final int[] tableRows = Arrays.stream(used).map(i -> rows.tableRows()[i]).toArray();
        final ClassLabels named = groups.isPresent() ? groups.get().read(table, exec.createSubProgress(0))
            .withoutEmptyClasses() : null;
        final ClassLabels wanted = asked.isPresent() ? asked.get().read(table, exec.createSubProgress(0))
            .withoutEmptyClasses() : null;
        final Progress progress = ProgressAdapter.of(exec.createSubProgress(0.7));
        return new ScoredSet(classifier.features(chosen, progress.part(0, probabilities ? 0.5 : 1)),
            probabilities ? classifier.probabilities(chosen, progress.part(0.5, 1)) : null, labels.classNames(),
            labels.select(tableRows), named == null ? List.of() : named.classNames(),
            named == null ? new int[used.length] : named.select(tableRows), keepImages ? chosen : null,
            wanted == null ? List.of() : wanted.classNames(),
            wanted == null ? new int[used.length] : wanted.select(tableRows));
    }
}
