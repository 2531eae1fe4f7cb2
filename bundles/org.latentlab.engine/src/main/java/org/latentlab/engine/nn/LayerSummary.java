package org.latentlab.engine.nn;

import java.util.Locale;

/**
 * One line of a network's summary.
 *
 * @param part the part of the model, e.g. "encoder"
 * @param layer what the layer does, e.g. "convolution 3×3, stride 2, relu"
 * @param output shape of its output
 * @param parameters number of trained parameters
 * @param state number of values that are kept but not trained: running statistics of batch normalisation
 */
public record LayerSummary(String part, String layer, LayerShape output, long parameters, long state) {

    static String describe(final LayerSpec layer) {
        if (layer instanceof LayerSpec.Dense dense) {
            return "dense" + activation(dense.activation());
        }
        if (layer instanceof LayerSpec.Convolution c) {
            return "convolution " + c.kernel() + "×" + c.kernel() + ", stride " + c.stride()
                + activation(c.activation());
        }
        if (layer instanceof LayerSpec.TransposedConvolution t) {
            return "transposed convolution " + t.kernel() + "×" + t.kernel() + ", stride " + t.stride()
                + activation(t.activation());
        }
        if (layer instanceof LayerSpec.BatchNormalisation b) {
            return "batch normalisation" + activation(b.activation());
        }
        if (layer instanceof LayerSpec.LatentSkip s) {
            return "skip connection from z" + activation(s.activation());
        }
        return "reshape";
    }

    private static String activation(final Activation activation) {
        return activation == Activation.LINEAR ? "" : ", " + activation.name().toLowerCase(Locale.ROOT).replace('_',
            ' ');
    }
}
