package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.latentlab.engine.chart.Chart;
import org.latentlab.engine.chart.CollapseChart;
import org.latentlab.engine.chart.HeatMap;
import org.latentlab.engine.chart.ModelBars;
import org.latentlab.engine.chart.TrainingCurves;
import org.latentlab.engine.latent.CollapseVerdict;
import org.latentlab.engine.latent.LatentDiagnostics;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.TrainingHistory;
import org.latentlab.engine.vae.VaeConfig;

/** The charts that compare models. */
final class ComparisonCharts {

    /** A heat map of more dimensions could not be read. */
    private static final int MOST_DIMENSIONS = 64;

    private ComparisonCharts() {
    }

    /**
     * @param models the models
     * @return for each way to train, in order, what became of it over β; empty where β is the same for all, or the
     *         chart could not hold all models that have a β: they have different latent sizes, two of them are the same
     *         but for their data or seed, or there is a β of 0
     */
    static List<CollapseChart.Variant> variants(final List<ComparedModel> models) {
        final Map<String, List<ComparisonRow>> byVariant = new LinkedHashMap<>();
        final Set<Double> betas = new TreeSet<>();
        final Set<Integer> sizes = new TreeSet<>();
        final boolean oneArchitecture = models.stream().map(m -> base(m.vae().config())).distinct().count() == 1;
        for (final ComparedModel model : models) {
            final VaeConfig config = model.vae().config();
            final ComparisonRow row = ComparisonRow.of(model);
            if (!Double.isNaN(row.beta())) {
                final String variant = VaeFacets.variant(config);
                byVariant.computeIfAbsent(oneArchitecture ? variant
                    : base(config) + (variant.equals("plain") ? "" : ", " + variant), v -> new ArrayList<>()).add(row);
                betas.add(row.beta());
                sizes.add(row.latentSize());
            }
        }
        if (betas.size() < 2 || betas.contains(0.0) || sizes.size() > 1 || byVariant.values().stream()
            .anyMatch(rows -> rows.stream().mapToDouble(ComparisonRow::beta).distinct().count() < rows.size())) {
            return List.of();
        }
        final List<CollapseChart.Variant> variants = new ArrayList<>();
        byVariant.forEach((name, rows) -> variants.add(new CollapseChart.Variant(name,
            values(rows, ComparisonRow::beta), values(rows, ComparisonRow::activeUnits),
            values(rows, ComparisonRow::kl), collapsed(rows))));
        return variants;
    }

    /** By the verdict, so that the chart and the table cannot say different things. */
    private static boolean[] collapsed(final List<ComparisonRow> rows) {
        final boolean[] collapsed = new boolean[rows.size()];
        for (int i = 0; i < collapsed.length; i++) {
            collapsed[i] = rows.get(i).verdict().severity() == CollapseVerdict.Severity.COLLAPSED;
        }
        return collapsed;
    }

    private static String base(final VaeConfig config) {
        return VaeFacets.architecture(config) + ", " + config.likelihood().description();
    }

    private static double[] values(final List<ComparisonRow> rows, final ToDoubleFunction<ComparisonRow> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    /**
     * @param models the models
     * @param rows what is said of them
     * @param title of the chart
     * @return where the posterior collapses over β, where that is what tells the models apart; else a row of bars for
     *         each
     */
    static Chart overview(final List<ComparedModel> models, final List<ComparisonRow> rows, final String title) {
        final List<CollapseChart.Variant> variants = variants(models);
        return variants.isEmpty() ? bars(rows, title) : CollapseChart.of(variants, models.stream()
            .filter(m -> VaeFacets.kl(m.vae().config()) != null).findFirst().orElseThrow().vae().latentSize(), title);
    }

    static ModelBars bars(final List<ComparisonRow> rows, final String title) {
        final boolean[] marked = new boolean[rows.size()];
        for (int i = 0; i < marked.length; i++) {
            marked[i] = rows.get(i).verdict().severity() == CollapseVerdict.Severity.COLLAPSED
                || rows.get(i).verdict().severity() == CollapseVerdict.Severity.PARTIAL;
        }
        final List<ModelBars.Column> columns = new ArrayList<>();
        columns.add(new ModelBars.Column("Active dimensions of d", values(rows, ComparisonRow::activeUnits),
            values(rows, ComparisonRow::latentSize), "#,##0"));
        add(columns, "KL (nats)", values(rows, ComparisonRow::kl), "#,##0.0");
        add(columns, "Mutual information (nats)", values(rows, r -> Math.max(0, r.mutualInformation())), "0.00");
        add(columns, "Reconstruction", values(rows, ComparisonRow::reconstruction), "#,##0.0");
        final double[] overlap = values(rows, r -> 100 * r.overlap());
        add(columns, "Class overlap (%)", overlap, "0.0");
        return new ModelBars(title, IntStream.range(0, marked.length).anyMatch(i -> marked[i])
            ? "Orange: the posterior collapsed, partly or wholly" : "", rows.stream().map(ComparisonRow::name).toList(),
            marked, columns);
    }

    /** Bars begin at 0, so that losses below it (densities of colours) have none. */
    private static void add(final List<ModelBars.Column> columns, final String name, final double[] values,
        final String format) {
        boolean any = false;
        for (final double value : values) {
            if (value < 0) {
                return;
            }
            any |= Double.isFinite(value);
        }
        if (any) {
            columns.add(new ModelBars.Column(name, values, null, format));
        }
    }

    /**
     * @param models the models
     * @return the KL of each dimension, a row a model, largest first within each; null where models have different
     *         latent sizes, too many dimensions, or none of them a KL
     */
    static HeatMap klPerDimension(final List<ComparedModel> models) {
        final List<ComparedModel> shown = models.stream().filter(m -> ComparisonRow.latent(m.vae()) != null
            && ComparisonRow.latent(m.vae()).hasPosterior()).toList();
        if (shown.isEmpty() || shown.stream().map(m -> m.vae().latentSize()).distinct().count() > 1
            || shown.get(0).vae().latentSize() > MOST_DIMENSIONS) {
            return null;
        }
        final int d = shown.get(0).vae().latentSize();
        final Matrix kl = Matrix.zeros(shown.size(), d);
        for (int i = 0; i < shown.size(); i++) {
            final LatentDiagnostics latent = ComparisonRow.latent(shown.get(i).vae());
            final double[] sorted = latent.klPerDimension().clone();
            Arrays.sort(sorted);
            for (int c = 0; c < d; c++) {
                kl.data()[i * d + c] = sorted[d - 1 - c];
            }
        }
        return HeatMap.of(kl, shown.stream().map(ComparedModel::name).toList(),
            IntStream.rangeClosed(1, d).mapToObj(Integer::toString).toList(), "KL per latent dimension", "KL (nats)")
            .withAxes("", "Dimension, those with the largest KL first")
            .withSubtitle("How much each dimension tells of an image; near 0 where it is not used");
    }

    /** How the training of one model went: its losses and what they are made of, and its active dimensions. */
    static TrainingCurves curves(final ComparedModel model) {
        final TrainingHistory history = model.vae().history();
        final List<TrainingCurves.Curve> curves = new ArrayList<>();
        final double[] validation = values(history, EpochRecord::validationLoss);
        curves.add(new TrainingCurves.Curve("Loss", values(history, EpochRecord::loss),
            anyFinite(validation) ? validation : null));
        curves.add(new TrainingCurves.Curve("Reconstruction", values(history, EpochRecord::reconstruction), null));
        addIfAny(curves, "KL divergence (nats)", values(history, EpochRecord::kl));
        addIfAny(curves, "MMD²", values(history, EpochRecord::mmd));
        addIfAny(curves, "Neighbour penalty", values(history, EpochRecord::neighbourPenalty));
        addIfAny(curves, "Active dimensions",
            values(history, e -> e.latent() == null ? Double.NaN : e.latent().activeUnits()));
        return new TrainingCurves(model.name(), curves,
            model.vae().trainingConfig().keepBestEpoch() ? history.bestEpoch() : 0);
    }

    private static void addIfAny(final List<TrainingCurves.Curve> curves, final String name, final double[] values) {
        if (anyFinite(values)) {
            curves.add(new TrainingCurves.Curve(name, values, null));
        }
    }

    private static boolean anyFinite(final double[] values) {
        return Arrays.stream(values).anyMatch(Double::isFinite);
    }

    private static double[] values(final TrainingHistory history, final ToDoubleFunction<EpochRecord> value) {
        return history.epochs().stream().mapToDouble(value).toArray();
    }
}
