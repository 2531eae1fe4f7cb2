package org.latentlab.engine.conditional;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.LayerShape;
import org.latentlab.engine.nn.LayerSpec;
import org.latentlab.engine.nn.NetworkSpec;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.train.Progress;

/**
 * A network that turns a class y and noise into a latent vector: z = m_k + L_k r tanh((ε + F(y, k, ε))/r). ε are d
 * standard normal numbers, m_k and L_k the mean and the Cholesky factor of the covariance of the class's component k,
 * which is drawn first where a class has several; of a diagonal one, L_k are the standard deviations. F is a network of
 * fully connected layers with leaky ReLUs that takes class and component as one-hot, then ε. Without F, this would draw
 * the class's codes but for the bound of r standard deviations.
 *
 * @param classes the classes
 * @param config how it was built and trained
 * @param weights F's weights, as {@link #parameterShapes} says
 */
public record NetworkSampler(LatentClasses classes, NetworkSamplerConfig config, List<Tensor> weights)
    implements ConditionalSampler {

    /** Begins the names of the weights. */
    static final String NAME = "sampler";

    /** Slope of a leaky ReLU below 0, as everywhere in the engine. */
    private static final double SLOPE = 0.2;

    private static final int ROWS_AT_ONCE = 10_000;

    /** Checks that the weights fit. */
    public NetworkSampler {
        weights = List.copyOf(weights);
        final List<ParameterShape> shapes = parameterShapes(classes, config);
        boolean fits = shapes.size() == weights.size();
        for (int i = 0; fits && i < shapes.size(); i++) {
            fits = Arrays.equals(shapes.get(i).sizes(), weights.get(i).shape());
        }
        if (!fits || !weights.stream().allMatch(Tensor::isFinite)) {
            throw new EngineException("The generator network's weights are not those of a network for "
                + classes.size() + " classes and " + classes.dimensions() + " latent dimensions. Fit it again.");
        }
    }

    /**
     * @param classes the classes
     * @param config the network
     * @return the network F
     */
    static NetworkSpec spec(final LatentClasses classes, final NetworkSamplerConfig config) {
        final int dimensions = classes.dimensions();
        final List<LayerSpec> layers = new ArrayList<>();
        config.hidden().forEach(units -> layers.add(new LayerSpec.Dense(units, Activation.LEAKY_RELU)));
        layers.add(new LayerSpec.Dense(dimensions, Activation.LINEAR));
        return new NetworkSpec(LayerShape.vector(ClassCodes.components(classes) + dimensions), 0, layers);
    }

    /**
     * @param classes the classes
     * @param config the network
     * @return names and sizes of its weights, in order
     */
    public static List<ParameterShape> parameterShapes(final LatentClasses classes,
        final NetworkSamplerConfig config) {
        return spec(classes, config).parameterShapes(NAME);
    }

    /**
     * @param u standard deviations from the mean
     * @param reach the bound, above 0
     * @return r tanh(u/r)
     */
    static double bound(final double u, final double reach) {
        // not Math's tanh: its last bits depend on the Java version
        return reach * StrictMath.tanh(u / reach);
    }

    @Override
    public Matrix draw(final int[] wanted, final long seed, final Progress progress) {
        final int d = classes.dimensions();
        final ClassCodes codes = new ClassCodes(classes);
        final ClassCodes.Noise noise = codes.noise(wanted, seed);
        final double[] u = noise.normals();
        final Matrix z = Matrix.zeros(wanted.length, d);
        final double[][] weight = new double[weights.size()][];
        for (int p = 0; p < weight.length; p++) {
            final float[] values = weights.get(p).values();
            weight[p] = new double[values.length];
            Arrays.setAll(weight[p], i -> values[i]);
        }
        final int inputs = ClassCodes.components(classes) + d;
        for (int from = 0; from < wanted.length; from += ROWS_AT_ONCE) {
            progress.checkCanceled();
            final int to = Math.min(wanted.length, from + ROWS_AT_ONCE);
            for (int i = from; i < to; i++) {
                final double[] x = new double[inputs];
                x[noise.components()[i]] = 1;
                System.arraycopy(u, i * d, x, inputs - d, d);
                final double[] f = network(weight, x);
                for (int j = 0; j < d; j++) {
                    u[i * d + j] = bound(u[i * d + j] + f[j], config.reach());
                }
                codes.toLatent(wanted[i], noise.components()[i], u, z.data(), i * d);
            }
            progress.update((double)to / wanted.length,
                String.format(Locale.ROOT, "Drew %,d of %,d latent vectors", to, wanted.length));
        }
        return z;
    }

    /** F of one row by itself, so that what is drawn of a class does not depend on the other rows, not by a bit. */
    private static double[] network(final double[][] weight, final double[] input) {
        double[] x = input;
        for (int p = 0; p < weight.length; p += 2) {
            final double[] h = weight[p + 1].clone();
            for (int i = 0; i < x.length; i++) {
                final double v = x[i];
                for (int j = 0; v != 0 && j < h.length; j++) {
                    h[j] += v * weight[p][i * h.length + j];
                }
            }
            for (int j = 0; p + 2 < weight.length && j < h.length; j++) {
                h[j] = h[j] > 0 ? h[j] : SLOPE * h[j];
            }
            x = h;
        }
        return x;
    }

    /** @return e.g. "generator network 30-128-128-20, weight of the cosine 1.5, of the spread 0.03" */
    @Override
    public String summary() {
        final String hidden = config.hidden().stream().map(units -> units + "-").collect(Collectors.joining());
        return String.format(Locale.ROOT, "generator network %d-%s%d, weight of the cosine %s, of the spread %s",
            ClassCodes.components(classes) + classes.dimensions(), hidden, classes.dimensions(),
            number(config.cosineWeight()), number(config.spreadWeight()));
    }

    private static String number(final double value) {
        return new BigDecimal(String.valueOf((float)value)).stripTrailingZeros().toPlainString();
    }
}
