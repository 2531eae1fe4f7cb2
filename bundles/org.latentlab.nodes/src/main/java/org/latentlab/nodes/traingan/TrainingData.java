package org.latentlab.nodes.traingan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.Warnings;
import org.latentlab.nodes.training.ColoursOption;

/**
 * What a GAN is trained on.
 *
 * @param images images or vectors as the GAN sees them: turned gray and scaled
 * @param input what became of them
 * @param classes the class of each, an index into classNames; null where the GAN is not told classes
 * @param classNames the classes; empty where the GAN is not told classes
 */
record TrainingData(Images images, ModelInput input, int[] classes, List<String> classNames) {

    /** The name of the input port. */
    static final String PORT = "Images";

    /**
     * @param parameters the settings
     * @param spec the input table
     * @return the columns of the images or vectors
     * @throws InvalidSettingsException if there are none that fit
     */
    static ImageColumn column(final TrainGanParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        final InputParameters input = parameters.m_input;
        return ImageColumn.choose(spec, input.m_source, input.m_imageColumn, input.m_numericColumns, PORT);
    }

    /**
     * @param parameters the settings
     * @param column the columns of the images or vectors
     * @return what becomes of them, but for the scaling, which the rows decide
     */
    static ModelInput input(final TrainGanParameters parameters, final ImageColumn column) {
        return ModelInput.of(parameters.m_input.m_colours == ColoursOption.GRAY
            && !column.isVectors(parameters.m_input.m_numbersAs), column.names());
    }

    /**
     * @param parameters the settings
     * @param column the columns of the images or vectors
     * @return the shape that the GAN will see, as far as it is known before any row is read
     */
    static Optional<ImageShape> shape(final TrainGanParameters parameters, final ImageColumn column) {
        return column.knownShape(parameters.m_input.m_numbersAs).map(shape ->
            input(parameters, column).gray() ? ImageShape.gray(shape.height(), shape.width()) : shape);
    }

    /**
     * Checks what can be checked before any row is read.
     *
     * @param parameters the settings
     * @param spec the input table
     * @throws InvalidSettingsException if the columns and the model do not fit together
     */
    static void check(final TrainGanParameters parameters, final DataTableSpec spec) throws InvalidSettingsException {
        final GanConfig config = parameters.ganConfig();
        final ImageColumn column = column(parameters, spec);
        if (column.isVectors(parameters.m_input.m_numbersAs)
            && !(config.architecture() instanceof GanArchitecture.Mlp)) {
            throw new InvalidSettingsException("A DCGAN needs images, but the numbers are taken as vectors. Choose the "
                + "preset 'Vectors (MLP, WGAN-GP)' or a custom MLP, or take the numbers as images.");
        }
        final Optional<ImageShape> shape = shape(parameters, column);
        if (shape.isEmpty() && !column.names().isEmpty()) {
            throw new InvalidSettingsException(column.label() + " are neither a square gray image (n×n) nor a square "
                + "RGB one (3×n×n). Take the numbers as vectors, or choose as many columns as an image has pixels.");
        }
        if (shape.isPresent()) {
            Checks.config(() -> config.architecture().critic(shape.get(), CriticNormalisation.NONE));
        }
        final ClassColumn classes = parameters.classColumn(spec);
        if (classes != null && classes.knownClasses().size() == 1) {
            throw new InvalidSettingsException(tooFewClasses(classes.name(), classes.knownClasses()));
        }
    }

    private static String tooFewClasses(final String column, final List<String> names) {
        return "A class-conditional GAN needs rows of at least 2 classes, but class column '" + column + "' has "
            + (names.isEmpty() ? "none" : "only '" + names.get(0) + "'") + ". Choose another class column, or train "
            + "a GAN that is not class-conditional.";
    }

    /**
     * @param parameters the settings
     * @param table the input
     * @param warnings told of the rows that are left out
     * @param exec told of the progress, asked for cancellation
     * @return what to train on
     * @throws InvalidSettingsException if the columns are not there
     * @throws EngineException if nothing can be learned from the rows
     * @throws CanceledExecutionException if cancelled
     */
    static TrainingData read(final TrainGanParameters parameters, final BufferedDataTable table,
        final Warnings warnings, final ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException {
        final DataTableSpec spec = table.getDataTableSpec();
        final ImageColumn column = column(parameters, spec);
        ImageRows rows = column.read(table, parameters.m_input.m_numbersAs, exec);
        rows.warn(warnings, "were left out");
        final ClassColumn classes = parameters.classColumn(spec);
        ClassLabels labels = null;
        if (classes != null) {
            labels = classes.read(table, exec);
            rows = withClass(rows, labels, classes.name(), warnings);
            labels = only(labels, rows).withoutEmptyClasses();
            if (labels.classNames().size() < 2) {
                throw new EngineException(tooFewClasses(classes.name(), labels.classNames()));
            }
        }
        if (rows.size() < 2) {
            throw new EngineException("Training a GAN needs at least 2 rows to learn from, but only " + rows.size()
                + " of " + rows.rows() + (rows.size() == 1 ? " is" : " are") + " usable.");
        }
        ModelInput input = input(parameters, column);
        if (column.isVectors(parameters.m_input.m_numbersAs)) {
            input = parameters.m_input.m_scaling.fit(input, rows.images());
        }
        return new TrainingData(input.apply(rows.images()), input,
            labels == null ? null : labels.select(rows.tableRows()), labels == null ? List.of() : labels.classNames());
    }

    private static ImageRows withClass(final ImageRows rows, final ClassLabels labels, final String column,
        final Warnings warnings) {
        final int[] labelled = IntStream.range(0, rows.size()).filter(i -> labels.labels()[rows.tableRows()[i]] >= 0)
            .toArray();
        if (labelled.length == rows.size()) {
            return rows;
        }
        if (labelled.length > 0) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d rows have no class in column '%s' and were left "
                + "out.",
                rows.size() - labelled.length, rows.size(), column));
        }
        return rows.select(labelled);
    }

    /** Classes that only rows without an image have are not trained. */
    private static ClassLabels only(final ClassLabels labels, final ImageRows rows) {
        return new ClassLabels(labels.column(), labels.classNames(), IntStream.range(0, rows.rows())
            .map(row -> rows.imageOfRow()[row] < 0 ? -1 : labels.labels()[row]).toArray());
    }
}
