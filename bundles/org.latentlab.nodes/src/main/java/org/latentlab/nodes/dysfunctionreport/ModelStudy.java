package org.latentlab.nodes.dysfunctionreport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.report.KeyValue;
import org.latentlab.engine.report.Measure;
import org.latentlab.engine.report.StudyModel;
import org.latentlab.engine.score.ClusterClarity;
import org.latentlab.engine.score.ClusterClarityResult;
import org.latentlab.engine.score.ClusterSuitability;
import org.latentlab.engine.score.ClusterSuitabilityResult;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.Vae;

/** From the data of one model to its part of the report. */
final class ModelStudy {

    private ModelStudy() {
    }

    /**
     * @param model the data
     * @param parameters the settings
     * @param width of a picture in pixels
     * @param progress told and asked
     * @return its part of the report
     */
    static StudyModel of(final ModelData model, final DysfunctionReportParameters parameters, final int width,
        final Progress progress) {
        return new StudyModel(model.name(), model.summary(), model.scores(), model.compositions(),
            clusters(model, parameters.m_seed, progress.part(0, 0.2)),
            ModelFigures.of(model, parameters, width, progress.part(0.2, 1)), settings(model), model.notes(),
            model.model() instanceof Gan gan ? GanStudy.findings(model.name(), gan) : List.of());
    }

    private static List<Measure> clusters(final ModelData model, final long seed, final Progress progress) {
        final List<Measure> measures = new ArrayList<>();
        final ClusterClarityResult clarity = ClusterClarity.of(model.codes(), model.mixture(), seed, progress);
        measures.add(new Measure("Mixture entropy", clarity.mixtureEntropy(), "mean entropy of the responsibilities "
            + "over its most; 0 if each code belongs to one component, 1 if to all alike"));
        measures.add(new Measure("Silhouette", clarity.silhouette(), "how much nearer codes are to their own component "
            + "than to the next, −1 to 1; higher is clearer"));
        final int[] labelled =
            IntStream.range(0, model.labels().length).filter(i -> model.labels()[i] >= 0).toArray();
        if (labelled.length > 0) {
            final int[] component = components(model);
            final ClusterSuitabilityResult suitability =
                ClusterSuitability.of(Arrays.stream(labelled).map(i -> component[i]).toArray(),
                    model.mixture().components(), Arrays.stream(labelled).map(i -> model.labels()[i]).toArray(),
                    model.classNames().size());
            measures.add(new Measure("Purity", suitability.purity(), "share of codes in the main class of their "
                + "component; higher is better"));
            measures.add(new Measure("Normalised mutual information", suitability.normalisedMutualInformation(),
                "of component and class, 0 to 1; higher is better"));
        }
        return measures;
    }

    private static int[] components(final ModelData model) {
        final Matrix r = model.mixture().responsibilities(model.codes());
        final int[] component = new int[r.rows()];
        for (int i = 0; i < component.length; i++) {
            for (int k = 1; k < r.columns(); k++) {
                if (r.get(i, k) > r.get(i, component[i])) {
                    component[i] = k;
                }
            }
        }
        return component;
    }

    private static List<KeyValue> settings(final ModelData data) {
        final GenerativeModel model = data.model();
        final List<KeyValue> settings =
            new ArrayList<>(model instanceof Gan gan ? GanStudy.settings(gan) : ofVae((Vae)model));
        settings.add(new KeyValue("Backend", model.provenance().backend().summary()));
        settings.add(new KeyValue("Numerical library", model.provenance().backend().libraryVersion()));
        settings.add(new KeyValue("Mixture", data.mixtureSummary()));
        settings.add(new KeyValue("Encoded images", text("%,d", data.codes().rows())));
        settings.add(new KeyValue("Generated images", text("%,d", data.generated().size())));
        return settings;
    }

    private static List<KeyValue> ofVae(final Vae vae) {
        final TrainingConfig training = vae.trainingConfig();
        final List<EpochRecord> epochs = vae.history().epochs();
        final List<KeyValue> settings = new ArrayList<>();
        settings.add(new KeyValue("Network", vae.config().layers(vae.shape())));
        settings.add(new KeyValue("Likelihood", vae.config().likelihood().description()));
        settings.addAll(trainingData(vae));
        settings.add(new KeyValue("Epochs", text("%,d of %,d, weights of epoch %,d", epochs.size(), training.epochs(),
            training.keepBestEpoch() ? vae.history().bestEpoch() : epochs.size())));
        settings.add(new KeyValue("End of training", vae.history().stopReason()));
        settings.add(loss(vae));
        settings.add(new KeyValue("Batch size", text("%,d", training.batchSize())));
        settings.add(new KeyValue("Learning rate", text("%s (Adam)", training.learningRate())));
        settings.add(new KeyValue("Validation share", text("%s", training.validationShare())));
        settings.add(new KeyValue("Seed", Long.toString(training.seed())));
        settings.add(time(epochs.stream().mapToDouble(EpochRecord::seconds).sum(), epochs.size()));
        return settings;
    }

    /**
     * @param model any
     * @return what it was trained on
     */
    static List<KeyValue> trainingData(final GenerativeModel model) {
        return List.of(
            new KeyValue("Training images", text("%,d of %s", model.provenance().images(), model.shape())),
            new KeyValue("Data fingerprint", model.provenance().dataFingerprint()));
    }

    /**
     * @param seconds of all epochs
     * @param epochs how many
     * @return how long the training took
     */
    static KeyValue time(final double seconds, final int epochs) {
        return new KeyValue("Training time", text("%.1f s, %.2f s an epoch", seconds, seconds / epochs));
    }

    /** −ELBO; what there is instead where a model has none. */
    private static KeyValue loss(final Vae vae) {
        if (vae.config().hasElbo()) {
            return new KeyValue("−ELBO", text("%.2f nats per image", vae.negativeElbo()));
        }
        final EpochRecord kept = vae.trainingConfig().keepBestEpoch() ? vae.history().best() : vae.history().last();
        return new KeyValue("Reconstruction", text(vae.config().likelihood() instanceof Likelihood.SquaredError
            ? "%.2f squared error per image" : "%.2f nats per image", kept.reconstruction()));
    }

    private static String text(final String format, final Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
