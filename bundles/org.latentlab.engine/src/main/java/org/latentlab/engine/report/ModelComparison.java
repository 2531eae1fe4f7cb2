package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.train.Progress;

/**
 * Generative models of any family on equal terms: as many samples from each one's prior, from one seed, held against
 * the same real images by the same measures, each with its sampling error; a verdict on diversity against sharpness,
 * and one HTML page that stands alone.
 */
public final class ModelComparison {

    private final List<ModelComparisonEntry> m_entries;

    private final List<ModelComparisonLatents> m_latents = new ArrayList<>();

    private final ModelComparisonReference m_reference;

    private final ModelComparisonConfig m_config;

    private final List<ModelComparisonRow> m_rows = new ArrayList<>();

    private final ModelComparisonRow m_real;

    private final List<String> m_verdict;

    private ModelComparison(final List<ModelComparisonEntry> entries, final ModelComparisonData data,
        final ModelComparisonConfig config, final Progress progress) {
        m_entries = List.copyOf(entries);
        m_config = config;
        m_reference = new ModelComparisonReference(data, config, progress.part(0, 0.1));
        final ModelComparisonScoring scoring = new ModelComparisonScoring(m_reference, config);
        m_real = scoring.real(progress.part(0.1, 0.2));
        for (int i = 0; i < m_entries.size(); i++) {
            m_latents.add(new ModelComparisonLatents(m_entries.get(i).model(), config));
            m_rows.add(scoring.score(m_entries.get(i), m_latents.get(i), progress.part(
                0.2 + 0.8 * i / m_entries.size(), 0.2 + 0.8 * (i + 1) / m_entries.size())));
        }
        final List<String> verdict = new ArrayList<>(new ModelComparisonVerdict(m_rows, m_real,
            m_reference.features().classNames(), m_reference.classCounts(),
            m_entries.stream().anyMatch(e -> !e.model().classNames().isEmpty()),
            m_reference.features().hasClassifier()).sentences());
        for (final ModelComparisonEntry entry : m_entries) {
            if (entry.model() instanceof Gan gan) {
                gan.findings().stream().filter(FailureFinding::persists)
                    .forEach(f -> verdict.add("Training of " + entry.name() + ": " + f.sentence()));
            }
        }
        m_verdict = List.copyOf(verdict);
    }

    /**
     * Draws from the models and scores them.
     *
     * @param entries the models, at least one, each with a name of its own, all of images of one shape
     * @param data real images of that shape, as the models take them, at least as many as a set has samples
     * @param config the settings
     * @param progress told and asked
     * @return the comparison
     * @throws EngineException if models or images have different shapes, a model is of vectors, there are too few
     *             real images, or no two of them differ
     * @throws IllegalArgumentException if there is no model, or two have the same name
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static ModelComparison of(final List<ModelComparisonEntry> entries, final ModelComparisonData data,
        final ModelComparisonConfig config, final Progress progress) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("A comparison is of at least one model.");
        }
        final List<String> names = entries.stream().map(ModelComparisonEntry::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("Two models have the same name (" + String.join("; ", names)
                + "). Give each its own.");
        }
        final ImageShape shape = data.images().shape();
        for (final ModelComparisonEntry entry : entries) {
            if (entry.model().shape().isVector()) {
                throw new EngineException("Model '" + entry.name() + "' makes vectors, but only models of images can "
                    + "be compared.");
            }
            if (!entry.model().shape().equals(shape)) {
                throw new EngineException("Model '" + entry.name() + "' makes images of " + entry.model().shape()
                    + ", but the real ones are " + shape + ". Compare models of images of one size and colour.");
            }
        }
        if (data.classifier() != null && !data.classifier().shape().equals(shape)) {
            throw new EngineException("The classifier was trained on images of " + data.classifier().shape()
                + ", but the real ones are " + shape + ". Train one on such images, or connect none.");
        }
        return new ModelComparison(entries, data, config, progress);
    }

    /**
     * @param models some models
     * @return a name for each: its family and, where that is not enough, its latent size, or a number
     */
    public static List<String> names(final List<GenerativeModel> models) {
        final List<String> kinds = models.stream().map(GenerativeModel::kind).toList();
        final List<String> sized = models.stream().map(m -> m.kind() + " " + m.latentSize() + "-D").toList();
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            final String kind = kinds.get(i);
            final String size = sized.get(i);
            final String name = kinds.stream().filter(kind::equals).count() == 1 ? kind : size;
            names.add(name.equals(kind) || sized.stream().filter(size::equals).count() == 1 ? name
                : name + " no. " + (i + 1));
        }
        return names;
    }

    /** @return what was found of each model, in their order */
    public List<ModelComparisonRow> rows() {
        return List.copyOf(m_rows);
    }

    /** @return what real images score that are kept apart, which no model needs to surpass; null where too few */
    public ModelComparisonRow real() {
        return m_real;
    }

    /** @return what the comparison shows, in sentences */
    public List<String> verdict() {
        return m_verdict;
    }

    /** @return in what images are seen, e.g. "LatentLab CNN, 128 penultimate features" */
    public String featureSpace() {
        return m_reference.features().words();
    }

    /** @return the classes that samples are told apart by; empty for none */
    public List<String> classNames() {
        return m_reference.features().classNames();
    }

    /** @return how many of the real images held against are of each class; empty where there are no classes */
    public long[] realClassCounts() {
        return Arrays.copyOf(m_reference.classCounts(), classNames().size());
    }

    /** @return how many real images the samples are held against */
    public int realImages() {
        return m_reference.images().size();
    }

    /** @return the settings */
    public ModelComparisonConfig config() {
        return m_config;
    }

    List<ModelComparisonEntry> entries() {
        return m_entries;
    }

    ModelComparisonLatents latents(final int model) {
        return m_latents.get(model);
    }

    ModelComparisonReference reference() {
        return m_reference;
    }

    /**
     * @param title stands at the top
     * @param introduction a few sentences below it; empty for none
     * @param provenance versions, backend, timings; may be empty
     * @param progress told and asked before each picture
     * @return the page, to be written as UTF-8; it loads nothing and runs no script
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public String html(final String title, final String introduction, final List<KeyValue> provenance,
        final Progress progress) {
        return new ModelComparisonPage(this, provenance).html(title, introduction, progress);
    }
}
