package org.latentlab.nodes.traininganimation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.snapshot.Animation;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.Columns;
import org.latentlab.nodes.table.RowProblem;
import org.latentlab.nodes.table.Warnings;

/**
 * The columns of a table of pictures, and the frames in it.
 *
 * @param epoch index of the column of the epochs
 * @param image index of the column of the images
 * @param kind index of the column that says which picture a row holds; -1 for none
 * @param picture the one picture to show; empty for all
 */
record FrameTable(int epoch, int image, int kind, String picture) {

    private static final String EPOCH = "epoch";
    private static final String PICTURE = "picture";

    /** One picture in the table. */
    private record Cell(String rowKey, byte[] png) {
    }

    /**
     * @param parameters the settings
     * @param spec the table
     * @return its columns
     * @throws InvalidSettingsException if one is missing or of an unfit type
     */
    static FrameTable of(final TrainingAnimationParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        final int epoch = column(spec, parameters.m_epochColumn, "Epoch column", "epochs", spec.findColumnIndex(EPOCH));
        if (!spec.getColumnSpec(epoch).getType().isCompatible(DoubleValue.class)) {
            throw new InvalidSettingsException("Epoch column '" + spec.getColumnSpec(epoch).getName()
                + "' does not hold numbers. Choose a numeric column.");
        }
        int firstImage = 0;
        while (firstImage < spec.getNumColumns() && !isPng(spec.getColumnSpec(firstImage))) {
            firstImage++;
        }
        final int image = column(spec, parameters.m_imageColumn, "Image column", "PNG images",
            firstImage < spec.getNumColumns() ? firstImage : -1);
        if (!isPng(spec.getColumnSpec(image))) {
            throw new InvalidSettingsException("Image column '" + spec.getColumnSpec(image).getName()
                + "' does not hold PNG images. Choose a column that does, such as that of Train VAE's snapshots.");
        }
        final int kind = parameters.m_pictureColumn.isBlank() ? spec.findColumnIndex(PICTURE)
            : Columns.require(spec, parameters.m_pictureColumn, "Picture column");
        if (kind >= 0 && !ClassColumn.isSuitable(spec.getColumnSpec(kind))) {
            throw new InvalidSettingsException("Picture column '" + spec.getColumnSpec(kind).getName()
                + "' holds neither strings nor whole numbers. Choose another.");
        }
        if (kind < 0 && !parameters.picture().isEmpty()) {
            throw new InvalidSettingsException("The picture '" + parameters.picture() + "' cannot be looked for: the "
                + "table has no column '" + PICTURE + "'. Choose the picture column, or show all pictures.");
        }
        return new FrameTable(epoch, image, kind, parameters.picture());
    }

    private static boolean isPng(final DataColumnSpec column) {
        return column.getType().isCompatible(PNGImageValue.class);
    }

    private static int column(final DataTableSpec spec, final String chosen, final String what, final String content,
        final int usual) throws InvalidSettingsException {
        if (!chosen.isBlank()) {
            return Columns.require(spec, chosen, what);
        }
        if (usual < 0) {
            throw new InvalidSettingsException("Input 'Snapshots' has no column of " + content + ". Columns found: "
                + Columns.list(spec) + ". Connect the snapshots of Train VAE, or a table with epochs and PNG images, "
                + "and choose its columns.");
        }
        return usual;
    }

    /**
     * @param table the table
     * @param warnings told of rows that are left out and of pictures that are missing
     * @param exec told of the progress, asked for cancellation
     * @return the frames, in the order of the epochs, at least one
     * @throws CanceledExecutionException if cancelled
     * @throws EngineException if there is none, or a picture of an epoch is there twice
     */
    List<Animation.Frame> read(final BufferedDataTable table, final Warnings warnings, final ExecutionMonitor exec)
        throws CanceledExecutionException {
        final SortedMap<Double, SortedMap<String, Cell>> epochs = new TreeMap<>();
        final Set<String> kinds = new LinkedHashSet<>();
        final Set<String> others = new LinkedHashSet<>();
        final List<RowProblem> problems = new ArrayList<>();
        long row = 0;
        try (var iterator = table.iterator()) {
            while (iterator.hasNext()) {
                exec.checkCanceled();
                exec.setProgress(row++ / (double)table.size(), "Reading row " + row + " of " + table.size());
                final DataRow next = iterator.next();
                final String name = kind < 0 || next.getCell(kind).isMissing() ? "" : next.getCell(kind).toString();
                if (!picture.isEmpty() && !picture.equals(name)) {
                    others.add("'" + name + "'");
                    continue;
                }
                final String problem = problem(next);
                if (problem != null) {
                    problems.add(new RowProblem(next.getKey().getString(), problem));
                    continue;
                }
                kinds.add(name);
                add(epochs, name, next);
            }
        }
        warnings.addRows(problems, table.size(), "usable epoch and picture", "were left out");
        if (epochs.isEmpty()) {
            throw new EngineException(nothing(table.size(), problems, others));
        }
        return frames(epochs, new ArrayList<>(kinds), warnings);
    }

    private String problem(final DataRow row) {
        final DataCell when = row.getCell(epoch);
        if (when.isMissing()) {
            return "no epoch";
        }
        final double number = ((DoubleValue)when).getDoubleValue();
        if (!Double.isFinite(number)) {
            return "epoch " + number;
        }
        if (kind >= 0 && row.getCell(kind).isMissing()) {
            return "no name of the picture";
        }
        return row.getCell(image).isMissing() ? "no image" : reason(Animation.problem(png(row)));
    }

    private static String reason(final String problem) {
        return problem == null ? null : "image " + problem;
    }

    private byte[] png(final DataRow row) {
        return ((PNGImageValue)row.getCell(image)).getImageContent().getByteArray();
    }

    private void add(final SortedMap<Double, SortedMap<String, Cell>> epochs, final String name, final DataRow row) {
        final double when = ((DoubleValue)row.getCell(epoch)).getDoubleValue() + 0.0;
        final Cell before = epochs.computeIfAbsent(when, e -> new TreeMap<>()).put(name,
            new Cell(row.getKey().getString(), png(row)));
        if (before != null) {
            throw new EngineException("Rows '" + before.rowKey() + "' and '" + row.getKey().getString()
                + "' both hold the picture" + (name.isEmpty() ? "" : " '" + name + "'") + " of " + caption(when) + ". "
                + (kind < 0 ? "Choose the column that says which picture a row holds, or keep one row an epoch."
                    : "Keep the rows of one training."));
        }
    }

    private String nothing(final long rows, final List<RowProblem> problems, final Set<String> others) {
        if (rows == 0) {
            return "Input 'Snapshots' is empty: there is nothing to show. Let Train VAE take snapshots every n epochs.";
        }
        if (!problems.isEmpty()) {
            return "No row can be shown: " + Warnings.describe(problems, rows, "usable epoch and picture") + ".";
        }
        return "No row holds the picture '" + picture + "'. Pictures found: "
            + String.join(", ", others.stream().limit(10).toList()) + ".";
    }

    private static List<Animation.Frame> frames(final SortedMap<Double, SortedMap<String, Cell>> epochs,
        final List<String> kinds, final Warnings warnings) {
        final List<Animation.Frame> frames = new ArrayList<>();
        int gaps = 0;
        for (final var epoch : epochs.entrySet()) {
            final List<byte[]> pictures = new ArrayList<>();
            for (final String name : kinds) {
                final Cell cell = epoch.getValue().get(name);
                pictures.add(cell == null ? null : cell.png());
                gaps += cell == null ? 1 : 0;
            }
            frames.add(new Animation.Frame(caption(epoch.getKey()), pictures));
        }
        if (gaps > 0) {
            warnings.add("Not every epoch has every picture: " + gaps + (gaps == 1 ? " place is" : " places are")
                + " left white.");
        }
        return frames;
    }

    private static String caption(final double epoch) {
        return "epoch " + (epoch == Math.rint(epoch) && Math.abs(epoch) < 1e15 ? Long.toString((long)epoch)
            : Double.toString(epoch));
    }
}
