package org.latentlab.nodes.samplercomparison;

import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.SamplerScore;
import org.latentlab.engine.conditional.ScaledSampler;
import org.latentlab.engine.report.SamplerComparison;
import org.latentlab.engine.report.SamplerEntry;
import org.latentlab.nodes.table.TableOutput;

/** The comparison as tables. */
final class SamplerTables {

    private SamplerTables() {
    }

    /** @return one row a sampler */
    static DataTableSpec samplersSpec() {
        return new DataTableSpec(TableOutput.strings("model"), TableOutput.strings("sampler"),
            TableOutput.strings("strength"), TableOutput.strings("chosen"), TableOutput.doubles("θ"),
            TableOutput.ints("n"), TableOutput.doubles("accuracy"), TableOutput.doubles("cosine"),
            TableOutput.doubles("spread"), TableOutput.doubles("objective"),
            TableOutput.doubles("cosine at accuracy 0.99"), TableOutput.doubles("cosine at accuracy 0.95"),
            TableOutput.ints("samplers scored"), TableOutput.ints("budget"), TableOutput.ints("draws per class"),
            TableOutput.strings("search"), TableOutput.longs("seed"));
    }

    /** @return one row a point of a curve */
    static DataTableSpec curvesSpec() {
        return new DataTableSpec(TableOutput.strings("model"), TableOutput.strings("sampler"),
            TableOutput.strings("point"), TableOutput.doubles("accuracy"), TableOutput.doubles("cosine"),
            TableOutput.doubles("spread"),
            new DataColumnSpecCreator("chosen", BooleanCell.TYPE).createSpec());
    }

    /** @return one row a sentence */
    static DataTableSpec verdictSpec() {
        return new DataTableSpec(TableOutput.strings("sentence"));
    }

    static BufferedDataTable samplers(final SamplerComparison comparison, final ExecutionContext exec)
        throws CanceledExecutionException {
        final List<SamplerEntry> entries = comparison.entries();
        return TableOutput.create(samplersSpec(), entries.size(), i -> cells(entries.get(i)), exec,
            exec.createSubProgress(0));
    }

    private static DataCell[] cells(final SamplerEntry entry) {
        final FittedSampler sampler = entry.sampler();
        final SamplerScore score = entry.score();
        return new DataCell[]{new StringCell(entry.model()), new StringCell(entry.name()),
            new StringCell(sampler.strength()), new StringCell(sampler.sampler().summary()),
            TableOutput.cell(theta(sampler)), draws(sampler), TableOutput.cell(score.accuracy()),
            TableOutput.cell(score.cosine()), TableOutput.cell(score.spread()),
            TableOutput.cell(sampler.objective().of(score)), TableOutput.cell(entry.cosineAt(0.99)),
            TableOutput.cell(entry.cosineAt(0.95)), new IntCell(sampler.origin().evaluations()),
            new IntCell(sampler.origin().budget()), new IntCell(sampler.origin().drawsPerClass()),
            new StringCell(sampler.origin().method()), new LongCell(sampler.origin().seed())};
    }

    /** @return the θ that all dimensions and classes have in common; NaN if there is none */
    private static double theta(final FittedSampler sampler) {
        return sampler.sampler() instanceof ScaledSampler scaled ? scaled.scales().common() : Double.NaN;
    }

    private static DataCell draws(final FittedSampler sampler) {
        return sampler.sampler() instanceof ScaledSampler scaled ? new IntCell(scaled.scales().draws())
            : TableOutput.missing(1)[0];
    }

    static BufferedDataTable curves(final SamplerComparison comparison, final ExecutionContext exec)
        throws CanceledExecutionException {
        record Place(SamplerEntry entry, int point) {
        }
        final List<Place> places = comparison.entries().stream().flatMap(e -> IntStream
            .range(0, e.sampler().curve().size()).mapToObj(i -> new Place(e, i))).toList();
        return TableOutput.create(curvesSpec(), places.size(), i -> {
            final SamplerEntry entry = places.get(i).entry();
            final int point = places.get(i).point();
            final SamplerScore score = entry.sampler().fresh().get(point);
            return new DataCell[]{new StringCell(entry.model()), new StringCell(entry.name()),
                new StringCell(entry.sampler().curve().get(point).sampler().summary()),
                TableOutput.cell(score.accuracy()), TableOutput.cell(score.cosine()),
                TableOutput.cell(score.spread()), BooleanCell.get(point == entry.sampler().chosen())};
        }, exec, exec.createSubProgress(0));
    }

    static BufferedDataTable verdict(final SamplerComparison comparison, final ExecutionContext exec)
        throws CanceledExecutionException {
        final List<String> sentences = comparison.verdict();
        return TableOutput.create(verdictSpec(), sentences.size(),
            i -> new DataCell[]{new StringCell(sentences.get(i))}, exec, exec.createSubProgress(0));
    }
}
