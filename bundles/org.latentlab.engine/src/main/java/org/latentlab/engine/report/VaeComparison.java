package org.latentlab.engine.report;

import java.util.List;

import org.latentlab.engine.chart.Chart;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Vae;

/**
 * Trained VAEs side by side: one table of their settings, losses and latent spaces, one chart, and one HTML page that
 * stands alone.
 */
public final class VaeComparison {

    private final String m_title;

    private final String m_introduction;

    private final List<ComparedModel> m_models;

    private final List<KeyValue> m_provenance;

    private final List<ComparisonRow> m_rows;

    /**
     * @param title stands at the top of the chart and the page
     * @param introduction a few sentences below the page's title; empty for none
     * @param models the models, at least one, each with a name of its own
     * @param provenance versions, backend, timings; may be empty
     * @throws IllegalArgumentException if there is no model, or two have the same name
     */
    public VaeComparison(final String title, final String introduction, final List<ComparedModel> models,
        final List<KeyValue> provenance) {
        m_title = title;
        m_introduction = introduction;
        m_models = List.copyOf(models);
        m_provenance = List.copyOf(provenance);
        if (m_models.isEmpty()) {
            throw new IllegalArgumentException("A comparison is of at least one model.");
        }
        final List<String> names = m_models.stream().map(ComparedModel::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("Two models have the same name (" + String.join("; ", names)
                + "). Give each its own.");
        }
        m_rows = m_models.stream().map(ComparisonRow::of).toList();
    }

    /**
     * @param vaes some models
     * @return a name for each from the settings that tell it apart from the others, e.g. "annealing, β = 4"; a number
     *         is added where they do not
     */
    public static List<String> names(final List<Vae> vaes) {
        return VaeFacets.names(vaes);
    }

    /** @return what is said of each model, in their order */
    public List<ComparisonRow> rows() {
        return m_rows;
    }

    /** @return what the comparison shows, in sentences */
    public List<String> findings() {
        return ComparisonFindings.of(m_models, m_rows);
    }

    /**
     * @return active dimensions and KL over β, a line for each way to train, where that is what tells the models apart;
     *         a row of bars for each model otherwise
     */
    public Chart chart() {
        return ComparisonCharts.overview(m_models, m_rows, m_title);
    }

    /**
     * @param seed of the draws of the prior that are decoded, the same for all models of a latent size
     * @param animated whether snapshots are shown as animations, too
     * @param progress told and asked before each picture
     * @return the page, to be written as UTF-8; it loads nothing and runs no script
     * @throws org.latentlab.engine.EngineException if a snapshot cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public String html(final long seed, final boolean animated, final Progress progress) {
        return new ComparisonPage(m_title, m_introduction, m_models, m_rows, m_provenance).html(findings(), chart(),
            seed, animated, progress);
    }
}
