package org.latentlab.nodes.modelcomparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.report.ModelComparison;
import org.latentlab.engine.report.ModelComparisonFigure;
import org.latentlab.engine.report.ModelComparisonMeasure;
import org.latentlab.engine.report.ModelComparisonRow;
import org.latentlab.engine.report.ModelComparisonTerms;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.LatentColumns;
import org.latentlab.nodes.table.TableOutput;

/** The comparison as tables. */
final class ComparisonTables {

    private static final String ERROR = " ±";

    private ComparisonTables() {
    }

    /** @return one row a model; each measure with its standard error */
    static DataTableSpec scoresSpec() {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(TableOutput.strings("model"),
            TableOutput.strings("family"), TableOutput.strings("prior"), TableOutput.ints("latent size"),
            TableOutput.longs("updates"), TableOutput.ints("epochs"), TableOutput.longs("images shown"),
            TableOutput.doubles("seconds"), TableOutput.longs("parameters"),
            TableOutput.longs("generator parameters")));
        for (final ModelComparisonMeasure measure : ModelComparisonMeasure.values()) {
            columns.add(TableOutput.doubles(measure.words()));
            columns.add(TableOutput.doubles(measure.words() + ERROR));
        }
        columns.add(TableOutput.ints("sets"));
        columns.add(TableOutput.ints("samples in a set"));
        columns.add(TableOutput.ints("real images"));
        columns.add(TableOutput.strings("feature space"));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /** @return one row a sentence */
    static DataTableSpec verdictSpec() {
        return new DataTableSpec(TableOutput.strings("sentence"));
    }

    /**
     * @param latentSize the largest of all models
     * @return one row a sample
     */
    static DataTableSpec samplesSpec(final int latentSize) {
        final List<DataColumnSpec> columns =
            new ArrayList<>(List.of(TableOutput.strings("model"), TableOutput.strings("class")));
        columns.addAll(Arrays.asList(LatentColumns.newColumns(latentSize)));
        columns.add(ImageCells.newColumn("image"));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    static BufferedDataTable scores(final ModelComparison comparison, final List<GenerativeModel> models,
        final ExecutionContext exec) throws CanceledExecutionException {
        final List<ModelComparisonRow> rows = new ArrayList<>(comparison.rows());
        if (comparison.real() != null) {
            rows.add(comparison.real());
        }
        return TableOutput.create(scoresSpec(), rows.size(), rows.stream().map(ModelComparisonRow::name).toList(),
            i -> cells(rows.get(i), i < models.size() ? models.get(i) : null, comparison), exec,
            exec.createSubProgress(0));
    }

    private static DataCell[] cells(final ModelComparisonRow row, final GenerativeModel model,
        final ModelComparison comparison) {
        final List<DataCell> cells = new ArrayList<>();
        cells.add(new StringCell(row.name()));
        if (model == null) {
            cells.addAll(Arrays.asList(TableOutput.missing(9)));
        } else {
            final ModelComparisonTerms terms = row.terms();
            cells.addAll(List.of(new StringCell(row.kind()), new StringCell(model.prior().words()),
                new IntCell(model.latentSize()), count(terms.updates()),
                terms.epochs() < 0 ? DataType.getMissingCell() : new IntCell(terms.epochs()),
                count(terms.imagesShown()), TableOutput.cell(terms.seconds()), count(terms.parameters()),
                count(terms.generatorParameters())));
        }
        int sets = 0;
        for (final ModelComparisonMeasure measure : ModelComparisonMeasure.values()) {
            final ModelComparisonFigure figure = row.figure(measure);
            cells.add(TableOutput.cell(figure.mean()));
            cells.add(TableOutput.cell(figure.standardError()));
            sets = Math.max(sets, figure.values().length);
        }
        cells.add(new IntCell(sets));
        cells.add(new IntCell(comparison.config().samples()));
        cells.add(new IntCell(comparison.realImages()));
        cells.add(new StringCell(comparison.featureSpace()));
        return cells.toArray(DataCell[]::new);
    }

    private static DataCell count(final long value) {
        return value < 0 ? DataType.getMissingCell() : new LongCell(value);
    }

    static BufferedDataTable verdict(final ModelComparison comparison, final ExecutionContext exec)
        throws CanceledExecutionException {
        final List<String> sentences = comparison.verdict();
        return TableOutput.create(verdictSpec(), sentences.size(),
            i -> new DataCell[]{new StringCell(sentences.get(i))}, exec, exec.createSubProgress(0));
    }

    /** The first set of each model, model after model. */
    static BufferedDataTable samples(final ModelComparison comparison, final List<GenerativeModel> models,
        final ExecutionContext exec) throws CanceledExecutionException {
        final int size = models.stream().mapToInt(GenerativeModel::latentSize).max().orElseThrow();
        final int each = comparison.config().samples();
        final List<ImageCells> images =
            comparison.rows().stream().map(r -> new ImageCells(r.samples())).toList();
        return TableOutput.create(samplesSpec(size), Math.multiplyExact(models.size(), each), row -> {
            final int m = row / each;
            final int i = row % each;
            final GenerativeModel model = models.get(m);
            final GenerativeModel.Draws draws = comparison.rows().get(m).draws();
            final List<DataCell> cells = new ArrayList<>();
            cells.add(new StringCell(comparison.rows().get(m).name()));
            cells.add(TableOutput.cell(draws.classes() == null ? null : model.classNames().get(draws.classes()[i])));
            for (int c = 0; c < size; c++) {
                cells.add(c < model.latentSize() ? new DoubleCell(draws.z()[i * model.latentSize() + c])
                    : DataType.getMissingCell());
            }
            cells.add(images.get(m).cell(i));
            return cells.toArray(DataCell[]::new);
        }, exec, exec.createSubProgress(0.05));
    }
}
