package org.latentlab.nodes.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.score.ConditionalResult;
import org.latentlab.engine.score.ConfusionMatrix;
import org.latentlab.engine.score.DataCompositionResult;
import org.latentlab.engine.score.FrechetResult;
import org.latentlab.nodes.table.TableOutput;

/** The tables that the scorer gives. */
final class ScoreTables {

    private ScoreTables() {
    }

    /** One row of a table: its key and cells. */
    private record Row(String key, DataCell... cells) {
    }

    static DataTableSpec scoresSpec() {
        return new DataTableSpec(TableOutput.strings("group"), TableOutput.ints("images"),
            TableOutput.ints("reference images"), TableOutput.doubles("FID"), TableOutput.doubles("FID mean part"),
            TableOutput.doubles("FID covariance part"), TableOutput.strings("feature space"),
            TableOutput.ints("features"), TableOutput.doubles("IS mean"), TableOutput.doubles("IS sd"),
            TableOutput.ints("IS splits"), TableOutput.doubles("total variation"), TableOutput.doubles("χ²"),
            TableOutput.ints("degrees of freedom"), TableOutput.doubles("p-value"), TableOutput.doubles("accuracy"),
            TableOutput.doubles("accuracy error"), TableOutput.doubles("mean class accuracy"),
            TableOutput.doubles("cosine"), TableOutput.doubles("cosine error"),
            TableOutput.doubles("distance ratio"));
    }

    static DataTableSpec compositionSpec() {
        return new DataTableSpec(TableOutput.strings("group"), TableOutput.strings("class"),
            TableOutput.ints("reference count"), TableOutput.doubles("reference share"),
            TableOutput.ints("generated count"), TableOutput.doubles("generated share"), TableOutput.doubles("ratio"));
    }

    static DataTableSpec perClassSpec() {
        return new DataTableSpec(TableOutput.strings("group"), TableOutput.strings("class"),
            TableOutput.ints("reference images"), TableOutput.ints("images"), TableOutput.doubles("FID"),
            TableOutput.doubles("FID mean part"), TableOutput.doubles("FID covariance part"),
            TableOutput.strings("feature space"), TableOutput.ints("features"), TableOutput.ints("asked images"),
            TableOutput.doubles("asked FID"), TableOutput.doubles("accuracy"), TableOutput.doubles("accuracy error"),
            TableOutput.doubles("cosine"), TableOutput.doubles("cosine error"),
            TableOutput.doubles("reference cosine"), TableOutput.doubles("distance ratio"),
            TableOutput.doubles("distance ratio error"));
    }

    static DataTableSpec confusionSpec() {
        return new DataTableSpec(TableOutput.strings("group"), TableOutput.strings("asked"),
            TableOutput.strings("found"), TableOutput.ints("count"), TableOutput.doubles("share"));
    }

    /**
     * @param scores of all groups
     * @param exec the execution
     * @return the four tables in the order of the ports
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable[] write(final List<GroupScores> scores, final ExecutionContext exec)
        throws CanceledExecutionException {
        final List<Row> all = new ArrayList<>();
        final List<Row> composition = new ArrayList<>();
        final List<Row> perClass = new ArrayList<>();
        final List<Row> confusion = new ArrayList<>();
        for (final GroupScores s : scores) {
            all.add(row(s));
            for (int c = 0; c < s.composition().rows().size(); c++) {
                final DataCompositionResult.Row r = s.composition().rows().get(c);
                final String key = s.name() + " " + r.className();
                composition.add(row(key, s.name(), r));
                perClass.add(perClass(key, s, c));
            }
            if (s.conditional() != null) {
                addConfusion(s, confusion);
            }
        }
        return new BufferedDataTable[]{create(scoresSpec(), all, exec), create(compositionSpec(), composition, exec),
            create(perClassSpec(), perClass, exec), create(confusionSpec(), confusion, exec)};
    }

    private static BufferedDataTable create(final DataTableSpec spec, final List<Row> rows, final ExecutionContext exec)
        throws CanceledExecutionException {
        return TableOutput.create(spec, rows.size(), rows.stream().map(Row::key).toList(), i -> rows.get(i).cells(),
            exec,
            exec.createSubProgress(0));
    }

    private static Row row(final GroupScores s) {
        final FrechetResult f = s.frechet();
        final DataCompositionResult c = s.composition();
        return new Row(s.name(), new StringCell(s.name()), new IntCell(s.n()), new IntCell(s.referenceN()), distance(f),
            meanPart(f), covariancePart(f), new StringCell(s.featureSpace()), new IntCell(s.featureSize()),
            new DoubleCell(s.inception().mean()), new DoubleCell(s.inception().standardDeviation()),
            new IntCell(s.inception().splits()), new DoubleCell(c.totalVariation()), TableOutput.cell(c.chiSquared()),
            new IntCell(c.degreesOfFreedom()), TableOutput.cell(c.pValue()), cell(s, r -> r.confusion().accuracy()),
            cell(s, r -> r.confusion().standardError()), cell(s, r -> r.confusion().meanAccuracy()),
            cell(s, ConditionalResult::meanCosine), cell(s, ConditionalResult::meanCosineError),
            cell(s, ConditionalResult::meanDiversity));
    }

    private static Row row(final String key, final String group, final DataCompositionResult.Row r) {
        return new Row(key, new StringCell(group), new StringCell(r.className()), new IntCell(r.referenceCount()),
            new DoubleCell(r.referenceShare()), new IntCell(r.generatedCount()), new DoubleCell(r.generatedShare()),
            TableOutput.cell(Double.isInfinite(r.ratio()) ? Double.NaN : r.ratio()));
    }

    private static DataCell cell(final GroupScores s, final ToDoubleFunction<ConditionalResult> figure) {
        return TableOutput.cell(s.conditional() == null ? Double.NaN : figure.applyAsDouble(s.conditional()));
    }

    private static Row perClass(final String key, final GroupScores s, final int index) {
        final DataCompositionResult.Row r = s.composition().rows().get(index);
        final FrechetResult f = s.perClass().get(index);
        final DataCell[] cells = {new StringCell(s.name()), new StringCell(r.className()),
            new IntCell(r.referenceCount()), new IntCell(r.generatedCount()), distance(f), meanPart(f),
            covariancePart(f), new StringCell(s.featureSpace()), new IntCell(s.featureSize())};
        return new Row(key, Stream.of(cells, conditional(s, index)).flatMap(Stream::of).toArray(DataCell[]::new));
    }

    private static DataCell[] conditional(final GroupScores s, final int index) {
        if (s.conditional() == null) {
            return TableOutput.missing(9);
        }
        final ConditionalResult.ClassScore c = s.conditional().classes().get(index);
        return new DataCell[]{new IntCell(c.images()), distance(s.perClassAsked().get(index)),
            TableOutput.cell(c.accuracy()), TableOutput.cell(c.accuracyError()), TableOutput.cell(c.cosine().mean()),
            TableOutput.cell(c.cosine().standardError()), TableOutput.cell(c.realCosine().mean()),
            TableOutput.cell(c.diversity()), TableOutput.cell(c.diversityError())};
    }

    /** All classes that may be found, for each class that was asked for. */
    private static void addConfusion(final GroupScores s, final List<Row> rows) {
        final ConfusionMatrix m = s.conditional().confusion();
        final List<String> names = m.classNames();
        for (int a = 0; a < names.size(); a++) {
            for (int f = 0; m.asked(a) > 0 && f < names.size(); f++) {
                rows.add(new Row(s.name() + " " + names.get(a) + " → " + names.get(f), new StringCell(s.name()),
                    new StringCell(names.get(a)), new StringCell(names.get(f)), new IntCell(m.counts()[a][f]),
                    new DoubleCell(m.share(a, f))));
            }
        }
    }

    private static DataCell distance(final FrechetResult f) {
        return TableOutput.cell(f == null ? Double.NaN : f.distance());
    }

    private static DataCell meanPart(final FrechetResult f) {
        return TableOutput.cell(f == null ? Double.NaN : f.meanPart());
    }

    private static DataCell covariancePart(final FrechetResult f) {
        return TableOutput.cell(f == null ? Double.NaN : f.covariancePart());
    }
}
