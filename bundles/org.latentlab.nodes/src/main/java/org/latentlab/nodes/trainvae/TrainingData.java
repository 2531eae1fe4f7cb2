package org.latentlab.nodes.trainvae;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.nodes.table.Checks;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.Warnings;
import org.latentlab.nodes.training.ColoursOption;
import org.latentlab.nodes.training.ScalingOption;

/**
 * What a VAE is trained on.
 *
 * @param images images or vectors as the VAE sees them: turned gray and scaled
 * @param input what became of them
 * @param classes the class of each, an index into classNames, −1 where it has none; null where classes are not needed
 *            or there are none
 * @param classNames the classes; empty where there are none
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
    static ImageColumn column(final TrainVaeParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return ImageColumn.choose(spec, parameters.m_imageSource, parameters.m_imageColumn, parameters.m_pixelColumns,
            PORT);
    }

    /**
     * @param parameters the settings
     * @param column the columns of the images or vectors
     * @return what becomes of them, but for the scaling, which the rows decide
     */
    static ModelInput input(final TrainVaeParameters parameters, final ImageColumn column) {
        return ModelInput.of(parameters.m_input.m_colours == ColoursOption.GRAY
            && !column.isVectors(parameters.m_input.m_numbersAs), column.names());
    }

    /**
     * Checks what can be checked before any row is read.
     *
     * @param parameters the settings
     * @param config what is to be trained
     * @param spec the input table
     * @throws InvalidSettingsException if the columns and the model do not fit together
     */
    static void check(final TrainVaeParameters parameters, final VaeConfig config, final DataTableSpec spec)
        throws InvalidSettingsException {
        final ImageColumn column = column(parameters, spec);
        if (column.isVectors(parameters.m_input.m_numbersAs)) {
            if (!(config.architecture() instanceof Architecture.Mlp)) {
                throw new InvalidSettingsException("A convolutional network needs images, but the numbers are taken as "
                    + "vectors. Choose the preset 'Vectors (MLP)' or another MLP, or take the numbers as images.");
            }
            if (config.likelihood().isBounded() && parameters.m_input.m_scaling == ScalingOption.STANDARDISE) {
                throw new InvalidSettingsException(bounded(config.likelihood()) + " needs values from 0 to 1, but "
                    + "standardised ones are negative too. Scale the vectors by min–max, or choose a Gaussian "
                    + "likelihood.");
            }
        }
        final Optional<ImageShape> shape = shape(parameters, column);
        if (shape.isEmpty() && !column.names().isEmpty()) {
            throw new InvalidSettingsException(column.label() + " are neither a square gray image (n×n) nor a square "
                + "RGB one (3×n×n). Take the numbers as vectors, or choose as many columns as an image has pixels.");
        }
        if (shape.isPresent()) {
            Checks.config(() -> config.encoder(shape.get()));
            Checks.config(() -> config.decoder(shape.get()));
        }
        classColumn(parameters, spec);
    }

    /**
     * @param parameters the settings
     * @param column the columns of the images or vectors
     * @return the shape that the VAE will see, as far as it is known before any row is read
     */
    static Optional<ImageShape> shape(final TrainVaeParameters parameters, final ImageColumn column) {
        return column.knownShape(parameters.m_input.m_numbersAs).map(shape ->
            input(parameters, column).gray() ? ImageShape.gray(shape.height(), shape.width()) : shape);
    }

    private static String bounded(final Likelihood likelihood) {
        return likelihood instanceof Likelihood.Bernoulli ? "The Bernoulli likelihood"
            : "The discretised logistic likelihood";
    }

    private static Optional<ClassColumn> classColumn(final TrainVaeParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        final Optional<ClassColumn> classes = parameters.m_input.classColumn(spec);
        if (parameters.m_neighbours.m_active && classes.isEmpty()) {
            throw new InvalidSettingsException("The penalty on latent neighbours needs a class column"
                + (parameters.m_input.m_classes == ClassesOption.NONE ? ", but the classes are set to none."
                    : ", but input '" + PORT + "' has none: a column of strings or whole numbers that says which class "
                        + "a row has.")
                + " Choose one, or switch the penalty off.");
        }
        return parameters.m_neighbours.m_active || parameters.m_snapshots.m_everyEpochs > 0 ? classes
            : Optional.empty();
    }

    /**
     * @param parameters the settings
     * @param config what is to be trained
     * @param table the input
     * @param warnings told of the rows that are left out
     * @param exec told of the progress, asked for cancellation
     * @return what to train on
     * @throws InvalidSettingsException if the columns are not there
     * @throws EngineException if nothing can be learned from the rows
     * @throws CanceledExecutionException if cancelled
     */
    static TrainingData read(final TrainVaeParameters parameters, final VaeConfig config,
        final BufferedDataTable table, final Warnings warnings, final ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException {
        final DataTableSpec spec = table.getDataTableSpec();
        final ImageColumn column = column(parameters, spec);
        final ImageRows rows = column.read(table, parameters.m_input.m_numbersAs, exec);
        rows.warn(warnings, "were left out");
        if (rows.images().size() < 2 && !rows.problems().isEmpty()) {
            throw new EngineException("Training a VAE needs at least 2 rows to learn from, but "
                + Warnings.describe(rows.problems(), rows.rows(), "usable " + (rows.areVectors() ? "vector" : "image"))
                + ".");
        }
        ModelInput input = input(parameters, column);
        if (column.isVectors(parameters.m_input.m_numbersAs)) {
            input = parameters.m_input.m_scaling.fit(input, rows.images());
        }
        final Images images = input.apply(rows.images());
        if (images.shape().isVector() && config.likelihood().isBounded()) {
            checkUnitRange(images, rows, input, config.likelihood());
        }
        final Optional<ClassColumn> classes = classColumn(parameters, spec);
        if (classes.isEmpty()) {
            return new TrainingData(images, input, null, List.of());
        }
        final ClassLabels labels = classes.get().read(table, exec).withoutEmptyClasses();
        final int[] ofImages = labels.select(rows.tableRows());
        if (parameters.m_neighbours.m_active) {
            checkClasses(classes.get().name(), ofImages, warnings);
        }
        return new TrainingData(images, input, ofImages, labels.classNames());
    }

    private static void checkUnitRange(final Images images, final ImageRows rows, final ModelInput input,
        final Likelihood likelihood) {
        for (int i = 0; i < images.size(); i++) {
            for (int j = 0; j < images.shape().values(); j++) {
                final float value = images.value(i, j);
                if (!(value >= 0 && value <= 1)) {
                    throw new EngineException(bounded(likelihood) + " needs values from 0 to 1, but "
                        + (input.columns().isEmpty() ? "value " + (j + 1) : "'" + input.columns().get(j) + "'") + " is "
                        + value + " in row '" + rows.rowKeys()[i] + "'. Scale the vectors by min–max, or choose a "
                        + "Gaussian likelihood.");
                }
            }
        }
    }

    private static void checkClasses(final String column, final int[] classes, final Warnings warnings) {
        final long distinct = Arrays.stream(classes).filter(c -> c >= 0).distinct().count();
        if (distinct < 2) {
            throw new EngineException("The penalty on latent neighbours needs rows of at least 2 classes, but class "
                + "column '" + column + "' has " + (distinct == 0 ? "none" : "only 1") + ". Choose another class "
                + "column, or switch the penalty off.");
        }
        final long missing = Arrays.stream(classes).filter(c -> c < 0).count();
        if (missing > 0) {
            warnings.add(String.format(Locale.ROOT, "%,d of %,d rows have no class and take no part in the penalty on "
                + "latent neighbours.", missing, classes.length));
        }
    }
}
