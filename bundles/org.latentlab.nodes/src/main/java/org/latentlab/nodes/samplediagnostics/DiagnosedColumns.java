package org.latentlab.nodes.samplediagnostics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.Warnings;

/**
 * The columns of both tables of Sample Diagnostics.
 *
 * @param generated where the generated images are
 * @param groups where their groups are, if they have any
 * @param real where the real images are
 */
record DiagnosedColumns(ImageColumn generated, Optional<ClassColumn> groups, ImageColumn real) {

    /** The name of the group of all images, where there are no others. */
    static final String ALL = "all";

    private static final List<String> DEFAULT_GROUPS = List.of("model", "area");

    static DiagnosedColumns of(final SampleDiagnosticsParameters parameters, final DataTableSpec generated,
        final DataTableSpec real) throws InvalidSettingsException {
        return new DiagnosedColumns(
            ImageColumn.choose(generated, parameters.m_generatedImageColumn, SampleDiagnosticsNodeFactory.GENERATED),
            groups(parameters, generated),
            ImageColumn.choose(real, parameters.m_realImageColumn, SampleDiagnosticsNodeFactory.REAL));
    }

    private static Optional<ClassColumn> groups(final SampleDiagnosticsParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        if (!parameters.m_examineGroups) {
            return Optional.empty();
        }
        if (!parameters.m_groupColumn.isBlank()) {
            return ClassColumn.find(spec, parameters.m_groupColumn);
        }
        for (final String name : DEFAULT_GROUPS) {
            if (spec.containsName(name) && ClassColumn.isSuitable(spec.getColumnSpec(name))) {
                return ClassColumn.find(spec, name);
            }
        }
        return Optional.empty();
    }

    /**
     * @param table the real images
     * @param parameters the settings
     * @param expected the shape that a classifier takes; null without one
     * @param warnings told of rows that are left out
     * @param exec told of the progress, asked for cancellation
     * @return the real images
     * @throws EngineException if there are none that can be used, or one has another shape
     * @throws CanceledExecutionException if cancelled
     */
    Images readReal(final BufferedDataTable table, final SampleDiagnosticsParameters parameters,
        final ImageShape expected, final Warnings warnings, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        checkNotEmpty(table, SampleDiagnosticsNodeFactory.REAL);
        final ImageRows rows = expected == null ? real.read(table, parameters.m_numbersAs, exec)
            : real.read(table, expected, "the classifier was trained on", exec);
        rows.warn(warnings, "were left out of the real images");
        return rows.images();
    }

    private static void checkNotEmpty(final BufferedDataTable table, final String name) {
        if (table.size() == 0) {
            throw new EngineException("Input '" + name + "' is empty: there are no images to examine. Connect a table "
                + "with rows, or check the filter before.");
        }
    }

    /**
     * @param table the generated images
     * @param shape the shape of the real ones
     * @param warnings told of rows and groups that are left out
     * @param exec told of the progress, asked for cancellation
     * @return the generated images by the name of their group, in the order of the groups
     * @throws EngineException if no group has two images, or one has another shape
     * @throws CanceledExecutionException if cancelled
     */
    Map<String, Images> readGenerated(final BufferedDataTable table, final ImageShape shape, final Warnings warnings,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        checkNotEmpty(table, SampleDiagnosticsNodeFactory.GENERATED);
        final ImageRows rows = generated.read(table, shape, "the real ones are", exec);
        rows.warn(warnings, "were left out of the generated images");
        final Map<String, Images> sets = new LinkedHashMap<>();
        if (groups.isEmpty()) {
            sets.put(ALL, rows.images());
        } else {
            final ClassLabels labels = groups.get().read(table, exec.createSubProgress(0));
            final int[] group = labels.select(rows.tableRows());
            for (int g = 0; g < labels.classNames().size(); g++) {
                final int number = g;
                final int[] members = IntStream.range(0, group.length).filter(i -> group[i] == number).toArray();
                sets.put(labels.classNames().get(g), rows.images().select(members));
            }
            final long none = Arrays.stream(group).filter(g -> g < 0).count();
            warnings.add(none == 0 ? "" : String.format(Locale.ROOT, "%,d of %,d generated images have no group in "
                + "column '%s' and were left out.", none, group.length, groups.get().name()));
        }
        leaveOutSmall(sets, warnings);
        return sets;
    }

    private static void leaveOutSmall(final Map<String, Images> sets, final Warnings warnings) {
        final List<String> small = sets.entrySet().stream().filter(e -> e.getValue().size() == 1)
            .map(Map.Entry::getKey).toList();
        sets.values().removeIf(images -> images.size() < 2);
        if (sets.isEmpty()) {
            throw new EngineException("No group of generated images has the 2 images that a comparison needs. Connect "
                + "more images, or choose another group column.");
        }
        warnings.add(small.isEmpty() ? "" : "Groups of a single image cannot be examined and were left out: "
            + String.join(", ", small) + ".");
    }
}
