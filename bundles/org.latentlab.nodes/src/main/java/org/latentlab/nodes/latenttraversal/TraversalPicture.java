package org.latentlab.nodes.latenttraversal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.chart.TraversalGrid;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.latent.Traversal;
import org.latentlab.engine.math.Matrix;
import org.latentlab.nodes.latenttraversal.LatentTraversalParameters.Range;
import org.latentlab.nodes.table.LatentColumns;

/** The picture of a traversal. */
final class TraversalPicture {

    private TraversalPicture() {
    }

    /**
     * @param parameters the settings
     * @param plan what was traversed
     * @param points those of the traversal
     * @param images the decoded points
     * @param prior of the model
     * @return the picture
     */
    static TraversalGrid of(final LatentTraversalParameters parameters, final TraversalPlan plan,
        final Matrix points, final Images images, final LatentPrior prior) {
        final boolean ofNormal = prior instanceof LatentPrior.Normal;
        final int perBase = plan.traversal().pointsPerBase();
        final List<TraversalGrid.Block> blocks = new ArrayList<>();
        for (int base = 0; base < plan.bases().rows(); base++) {
            blocks.add(new TraversalGrid.Block("Start: " + plan.baseNames().get(base),
                images.select(IntStream.range(base * perBase, (base + 1) * perBase).toArray()),
                rows(plan, points, base, parameters.m_range == Range.QUANTILES || !ofNormal)));
        }
        final int cell = (int)Math.round(Math.min(1024, Math.max(8, images.shape().width() * parameters.m_scale)));
        return new TraversalGrid(parameters.m_title.isBlank() ? "Latent traversal" : parameters.m_title.strip(),
            subtitle(parameters, prior), heads(parameters), blocks, cell, parameters.m_inverted);
    }

    private static String subtitle(final LatentTraversalParameters parameters, final LatentPrior prior) {
        final String ofPrior = prior instanceof LatentPrior.Normal ? "its value, in standard deviations of the prior."
            : "how far it goes, in standard deviations of a normal prior. Under each image: the value.";
        return "Each row changes one latent dimension and leaves the others as they are"
            + (prior instanceof LatentPrior.Clusters ? "; that of a cluster leads from the start to it" : "")
            + ". Columns: "
            + (parameters.m_range == Range.PRIOR ? ofPrior
                : "the share of codes below its value. Under each image: the value.")
            + " Framed: the value nearest to where the row starts.";
    }

    private static List<String> heads(final LatentTraversalParameters parameters) {
        final int steps = parameters.m_steps;
        if (parameters.m_range == Range.PRIOR) {
            return Arrays.stream(Traversal.even(new int[]{0}, parameters.m_low, parameters.m_high, steps).values()[0])
                .mapToObj(TraversalPicture::number).toList();
        }
        return IntStream.range(0, steps).mapToObj(step -> {
            final double t = (double)step / (steps - 1);
            return number(100 * ((1 - t) * parameters.m_lowProbability + t * parameters.m_highProbability)) + " %";
        }).toList();
    }

    private static List<TraversalGrid.Row> rows(final TraversalPlan plan, final Matrix points, final int base,
        final boolean withValues) {
        final List<TraversalGrid.Row> rows = new ArrayList<>();
        for (int i = 0; i < plan.traversal().dimensions().length; i++) {
            final int dimension = plan.traversal().dimensions()[i];
            final double[] values = new double[plan.traversal().steps()];
            for (int step = 0; step < values.length; step++) {
                values[step] = points.get((base * plan.traversal().dimensions().length + i) * values.length + step,
                    dimension);
            }
            final List<String> captions = new ArrayList<>();
            for (int step = 0; step < values.length && withValues; step++) {
                captions.add(number(values[step]));
            }
            rows.add(new TraversalGrid.Row(LatentColumns.PREFIX + (dimension + 1),
                plan.kl().length == 0 ? "" : String.format(Locale.ROOT, "KL %.2f", plan.kl()[dimension]),
                Collections.unmodifiableList(captions), nearest(values, plan.bases().get(base, dimension))));
        }
        return rows;
    }

    private static int nearest(final double[] values, final double value) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (Math.abs(values[i] - value) < Math.abs(values[best] - value)) {
                best = i;
            }
        }
        return best;
    }

    /** Two decimals at most, none that are 0, and a true minus sign. */
    private static String number(final double value) {
        final String text = String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
        return "-0".equals(text) ? "0" : text.replace('-', '−');
    }
}
