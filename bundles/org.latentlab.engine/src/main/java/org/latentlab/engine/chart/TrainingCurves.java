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

import org.jfree.data.Range;
import org.latentlab.engine.train.EpochRecord;
import org.latentlab.engine.train.TrainingHistory;

/**
 * How training went: a panel per quantity over the epochs, the training set's line solid, the validation set's dashed,
 * the best epoch marked.
 *
 * @param title of the chart
 * @param curves the quantities
 * @param bestEpoch the epoch with the lowest validation loss, 1…; 0 to mark none
 */
public record TrainingCurves(String title, List<Curve> curves, int bestEpoch) implements Chart {

    private static final Color TRAINING = ChartStyle.color(0);
    private static final Color VALIDATION = ChartStyle.color(5);
    private static final double ROUNDING = 1e-4;
    private static final String ACTIVE = "Active latent dimensions";

    /**
     * One quantity.
     *
     * @param name with its unit, e.g. "Reconstruction (nats per image)"
     * @param training its value after epoch 1, 2, …; NaN leaves a gap
     * @param validation the same on the validation set; null where there is none
     */
    public record Curve(String name, double[] training, double[] validation) {
    }

    /** Checks the sizes. */
    public TrainingCurves {
        curves = List.copyOf(curves);
        if (bestEpoch < 0) {
            throw new IllegalArgumentException("The best epoch is counted from 1, or 0 for none, not " + bestEpoch
                + ".");
        }
    }

    /**
     * @param title of the chart
     * @param history of a VAE's training
     * @return its loss with the validation loss and its reconstruction in nats per image, and as far as there are any
     *         the KL divergence, a weight β that changes, the MMD², the penalty on latent neighbours and the number of
     *         active latent dimensions
     */
    public static TrainingCurves of(final String title, final TrainingHistory history) {
        final double[] validation = values(history, EpochRecord::validationLoss);
        final List<Curve> curves = new ArrayList<>();
        curves.add(new Curve((isElbo(history) ? "−ELBO" : "Loss") + " (nats per image)",
            values(history, EpochRecord::loss), lastFinite(validation) < 0 ? null : validation));
        curves.add(new Curve("Reconstruction (nats)", values(history, EpochRecord::reconstruction), null));
        addIfAny(curves, "KL divergence (nats)", values(history, EpochRecord::kl));
        final double[] beta = values(history, EpochRecord::beta);
        if (Arrays.stream(beta).distinct().count() > 1) {
            addIfAny(curves, "Weight β of the KL", beta);
        }
        addIfAny(curves, "MMD² from the prior", values(history, EpochRecord::mmd));
        addIfAny(curves, "Penalty on neighbours", values(history, EpochRecord::neighbourPenalty));
        addIfAny(curves, ACTIVE, values(history, e -> e.latent() == null ? Double.NaN : e.latent().activeUnits()));
        return new TrainingCurves(title, curves, history.bestEpoch());
    }

    private static void addIfAny(final List<Curve> curves, final String name, final double[] values) {
        if (lastFinite(values) >= 0) {
            curves.add(new Curve(name, values, null));
        }
    }

    /** Whether the loss is −ELBO throughout: β = 1 and nothing else added, up to rounding. */
    private static boolean isElbo(final TrainingHistory history) {
        return history.epochs().stream().allMatch(e -> Double.isFinite(e.kl())
            && Math.abs(e.loss() - e.negativeElbo()) <= ROUNDING * Math.max(1, Math.abs(e.loss())));
    }

    private static double[] values(final TrainingHistory history, final ToDoubleFunction<EpochRecord> value) {
        return history.epochs().stream().mapToDouble(value).toArray();
    }

    @Override
    public int preferredWidth() {
        return curves.size() == 1 ? 480 : Math.min(3, curves.size()) * 330;
    }

    @Override
    public int heightFor(final int width) {
        return grid(width).heightFor(220);
    }

    private boolean hasValidation() {
        return curves.stream().anyMatch(c -> lastFinite(c.validation()) >= 0);
    }

    private PanelGrid grid(final double width) {
        final Legend legend = new Legend().add(Legend.Kind.LINE, TRAINING, 0, "training");
        if (hasValidation()) {
            legend.add(Legend.Kind.DASHED, VALIDATION, 0, "validation");
        }
        if (bestEpoch > 0) {
            legend.add(Legend.Kind.DASHED, ChartStyle.MUTED, 0, "best epoch: " + bestEpoch);
        }
        return new PanelGrid(new Header(title, ""), legend, curves.size(), 250, width);
    }

    @Override
    public void draw(final Graphics2D g, final int width, final int height) {
        Header.background(g, width, height);
        final PanelGrid grid = grid(width);
        grid.draw(g, height);
        for (int i = 0; i < curves.size(); i++) {
            final Rectangle2D area = grid.panel(i, height);
            final Curve curve = curves.get(i);
            PanelGrid.heading(g, area, curve.name(), last(curve));
            panel(curve).draw(g, area);
        }
    }

    private static String last(final Curve curve) {
        final int at = lastFinite(curve.training());
        return at < 0 ? "" : String.format(Locale.ROOT, "last %s", ChartStyle.numberFormat(
            curve.name().equals(ACTIVE) ? "#,##0" : "#,##0.0##").format(curve.training()[at]));
    }

    private static int lastFinite(final double[] values) {
        return EpochPanel.lastFinite(values);
    }

    private Panel panel(final Curve curve) {
        final List<EpochPanel.Line> lines = List.of(new EpochPanel.Line(curve.training(), TRAINING, false),
            new EpochPanel.Line(curve.validation(), VALIDATION, true));
        final Panel panel = EpochPanel.of(lines, range(curve, lines));
        if (curve.name().equals(ACTIVE)) {
            panel.countsUp();
        }
        if (bestEpoch > 0 && bestEpoch <= EpochPanel.epochs(lines)) {
            panel.add((g, map) -> markBest(g, map, curve));
        }
        return panel;
    }

    private static Range range(final Curve curve, final List<EpochPanel.Line> lines) {
        if (curve.name().equals(ACTIVE) && lastFinite(curve.training()) >= 0) {
            final double most = Arrays.stream(curve.training()).filter(Double::isFinite).reduce(1, Math::max);
            return new Range(-0.06 * most, 1.1 * most);
        }
        return EpochPanel.range(lines);
    }

    private void markBest(final Graphics2D g, final Panel.PlaneMap map, final Curve curve) {
        final Rectangle2D area = map.area();
        final Font font = ChartStyle.font(11);
        final double x = map.px(bestEpoch);
        g.setStroke(ChartStyle.dashed(1.2));
        g.setColor(ChartStyle.MUTED);
        g.draw(new Line2D.Double(x, area.getY(), x, area.getMaxY()));
        final String text = "epoch " + bestEpoch;
        final double half = Texts.width(text, font) / 2 + 4;
        final double at = x + half + half > area.getMaxX() ? x - half : x + half;
        final double there = bestEpoch <= curve.training().length ? curve.training()[bestEpoch - 1] : Double.NaN;
        final boolean below = map.py(there) < area.getCenterY();
        Texts.drawOverPoints(g, text, font, ChartStyle.MUTED, at, below ? area.getMaxY() - 11 : area.getY() + 11);
    }
}
