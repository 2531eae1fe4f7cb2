package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleSupplier;

import org.latentlab.engine.math.Rng;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Compares the gradients of a model in float64 with central differences of its loss: for each parameter the relative
 * error ‖g − d‖ / (‖g‖ + ‖d‖) over some of its values.
 */
public final class GradientCheck {

    private static final double STEP = 1e-5;

    private static final double TOLERANCE = 1e-6;

    private static final int SAMPLES = 40;

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
     * @param parameters the parameters, their gradients computed at their present values
     * @param loss computes the loss with the parameters as they are
     */
    public static void check(final List<Parameter> parameters, final DoubleSupplier loss) {
        final Rng rng = new Rng(5);
        final List<double[]> gradients = parameters.stream().map(p -> p.gradient().toDoubles()).toList();
        for (int i = 0; i < parameters.size(); i++) {
            final Parameter parameter = parameters.get(i);
            final double[] values = parameter.value().toDoubles();
            double error = 0;
            double norm = 0;
            for (int s = 0; s < Math.min(SAMPLES, values.length); s++) {
                final int at = values.length <= SAMPLES ? s : rng.nextInt(values.length);
                final double numeric = difference(parameter, values, at, loss);
                final double analytic = gradients.get(i)[at];
                error += (analytic - numeric) * (analytic - numeric);
                norm += analytic * analytic + numeric * numeric;
            }
            final double relative = Math.sqrt(error) / Math.sqrt(2 * norm);
            assertTrue(norm > 0 && relative <= TOLERANCE, parameter.shape() + ": relative error " + relative);
        }
    }

    private static double difference(final Parameter parameter, final double[] values, final int at,
        final DoubleSupplier loss) {
        final double value = values[at];
        final double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            values[at] = value + (side == 0 ? STEP : -STEP);
            parameter.value().put(values, values.length);
            losses[side] = loss.getAsDouble();
        }
        values[at] = value;
        parameter.value().put(values, values.length);
        return (losses[0] - losses[1]) / (2 * STEP);
    }
}
