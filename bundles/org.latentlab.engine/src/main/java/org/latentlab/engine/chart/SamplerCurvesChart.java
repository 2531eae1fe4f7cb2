package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.jfree.data.Range;

/**
 * What it costs in accuracy to have images of a class that differ: for class-conditional samplers the share of images
 * that are of the class asked for over the mean cosine between images of a class. The chosen point of each curve is
 * ringed. Up and to the left is better.
 *
 * @param title of the chart
 * @param subtitle what else must be known; empty for none
 * @param curves the samplers, at least one
 * @param real what real images have of both; null where it is not known
 */
public record SamplerCurvesChart(String title, String subtitle, List<Curve> curves, Real real) implements Chart {

    private static final double MARKER = 7;
    private static final double RING = 17;
    private static final double PAD = 0.06;
    private static final double LEAST_SPAN = 0.05;
    private static final int NAMED = 12;

    /**
     * One sampler at several strengths.
     *
     * @param name what it is called
     * @param cosine mean cosine of pairs of images of a class, −1…1, in any order
     * @param accuracy for each the accuracy, 0…1
     * @param chosen which point was chosen, from 0; −1 for none
     */
    public record Curve(String name, double[] cosine, double[] accuracy, int chosen) {

        /** Checks the values. */
        public Curve {
            if (cosine.length == 0 || cosine.length != accuracy.length) {
                throw new IllegalArgumentException("The curve '" + name + "' has " + cosine.length + " cosines and "
                    + accuracy.length + " accuracies; there must be equally many, at least one.");
            }
            for (int i = 0; i < cosine.length; i++) {
                if (!Double.isFinite(cosine[i]) || !Double.isFinite(accuracy[i])) {
                    throw new IllegalArgumentException("The curve '" + name + "' has the cosine " + cosine[i]
                        + " with the accuracy " + accuracy[i] + "; both must be finite numbers.");
                }
            }
            if (chosen < -1 || chosen >= cosine.length) {
                throw new IllegalArgumentException("The curve '" + name + "' has no point " + chosen + ".");
            }
        }
    }

    /**
     * What real images have.
     *
     * @param cosine mean cosine of pairs of images of a class
     * @param accuracy share that the classifier gives their class
     */
    public record Real(double cosine, double accuracy) {
    }

    /** Checks the values. */
    public SamplerCurvesChart {
        curves = List.copyOf(curves);
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("A chart of samplers shows at least one.");
        }
    }

    @Override
    public int preferredWidth() {
        return 720;
    }

    @Override
    public int heightFor(final int width) {
        return grid(width).heightFor(Math.min(440, Math.max(280, 0.6 * width)));
    }

    private PanelGrid grid(final double width) {
        final Legend legend = new Legend();
        for (int i = 0; i < curves.size(); i++) {
            final Curve curve = curves.get(i);
            legend.add(Legend.Kind.MARKER, ChartStyle.color(i), i, curve.name() + (curve.chosen() < 0 ? ""
                : String.format(Locale.ROOT, curves.size() > NAMED ? ": %.3f / %.3f" : ": accuracy %.3f, cosine %.3f",
                    curve.accuracy()[curve.chosen()], curve.cosine()[curve.chosen()])));
        }
        if (real != null) {
            legend.add(Legend.Kind.MARKER, ChartStyle.INK, 0, String.format(Locale.ROOT,
                "real images: accuracy %.3f, cosine %.3f", real.accuracy(), real.cosine()));
        }
        return new PanelGrid(new Header(title, subtitle), legend, 1, 200, width);
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final PanelGrid grid = grid(width);
        grid.draw(g, height);
        final Panel panel = new Panel("Mean cosine between images of a class (1 = all alike)", "Accuracy", range(true),
            range(false));
        panel.add((graphics, map) -> {
            for (int i = 0; i < curves.size(); i++) {
                curve(graphics, map, i);
            }
            for (int i = 0; i < curves.size(); i++) {
                ring(graphics, map, i);
            }
            if (real != null) {
                mark(graphics, map, real.cosine(), real.accuracy(), 0, ChartStyle.INK, MARKER + 3);
            }
        });
        panel.draw(g, grid.panel(0, height));
    }

    private Range range(final boolean across) {
        double low = real == null ? Double.POSITIVE_INFINITY : across ? real.cosine() : real.accuracy();
        double high = real == null ? Double.NEGATIVE_INFINITY : low;
        for (final Curve curve : curves) {
            for (final double value : across ? curve.cosine() : curve.accuracy()) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        final double span = Math.max(high - low, LEAST_SPAN);
        return new Range(low - PAD * span, high + PAD * span);
    }

    private void curve(final Graphics2D g, final Panel.PlaneMap map, final int index) {
        final Curve curve = curves.get(index);
        final int[] order = IntStream.range(0, curve.cosine().length).boxed()
            .sorted((a, b) -> Double.compare(curve.cosine()[a], curve.cosine()[b])).mapToInt(i -> i).toArray();
        final Path2D line = new Path2D.Double();
        for (int i = 0; i < order.length; i++) {
            final double x = map.px(curve.cosine()[order[i]]);
            final double y = map.py(curve.accuracy()[order[i]]);
            if (i == 0) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
        }
        g.setColor(ChartStyle.color(index));
        g.setStroke(ChartStyle.line(1.6));
        g.draw(line);
        for (int i = 0; i < order.length; i++) {
            mark(g, map, curve.cosine()[i], curve.accuracy()[i], index, ChartStyle.color(index), MARKER);
        }
    }

    private static void mark(final Graphics2D g, final Panel.PlaneMap map, final double cosine, final double accuracy,
        final int marker, final Color color, final double size) {
        g.setColor(color);
        g.fill(AffineTransform.getTranslateInstance(map.px(cosine), map.py(accuracy))
            .createTransformedShape(ChartStyle.marker(marker, size)));
    }

    private void ring(final Graphics2D g, final Panel.PlaneMap map, final int index) {
        final Curve curve = curves.get(index);
        if (curve.chosen() < 0) {
            return;
        }
        final double x = map.px(curve.cosine()[curve.chosen()]);
        final double y = map.py(curve.accuracy()[curve.chosen()]);
        g.setColor(ChartStyle.color(index));
        g.setStroke(ChartStyle.line(2));
        g.draw(new Ellipse2D.Double(x - RING / 2, y - RING / 2, RING, RING));
    }
}
