package org.latentlab.nodes.encode;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.gan.GanCodes;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Posterior;
import org.latentlab.engine.vae.Vae;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.port.VaePortObjectSpec;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.TableOutput;

/** The columns that Encode appends, and their values per image. */
final class LatentCodeColumns {

    /** How far the generated image is from the given one. */
    static final String RESIDUAL = "residual";

    /** The class that a class-conditional GAN comes nearest with. */
    private static final String FITTED_CLASS = "fitted class";

    /** One or more columns beside each other. */
    @FunctionalInterface
    private interface Block {

        DataCell cell(int image, int column);
    }

    private final List<Block> m_blocks = new ArrayList<>();
    private final List<Integer> m_widths = new ArrayList<>();

    private LatentCodeColumns() {
    }

    /**
     * @param parameters which columns are wanted
     * @param model what is known of the model
     * @throws InvalidSettingsException if the model cannot give one of them
     */
    static void check(final EncodeParameters parameters, final GenerativeModelPortObjectSpec model)
        throws InvalidSettingsException {
        if (!(model instanceof VaePortObjectSpec vae)) {
            final String because = "a GAN has no likelihood and its codes no distribution";
            refuse(parameters.m_logVariance, "log-variances", because);
            refuse(parameters.m_sample, "sampled codes", because);
            refuse(parameters.m_reconstructionError, "reconstruction error",
                because + "; the column " + RESIDUAL + " says how far its images are from the given ones");
            refuse(parameters.m_elbo, "−ELBO", because);
            refuse(parameters.m_logLikelihood, "log-likelihood", because);
            return;
        }
        if (!vae.hasPosterior()) {
            refuse(parameters.m_logVariance, "log-variances", "its codes have no distribution");
            refuse(parameters.m_sample, "sampled codes", "its codes have no distribution");
        }
        if (!vae.hasElbo()) {
            final String because = vae.hasPosterior() ? "the squared error is no likelihood"
                : "its codes have no distribution";
            refuse(parameters.m_elbo, "−ELBO", because);
            refuse(parameters.m_logLikelihood, "log-likelihood", because);
        }
    }

    private static void refuse(final boolean wanted, final String what, final String because)
        throws InvalidSettingsException {
        if (wanted) {
            throw new InvalidSettingsException("The model has no " + what + ", because " + because + ". Switch 'Append "
                + what + "' off, or connect a variational autoencoder with a likelihood.");
        }
    }

    /**
     * @param parameters which columns are wanted
     * @param model what is known of the model
     * @return the new columns
     */
    static DataColumnSpec[] columns(final EncodeParameters parameters, final GenerativeModelPortObjectSpec model) {
        final int latentSize = model.latentSize();
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(LatentColumns.newColumns(latentSize)));
        if (!(model instanceof VaePortObjectSpec)) {
            columns.add(TableOutput.doubles(RESIDUAL));
        }
        if (fitsClasses(parameters, model)) {
            columns.add(model.classNames().isEmpty() ? TableOutput.strings(FITTED_CLASS)
                : ClassColumn.newColumn(FITTED_CLASS, model.classNames()));
        }
        if (parameters.m_logVariance) {
            addPrefixed(columns, "log-variance ", latentSize);
        }
        if (parameters.m_sample) {
            addPrefixed(columns, "sample ", latentSize);
        }
        if (parameters.m_reconstructionError) {
            columns.add(TableOutput.doubles("reconstruction error"));
        }
        if (parameters.m_norm) {
            columns.add(TableOutput.doubles("norm of z"));
        }
        if (parameters.m_elbo) {
            columns.add(TableOutput.doubles("negative ELBO"));
        }
        if (parameters.m_logLikelihood) {
            columns.add(TableOutput.doubles("log-likelihood"));
        }
        return columns.toArray(DataColumnSpec[]::new);
    }

    /**
     * @param parameters how classes are found
     * @param model what is known of the model
     * @return whether the class that fits best is searched for along with the code
     */
    static boolean fitsClasses(final EncodeParameters parameters, final GenerativeModelPortObjectSpec model) {
        return model.isConditional() && parameters.m_classesFrom == ClassesFromImage.FITTING;
    }

    private static void addPrefixed(final List<DataColumnSpec> columns, final String prefix, final int latentSize) {
        for (int i = 1; i <= latentSize; i++) {
            columns.add(TableOutput.doubles(prefix + LatentColumns.PREFIX + i));
        }
    }

    /**
     * @param parameters which columns are wanted
     * @param vae the model
     * @param images the images
     * @param progress told of the progress, asked for cancellation
     * @return the values of {@link #columns}
     */
    static LatentCodeColumns compute(final EncodeParameters parameters, final Vae vae, final Images images,
        final Progress progress) {
        final LatentCodeColumns columns = new LatentCodeColumns();
        final int parts = 1 + (parameters.m_reconstructionError ? 1 : 0)
            + (parameters.m_elbo ? parameters.m_elboSamples : 0)
            + (parameters.m_logLikelihood ? parameters.m_likelihoodSamples : 0);
        final Posterior posterior = vae.encode(images, progress.part(0, 1.0 / parts));
        columns.addAll(posterior.mean(), vae.latentSize());
        if (parameters.m_logVariance) {
            columns.addAll(posterior.logVariance(), vae.latentSize());
        }
        if (parameters.m_sample) {
            columns.addAll(posterior.sample(parameters.m_seed), vae.latentSize());
        }
        int done = 1;
        if (parameters.m_reconstructionError) {
            columns.add(vae.reconstructionError(images, part(progress, done, 1, parts)));
            done++;
        }
        if (parameters.m_norm) {
            columns.add(norms(posterior.mean(), vae.latentSize()));
        }
        if (parameters.m_elbo) {
            columns.add(vae.negativeElbo(images, parameters.m_elboSamples, parameters.m_seed,
                part(progress, done, parameters.m_elboSamples, parts)));
            done += parameters.m_elboSamples;
        }
        if (parameters.m_logLikelihood) {
            columns.add(vae.logLikelihood(images, parameters.m_likelihoodSamples, parameters.m_seed,
                part(progress, done, parameters.m_likelihoodSamples, parts)));
        }
        return columns;
    }

    /**
     * @param parameters which columns are wanted
     * @param model what is known of the model
     * @param codes what was found for each image
     * @return the values of {@link #columns}
     */
    static LatentCodeColumns of(final EncodeParameters parameters, final GenerativeModelPortObjectSpec model,
        final GanCodes codes) {
        final LatentCodeColumns columns = new LatentCodeColumns();
        columns.addAll(codes.z(), codes.latentSize());
        columns.add(codes.residuals());
        if (fitsClasses(parameters, model)) {
            columns.add(codes.classes(), model.classNames());
        }
        if (parameters.m_norm) {
            columns.add(norms(codes.z(), codes.latentSize()));
        }
        return columns;
    }

    private static Progress part(final Progress progress, final int done, final int next, final int parts) {
        return progress.part((double)done / parts, (double)(done + next) / parts);
    }

    private void addAll(final float[] codes, final int latentSize) {
        m_blocks.add((image, column) -> new DoubleCell(codes[image * latentSize + column]));
        m_widths.add(latentSize);
    }

    private void add(final double[] values) {
        m_blocks.add((image, column) -> new DoubleCell(values[image]));
        m_widths.add(1);
    }

    private void add(final int[] classes, final List<String> classNames) {
        m_blocks.add((image, column) -> new StringCell(classNames.get(classes[image])));
        m_widths.add(1);
    }

    private static double[] norms(final float[] codes, final int latentSize) {
        final double[] norms = new double[codes.length / latentSize];
        for (int i = 0; i < norms.length; i++) {
            double sum = 0;
            for (int j = 0; j < latentSize; j++) {
                sum += (double)codes[i * latentSize + j] * codes[i * latentSize + j];
            }
            norms[i] = Math.sqrt(sum);
        }
        return norms;
    }

    /**
     * @param image an image, from 0; negative for a row without one
     * @return its cells, missing ones for a row without an image
     */
    DataCell[] cells(final int image) {
        final DataCell[] cells = new DataCell[m_widths.stream().mapToInt(Integer::intValue).sum()];
        int next = 0;
        for (int block = 0; block < m_blocks.size(); block++) {
            for (int column = 0; column < m_widths.get(block); column++) {
                cells[next++] = image < 0 ? DataType.getMissingCell()
                    : m_blocks.get(block).cell(image, column);
            }
        }
        return cells;
    }
}
