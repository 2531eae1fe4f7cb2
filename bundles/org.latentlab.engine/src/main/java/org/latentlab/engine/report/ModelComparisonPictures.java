package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.chart.Chart;
import org.latentlab.engine.chart.ContactSheet;
import org.latentlab.engine.chart.GanCurves;
import org.latentlab.engine.chart.TradeOffChart;
import org.latentlab.engine.chart.TrainingCurves;
import org.latentlab.engine.chart.TraversalGrid;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.report.ReportFigure.Kind;
import org.latentlab.engine.snapshot.PalettePng;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.vae.Vae;

/** The pictures of a comparison of models. */
final class ModelComparisonPictures {

    private static final int COLORS = 255;

    private static final int SHEET_COLUMNS = 10;

    private static final int PATHS = 5;

    private static final int DIMENSIONS = 5;

    private static final int VALUES = 9;

    private static final int AREA_IMAGES = 9;

    private ModelComparisonPictures() {
    }

    private static ReportFigure pixels(final Chart chart, final String caption, final String alternative) {
        final int width = chart.preferredWidth();
        return new ReportFigure(Kind.SAMPLES, caption, alternative, "image/png",
            PalettePng.of(chart.png(width, chart.heightFor(width)), 1, COLORS));
    }

    private static Images first(final Images images, final int count) {
        return images.select(IntStream.range(0, Math.min(count, images.size())).toArray());
    }

    /** The first images of a set, none chosen. */
    static ReportFigure samples(final String name, final Images images, final int count) {
        return pixels(new ContactSheet("", "", List.of(new ContactSheet.Group("", first(images, count), List.of())),
            SHEET_COLUMNS, 0, false), "", "samples of " + name);
    }

    static ReportFigure interpolation(final String name, final ModelComparisonLatents latents) {
        final int steps = ModelComparisonLatents.STEPS;
        final Images images = latents.decode(latents.paths(PATHS), Progress.NONE);
        final List<TraversalGrid.Row> rows = IntStream.range(0, PATHS)
            .mapToObj(i -> new TraversalGrid.Row("", "", List.of(), -1)).toList();
        final List<String> heads = IntStream.range(0, steps)
            .mapToObj(s -> s == 0 ? "draw" : s == steps - 1 ? "draw" : String.format(Locale.ROOT, "%d/%d", s,
                steps - 1)).toList();
        return pixels(new TraversalGrid("", "", heads, List.of(new TraversalGrid.Block("", images, rows)), 0, false),
            "", "interpolations of " + name);
    }

    static ReportFigure traversal(final String name, final GenerativeModel model, final ModelComparisonLatents latents,
        final Progress progress) {
        final List<ModelComparisonLatents.Effect> strongest = latents.strongest(DIMENSIONS, progress);
        final double[] reach = ModelComparisonLatents.reach(model.prior(), VALUES);
        final int count = strongest.size() * VALUES;
        final Images images = latents.decode(latents.moved("traversal", new int[count],
            IntStream.range(0, count).map(i -> strongest.get(i / VALUES).dimension()).toArray(),
            IntStream.range(0, count).mapToDouble(i -> reach[i % VALUES]).toArray()), progress);
        final List<TraversalGrid.Row> rows = strongest.stream().map(e -> new TraversalGrid.Row(
            "z" + (e.dimension() + 1), "Δ " + Numbers.figure(e.difference()), List.of(), -1)).toList();
        final List<String> heads = IntStream.range(0, VALUES).mapToObj(i -> (reach[i] > 0 ? "+" : "")
            + Numbers.fixed(reach[i], 1) + " σ").toList();
        return pixels(new TraversalGrid("", "", heads, List.of(new TraversalGrid.Block("", images, rows)), 0, false),
            "", "traversal of " + name);
    }

    static ReportFigure areas(final ModelComparisonRow row, final ModelComparisonLatents latents) {
        final List<ContactSheet.Group> groups = new ArrayList<>();
        for (final ModelComparisonLatents.Area area : latents.areas(AREA_IMAGES)) {
            final double frechet = row.areas().stream().filter(a -> a.name().equals(area.name())).findFirst()
                .map(a -> a.measures().get(ModelComparisonMeasure.FRECHET)).orElse(Double.NaN);
            groups.add(new ContactSheet.Group(area.name() + ": Fréchet distance " + Numbers.figure(frechet),
                latents.decode(area, Progress.NONE), List.of()));
        }
        return pixels(new ContactSheet("", "", groups, AREA_IMAGES, 0, false), "",
            "samples out of distribution of " + row.name());
    }

    static ReportFigure tradeOff(final List<ModelComparisonRow> rows) {
        final List<TradeOffChart.Point> points = rows.stream()
            .filter(r -> r.figure(ModelComparisonMeasure.SHARPNESS).isKnown())
            .map(r -> new TradeOffChart.Point(r.name(), r.figure(ModelComparisonMeasure.VARIETY).mean(),
                r.figure(ModelComparisonMeasure.VARIETY).standardError(),
                r.figure(ModelComparisonMeasure.SHARPNESS).mean(),
                r.figure(ModelComparisonMeasure.SHARPNESS).standardError()))
            .toList();
        return points.isEmpty() ? null : ReportFigure.of(Kind.TRAINING, new TradeOffChart("Diversity against sharpness",
            "Both over the real images'; sharpness whatever the contrast. Bars: standard errors", "Diversity",
            "Sharpness", points, 1, 1),
            ReportFigure.COLUMN, "");
    }

    /** @return how the training of a model went; null where that is not known */
    static ReportFigure curves(final String name, final GenerativeModel model) {
        if (model instanceof Vae vae) {
            return ReportFigure.of(Kind.TRAINING, TrainingCurves.of(name, vae.history()), ReportFigure.COLUMN,
                vae.history().stopReason());
        }
        return model instanceof Gan gan ? ReportFigure.of(Kind.TRAINING, GanCurves.of(name, gan.history()),
            ReportFigure.COLUMN, gan.history().stopReason()) : null;
    }
}
