package org.latentlab.engine.vae;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.DenseStack;
import org.latentlab.engine.nn.ParameterShape;

/**
 * The architecture of a variational autoencoder (Kingma and Welling 2014, "Auto-Encoding Variational Bayes") of fully
 * connected layers.
 *
 * @param latentSize number of latent dimensions, 1…16,384
 * @param encoderWidths widths of the encoder's hidden layers, 0 to 16 of them, each 1…16,384
 * @param decoderWidths widths of the decoder's hidden layers, likewise
 * @param activation activation of the hidden layers
 * @param likelihood how pixels are distributed around the decoder's output
 */
public record VaeConfig(int latentSize, List<Integer> encoderWidths, List<Integer> decoderWidths,
    Activation activation, Likelihood likelihood) {

    private static final int MAX_WIDTH = 16_384;

    private static final int MAX_LAYERS = 16;

    private static final int STANDARD_WIDTH = 500;

    /** Checks the values. */
    public VaeConfig {
        if (latentSize < 1 || latentSize > MAX_WIDTH) {
            throw new IllegalArgumentException("The latent size is 1 to 16,384, not " + latentSize + ".");
        }
        encoderWidths = checked("encoder", encoderWidths);
        decoderWidths = checked("decoder", decoderWidths);
        if (activation == null || likelihood == null) {
            throw new IllegalArgumentException("A VAE needs an activation and a likelihood.");
        }
    }

    private static List<Integer> checked(final String part, final List<Integer> widths) {
        if (widths.size() > MAX_LAYERS) {
            throw new IllegalArgumentException("The " + part + " has at most " + MAX_LAYERS + " hidden layers, not "
                + widths.size() + ".");
        }
        for (final int width : widths) {
            if (width < 1 || width > MAX_WIDTH) {
                throw new IllegalArgumentException("A hidden layer of the " + part + " has 1 to 16,384 units, not "
                    + width + ".");
            }
        }
        return List.copyOf(widths);
    }

    /**
     * @param latentSize number of latent dimensions
     * @return two hidden layers of 500 units on either side, softplus, Bernoulli likelihood
     */
    public static VaeConfig standard(final int latentSize) {
        final List<Integer> widths = List.of(STANDARD_WIDTH, STANDARD_WIDTH);
        return new VaeConfig(latentSize, widths, widths, Activation.SOFTPLUS, new Likelihood.Bernoulli());
    }

    /**
     * @param inputs number of values of an image
     * @return the parameters of this VAE for such images: the encoder's, then the decoder's. The encoder ends in the
     *         means of the posterior followed by its log-variances
     */
    public List<ParameterShape> parameterShapes(final int inputs) {
        final List<ParameterShape> shapes = new ArrayList<>();
        shapes.addAll(DenseStack.shapes("encoder", inputs, encoderWidths, 2 * latentSize));
        shapes.addAll(DenseStack.shapes("decoder", latentSize, decoderWidths, inputs));
        return shapes;
    }

    /**
     * @param inputs number of values of an image
     * @return the encoder's layers as in the literature, e.g. "784-500-500-2"
     */
    public String layers(final int inputs) {
        final StringBuilder text = new StringBuilder().append(inputs);
        encoderWidths.forEach(width -> text.append('-').append(width));
        return text.append('-').append(latentSize).toString();
    }
}
