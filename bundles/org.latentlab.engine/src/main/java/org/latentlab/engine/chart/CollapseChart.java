package org.latentlab.engine.chart;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Where posterior collapse sets in: active latent dimensions and KL divergence of trained models over the weight β of
 * the KL, on a logarithmic axis; a line for each way to train. The first β from which on the posterior of a way is
 * collapsed is ringed.
 *
 * @param variants the ways to train
 * @param latentSize number d of latent dimensions
 * @param title of the chart
 */
public record CollapseChart(List<Variant> variants, int latentSize, String title) implements Chart {

    private static final double MARKER = 8;
    private static final double RING = 20;

    /**
     * One way to train, at several β.
     *
     * @param name e.g. "plain", "annealing", "skip connections", "free bits"
     * @param beta the weights of the KL, each above 0, in any order
     * @param activeUnits for each β the number of active latent dimensions, 0…d; NaN where it is not known
     * @param kl for each β the KL divergence in nats per image; NaN where it is not known
     * @param collapsed for each β whether the posterior is said to be collapsed, which it may be though a dimension
     *            counts as active
     */
    public record Variant(String name, double[] beta, double[] activeUnits, double[] kl, boolean[] collapsed) {

        /** Checks the values and sorts them by β. */
        public Variant {
            if (beta.length == 0 || beta.length != activeUnits.length || beta.length != kl.length
                || beta.length != collapsed.length) {
                throw new IllegalArgumentException("'" + name + "' has " + beta.length + " weights β, "
                    + activeUnits.length + " numbers of active dimensions, " + kl.length + " KL divergences and "
                    + collapsed.length + " verdicts; there must be equally many, at least one.");
            }
            for (final double b : beta) {
                if (!(b > 0) || Double.isInfinite(b)) {
                    throw new IllegalArgumentException("'" + name + "' has β = " + b
                        + ", which has no place on a logarithmic axis. Leave it out or choose a small positive β.");
                }
            }
            final double[] unsorted = beta;
            final int[] order = IntStream.range(0, beta.length).boxed()
                .sorted((a, b) -> Double.compare(unsorted[a], unsorted[b])).mapToInt(Integer::intValue).toArray();
            beta = take(beta, order);
            activeUnits = take(activeUnits, order);
            kl = take(kl, order);
            final boolean[] verdicts = collapsed;
            collapsed = new boolean[order.length];
            for (int i = 0; i < order.length; i++) {
                collapsed[i] = verdicts[order[i]];
            }
        }

        /**
         * One way to train that is collapsed where no dimension is active.
         *
         * @param name of the way
         * @param beta the weights of the KL, each above 0, in any order
         * @param activeUnits for each β the number of active latent dimensions; NaN where it is not known
         * @param kl for each β the KL divergence in nats per image; NaN where it is not known
         */
        public Variant(final String name, final double[] beta, final double[] activeUnits, final double[] kl) {
            this(name, beta, activeUnits, kl, none(activeUnits));
        }

        private static boolean[] none(final double[] activeUnits) {
            final boolean[] none = new boolean[activeUnits.length];
            for (int i = 0; i < none.length; i++) {
                none[i] = activeUnits[i] < 1;
            }
            return none;
        }

        private static double[] take(final double[] values, final int[] order) {
            return IntStream.of(order).mapToDouble(i -> values[i]).toArray();
        }

        /**
         * @return the least β from which on the posterior is collapsed wherever it is known; NaN if it is not at the
         *         largest β
         */
        public double collapse() {
            double collapse = Double.NaN;
            for (int i = beta.length - 1; i >= 0 && (collapsed[i] || Double.isNaN(activeUnits[i])); i--) {
                if (collapsed[i]) {
                    collapse = beta[i];
                }
            }
            return collapse;
        }
    }

    /** Checks the values. */
    public CollapseChart {
        variants = List.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("A collapse chart shows at least one way to train.");
        }
        if (latentSize < 1) {
            throw new IllegalArgumentException("A latent space has at least one dimension, not " + latentSize + ".");
        }
    }

    /**
     * @param variants the ways to train, at least one
     * @param latentSize number of latent dimensions, at least 1
     * @param title of the chart
     * @return the chart
     */
    public static CollapseChart of(final List<Variant> variants, final int latentSize, final String title) {
        return new CollapseChart(variants, latentSize, title);
    }

    @Override
    public int preferredWidth() {
        return 900;
    }

    @Override
    public int heightFor(final int width) {
        return grid(width).heightFor(300);
    }

    private PanelGrid grid(final double width) {
        final Legend legend = new Legend();
        for (int i = 0; i < variants.size(); i++) {
            final double collapse = variants.get(i).collapse();
            legend.add(Legend.Kind.MARKER, ChartStyle.color(i), i, variants.get(i).name()
                + (Double.isNaN(collapse) ? ": no collapse" : ": collapses at β = " + TickAxis.number(collapse)));
        }
        return new PanelGrid(new Header(title, "Ringed: the first β from which on the posterior is collapsed. Active: "
            + "variance of the posterior mean over 0.01"), legend, 2, 300, width);
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final PanelGrid grid = grid(width);
        grid.draw(g, height);
        final Rectangle2D first = grid.panel(0, height);
        PanelGrid.heading(g, first, "Active latent dimensions", "of " + latentSize);
        panel(true).draw(g, first);
        final Rectangle2D second = grid.panel(1, height);
        PanelGrid.heading(g, second, "KL divergence from the prior", "nats per image");
        panel(false).draw(g, second);
    }

    private Panel panel(final boolean active) {
        final TreeSet<Double> betas = new TreeSet<>();
        double most = active ? latentSize : 0;
        for (final Variant variant : variants) {
            for (int i = 0; i < variant.beta().length; i++) {
                betas.add(variant.beta()[i]);
                final double value = (active ? variant.activeUnits() : variant.kl())[i];
                most = Double.isFinite(value) ? Math.max(most, value) : most;
            }
        }
        final double top = most > 0 ? most : 1;
        final TickAxis axis = TickAxis.logarithmic("Weight β of the KL divergence", new ArrayList<>(betas));
        final Panel panel = new Panel(null, active ? "Active dimensions" : "KL (nats)", axis.getRange(),
            new Range(-0.11 * top, 1.08 * top));
        panel.plot().setDomainAxis(axis);
        if (active) {
            panel.countsUp();
        }
        final DefaultXYDataset data = new DefaultXYDataset();
        final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < variants.size(); i++) {
            series(data, renderer, i, active);
        }
        panel.plot().setDataset(data);
        panel.plot().setRenderer(renderer);
        panel.plot().setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        panel.add((g, map) -> rings(g, map, active));
        return panel;
    }

    /** Lines that lie on each other are told apart by their widths: each is thinner than the one below it. */
    private void series(final DefaultXYDataset data, final XYLineAndShapeRenderer renderer, final int index,
        final boolean active) {
        final Variant variant = variants.get(index);
        final double[] values = active ? variant.activeUnits() : variant.kl();
        final double[][] points = new double[2][values.length];
        for (int i = 0; i < values.length; i++) {
            points[0][i] = Math.log10(variant.beta()[i]);
            points[1][i] = Double.isFinite(values[i]) ? values[i] : Double.NaN;
        }
        data.addSeries(index, points);
        final double above = Math.min(6, variants.size() - 1 - index);
        renderer.setSeriesPaint(index, ChartStyle.color(index));
        renderer.setSeriesStroke(index, ChartStyle.line(1.7 + 1.1 * above));
        renderer.setSeriesShape(index, ChartStyle.marker(index, MARKER + 1.8 * above));
    }

    private void rings(final Graphics2D g, final Panel.PlaneMap map, final boolean active) {
        for (int v = 0; v < variants.size(); v++) {
            final Variant variant = variants.get(v);
            for (int i = 0; i < variant.beta().length; i++) {
                final double value = active ? variant.activeUnits()[i] : variant.kl()[i];
                if (variant.beta()[i] == variant.collapse() && Double.isFinite(value)) {
                    final double size = RING + 5 * v;
                    g.setColor(ChartStyle.color(v));
                    g.setStroke(ChartStyle.line(1.6));
                    g.draw(AffineTransform.getTranslateInstance(map.px(Math.log10(variant.beta()[i])), map.py(value))
                        .createTransformedShape(new Ellipse2D.Double(-size / 2, -size / 2, size, size)));
                }
            }
        }
    }
}
