package org.latentlab.nodes.encode;

import java.util.List;
import java.util.Locale;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanCodes;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.table.ClassesFrom;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.ModelClasses;
import org.latentlab.nodes.table.Warnings;

/** Codes of images with a GAN. */
final class GanEncoding {

    /** From here on codes stand for other images than those given: the mean of all of them would be hardly worse. */
    private static final double LARGE = 0.5;

    private GanEncoding() {
    }

    /**
     * @param parameters how classes are found
     * @param model what is known of the model
     * @param spec the table of images
     * @return where the classes come from; none for a GAN that takes none, or if they are searched for
     * @throws InvalidSettingsException if a column is needed and not there
     */
    static ModelClasses classes(final EncodeParameters parameters, final GenerativeModelPortObjectSpec model,
        final DataTableSpec spec) throws InvalidSettingsException {
        return ModelClasses.choose(
            LatentCodeColumns.fitsClasses(parameters, model) ? List.of() : model.classNames(),
            ClassesFrom.COLUMN, parameters.m_classColumn, "", spec, EncodeNodeFactory.INPUT);
    }

    /** The columns of codes, and the images that they are of. */
    record Encoded(ImageRows rows, LatentCodeColumns columns) {
    }

    /**
     * @param parameters how codes are searched for
     * @param model what is known of the model
     * @param gan the model
     * @param images as the model takes them
     * @param table that they are from
     * @param warnings told of residuals that are large
     * @param exec for cancelling
     * @param progress told of the progress
     * @return the codes; images without a class that the model needs have none
     * @throws InvalidSettingsException if the settings do not fit the model
     * @throws CanceledExecutionException if cancelled
     */
    static Encoded encode(final EncodeParameters parameters, final GenerativeModelPortObjectSpec model, final Gan gan,
        final ImageRows images, final BufferedDataTable table, final Warnings warnings, final ExecutionMonitor exec,
        final Progress progress) throws InvalidSettingsException, CanceledExecutionException {
        final ModelClasses.ClassedImages classed =
            classes(parameters, model, table.getDataTableSpec()).read(images, table, exec);
        final GanCodes codes =
            gan.encode(classed.rows().images(), classed.classes(), parameters.inversion(), progress);
        warnings.add(ofResiduals(codes, classed.rows().images(), model.hasEncoder()));
        return new Encoded(classed.rows(), LatentCodeColumns.of(parameters, model, codes));
    }

    /** A sentence on codes that miss more than half of what makes the images differ; null if they do not. */
    private static String ofResiduals(final GanCodes codes, final Images images, final boolean encoder) {
        final int n = images.size();
        final int values = images.shape().values();
        double squares = 0;
        for (final double residual : codes.residuals()) {
            squares += residual * residual;
        }
        double variance = 0;
        for (int j = 0; j < values; j++) {
            double sum = 0;
            double sumOfSquares = 0;
            for (int i = 0; i < n; i++) {
                sum += images.value(i, j);
                sumOfSquares += (double)images.value(i, j) * images.value(i, j);
            }
            variance += (sumOfSquares - sum * sum / n) / values;
        }
        // of a few images, the mean is no measure
        if (n < 10 || !(squares > LARGE * variance)) {
            return null;
        }
        return String.format(Locale.ROOT, "The codes give other images back: in the mean of squares they differ by "
            + "%.3g for each value, which is %.0f %% of the variance of the %,d images (column %s). The GAN does not "
            + "generate such images%s.", Math.sqrt(squares / n), 100 * squares / variance, n,
            LatentCodeColumns.RESIDUAL, encoder ? ", or its encoder was trained too short"
                : ", or the search needs more steps or starting points");
    }
}
