package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleSupplier;

import org.latentlab.engine.math.Rng;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Compares the gradients of a model in float64 with central differences of its loss: for each parameter the relative
 * error ‖g − d‖ / max(‖g‖, ‖d‖) over some of its values and, where wanted, over all of them at once the derivative in
 * a random direction. A parameter that the loss does not depend on (a bias before batch normalisation) must have no
 * gradient.
 */
public final class GradientCheck {

    private static final double STEP = 1e-5;

    private static final double TOLERANCE = 1e-6;

    private static final int SAMPLES = 40;

    /** What finite differences cannot tell from 0, relative to the whole gradient. */
    private static final double NOTHING = 1e-9;

    private GradientCheck() {
    }

    /** @return the plain ND4J kernels in float64, for tests of models in other packages */
    public static Kernels kernels() {
        return new NdKernels(DataType.DOUBLE);
    }

    /** @return the plain ND4J kernels in float32 */
    public static Kernels plainFloatKernels() {
        return new NdKernels(DataType.FLOAT);
    }

    /**
     * Checks some values of each parameter.
     *
     * @param parameters the parameters, their gradients computed at their present values
     * @param loss computes the loss with the parameters as they are
     */
    public static void check(final List<Parameter> parameters, final DoubleSupplier loss) {
        check(parameters, false, loss);
    }

    /**
     * Checks some values of each parameter, and all of them together in a random direction. For losses that are smooth:
     * moving everything at once, some unit of a rectifier would pass through 0.
     *
     * @param parameters the parameters, their gradients computed at their present values
     * @param loss computes the loss with the parameters as they are
     */
    public static void checkSmooth(final List<Parameter> parameters, final DoubleSupplier loss) {
        check(parameters, true, loss);
    }

    private static void check(final List<Parameter> parameters, final boolean smooth, final DoubleSupplier loss) {
        final Rng rng = new Rng(5);
        final List<double[]> gradients = parameters.stream().map(p -> p.gradient().toDoubles()).toList();
        final double whole = Math.sqrt(gradients.stream().mapToDouble(GradientCheck::squares).sum());
        assertTrue(whole > 0, "no gradient at all");
        for (int i = 0; i < parameters.size(); i++) {
            elements(parameters.get(i), gradients.get(i), whole, rng, loss);
            if (smooth) {
                direction(parameters.get(i), gradients.get(i), whole, rng, loss);
            }
        }
    }

    private static double squares(final double[] values) {
        double sum = 0;
        for (final double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static void elements(final Parameter parameter, final double[] gradient, final double whole, final Rng rng,
        final DoubleSupplier loss) {
        final double[] values = parameter.value().toDoubles();
        final int samples = Math.min(SAMPLES, values.length);
        final double[] analytic = new double[samples];
        final double[] numeric = new double[samples];
        final double[] error = new double[samples];
        for (int s = 0; s < samples; s++) {
            final int at = values.length <= SAMPLES ? s : rng.nextInt(values.length);
            final double[] direction = new double[values.length];
            direction[at] = 1;
            analytic[s] = gradient[at];
            numeric[s] = difference(parameter, values, direction, loss);
            error[s] = analytic[s] - numeric[s];
        }
        final double norm = Math.sqrt(Math.max(squares(analytic), squares(numeric)));
        final double relative = Math.sqrt(squares(error)) / norm;
        assertTrue(norm <= NOTHING * whole || relative <= TOLERANCE, parameter.shape() + ": relative error "
            + relative + " of " + norm + ", whole gradient " + whole);
    }

    /** All values moved at once, each up or down: the derivative is about as large as the gradient's norm. */
    private static void direction(final Parameter parameter, final double[] gradient, final double whole,
        final Rng rng, final DoubleSupplier loss) {
        final double[] values = parameter.value().toDoubles();
        final double[] direction = new double[values.length];
        double analytic = 0;
        for (int j = 0; j < direction.length; j++) {
            direction[j] = rng.nextDouble() < 0.5 ? -1 : 1;
            analytic += gradient[j] * direction[j];
        }
        final double error = Math.abs(analytic - difference(parameter, values, direction, loss));
        final double norm = Math.sqrt(squares(gradient));
        assertTrue(error <= Math.max(NOTHING * whole, TOLERANCE * norm), parameter.shape()
            + ", all values: relative error " + error / norm + " of " + norm + ", whole gradient " + whole);
    }

    private static double difference(final Parameter parameter, final double[] values, final double[] direction,
        final DoubleSupplier loss) {
        final double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            final double[] moved = values.clone();
            for (int j = 0; j < moved.length; j++) {
                moved[j] += (side == 0 ? STEP : -STEP) * direction[j];
            }
            parameter.value().put(moved, moved.length);
            losses[side] = loss.getAsDouble();
        }
        parameter.value().put(values, values.length);
        return (losses[0] - losses[1]) / (2 * STEP);
    }
}
