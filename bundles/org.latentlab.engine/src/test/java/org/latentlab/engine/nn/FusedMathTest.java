package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FusedMathTest {

    private static final int N = 4001;

    /** Values from −100 to 100, dense around 0. */
    private static float[] values() {
        final float[] v = new float[N];
        for (int i = 0; i < N; i++) {
            final double u = (i - N / 2) / (double)(N / 2);
            v[i] = (float)(100 * u * u * u);
        }
        return v;
    }

    private static float[] activate(final Activation activation) {
        final float[] v = values();
        FusedMath.activate(activation, v, N, new float[N], new float[N]);
        return v;
    }

    @Test
    void exponentialsAreAccurateToThreeMillionths() {
        final float[] v = values();
        final float[] e = new float[N];
        FusedMath.expNegAbs(v, N, e);
        for (int i = 0; i < N; i++) {
            final double exact = Math.exp(-Math.abs((double)v[i]));
            assertEquals(exact, e[i], 3e-6 * exact + 1e-11, "exp(-|" + v[i] + "|)");
        }
    }

    @Test
    void activationsAgreeWithTheirDefinitions() {
        final float[] v = values();
        final float[] softplus = activate(Activation.SOFTPLUS);
        final float[] sigmoid = activate(Activation.SIGMOID);
        final float[] tanh = activate(Activation.TANH);
        final float[] relu = activate(Activation.RELU);
        for (int i = 0; i < N; i++) {
            final double x = v[i];
            final double exact = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            assertEquals(exact, softplus[i], 3e-7 * Math.max(1, exact), "softplus(" + x + ")");
            assertEquals(1 / (1 + Math.exp(-x)), sigmoid[i], 2e-7, "sigmoid(" + x + ")");
            assertEquals(Math.tanh(x), tanh[i], 4e-7, "tanh(" + x + ")");
            assertEquals(Math.max(x, 0), relu[i], 0, "relu(" + x + ")");
        }
    }

    @Test
    void derivativesFollowFromTheValues() {
        final float[] v = values();
        for (final Activation activation : Activation.values()) {
            final float[] h = activate(activation);
            final float[] d = new float[N];
            java.util.Arrays.fill(d, 2f);
            FusedMath.derivative(activation, d, h, N, new float[N]);
            for (int i = 0; i < N; i++) {
                final double x = v[i];
                final double s = 1 / (1 + Math.exp(-x));
                final double exact = switch (activation) {
                    case LINEAR -> 1;
                    case SOFTPLUS -> s;
                    case RELU -> x > 0 ? 1 : 0;
                    case LEAKY_RELU -> x > 0 ? 1 : x < 0 ? 0.2 : 0.6;
                    case TANH -> 1 - Math.tanh(x) * Math.tanh(x);
                    case SIGMOID -> s * (1 - s);
                };
                assertEquals(2 * exact, d[i], 2e-6, activation + "'(" + x + ")");
            }
        }
    }

    @Test
    void infinitiesAndNaNAreNotHidden() {
        final float[] v = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};
        final float[] e = new float[3];
        FusedMath.expNegAbs(v, 3, e);
        assertEquals(0f, e[0]);
        assertEquals(0f, e[1]);
        assertEquals(Float.NaN, e[2]);
    }
}
