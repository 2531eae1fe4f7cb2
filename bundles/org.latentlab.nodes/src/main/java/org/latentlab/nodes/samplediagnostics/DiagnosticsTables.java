package org.latentlab.nodes.samplediagnostics;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.failure.ClassShares;
import org.latentlab.engine.failure.SampleDiagnostics.Result;
import org.latentlab.engine.score.DiversitySharpness;
import org.latentlab.engine.score.PrecisionRecallResult;
import org.latentlab.engine.score.SampleDiversity;
import org.latentlab.engine.score.Sharpness;
import org.latentlab.nodes.table.TableOutput;

/** The tables that Sample Diagnostics gives. */
final class DiagnosticsTables {

    private DiagnosticsTables() {
    }

    static DataTableSpec diagnosticsSpec() {
        return new DataTableSpec(TableOutput.strings("group"), TableOutput.ints("images"),
            TableOutput.ints("images compared"), TableOutput.doubles("mean distance"),
            TableOutput.doubles("real mean distance"), TableOutput.doubles("distance ratio"),
            TableOutput.doubles("near-duplicates"), TableOutput.doubles("real near-duplicates"),
            TableOutput.doubles("duplicate distance"), TableOutput.doubles("diversity"),
            TableOutput.doubles("mean gradient"), TableOutput.doubles("real mean gradient"),
            TableOutput.doubles("detail width"), TableOutput.doubles("real detail width"),
            TableOutput.doubles("sharpness"), TableOutput.doubles("precision"), TableOutput.doubles("recall"),
            TableOutput.doubles("density"), TableOutput.doubles("coverage"), TableOutput.strings("feature space"),
            TableOutput.ints("classes hit"), TableOutput.ints("real classes hit"),
            TableOutput.doubles("class entropy"), TableOutput.doubles("real class entropy"),
            TableOutput.strings("missing classes"), TableOutput.strings("verdict"));
    }

    static DataTableSpec verdictSpec() {
        return new DataTableSpec(TableOutput.strings("about"), TableOutput.strings("verdict"));
    }

    private static DiversitySharpness.Entry entry(final Result r) {
        return new DiversitySharpness.Entry(r.name(), r.diversity(), r.sharpness(), r.dataSharpness());
    }

    /**
     * @param results of all groups
     * @param exec the execution
     * @return a row a group
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable diagnostics(final List<Result> results, final ExecutionContext exec)
        throws CanceledExecutionException {
        return TableOutput.create(diagnosticsSpec(), results.size(), results.stream().map(Result::name).toList(),
            i -> cells(results.get(i)), exec, exec.createSubProgress(0));
    }

    private static DataCell[] cells(final Result r) {
        final List<DataCell> cells = new ArrayList<>();
        cells.add(new StringCell(r.name()));
        cells.add(new IntCell(r.images()));
        addDiversity(r, cells);
        addSharpness(r, cells);
        addPrecision(r.precisionRecall(), cells);
        addClasses(r, cells);
        cells.add(new StringCell(r.verdict().sentence(r.classNames())));
        return cells.toArray(DataCell[]::new);
    }

    private static void addDiversity(final Result r, final List<DataCell> cells) {
        final SampleDiversity d = r.diversity();
        cells.add(new IntCell(d.samples()));
        for (final double value : new double[]{d.meanDistance(), d.dataDistance(), d.ratio(), d.nearDuplicates(),
            d.dataNearDuplicates(), d.duplicateDistance(), entry(r).diverse()}) {
            cells.add(new DoubleCell(value));
        }
    }

    private static void addSharpness(final Result r, final List<DataCell> cells) {
        final Sharpness made = r.sharpness();
        final Sharpness real = r.dataSharpness();
        cells.add(made == null ? DataType.getMissingCell() : new DoubleCell(made.gradient()));
        cells.add(real == null ? DataType.getMissingCell() : new DoubleCell(real.gradient()));
        cells.add(made == null ? DataType.getMissingCell() : TableOutput.cell(made.width()));
        cells.add(real == null ? DataType.getMissingCell() : TableOutput.cell(real.width()));
        cells.add(TableOutput.cell(entry(r).sharp()));
    }

    private static void addPrecision(final PrecisionRecallResult p, final List<DataCell> cells) {
        if (p == null) {
            cells.addAll(List.of(TableOutput.missing(5)));
            return;
        }
        cells.add(new DoubleCell(p.precision()));
        cells.add(new DoubleCell(p.recall()));
        cells.add(new DoubleCell(p.density()));
        cells.add(new DoubleCell(p.coverage()));
        cells.add(new StringCell(p.featureSpace()));
    }

    private static void addClasses(final Result r, final List<DataCell> cells) {
        if (r.classNames().isEmpty()) {
            cells.addAll(List.of(TableOutput.missing(5)));
            return;
        }
        cells.add(new IntCell(ClassShares.hit(r.classShares())));
        cells.add(new IntCell(ClassShares.hit(r.dataClassShares())));
        cells.add(new DoubleCell(ClassShares.entropy(r.classShares())));
        cells.add(new DoubleCell(ClassShares.entropy(r.dataClassShares())));
        cells.add(r.missing().isEmpty() ? DataType.getMissingCell() : new StringCell(String.join(", ", r.missing())));
    }

    /**
     * @param results of all groups
     * @param exec the execution
     * @return a row for each group, and for several groups one that compares them
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable verdicts(final List<Result> results, final ExecutionContext exec)
        throws CanceledExecutionException {
        final List<DiversitySharpness.Entry> entries = results.stream().map(DiagnosticsTables::entry).toList();
        final List<String> sentences = DiversitySharpness.sentences(entries);
        return TableOutput.create(verdictSpec(), sentences.size(), i -> new DataCell[]{
            new StringCell(i < results.size() ? results.get(i).name() : "comparison"),
            new StringCell(sentences.get(i))}, exec, exec.createSubProgress(0));
    }
}
