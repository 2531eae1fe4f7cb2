package org.latentlab.nodes.dysfunctionreport;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.latent.GaussianMixture;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.report.AreaComposition;
import org.latentlab.engine.report.AreaScore;
import org.latentlab.nodes.port.MixturePortObject;
import org.latentlab.nodes.port.GenerativeModelPortObject;
import org.latentlab.nodes.table.ClassLabels;
import org.latentlab.nodes.table.ImageRows;
import org.latentlab.nodes.table.LatentRows;
import org.latentlab.nodes.table.Warnings;

/**
 * What the report needs to know of one model.
 *
 * @param name of the model in the report
 * @param model the model
 * @param summary of the model, in a line
 * @param mixture over its latent codes
 * @param mixtureSummary in a line
 * @param codes n×d latent codes of the reference
 * @param classNames the classes of the reference
 * @param labels the class of each code as an index into classNames, -1 for none
 * @param generated the generated images, in the order of their table
 * @param areas the area of each generated image; null where the table has none
 * @param captions the class of each generated image; null where the table has none
 * @param samples m×d latent points of the generated images; null where the table has none
 * @param sampleAreas the area of each of these points
 * @param scores one an area
 * @param compositions one an area
 * @param featureSpace what the Fréchet distance was computed on
 * @param notes what limits the figures
 */
record ModelData(String name, GenerativeModel model, String summary, GaussianMixture mixture, String mixtureSummary,
    Matrix codes, List<String> classNames, int[] labels, ImageRows generated, List<String> areas, List<String> captions,
    Matrix samples, List<String> sampleAreas, List<AreaScore> scores, List<AreaComposition> compositions,
    String featureSpace, List<String> notes) {

    private static final String NO_AREA = "no area";

    /**
     * @param name of the model in the report
     * @param inputs of the model
     * @param warnings told of rows that are left out
     * @param exec told of the progress, asked for cancellation
     * @return what they hold
     * @throws InvalidSettingsException if they do not fit together
     * @throws IOException if the model cannot be read
     * @throws CanceledExecutionException if cancelled
     */
    static ModelData read(final String name,
        final ModelInputs<GenerativeModelPortObject, MixturePortObject, BufferedDataTable> inputs,
        final Warnings warnings, final ExecutionMonitor exec)
        throws InvalidSettingsException, IOException, CanceledExecutionException {
        final ModelColumns columns = ModelColumns.of(inputs.map(GenerativeModelPortObject::getSpec,
            MixturePortObject::getSpec, BufferedDataTable::getDataTableSpec));
        final LatentRows codes = columns.codes().read(inputs.codes(), exec.createSubProgress(0.3));
        codes.warn(warnings, "were left out of the report");
        if (codes.size() == 0) {
            throw new EngineException("Input '" + inputs.name("Latent Codes") + "' has no usable latent point. "
                + "Connect the codes that Encode makes with this model, or check the filter before.");
        }
        final ClassLabels classes =
            columns.codeClass().read(inputs.codes(), exec.createSubProgress(0.1)).withoutEmptyClasses();
        final GenerativeModel model = inputs.model().model();
        final ImageRows images = columns.image().read(inputs.generated(), model.shape(), "the model makes images of",
            exec.createSubProgress(0.3));
        images.warn(warnings, "were left out of the report");
        final List<AreaScore> scores = ScoreReader.scores(inputs.scores());
        if (scores.isEmpty()) {
            throw new EngineException("Input '" + inputs.name("Scores") + "' is empty: there is nothing to report. "
                + "Connect the scores of FID/IS/DCA Scorer, or check the filter before.");
        }
        final List<String> areas = columns.area().isEmpty() ? null
            : names(columns.area().get().read(inputs.generated(), exec.createSubProgress(0.1)));
        final List<String> captions = columns.imageClass().isEmpty() ? null
            : names(columns.imageClass().get().read(inputs.generated(), exec.createSubProgress(0.1)));
        final LatentRows samples = columns.samples().isEmpty() ? null
            : columns.samples().get().read(inputs.generated(), exec.createSubProgress(0.1));
        return new ModelData(name, model, inputs.model().getSummary(), inputs.mixture().mixture(),
            inputs.mixture().getSummary(), codes.points(), classes.classNames(), classes.select(codes.tableRows()),
                images,
            pick(areas, images.tableRows(), NO_AREA), pick(captions, images.tableRows(), ""),
            samples == null ? null : samples.points(),
            samples == null ? null : pick(areas, samples.tableRows(), NO_AREA), scores,
            ScoreReader.compositions(inputs.composition()), ScoreReader.featureSpace(inputs.scores()),
            Stream.concat(model.notices().stream(), ScoreReader.notes(inputs.scores()).stream()).toList());
    }

    /** The class of each row by name, null where it is missing. */
    private static List<String> names(final ClassLabels labels) {
        return Arrays.asList(IntStream.of(labels.labels()).mapToObj(l -> l < 0 ? null : labels.classNames().get(l))
            .toArray(String[]::new));
    }

    private static List<String> pick(final List<String> names, final int[] rows, final String missing) {
        return names == null ? null
            : IntStream.of(rows).mapToObj(row -> names.get(row) == null ? missing : names.get(row)).toList();
    }
}
