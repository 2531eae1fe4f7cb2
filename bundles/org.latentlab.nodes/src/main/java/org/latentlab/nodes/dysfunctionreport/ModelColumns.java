package org.latentlab.nodes.dysfunctionreport;

import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.nodes.port.MixturePortObjectSpec;
import org.latentlab.nodes.port.GenerativeModelPortObjectSpec;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.Columns;
import org.latentlab.nodes.table.ImageColumn;
import org.latentlab.nodes.table.LatentColumns;

/**
 * The columns that the report reads of one model's tables.
 *
 * @param codes the latent coordinates of the encoded reference
 * @param codeClass its class
 * @param image the generated images
 * @param imageClass their class, if they have one
 * @param area the area they were sampled from, if they have one
 * @param samples the latent coordinates of the generated images, if the table still has them
 */
record ModelColumns(LatentColumns codes, ClassColumn codeClass, ImageColumn image, Optional<ClassColumn> imageClass,
    Optional<ClassColumn> area, Optional<LatentColumns> samples) {

    private static final String AREA = "area";

    private static final List<String> SCORE_NUMBERS =
        List.of("images", "FID", "IS mean", "IS sd", "total variation", "χ²", "p-value");

    private static final List<String> COUNTS = List.of("reference count", "generated count");

    /**
     * @param inputs what one model is given
     * @return its columns
     * @throws InvalidSettingsException if a column is missing or the inputs do not belong to one latent space
     */
    static ModelColumns of(
        final ModelInputs<GenerativeModelPortObjectSpec, MixturePortObjectSpec, DataTableSpec> inputs)
        throws InvalidSettingsException {
        final int d = inputs.model().latentSize();
        if (inputs.model().vectors()) {
            throw new InvalidSettingsException("Input '" + inputs.name("Model") + "' is a model of vectors, which "
                + "makes no images; the report is about images. Connect a model of images.");
        }
        if (inputs.mixture().dimensions() != d) {
            throw new InvalidSettingsException("Input '" + inputs.name("Mixture") + "' has "
                + inputs.mixture().dimensions() + " dimensions, but the latent space of the model has " + d
                + ". Connect the inputs of each model in the same order.");
        }
        final LatentColumns codes = LatentColumns.choose(inputs.codes(), inputs.name("Latent Codes"));
        codes.checkDimensions(d, "model " + inputs.number());
        final String generated = inputs.name("Generated");
        final Optional<LatentColumns> samples = LatentColumns.detect(inputs.generated()).size() == d
            ? Optional.of(LatentColumns.choose(inputs.generated(), generated)) : Optional.empty();
        requireScores(inputs);
        return new ModelColumns(codes, ClassColumn.choose(inputs.codes(), "", inputs.name("Latent Codes")),
            ImageColumn.choose(inputs.generated(), "", generated), named(inputs.generated(), ClassColumn.DEFAULT_NAME),
            named(inputs.generated(), AREA), samples);
    }

    private static Optional<ClassColumn> named(final DataTableSpec spec, final String name)
        throws InvalidSettingsException {
        final DataColumnSpec column = spec.getColumnSpec(name);
        return column != null && ClassColumn.isSuitable(column) ? ClassColumn.find(spec, name) : Optional.empty();
    }

    private static void requireScores(final ModelInputs<?, ?, DataTableSpec> inputs)
        throws InvalidSettingsException {
        require(inputs.scores(), inputs.name("Scores"), List.of("group", "feature space"), SCORE_NUMBERS);
        require(inputs.composition(), inputs.name("Composition"), List.of("group", "class"), COUNTS);
    }

    private static void require(final DataTableSpec spec, final String input, final List<String> texts,
        final List<String> numbers) throws InvalidSettingsException {
        for (final String name : texts) {
            require(spec, input, name, StringValue.class);
        }
        for (final String name : numbers) {
            require(spec, input, name, DoubleValue.class);
        }
    }

    private static void require(final DataTableSpec spec, final String input, final String name,
        final Class<? extends org.knime.core.data.DataValue> type) throws InvalidSettingsException {
        final DataColumnSpec column = spec.getColumnSpec(name);
        if (column == null || !column.getType().isCompatible(type)) {
            throw new InvalidSettingsException("Input '" + input + "' has no column '" + name + "' of "
                + (type == StringValue.class ? "strings" : "numbers") + ", as FID/IS/DCA Scorer gives it. Columns "
                + "found: "
                + Columns.list(spec) + ".");
        }
    }
}
