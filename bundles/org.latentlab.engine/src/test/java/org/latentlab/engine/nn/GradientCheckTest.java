package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.DoubleSupplier;

import org.junit.jupiter.api.Test;

/** The check of gradients itself: it takes the right ones and no others. */
class GradientCheckTest {

    private static final int SIZE = 200;

    /** Σ sin(wᵢ) + ½ b², where u plays no part. */
    private static double loss(final Parameters parameters) {
        double sum = 0;
        for (final double w : parameters.list().get(0).value().toDoubles()) {
            sum += Math.sin(w);
        }
        final double b = parameters.list().get(1).value().toDoubles()[0];
        return sum + 0.5 * b * b;
    }

    /** Checks gradients of which one is off by a factor and, of the weights, a single value by some more. */
    private static void check(final boolean smooth, final double factor, final double single, final double unused) {
        try (Kernels kernels = GradientCheck.kernels()) {
            final Parameters parameters = new Parameters(kernels);
            final Parameter w = parameters.add(new ParameterShape("w", SIZE));
            final Parameter b = parameters.add(new ParameterShape("b", 1));
            final Parameter u = parameters.add(new ParameterShape("u", 1));
            final double[] values = new double[SIZE];
            final double[] gradient = new double[SIZE];
            for (int i = 0; i < SIZE; i++) {
                values[i] = 0.01 * i;
                gradient[i] = factor * Math.cos(values[i]);
            }
            gradient[SIZE - 1] += single;
            w.value().put(values, SIZE);
            w.gradient().put(gradient, SIZE);
            b.value().put(new double[]{3}, 1);
            b.gradient().put(new double[]{3}, 1);
            u.gradient().put(new double[]{unused}, 1);
            final List<Parameter> all = parameters.list();
            final DoubleSupplier loss = () -> loss(parameters);
            if (smooth) {
                GradientCheck.checkSmooth(all, loss);
            } else {
                GradientCheck.check(all, loss);
            }
        }
    }

    @Test
    void rightGradientsPass() {
        assertDoesNotThrow(() -> check(false, 1, 0, 0));
        assertDoesNotThrow(() -> check(true, 1, 0, 0));
        assertDoesNotThrow(() -> check(false, 1 + 5e-7, 0, 0));
    }

    @Test
    void gradientsOffByMoreThanAMillionthFail() {
        assertThrows(AssertionError.class, () -> check(false, 1 + 1.1e-6, 0, 0));
        assertThrows(AssertionError.class, () -> check(false, 1, 0, 1e-6));
    }

    @Test
    void oneWrongValueAmongManyFailsInARandomDirection() {
        assertThrows(AssertionError.class, () -> check(true, 1, 1e-3, 0));
    }
}
