package org.latentlab.engine.conditional;

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
 * A network that turns a class y and noise into a latent vector: z = μ_y + r σ_y ⊙ tanh((ε + F(y, ε))/r). The noise ε =
 * (x − μ_y)/σ_y is a draw x of the class's codes in units of their standard deviations (0 where that is 0), F a network
 * of fully connected layers with leaky ReLUs that takes the class as one-hot, then ε; r bounds how far z gets from the
 * mean. Without F, it draws the class's codes but for the bound.
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
        final List<ParameterShape> shapes = parameterShapes(classes.size(), classes.dimensions(), config);
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
     * @param classes L, the number of classes
     * @param dimensions d, the number of latent dimensions
     * @param config the network
     * @return the network F
     */
    static NetworkSpec spec(final int classes, final int dimensions, final NetworkSamplerConfig config) {
        final List<LayerSpec> layers = new ArrayList<>();
        config.hidden().forEach(units -> layers.add(new LayerSpec.Dense(units, Activation.LEAKY_RELU)));
        layers.add(new LayerSpec.Dense(dimensions, Activation.LINEAR));
        return new NetworkSpec(LayerShape.vector(classes + dimensions), 0, layers);
    }

    /**
     * @param classes L, the number of classes
     * @param dimensions d, the number of latent dimensions
     * @param config the network
     * @return names and sizes of its weights, in order
     */
    public static List<ParameterShape> parameterShapes(final int classes, final int dimensions,
        final NetworkSamplerConfig config) {
        return spec(classes, dimensions, config).parameterShapes(NAME);
    }

    /**
     * @param classes the classes
     * @param wanted the class of each
     * @param seed the seed
     * @return ε of each, n × d; as {@link ScaledSampler} draws with θ = 1 and n = 1
     */
    static Matrix noise(final LatentClasses classes, final int[] wanted, final long seed) {
        final int d = classes.dimensions();
        final Matrix x = new ScaledSampler(classes, Scales.simple(classes.size(), d, 1, 1)).draw(wanted, seed,
            Progress.NONE);
        for (int i = 0; i < wanted.length; i++) {
            final LatentClass y = classes.classes().get(wanted[i]);
            for (int j = 0; j < d; j++) {
                final double deviation = y.standardDeviation()[j];
                x.data()[i * d + j] = deviation > 0 ? (x.data()[i * d + j] - y.mean()[j]) / deviation : 0;
            }
        }
        return x;
    }

    @Override
    public Matrix draw(final int[] wanted, final long seed, final Progress progress) {
        final int d = classes.dimensions();
        final Matrix z = noise(classes, wanted, seed);
        final double[][] weight = new double[weights.size()][];
        for (int p = 0; p < weight.length; p++) {
            final float[] values = weights.get(p).values();
            weight[p] = new double[values.length];
            Arrays.setAll(weight[p], i -> values[i]);
        }
        for (int from = 0; from < wanted.length; from += ROWS_AT_ONCE) {
            progress.checkCanceled();
            final int to = Math.min(wanted.length, from + ROWS_AT_ONCE);
            for (int i = from; i < to; i++) {
                final LatentClass y = classes.classes().get(wanted[i]);
                final double[] f = network(weight, wanted[i], z.data(), i * d);
                for (int j = 0; j < d; j++) {
                    final double bounded = Math.tanh((z.data()[i * d + j] + f[j]) / config.reach());
                    z.data()[i * d + j] = y.mean()[j] + config.reach() * y.standardDeviation()[j] * bounded;
                }
            }
            progress.update((double)to / wanted.length,
                String.format(Locale.ROOT, "Drew %,d of %,d latent vectors", to, wanted.length));
        }
        return z;
    }

    /** F of one row by itself, so that what is drawn of a class does not depend on the other rows, not by a bit. */
    private double[] network(final double[][] weight, final int y, final double[] noise, final int at) {
        double[] x = new double[classes.size() + classes.dimensions()];
        x[y] = 1;
        System.arraycopy(noise, at, x, classes.size(), classes.dimensions());
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
            classes.size() + classes.dimensions(), hidden, classes.dimensions(), number(config.cosineWeight()),
            number(config.spreadWeight()));
    }

    private static String number(final double value) {
        return value == Math.rint(value) ? String.valueOf((long)value) : String.valueOf((float)value);
    }
}
