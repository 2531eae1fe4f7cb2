package org.latentlab.nodes.traingan;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.failure.FailureSnapshot;
import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.nodes.table.TableOutput;

/** What was seen of failures in a training, as tables. */
final class FailureTables {

    /** The columns of the figures after every epoch that was looked at. */
    static final DataTableSpec DIAGNOSTICS = new DataTableSpec(TableOutput.ints("epoch"),
        TableOutput.longs("generator updates"), TableOutput.ints("samples"), TableOutput.doubles("mean distance"),
        TableOutput.doubles("mean distance of the data"), TableOutput.doubles("near-duplicates"),
        TableOutput.doubles("near-duplicates of the data"), TableOutput.ints("classes hit"),
        TableOutput.ints("classes of the data"), TableOutput.strings("classes missing"),
        TableOutput.doubles("class entropy"), shares(), TableOutput.doubles("generator gradient norm"),
        TableOutput.doubles("critic gradient norm"), TableOutput.doubles("D(real)"),
        TableOutput.doubles("D(fake)"), TableOutput.doubles("period"), TableOutput.doubles("amplitude"));

    /** The columns of the findings. */
    static final DataTableSpec FINDINGS = new DataTableSpec(TableOutput.strings("failure"),
        TableOutput.ints("onset epoch"), TableOutput.ints("last epoch"),
        new DataColumnSpecCreator("persists", BooleanCell.TYPE).createSpec(), TableOutput.strings("finding"));

    private FailureTables() {
    }

    private static DataColumnSpec shares() {
        return new DataColumnSpecCreator("class shares", ListCell.getCollectionType(DoubleCell.TYPE)).createSpec();
    }

    /**
     * @param epochs the history; epochs that were not looked at have no rows
     * @param classNames the classifier's classes; empty without one
     * @param exec the execution
     * @return the table; row keys are "Epoch 1" and so on
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable diagnostics(final List<GanEpochRecord> epochs, final List<String> classNames,
        final ExecutionContext exec) throws CanceledExecutionException {
        final List<FailureSnapshot> seen =
            epochs.stream().map(GanEpochRecord::failure).filter(Objects::nonNull).toList();
        return TableOutput.create(DIAGNOSTICS, seen.size(), seen.stream().map(s -> "Epoch " + s.epoch()).toList(),
            row -> cells(seen.get(row), classNames), exec, exec.createSubProgress(0));
    }

    private static DataCell[] cells(final FailureSnapshot seen, final List<String> classNames) {
        final boolean classified = seen.classShares().length > 0;
        final DataCell missing = DataType.getMissingCell();
        return new DataCell[]{new IntCell(seen.epoch()), new LongCell(seen.updates()), new IntCell(seen.samples()),
            TableOutput.cell(seen.meanDistance()), TableOutput.cell(seen.dataDistance()),
            TableOutput.cell(seen.nearDuplicates()), TableOutput.cell(seen.dataNearDuplicates()),
            classified ? new IntCell(seen.classesHit()) : missing,
            classified ? new IntCell(seen.dataClassesHit()) : missing,
            classified ? new StringCell(String.join(", ", seen.missing().stream().map(classNames::get).toList()))
                : missing,
            TableOutput.cell(seen.classEntropy()),
            classified ? CollectionCellFactory.createListCell(
                Arrays.stream(seen.classShares()).mapToObj(DoubleCell::new).toList()) : missing,
            TableOutput.cell(seen.generatorGradient()), TableOutput.cell(seen.criticGradient()),
            TableOutput.cell(seen.realScore()), TableOutput.cell(seen.fakeScore()), TableOutput.cell(seen.period()),
            TableOutput.cell(seen.amplitude())};
    }

    /**
     * @param findings what was found
     * @param exec the execution
     * @return the table; empty where nothing was found
     * @throws CanceledExecutionException if cancelled
     */
    static BufferedDataTable findings(final List<FailureFinding> findings, final ExecutionContext exec)
        throws CanceledExecutionException {
        return TableOutput.create(FINDINGS, findings.size(), row -> {
            final FailureFinding finding = findings.get(row);
            return new DataCell[]{new StringCell(finding.kind().words()), new IntCell(finding.onset()),
                new IntCell(finding.until()), BooleanCell.get(finding.persists()),
                new StringCell(finding.sentence())};
        }, exec, exec.createSubProgress(0));
    }
}
