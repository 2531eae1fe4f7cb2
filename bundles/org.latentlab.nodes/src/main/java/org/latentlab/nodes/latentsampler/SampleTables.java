package org.latentlab.nodes.latentsampler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.latent.LatentSamples;
import org.latentlab.engine.latent.NormalPrior;
import org.latentlab.engine.latent.PriorNorms;
import org.latentlab.nodes.table.ClassColumn;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.TableOutput;

/** The tables that Latent Sampler gives. */
final class SampleTables {

    private SampleTables() {
    }

    /**
     * What an area is, for the table of areas.
     *
     * @param name its name, which the points have in the column area
     * @param kind what kind it is, in a word
     * @param centre its mean, d values; empty where it has none
     * @param standardDeviation its spread, d values; empty where it has none
     * @param description in words
     */
    record AreaRow(String name, String kind, double[] centre, double[] standardDeviation, String description) {
    }

    /** The class of points. */
    @FunctionalInterface
    interface ClassOfPoint {

        /**
         * @param point from 0
         * @return its class
         */
        String name(int point);
    }

    /**
     * @param d latent dimensions
     * @param classes null where points have no class; the classes, empty where they are not known yet
     * @return the table of points
     */
    static DataTableSpec codesSpec(final int d, final List<String> classes) {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(LatentColumns.newColumns(d)));
        columns.addAll(List.of(TableOutput.strings("area"), TableOutput.ints("round"), TableOutput.ints("component"),
            TableOutput.doubles("log-density"), TableOutput.doubles("norm"), TableOutput.doubles("prior percentile")));
        if (classes != null) {
            columns.add(classes.isEmpty() ? TableOutput.strings(ClassColumn.DEFAULT_NAME)
                : ClassColumn.newColumn(ClassColumn.DEFAULT_NAME, classes));
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /**
     * @param d latent dimensions
     * @return the table of areas
     */
    static DataTableSpec areasSpec(final int d) {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(TableOutput.strings("area"),
            TableOutput.strings("kind"), TableOutput.ints("points")));
        for (final String prefix : List.of("centre ", "sd ")) {
            for (int i = 1; i <= d; i++) {
                columns.add(TableOutput.doubles(prefix + LatentColumns.PREFIX + i));
            }
        }
        columns.add(TableOutput.strings("description"));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /** @return for each point, how many of its area come before it */
    static int[] placesInArea(final LatentSamples samples) {
        final int[] place = new int[samples.size()];
        for (int i = 1; i < place.length; i++) {
            place[i] = samples.area()[i].equals(samples.area()[i - 1]) ? place[i - 1] + 1 : 0;
        }
        return place;
    }

    /**
     * @param samples the points
     * @param prior which percentiles are of
     * @param classes as in {@link #codesSpec}
     * @param classOf the class of each point; not asked where points have none
     * @param exec the execution
     * @return the table of points
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable codes(final LatentSamples samples, final LatentPrior prior, final List<String> classes,
        final ClassOfPoint classOf, final ExecutionContext exec) throws CanceledExecutionException {
        final int d = samples.points().columns();
        final int[] place = placesInArea(samples);
        final List<String> keys = new ArrayList<>(samples.size());
        int point = 0;
        for (int i = 0; i < samples.size(); i++) {
            point = place[i] > 0 && samples.round()[i] == samples.round()[i - 1] ? point + 1 : 1;
            keys.add(samples.area()[i] + "_r" + samples.round()[i] + "_p" + point);
        }
        final PriorNorms norms = PriorNorms.of(prior);
        final DataTableSpec spec = codesSpec(d, classes);
        return TableOutput.create(spec, samples.size(), keys, i -> {
            final double norm = NormalPrior.norm(samples.points(), i);
            final DataCell[] cells = new DataCell[spec.getNumColumns()];
            for (int c = 0; c < d; c++) {
                cells[c] = new DoubleCell(samples.points().get(i, c));
            }
            cells[d] = new StringCell(samples.area()[i]);
            cells[d + 1] = new IntCell(samples.round()[i]);
            cells[d + 2] = samples.component()[i] < 0 ? DataType.getMissingCell() : new IntCell(samples.component()[i]);
            cells[d + 3] = Double.isFinite(samples.logDensity()[i]) ? new DoubleCell(samples.logDensity()[i])
                : DataType.getMissingCell();
            cells[d + 4] = new DoubleCell(norm);
            cells[d + 5] = new DoubleCell(norms.percentile(norm));
            if (classes != null) {
                cells[d + 6] = new StringCell(classOf.name(i));
            }
            return cells;
        }, exec, exec.createSubExecutionContext(0.6));
    }

    /**
     * @param areas what was drawn from
     * @param samples the points
     * @param exec the execution
     * @return the table of areas
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable areas(final List<AreaRow> areas, final LatentSamples samples,
        final ExecutionContext exec) throws CanceledExecutionException {
        final int d = samples.points().columns();
        final Map<String, Integer> points = new LinkedHashMap<>();
        for (final String name : samples.area()) {
            points.merge(name, 1, Integer::sum);
        }
        return TableOutput.create(areasSpec(d), areas.size(), areas.stream().map(AreaRow::name).toList(), i -> {
            final AreaRow area = areas.get(i);
            final DataCell[] cells = TableOutput.missing(4 + 2 * d);
            cells[0] = new StringCell(area.name());
            cells[1] = new StringCell(area.kind());
            cells[2] = new IntCell(points.getOrDefault(area.name(), 0));
            for (int c = 0; c < area.centre().length; c++) {
                cells[3 + c] = new DoubleCell(area.centre()[c]);
            }
            for (int c = 0; c < area.standardDeviation().length; c++) {
                cells[3 + d + c] = new DoubleCell(area.standardDeviation()[c]);
            }
            cells[3 + 2 * d] = new StringCell(area.description());
            return cells;
        }, exec, exec.createSubExecutionContext(0));
    }
}
