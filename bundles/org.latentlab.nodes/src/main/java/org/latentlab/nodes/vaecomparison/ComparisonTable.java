package org.latentlab.nodes.vaecomparison;

import java.util.List;
import java.util.Locale;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.report.ComparisonRow;
import org.latentlab.nodes.table.TableOutput;

/** The comparison as a table, one row a model; what a model does not have is missing. */
final class ComparisonTable {

    /** The columns. */
    static final DataTableSpec SPEC = new DataTableSpec(TableOutput.strings("model"),
        TableOutput.strings("kind"), TableOutput.strings("architecture"), TableOutput.ints("latent size"), TableOutput.strings("likelihood"),
        TableOutput.strings("divergence"), TableOutput.doubles("β"), TableOutput.strings("schedule"),
        TableOutput.doubles("free bits"), TableOutput.doubles("capacity"),
        new DataColumnSpecCreator("skip connections", BooleanCell.TYPE).createSpec(),
        TableOutput.strings("neighbour penalty"), TableOutput.ints("images"), TableOutput.ints("epochs"),
        TableOutput.doubles("reconstruction"), TableOutput.doubles("KL"), TableOutput.doubles("−ELBO"),
        TableOutput.ints("active units"), TableOutput.doubles("mutual information"),
        TableOutput.doubles("aggregate KL"), TableOutput.doubles("class overlap"), TableOutput.strings("collapse"),
        TableOutput.strings("verdict"), TableOutput.doubles("seconds"));

    private ComparisonTable() {
    }

    static BufferedDataTable write(final List<ComparisonRow> rows, final ExecutionContext exec)
        throws CanceledExecutionException {
        return TableOutput.create(SPEC, rows.size(), rows.stream().map(ComparisonRow::name).toList(),
            i -> cells(rows.get(i)), exec, exec.createSubProgress(0));
    }

    private static DataCell[] cells(final ComparisonRow r) {
        return new DataCell[]{new StringCell(r.name()), new StringCell(r.kind()), new StringCell(r.architecture()),
            new IntCell(r.latentSize()), new StringCell(r.likelihood()), new StringCell(r.divergence()), TableOutput.cell(r.beta()),
            text(r.schedule()), TableOutput.cell(r.freeBits()), TableOutput.cell(r.capacity()),
            BooleanCell.get(r.skip()), text(r.neighbours()), new IntCell(r.images()), new IntCell(r.epochs()),
            new DoubleCell(r.reconstruction()), TableOutput.cell(r.kl()), TableOutput.cell(r.negativeElbo()),
            Double.isNaN(r.activeUnits()) ? DataType.getMissingCell() : new IntCell((int)r.activeUnits()),
            TableOutput.cell(r.mutualInformation()), TableOutput.cell(r.aggregateKl()), TableOutput.cell(r.overlap()),
            new StringCell(r.verdict().severity().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
            new StringCell(r.verdict().text()), new DoubleCell(r.seconds())};
    }

    private static DataCell text(final String text) {
        return TableOutput.cell(text.isEmpty() ? null : text);
    }
}
