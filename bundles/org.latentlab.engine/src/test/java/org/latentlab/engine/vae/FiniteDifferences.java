package org.latentlab.engine.vae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Parameter;

/**
 * Compares gradients in float64 with central differences of fourth order,
 * (8 (L(h) − L(−h)) − L(2h) + L(−2h)) / 12h. The relative error of a derivative a, by differences n, is
 * |a − n| / max(|a|, |n|, 1e-6 |L|): what is smaller than a millionth of the loss is lost in the loss's last digits.
 * Where the loss has a kink within the step (ReLU, a change of neighbours), a smaller step decides: a right gradient
 * agrees with one of them, a wrong one with none. A kink nearer than the smallest step asks for another point.
 */
public final class FiniteDifferences {

    private static final double[] STEPS = {1e-3, 1e-4, 1e-5, 1e-6};

    private static final double TOLERANCE = 1e-6;

    private static final double FLOOR = 1e-6;

    private final DoubleSupplier m_loss;

    private final double m_floor;

    /** Those at the beginning; what is not among them is read from the parameter. */
    private final Map<Parameter, double[]> m_gradients = new IdentityHashMap<>();

    private final Rng m_rng = new Rng(5);

    private double m_worst;

    private String m_failure;

    /**
     * For a loss that changes the gradients.
     *
     * @param parameters the parameters, their gradients computed at their present values
     * @param loss computes the loss with the parameters as they are
     */
    public FiniteDifferences(final List<Parameter> parameters, final DoubleSupplier loss) {
        parameters.forEach(p -> m_gradients.put(p, p.gradient().toDoubles()));
        m_loss = loss;
        m_floor = FLOOR * Math.abs(loss.getAsDouble());
    }

    /** @param loss computes the loss with the parameters as they are, leaving the gradients */
    FiniteDifferences(final DoubleSupplier loss) {
        m_loss = loss;
        m_floor = FLOOR * Math.abs(loss.getAsDouble());
    }

    /** @return the largest relative error so far */
    public double worst() {
        return m_worst;
    }

    /** @return which derivative is wrong by more than 1e-6; null if none is */
    public String failure() {
        return m_failure;
    }

    /** Some values of each parameter, one at a time. */
    public void checkValues(final List<Parameter> parameters, final int samples) {
        for (final Parameter parameter : parameters) {
            final int n = parameter.value().size();
            for (int s = 0; s < Math.min(samples, n); s++) {
                final double[] direction = new double[n];
                direction[n <= samples ? s : m_rng.nextInt(n)] = 1;
                check(List.of(parameter), List.of(direction));
            }
        }
    }

    /** All values of several parameters at once, each parameter in a random direction of length 1. */
    public void checkDirection(final List<Parameter> parameters) {
        final List<double[]> directions = new ArrayList<>();
        for (final Parameter parameter : parameters) {
            final double[] direction = new double[parameter.value().size()];
            Arrays.setAll(direction, i -> m_rng.nextGaussian());
            final double length = Math.sqrt(Arrays.stream(direction).map(v -> v * v).sum());
            Arrays.setAll(direction, i -> direction[i] / length);
            directions.add(direction);
        }
        check(parameters, directions);
    }

    private void check(final List<Parameter> parameters, final List<double[]> directions) {
        if (m_failure != null) {
            return;
        }
        double analytic = 0;
        for (int p = 0; p < parameters.size(); p++) {
            final double[] kept = m_gradients.get(parameters.get(p));
            final double[] gradient = kept != null ? kept : parameters.get(p).gradient().toDoubles();
            for (int i = 0; i < gradient.length; i++) {
                analytic += gradient[i] * directions.get(p)[i];
            }
        }
        double error = Double.POSITIVE_INFINITY;
        double numeric = 0;
        for (int s = 0; s < STEPS.length && !(error <= TOLERANCE); s++) {
            numeric = difference(parameters, directions, STEPS[s]);
            final double scale = Math.max(m_floor, Math.max(Math.abs(analytic), Math.abs(numeric)));
            error = Math.min(error, Math.abs(analytic - numeric) / scale);
        }
        m_worst = Math.max(m_worst, error);
        if (!(error <= TOLERANCE)) {
            m_failure = parameters.get(0).shape() + ": " + analytic + " by the gradient, " + numeric
                + " by differences, relative error " + error;
        }
    }

    private double difference(final List<Parameter> parameters, final List<double[]> directions, final double step) {
        final List<double[]> values = parameters.stream().map(p -> p.value().toDoubles()).toList();
        final double[] losses = new double[4];
        final double[] at = {step, -step, 2 * step, -2 * step};
        for (int k = 0; k < at.length; k++) {
            for (int p = 0; p < values.size(); p++) {
                final double[] moved = values.get(p).clone();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += at[k] * directions.get(p)[i];
                }
                parameters.get(p).value().put(moved, moved.length);
            }
            losses[k] = m_loss.getAsDouble();
        }
        for (int p = 0; p < values.size(); p++) {
            parameters.get(p).value().put(values.get(p), values.get(p).length);
        }
        return (8 * (losses[0] - losses[1]) - losses[2] + losses[3]) / (12 * step);
    }
}
