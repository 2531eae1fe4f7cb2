package org.latentlab.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.chart.Chart;
import org.latentlab.engine.chart.SamplerCurvesChart;
import org.latentlab.engine.chart.TraversalGrid;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.SamplerScore;
import org.latentlab.engine.image.Images;

/** The pictures of class-conditional samplers. */
public final class SamplerPictures {

    private SamplerPictures() {
    }

    /**
     * @param title of the chart; empty for none
     * @param entries the samplers, at least one
     * @return accuracy over cosine of each one's curve, on fresh draws, the chosen point ringed
     */
    public static Chart curves(final String title, final List<SamplerEntry> entries) {
        return new SamplerCurvesChart(title, "Up and to the left is better. Ringed: the chosen sampler",
            entries.stream().map(e -> curve(e.name(), e.sampler())).toList(), null);
    }

    private static SamplerCurvesChart.Curve curve(final String name, final FittedSampler sampler) {
        return new SamplerCurvesChart.Curve(name, sampler.fresh().stream().mapToDouble(SamplerScore::cosine).toArray(),
            sampler.fresh().stream().mapToDouble(SamplerScore::accuracy).toArray(), sampler.chosen());
    }

    /**
     * @param title of the sheet; empty for none
     * @param sampler the sampler
     * @return a row of images for each class, beside its accuracy and cosine on fresh draws
     */
    public static Chart examples(final String title, final FittedSampler sampler) {
        final Images examples = sampler.examples();
        final SamplerScore score = sampler.fresh().get(sampler.chosen());
        final int perClass = examples.size() / sampler.classes().size();
        final List<TraversalGrid.Row> rows = new ArrayList<>();
        for (int y = 0; y < sampler.classes().size(); y++) {
            rows.add(new TraversalGrid.Row(sampler.classes().names().get(y), String.format(Locale.ROOT, "%.3f / %.2f",
                score.classAccuracy()[y], score.classCosine()[y]), List.of(), -1));
        }
        return new TraversalGrid(title, "Beside each class: accuracy / mean cosine",
            IntStream.range(0, perClass).mapToObj(i -> "").toList(),
            List.of(new TraversalGrid.Block("", examples, rows)), 0, false);
    }
}
