package org.latentlab.engine.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.archive.ModelArchive;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.train.Manifests;
import org.latentlab.engine.train.TrainingConfig;

/**
 * An image classifier on disk: a {@link ModelArchive} of kind "classifier". Everything that differs between two runs
 * with the same seed, the date and the timings, stands in the manifest's section "timings".
 */
public final class ClassifierArchive {

    /** The archive's kind. */
    public static final String KIND = "classifier";

    private ClassifierArchive() {
    }

    /**
     * Writes a classifier.
     *
     * @param classifier the model
     * @param file the file, replaced if it exists
     * @throws IOException if it cannot be written; nothing half-written is left
     */
    public static void write(final ImageClassifier classifier, final Path file) throws IOException {
        final Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("shape", Manifests.shape(classifier.shape()));
        manifest.put("classes", classifier.classNames());
        manifest.put("architecture", classifier.config().architecture().name());
        manifest.put("training", Manifests.training(classifier.config().training()));
        Manifests.putProvenance(manifest, classifier.provenance());
        manifest.put("notices", classifier.notices());
        final List<ClassifierEpoch> epochs = classifier.history().epochs();
        final Map<String, Object> history = new LinkedHashMap<>();
        history.put("epochs", epochs.stream().map(ClassifierArchive::epoch).toList());
        manifest.put("history", history);
        manifest.put("timings", Manifests.timings(classifier.provenance(),
            epochs.stream().map(ClassifierEpoch::seconds).toList()));
        ModelArchive.write(file, KIND, manifest, classifier.weights());
    }

    private static Map<String, Object> epoch(final ClassifierEpoch epoch) {
        final Map<String, Object> e = new LinkedHashMap<>();
        e.put("epoch", epoch.epoch());
        e.put("loss", epoch.loss());
        e.put("accuracy", epoch.accuracy());
        e.put("validationLoss", epoch.validationLoss());
        e.put("validationAccuracy", epoch.validationAccuracy());
        return e;
    }

    /**
     * Reads a classifier.
     *
     * @param file the file
     * @return the model
     * @throws IOException if it cannot be read or is no such archive; the message names the file
     * @throws EngineException if its parts do not fit together
     */
    public static ImageClassifier read(final Path file) throws IOException {
        final ModelArchive archive = ModelArchive.read(file, KIND);
        final ManifestView manifest = ManifestView.of(archive, file);
        try {
            final ImageShape shape = Manifests.shape(manifest.object("shape"));
            final List<String> classes = manifest.strings("classes");
            final TrainingConfig t = Manifests.training(manifest.object("training"));
            final ClassifierConfig config = new ClassifierConfig(architecture(manifest), t.epochs(), t.batchSize(),
                t.learningRate(), t.seed(), t.validationShare());
            final List<Tensor> weights = ParameterShape.match(
                ClassifierNetwork.parameterShapes(config.architecture(), shape, classes.size()), archive.tensors());
            return new ImageClassifier(shape, classes, config, history(manifest), Manifests.provenance(manifest),
                manifest.strings("notices"), weights);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("The model file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Classifiers from before there was a choice are convolutional. */
    private static ClassifierArchitecture architecture(final ManifestView manifest) throws IOException {
        return manifest.has("architecture") ? manifest.constant(ClassifierArchitecture.class, "architecture")
            : ClassifierArchitecture.CONVOLUTIONAL;
    }

    private static ClassifierHistory history(final ManifestView manifest) throws IOException {
        final double[] seconds = manifest.object("timings").numbers("secondsPerEpoch");
        final List<ClassifierEpoch> records = new ArrayList<>();
        for (final ManifestView e : manifest.object("history").objects("epochs")) {
            final int i = records.size();
            records.add(new ClassifierEpoch(e.integer("epoch", i + 1, i + 1), e.number("loss"), e.number("accuracy"),
                e.number("validationLoss"), e.number("validationAccuracy"),
                i < seconds.length ? seconds[i] : Double.NaN));
        }
        return new ClassifierHistory(records);
    }
}
