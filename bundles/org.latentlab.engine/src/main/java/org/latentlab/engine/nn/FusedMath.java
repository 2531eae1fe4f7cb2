package org.latentlab.engine.nn;

/**
 * Elementwise arithmetic over heap arrays in loops that HotSpot turns into vector instructions. That rules out calls,
 * branches that depend on the data, offsets that differ between the arrays of a loop, and {@code Math.max} (slow on
 * floats): hence the division forms and {@code Math.abs}. Short loops in methods of their own keep each within what the
 * compiler vectorises; arrays of some thousand values keep its prologue and epilogue small. All are accurate to a few
 * units of float32's last place, relative to the larger of the result and 1.
 */
final class FusedMath {

    private static final float TINY = 1e-30f;

    private FusedMath() {
    }

    /**
     * e ← exp(−|v|). With t = |v|/64, q = exp(t) − 1 by its series and six times q ← q (2 + q), which squares 1 + q
     * without losing the digits of a small q. Needs no bound: an overflow gives 1/∞ = 0.
     */
    static void expNegAbs(final float[] v, final int n, final float[] e) {
        for (int j = 0; j < n; j++) {
            e[j] = Math.abs(v[j]) * (1f / 64f);
        }
        for (int j = 0; j < n; j++) {
            final float t = e[j];
            e[j] = t * (1f + t * (1f / 2f + t * (1f / 6f + t * (1f / 24f + t * (1f / 120f + t * (1f / 720f))))));
        }
        for (int j = 0; j < n; j++) {
            float q = e[j];
            q = q * (2f + q);
            q = q * (2f + q);
            q = q * (2f + q);
            q = q * (2f + q);
            q = q * (2f + q);
            q = q * (2f + q);
            e[j] = 1f / (1f + q);
        }
    }

    /** l ← ln(1 + e) for e in [0, 1], by 2 artanh(e / (2 + e)). */
    static void log1p(final float[] e, final int n, final float[] l) {
        for (int j = 0; j < n; j++) {
            l[j] = e[j] / (2f + e[j]);
        }
        for (int j = 0; j < n; j++) {
            final float q = l[j];
            final float s = q * q;
            l[j] = 2f * q * (1f + s * (1f / 3f + s * (1f / 5f + s * (1f / 7f + s * (1f / 9f + s * (1f / 11f
                + s * (1f / 13f)))))));
        }
    }

    /** l ← ln(1 + exp(v)), given e = exp(−|v|). */
    static void softplus(final float[] v, final float[] e, final int n, final float[] l) {
        log1p(e, n, l);
        for (int j = 0; j < n; j++) {
            l[j] += 0.5f * (v[j] + Math.abs(v[j]));
        }
    }

    /** s ← 1/(1 + exp(−v)), given e = exp(−|v|): ½ + ½ sign(v) tanh(|v|/2). */
    static void sigmoid(final float[] v, final float[] e, final int n, final float[] s) {
        for (int j = 0; j < n; j++) {
            final float sign = v[j] / (Math.abs(v[j]) + TINY);
            s[j] = 0.5f + 0.5f * sign * ((1f - e[j]) / (1f + e[j]));
        }
    }

    /**
     * v ← f(v).
     *
     * @param activation f
     * @param v the values
     * @param n how many
     * @param e room for n values
     * @param l room for n values
     */
    static void activate(final Activation activation, final float[] v, final int n, final float[] e, final float[] l) {
        switch (activation) {
            case LINEAR -> {
                // as it is
            }
            case SOFTPLUS -> {
                expNegAbs(v, n, e);
                softplus(v, e, n, l);
                System.arraycopy(l, 0, v, 0, n);
            }
            case RELU -> relu(v, n);
            case LEAKY_RELU -> leakyRelu(v, n);
            case SIGMOID -> {
                expNegAbs(v, n, e);
                sigmoid(v, e, n, l);
                System.arraycopy(l, 0, v, 0, n);
            }
            case TANH -> tanh(v, n, e, l);
        }
    }

    private static void relu(final float[] v, final int n) {
        for (int j = 0; j < n; j++) {
            v[j] = 0.5f * (v[j] + Math.abs(v[j]));
        }
    }

    private static void leakyRelu(final float[] v, final int n) {
        for (int j = 0; j < n; j++) {
            v[j] = 0.6f * v[j] + 0.4f * Math.abs(v[j]);
        }
    }

    private static void tanh(final float[] v, final int n, final float[] e, final float[] l) {
        for (int j = 0; j < n; j++) {
            l[j] = 2f * v[j];
        }
        expNegAbs(l, n, e);
        for (int j = 0; j < n; j++) {
            v[j] = v[j] / (Math.abs(v[j]) + TINY) * ((1f - e[j]) / (1f + e[j]));
        }
    }

    /**
     * d ← d · f'(·), given h = f(·).
     *
     * @param activation f
     * @param d the gradients
     * @param h the values of f
     * @param n how many
     * @param e room for n values
     */
    static void derivative(final Activation activation, final float[] d, final float[] h, final int n,
        final float[] e) {
        switch (activation) {
            case LINEAR -> {
                // times 1
            }
            case SOFTPLUS -> {
                expNegAbs(h, n, e);
                softplusSlope(d, e, n);
            }
            case RELU -> reluSlope(d, h, n);
            case LEAKY_RELU -> leakyReluSlope(d, h, n);
            case SIGMOID -> sigmoidSlope(d, h, n);
            case TANH -> tanhSlope(d, h, n);
        }
    }

    private static void leakyReluSlope(final float[] d, final float[] h, final int n) {
        for (int j = 0; j < n; j++) {
            d[j] *= 0.6f + 0.4f * (h[j] / (Math.abs(h[j]) + TINY));
        }
    }

    private static void softplusSlope(final float[] d, final float[] e, final int n) {
        for (int j = 0; j < n; j++) {
            d[j] *= 1f - e[j];
        }
    }

    private static void reluSlope(final float[] d, final float[] h, final int n) {
        for (int j = 0; j < n; j++) {
            d[j] *= h[j] / (h[j] + TINY);
        }
    }

    private static void sigmoidSlope(final float[] d, final float[] h, final int n) {
        for (int j = 0; j < n; j++) {
            d[j] *= h[j] * (1f - h[j]);
        }
    }

    private static void tanhSlope(final float[] d, final float[] h, final int n) {
        for (int j = 0; j < n; j++) {
            d[j] *= 1f - h[j] * h[j];
        }
    }

    /** v ← v + b. */
    static void add(final float[] v, final float[] b, final int n) {
        for (int j = 0; j < n; j++) {
            v[j] += b[j];
        }
    }

    /** v ← v − b. */
    static void subtract(final float[] v, final float[] b, final int n) {
        for (int j = 0; j < n; j++) {
            v[j] -= b[j];
        }
    }

    /** d ← v − b. */
    static void difference(final float[] v, final float[] b, final float[] d, final int n) {
        for (int j = 0; j < n; j++) {
            d[j] = v[j] - b[j];
        }
    }

    /** a ← a + (v − a) · share. */
    static void moveTowards(final float[] a, final float[] v, final float share, final int n) {
        for (int j = 0; j < n; j++) {
            a[j] += (v[j] - a[j]) * share;
        }
    }

    /** s ← s + v · x. */
    static void addProduct(final float[] s, final float[] v, final float[] x, final int n) {
        for (int j = 0; j < n; j++) {
            s[j] += v[j] * x[j];
        }
    }

    /** v ← v · a + b. */
    static void scaleAndAdd(final float[] v, final float[] a, final float[] b, final int n) {
        for (int j = 0; j < n; j++) {
            v[j] = v[j] * a[j] + b[j];
        }
    }

    /** v ← v · b. */
    static void multiply(final float[] v, final float[] b, final int n) {
        for (int j = 0; j < n; j++) {
            v[j] *= b[j];
        }
    }

    /** m ← the largest of a, b, c and d. */
    static void max(final float[] a, final float[] b, final float[] c, final float[] d, final int n, final float[] m) {
        for (int j = 0; j < n; j++) {
            m[j] = Math.max(Math.max(a[j], b[j]), Math.max(c[j], d[j]));
        }
    }

    /**
     * Where x is the maximum m, x takes all of d and leaves 0; elsewhere it becomes 0 (to within 1e-22 · d) and leaves
     * d: called for several x in turn, the first maximum gets the gradient. A branch here would be guessed wrongly half
     * the time.
     */
    static void route(final float[] x, final float[] m, final float[] d, final int n) {
        for (int j = 0; j < n; j++) {
            x[j] = d[j] * (TINY / (m[j] - x[j] + TINY));
        }
        for (int j = 0; j < n; j++) {
            d[j] -= x[j];
        }
    }

    /** v ← (v − x) · factor. */
    static void scaledDifference(final float[] v, final float[] x, final float factor, final int n) {
        for (int j = 0; j < n; j++) {
            v[j] = (v[j] - x[j]) * factor;
        }
    }

    /** l ← l − v · x. */
    static void subtractProduct(final float[] l, final float[] v, final float[] x, final int n) {
        for (int j = 0; j < n; j++) {
            l[j] -= v[j] * x[j];
        }
    }

    /** @return Σ v, in four partial sums: the order is fixed, so are the bits */
    static double sum(final float[] v, final int n) {
        float a0 = 0;
        float a1 = 0;
        float a2 = 0;
        float a3 = 0;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            a0 += v[j];
            a1 += v[j + 1];
            a2 += v[j + 2];
            a3 += v[j + 3];
        }
        for (; j < n; j++) {
            a0 += v[j];
        }
        return (double)a0 + a1 + a2 + a3;
    }

    /** One step of Adam over n values: m, v and p are changed. */
    static void adam(final float[] p, final float[] g, final float[] m, final float[] v, final int n,
        final AdamStep step) {
        final float b1 = step.beta1();
        final float b2 = step.beta2();
        final float c1 = step.gain1();
        final float c2 = step.gain2();
        final float rate = step.rate();
        final float scale = step.rootScale();
        final float epsilon = step.epsilon();
        for (int j = 0; j < n; j++) {
            final float gradient = g[j];
            final float mean = b1 * m[j] + c1 * gradient;
            final float square = b2 * v[j] + c2 * gradient * gradient;
            m[j] = mean;
            v[j] = square;
            p[j] -= rate * mean / ((float)Math.sqrt(square) * scale + epsilon);
        }
    }

    /**
     * The constants of one step of Adam.
     *
     * @param beta1 β₁
     * @param gain1 1 − β₁
     * @param beta2 β₂
     * @param gain2 1 − β₂
     * @param rate α / (1 − β₁ᵗ), α with its schedule
     * @param rootScale 1 / √(1 − β₂ᵗ)
     * @param epsilon ε
     */
    record AdamStep(float beta1, float gain1, float beta2, float gain2, float rate, float rootScale, float epsilon) {

        static AdamStep of(final AdamConfig config, final int t, final double rateFactor) {
            return new AdamStep((float)config.beta1(), (float)(1 - config.beta1()), (float)config.beta2(),
                (float)(1 - config.beta2()), (float)(rateFactor * config.rate(t)), (float)config.rootScale(t),
                (float)config.epsilon());
        }
    }
}
