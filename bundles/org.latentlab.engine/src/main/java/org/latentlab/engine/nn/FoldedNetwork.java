package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.archive.Tensor;

/**
 * A trained network without batch normalisation that computes the same: γ (x W + b − μ)/√(σ² + ε) + β with running
 * statistics is a weighted sum again, so that each row is computed, and differentiated, by itself.
 *
 * @param spec the layers
 * @param weights their parameters in order
 */
public record FoldedNetwork(NetworkSpec spec, List<Tensor> weights) {

    /**
     * @param spec layers; before each batch normalisation a linear fully connected layer or transposed convolution
     * @param name begins the names of the parameters
     * @param weights parameters and states of these layers in order
     * @return the folded network
     * @throws IllegalArgumentException if batch normalisation stands elsewhere
     */
    public static FoldedNetwork of(final NetworkSpec spec, final String name, final List<Tensor> weights) {
        final List<LayerSpec> layers = new ArrayList<>();
        final List<Tensor> values = new ArrayList<>();
        int weighted = -1;
        int at = 0;
        for (final LayerSpec layer : spec.layers()) {
            if (layer instanceof LayerSpec.BatchNormalisation norm) {
                if (weighted < 0) {
                    throw new IllegalArgumentException("Batch normalisation can be folded into the weights right "
                        + "before it alone, and there are none.");
                }
                final int last = values.size();
                fold(values.get(last - 2), values.get(last - 1), inputs(layers.get(weighted), values.get(last - 2)),
                    weights.subList(at, at + NORM_PARAMETERS));
                layers.set(weighted, activated(layers.get(weighted), norm.activation()));
                at += NORM_PARAMETERS;
                continue;
            }
            layers.add(layer);
            if (layer instanceof LayerSpec.LatentSkip) {
                weighted = -1;
                values.add(copy(weights.get(at++)));
            } else if (!(layer instanceof LayerSpec.Reshape)) {
                weighted = layers.size() - 1;
                values.add(copy(weights.get(at++)));
                values.add(copy(weights.get(at++)));
            }
        }
        return new FoldedNetwork(new NetworkSpec(spec.input(), spec.latentSize(), layers),
            named(new NetworkSpec(spec.input(), spec.latentSize(), layers).parameterShapes(name), values));
    }

    /** Scale, shift, running mean and running variance. */
    private static final int NORM_PARAMETERS = 4;

    private static Tensor copy(final Tensor tensor) {
        return new Tensor(tensor.name(), tensor.shape(), tensor.values().clone());
    }

    private static List<Tensor> named(final List<ParameterShape> shapes, final List<Tensor> values) {
        final List<Tensor> named = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            named.add(new Tensor(shapes.get(i).name(), shapes.get(i).sizes(), values.get(i).values()));
        }
        return named;
    }

    /** @return how many weights in a row belong to the same output: a transposed convolution's inputs come last */
    private static int inputs(final LayerSpec layer, final Tensor weights) {
        return layer instanceof LayerSpec.TransposedConvolution ? weights.shape()[weights.shape().length - 1] : 1;
    }

    private static LayerSpec activated(final LayerSpec layer, final Activation activation) {
        if (layer instanceof LayerSpec.Dense dense && dense.activation() == Activation.LINEAR) {
            return new LayerSpec.Dense(dense.units(), activation);
        }
        if (layer instanceof LayerSpec.TransposedConvolution t && t.activation() == Activation.LINEAR) {
            return new LayerSpec.TransposedConvolution(t.filters(), t.kernel(), t.stride(), t.padding(), t.trim(),
                activation);
        }
        throw new IllegalArgumentException("Batch normalisation cannot be folded into " + layer + ".");
    }

    private static void fold(final Tensor weights, final Tensor bias, final int inputs, final List<Tensor> norm) {
        // images are stored H×W×C, so outputs of a fully connected layer take their channels in turn
        final int channels = norm.get(0).values().length;
        final double[] factor = new double[channels];
        for (int c = 0; c < channels; c++) {
            factor[c] = norm.get(0).values()[c] / Math.sqrt(norm.get(3).values()[c] + NormalisationKernels.EPSILON);
        }
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] *= factor[i / inputs % channels];
        }
        for (int i = 0; i < bias.values().length; i++) {
            final int c = i % channels;
            bias.values()[i] = (float)((bias.values()[i] - norm.get(2).values()[c]) * factor[c]
                + norm.get(1).values()[c]);
        }
    }
}
