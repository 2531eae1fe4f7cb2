package org.latentlab.nodes.dysfunctionreport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.report.KeyValue;
import org.latentlab.engine.report.ReportFigure;
import org.latentlab.engine.report.Study;
import org.latentlab.engine.report.StudyModel;
import org.latentlab.engine.train.Progress;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.report.ReportProvenance;
import org.latentlab.nodes.table.ProgressAdapter;
import org.latentlab.nodes.table.Warnings;

/** From all models' inputs to the study that the report shows. */
final class StudyBuilder {

    private StudyBuilder() {
    }

    /**
     * @param parameters the settings
     * @param inputs of each model
     * @param names of the models
     * @param backend the backend that decodes, in words
     * @param warnings told of rows that are left out
     * @param exec told of the progress, asked for cancellation
     * @return the study
     * @throws InvalidSettingsException if inputs do not fit together
     * @throws IOException if a model cannot be read
     * @throws CanceledExecutionException if cancelled
     */
    static Study build(final DysfunctionReportParameters parameters,
        final List<ModelInputs<GenerativeModelPortObject, MixturePortObject, BufferedDataTable>> inputs,
        final List<String> names, final String backend, final Warnings warnings, final ExecutionContext exec)
        throws InvalidSettingsException, IOException, CanceledExecutionException {
        final long start = System.nanoTime();
        final int width = inputs.size() == 1 ? ReportFigure.PAGE : ReportFigure.COLUMN;
        final List<StudyModel> models = new ArrayList<>();
        String featureSpace = "";
        for (int i = 0; i < inputs.size(); i++) {
            final ModelData data =
                ModelData.read(names.get(i), inputs.get(i), warnings, exec.createSubProgress(0.2 / inputs.size()));
            final Progress progress = ProgressAdapter.of(exec.createSubProgress(0.7 / inputs.size()));
            models.add(ModelStudy.of(data, parameters, width, progress));
            featureSpace = data.featureSpace();
        }
        final List<KeyValue> provenance = new ArrayList<>(ReportProvenance.of(backend, parameters.m_seed));
        provenance.add(new KeyValue("Time for the report", String.format(Locale.ROOT, "%.1f s",
            (System.nanoTime() - start) / 1e9)));
        return new Study(parameters.m_title.isBlank() ? "Latent dysfunction" : parameters.m_title.strip(),
            introduction(parameters), "", featureSpace, models, List.of(), provenance);
    }

    private static String introduction(final DysfunctionReportParameters parameters) {
        return String.join(" ", Stream.of(parameters.m_dataset, parameters.m_remarks).map(String::strip)
            .filter(text -> !text.isEmpty()).toList());
    }
}
