package org.latentlab.nodes.latentplot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.chart.LatentChart;
import org.latentlab.engine.chart.LatentCharts;
import org.latentlab.engine.chart.MixtureShape;
import org.latentlab.engine.chart.RegionClassifier;
import org.latentlab.engine.chart.SampledAreas;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.nodes.latentplot.LatentPlotParameters.Classes;
import org.latentlab.nodes.picture.LatentLayers;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.port.MixturePortObjectSpec;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.ColumnChoices;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.LatentColumnsMode;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.Warnings;

/** What is connected to the plot, read and checked. The optional inputs are told apart by their types. */
final class LatentPlotInputs {

    /** The first input's name. */
    static final String CODES = "Latent Codes";

    /** The name of the optional table. */
    static final String SAMPLES = "Samples";

    private final LatentPlotParameters m_parameters;
    private final LatentRows m_codes;
    private final List<String> m_columns;
    private final int[] m_labels;
    private final List<String> m_classNames;
    private final GaussianMixture m_mixture;
    private final SampledAreas m_areas;

    private LatentPlotInputs(final LatentPlotParameters parameters, final LatentRows codes, final List<String> columns,
        final ClassLabels classes, final GaussianMixture mixture, final SampledAreas areas) {
        m_parameters = parameters;
        m_codes = codes;
        m_columns = columns;
        final ClassLabels used = classes == null ? null : classes.withoutEmptyClasses();
        m_labels = used == null ? null : used.select(codes.tableRows());
        m_classNames = used == null ? List.of() : used.classNames();
        m_mixture = mixture;
        m_areas = areas;
    }

    private static LatentColumns codes(final LatentPlotParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return LatentColumns.choose(spec, parameters.m_coordinates, parameters.m_coordinateColumns, CODES);
    }

    /** The same columns of the samples. */
    private static LatentColumns samples(final LatentPlotParameters parameters, final LatentColumns codes,
        final DataTableSpec spec) throws InvalidSettingsException {
        final List<String> names = parameters.m_coordinates == LatentColumnsMode.AUTO ? LatentColumns.detect(spec)
            : spec.stream().filter(ColumnChoices::isNumeric).map(DataColumnSpec::getName)
                .filter(codes.names()::contains).toList();
        if (!names.equals(codes.names())) {
            throw new InvalidSettingsException("Input 'Samples' has "
                + (names.isEmpty() ? "no latent columns" : "the latent columns " + String.join(", ", names))
                + ", but input 'Latent Codes' has " + String.join(", ", codes.names())
                + ". Connect samples of the same latent space.");
        }
        return LatentColumns.choose(spec, LatentColumnsMode.MANUAL, new ColumnFilter(names.toArray(String[]::new)),
            SAMPLES);
    }

    private static Optional<ClassColumn> classes(final LatentPlotParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        return parameters.m_classes == Classes.NONE ? Optional.empty()
            : ClassColumn.find(spec, parameters.m_classes == Classes.CHOSEN ? parameters.m_classColumn : "");
    }

    private static Optional<ClassColumn> area(final LatentPlotParameters parameters, final DataTableSpec spec)
        throws InvalidSettingsException {
        if (!parameters.m_areaColumn.isBlank()) {
            return ClassColumn.find(spec, parameters.m_areaColumn);
        }
        return spec.containsName("area") ? ClassColumn.find(spec, "area") : Optional.empty();
    }

    /**
     * @param parameters the settings
     * @param specs what is connected
     * @throws InvalidSettingsException if the inputs do not fit the settings or each other
     */
    static void check(final LatentPlotParameters parameters, final PortObjectSpec[] specs)
        throws InvalidSettingsException {
        final DataTableSpec spec = (DataTableSpec)specs[0];
        final LatentColumns columns = codes(parameters, spec);
        final Optional<ClassColumn> classes = classes(parameters, spec);
        if (parameters.m_drawRegions && columns.dimensions() != 2) {
            throw new InvalidSettingsException("Decision regions can be drawn in two latent dimensions, but input "
                + "'Latent Codes' has " + columns.dimensions() + ". Switch them off or choose two coordinate columns.");
        }
        if (parameters.m_drawRegions && classes.isEmpty()) {
            throw new InvalidSettingsException("Decision regions need a class column. Choose one or switch them off.");
        }
        for (int i = 1; i < specs.length; i++) {
            if (parameters.m_drawMixture && specs[i] instanceof MixturePortObjectSpec mixture) {
                columns.checkDimensions(mixture.dimensions(), "the mixture");
            } else if (parameters.m_drawAreas && specs[i] instanceof DataTableSpec samples) {
                samples(parameters, columns, samples);
                area(parameters, samples);
            }
        }
    }

    /**
     * @param parameters the settings
     * @param inputs what is connected
     * @param warnings told of rows that are not drawn
     * @param exec told of the progress, asked for cancellation
     * @return the inputs
     * @throws InvalidSettingsException if the inputs do not fit the settings or each other
     * @throws EngineException if there is no point to draw
     * @throws CanceledExecutionException if cancelled
     */
    static LatentPlotInputs read(final LatentPlotParameters parameters, final PortObject[] inputs,
        final Warnings warnings,
        final ExecutionContext exec) throws InvalidSettingsException, CanceledExecutionException {
        check(parameters, Arrays.stream(inputs).map(PortObject::getSpec).toArray(PortObjectSpec[]::new));
        final BufferedDataTable table = (BufferedDataTable)inputs[0];
        final LatentColumns columns = codes(parameters, table.getDataTableSpec());
        final LatentRows rows = columns.read(table, exec.createSubProgress(0.3));
        rows.warn(warnings, "are not drawn");
        if (rows.size() == 0) {
            throw new EngineException(rows.rows() == 0 ? "Input 'Latent Codes' is empty: there is nothing to draw. "
                + "Connect codes from Encode, or check the filter before."
                : "No row of input 'Latent Codes' has a usable latent point. " + warnings);
        }
        final Optional<ClassColumn> classes = classes(parameters, table.getDataTableSpec());
        final ClassLabels labels = classes.isPresent() ? classes.get().read(table, exec.createSubProgress(0)) : null;
        GaussianMixture mixture = null;
        SampledAreas areas = null;
        for (int i = 1; i < inputs.length; i++) {
            if (parameters.m_drawMixture && inputs[i] instanceof MixturePortObject port) {
                mixture = port.mixture();
            } else if (parameters.m_drawAreas && inputs[i] instanceof BufferedDataTable samples) {
                areas = areas(parameters, columns, samples, warnings, exec);
            }
        }
        if (columns.dimensions() == 1 && (mixture != null || areas != null)) {
            warnings.add("With one latent dimension neither a mixture nor sampled areas can be drawn over the codes: "
                + "they are left out.");
            return new LatentPlotInputs(parameters, rows, columns.names(), labels, null, null);
        }
        return new LatentPlotInputs(parameters, rows, columns.names(), labels, mixture, areas);
    }

    private static SampledAreas areas(final LatentPlotParameters parameters, final LatentColumns codes,
        final BufferedDataTable table, final Warnings warnings, final ExecutionContext exec)
        throws InvalidSettingsException, CanceledExecutionException {
        final LatentRows rows = samples(parameters, codes, table.getDataTableSpec()).read(table,
            exec.createSubProgress(0.2));
        rows.warn(warnings, "are not drawn");
        if (rows.size() == 0) {
            warnings.add("Input 'Samples' has no usable point, so no sampled areas are drawn.");
            return null;
        }
        final Optional<ClassColumn> column = area(parameters, table.getDataTableSpec());
        if (column.isEmpty()) {
            return new SampledAreas(rows.points(), java.util.Collections.nCopies(rows.size(), "samples"), List.of());
        }
        final ClassLabels labels = column.get().read(table, exec.createSubProgress(0));
        final int[] area = labels.select(rows.tableRows());
        final List<String> names =
            IntStream.of(area).mapToObj(a -> a < 0 ? "no area" : labels.classNames().get(a)).toList();
        return LatentLayers.areas(rows.points(), names);
    }

    /** @return the picture */
    LatentChart chart() {
        LatentChart chart = LatentCharts.scatter(m_codes.points(), m_labels, m_classNames, title())
            .withAxisLabels(axes());
        if (m_parameters.m_drawRegions) {
            chart = chart.withRegions(RegionClassifier.nearestNeighbours(m_codes.points(), m_labels,
                m_classNames.size(), m_parameters.m_neighbours));
        }
        if (m_mixture != null) {
            chart = chart.withMixture(MixtureShape.of(m_mixture), m_parameters.m_filled);
        }
        return m_areas == null ? chart : chart.withAreas(m_areas);
    }

    private List<String> axes() {
        final List<String> axes = new ArrayList<>();
        for (final String name : m_columns) {
            axes.add(m_parameters.m_coordinates == LatentColumnsMode.AUTO ? "Latent coordinate " + name : name);
        }
        if (axes.size() == 1) {
            axes.add("Spread at random");
        }
        return axes;
    }

    private String title() {
        if (!m_parameters.m_title.isBlank()) {
            return m_parameters.m_title.strip();
        }
        final List<String> layers = new ArrayList<>();
        if (m_parameters.m_drawRegions) {
            layers.add("decision regions of " + m_parameters.m_neighbours + " nearest neighbours");
        }
        if (m_mixture != null) {
            layers.add("a mixture of " + m_mixture.components()
                + (m_mixture.components() == 1 ? " component" : " components"));
        }
        if (m_areas != null) {
            layers.add("sampled areas");
        }
        final String subject = m_labels == null || m_areas != null ? "Latent space" : "Latent space by class";
        return layers.isEmpty() ? subject : subject + " with " + String.join(" and ", layers);
    }
}
