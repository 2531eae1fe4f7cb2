package org.latentlab.engine.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import org.jfree.data.Range;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.engine.gan.GanHistory;

/**
 * How the training of GANs went: the losses of generator and critic, what the critic says of real and of generated
 * images, the norms of the gradients (their logarithm where they differ a hundredfold), and as far as there are any the
 * gradient penalty and ClusterGAN's losses. Failures are marked from the epoch they set in to the last they were seen
 * in. Several models stand side by side, a column each with scales of its own, because losses of different kinds have
 * nothing in common.
 *
 * @param title of the chart
 * @param models the models, left to right, at least one
 */
public record GanCurves(String title, List<Model> models) implements Chart {

    private static final Color GENERATOR = ChartStyle.color(0);
    private static final Color CRITIC = ChartStyle.color(5);
    private static final Color FAILURE = ChartStyle.color(3);
    private static final double BAND = 0.1;
    private static final double PANEL = 250;
    private static final double BETWEEN = 12;
    /** Norms that differ by more than this are drawn by their logarithm. */
    private static final double MANY_TIMES = 100;

    /**
     * One model.
     *
     * @param name its name
     * @param history how its training went
     */
    public record Model(String name, GanHistory history) {
    }

    /** One panel of one model; a quantity that the model does not have has no lines. */
    private record Quantity(String name, List<EpochPanel.Line> lines) {

        boolean isEmpty() {
            return lines.stream().allMatch(line -> EpochPanel.lastFinite(line.values()) < 0);
        }
    }

    /** Checks the number of models. */
    public GanCurves {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("The curves of GANs need at least one model.");
        }
    }

    /**
     * @param title of the chart
     * @param history how a GAN's training went
     * @return the curves of this model alone
     */
    public static GanCurves of(final String title, final GanHistory history) {
        return new GanCurves(title, List.of(new Model("", history)));
    }

    /** The panels of each model, all models the same quantities; those that no model has are left out. */
    private List<List<Quantity>> columns() {
        final boolean logarithms = models.stream().anyMatch(model -> areFarApart(model.history()));
        final List<List<Quantity>> all = models.stream().map(model -> quantities(model.history(), logarithms))
            .toList();
        final List<List<Quantity>> shown = new ArrayList<>();
        for (final List<Quantity> column : all) {
            final List<Quantity> kept = new ArrayList<>();
            for (int i = 0; i < column.size(); i++) {
                final int row = i;
                if (all.stream().anyMatch(other -> !other.get(row).isEmpty())) {
                    kept.add(column.get(i));
                }
            }
            shown.add(kept);
        }
        return shown;
    }

    private static List<Quantity> quantities(final GanHistory history, final boolean logarithms) {
        return List.of(two("Loss", history, GanEpochRecord::generatorLoss, GanEpochRecord::criticLoss),
            two("D(x)", history, GanEpochRecord::fakeScore, GanEpochRecord::realScore),
            norms(history, logarithms),
            one("Gradient penalty", history, GanEpochRecord::penalty, CRITIC, true),
            one("Error of z", history, GanEpochRecord::latentError, GENERATOR, false),
            one("Cluster loss (nats)", history, GanEpochRecord::clusterLoss, GENERATOR, false));
    }

    private static Quantity two(final String name, final GanHistory history,
        final ToDoubleFunction<GanEpochRecord> generator, final ToDoubleFunction<GanEpochRecord> critic) {
        return new Quantity(name, List.of(new EpochPanel.Line(values(history, generator), GENERATOR, false),
            new EpochPanel.Line(values(history, critic), CRITIC, true)));
    }

    private static Quantity one(final String name, final GanHistory history,
        final ToDoubleFunction<GanEpochRecord> value, final Color color, final boolean dashed) {
        return new Quantity(name, List.of(new EpochPanel.Line(values(history, value), color, dashed)));
    }

    private static Quantity norms(final GanHistory history, final boolean logarithms) {
        // a norm of 0 has no logarithm: it leaves a gap
        return logarithms ? two("Gradient norm, log₁₀", history, e -> Math.log10(e.generatorGradient()),
            e -> Math.log10(e.criticGradient()))
            : two("Gradient norm", history, GanEpochRecord::generatorGradient, GanEpochRecord::criticGradient);
    }

    private static boolean areFarApart(final GanHistory history) {
        final double[] above = history.epochs().stream()
            .flatMapToDouble(e -> DoubleStream.of(e.generatorGradient(), e.criticGradient()))
            .filter(v -> v > 0 && Double.isFinite(v)).sorted().toArray();
        return above.length > 0 && above[above.length - 1] >= MANY_TIMES * above[0];
    }

    /** The values at the places of their epochs, NaN where there is no record. */
    private static double[] values(final GanHistory history, final ToDoubleFunction<GanEpochRecord> value) {
        final double[] values = new double[history.last().epoch()];
        Arrays.fill(values, Double.NaN);
        for (final GanEpochRecord record : history.epochs()) {
            values[record.epoch() - 1] = value.applyAsDouble(record);
        }
        return values;
    }

    private int panelsAcross(final int rows) {
        return models.size() > 1 ? models.size() : Math.min(3, rows);
    }

    @Override
    public int preferredWidth() {
        return panelsAcross(columns().get(0).size()) * 330;
    }

    @Override
    public int heightFor(final int width) {
        return grid(width, columns().get(0).size()).heightFor(220);
    }

    private PanelGrid grid(final double width, final int rows) {
        final Legend legend = new Legend()
            .add(Legend.Kind.LINE, GENERATOR, 0, "generator, D of generated images")
            .add(Legend.Kind.DASHED, CRITIC, 0, "critic, D of real images");
        if (models.stream().anyMatch(model -> !model.history().findings().isEmpty())) {
            legend.add(Legend.Kind.PATCH, ChartStyle.tint(FAILURE, 2 * BAND), 0, "failure found");
        }
        final int n = models.size();
        // a column for each model, however narrow
        final double least = n == 1 ? PANEL : (width - 2 * Header.MARGIN - (n - 1) * BETWEEN) / n - 1;
        return new PanelGrid(new Header(title, subtitle()), legend, n * rows, least, width);
    }

    private String subtitle() {
        return models.size() > 1 ? "" : String.join("; ", models.get(0).history().findings().stream()
            .map(GanCurves::words).toList());
    }

    private static String words(final FailureFinding finding) {
        return finding.kind().words() + (finding.persists() ? " from epoch " + finding.onset()
            : finding.onset() == finding.until() ? " in epoch " + finding.onset()
            : " in epochs " + finding.onset() + " to " + finding.until());
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final List<List<Quantity>> columns = columns();
        final int rows = columns.get(0).size();
        final PanelGrid grid = grid(width, rows);
        grid.draw(g, height);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns.size(); column++) {
                final Quantity quantity = columns.get(column).get(row);
                final Model model = models.get(column);
                final Rectangle2D area = grid.panel(row * columns.size() + column, height);
                PanelGrid.heading(g, area, model.name().isEmpty() ? quantity.name()
                    : quantity.name() + ", " + model.name(), last(quantity));
                if (!quantity.isEmpty()) {
                    panel(quantity, model.history(), row == 0).draw(g, area);
                } else {
                    Texts.drawCentred(g, "none", ChartStyle.font(12), ChartStyle.MUTED, area.getCenterX(),
                        area.getCenterY());
                }
            }
        }
    }

    private static String last(final Quantity quantity) {
        final List<String> numbers = new ArrayList<>();
        for (final EpochPanel.Line line : quantity.lines()) {
            final int at = EpochPanel.lastFinite(line.values());
            if (at >= 0) {
                numbers.add(ChartStyle.numberFormat("#,##0.0##").format(line.values()[at]));
            }
        }
        return numbers.isEmpty() ? "" : String.format(Locale.ROOT, "last %s", String.join(", ", numbers));
    }

    private static Panel panel(final Quantity quantity, final GanHistory history, final boolean named) {
        final Range range = EpochPanel.range(quantity.lines());
        final Panel panel = EpochPanel.of(quantity.lines(), range);
        for (int i = 0; i < history.findings().size(); i++) {
            final FailureFinding finding = history.findings().get(i);
            final int line = i;
            panel.add((g, map) -> mark(g, map, finding, named ? line : -1));
        }
        return panel;
    }

    /** A band from the onset to the end of a failure, its name in the given line from the top; nowhere if negative. */
    private static void mark(final Graphics2D g, final Panel.PlaneMap map, final FailureFinding finding,
        final int line) {
        final Rectangle2D area = map.area();
        final double from = map.px(finding.onset());
        final double to = finding.persists() ? area.getMaxX() : map.px(finding.until());
        g.setColor(ChartStyle.withAlpha(FAILURE, BAND));
        g.fill(new Rectangle2D.Double(from, area.getY(), Math.max(1, to - from), area.getHeight()));
        g.setColor(FAILURE);
        g.setStroke(ChartStyle.dashed(1.2));
        g.draw(new Line2D.Double(from, area.getY(), from, area.getMaxY()));
        if (line >= 0) {
            final Font font = ChartStyle.font(11);
            final double half = Texts.width(finding.kind().words(), font) / 2 + 4;
            final double right = from + half + half > area.getMaxX() ? from - half : from + half;
            Texts.drawOverPoints(g, finding.kind().words(), font, ChartStyle.textColor(FAILURE),
                Math.max(area.getX() + half, right), area.getY() + 11 + 15 * line);
        }
    }
}
