package org.latentlab.engine.vae;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.engine.nn.NetworkSpec;
import org.latentlab.engine.nn.ParameterShape;

/**
 * A variational autoencoder (Kingma and Welling 2014, "Auto-Encoding Variational Bayes") or one of its family: what is
 * trained, and by which loss.
 *
 * @param latentSize number d of latent dimensions, 1…16,384
 * @param architecture the layers
 * @param posterior what the encoder gives
 * @param divergence what keeps the codes near the prior
 * @param likelihood how pixels are distributed around the decoder's output
 * @param neighbours the penalty on latent neighbours, for images with classes; null = none
 */
public record VaeConfig(int latentSize, Architecture architecture, PosteriorKind posterior, Divergence divergence,
    Likelihood likelihood, NeighbourRegularisation neighbours) {

    private static final int STANDARD_WIDTH = 500;

    /** Checks the values. */
    public VaeConfig {
        if (latentSize < 1 || latentSize > Architecture.MAX_WIDTH) {
            throw new IllegalArgumentException("The latent size is 1 to 16,384, not " + latentSize + ".");
        }
        if (architecture == null || posterior == null || divergence == null || likelihood == null) {
            throw new IllegalArgumentException("A VAE needs an architecture, a posterior, a divergence and a "
                + "likelihood.");
        }
        if (posterior == PosteriorKind.DETERMINISTIC && divergence instanceof Divergence.Kl) {
            throw new IllegalArgumentException("A deterministic code has no KL divergence. Choose the MMD or none, or "
                + "a Gaussian posterior.");
        }
    }

    /**
     * The VAE of fully connected layers, trained by the ELBO.
     *
     * @param latentSize number of latent dimensions
     * @param encoderWidths widths of the encoder's hidden layers
     * @param decoderWidths widths of the decoder's hidden layers
     * @param activation activation of the hidden layers
     * @param likelihood how pixels are distributed around the decoder's output
     */
    public VaeConfig(final int latentSize, final List<Integer> encoderWidths, final List<Integer> decoderWidths,
        final Activation activation, final Likelihood likelihood) {
        this(latentSize, new Architecture.Mlp(encoderWidths, decoderWidths, activation, false), PosteriorKind.GAUSSIAN,
            Divergence.Kl.of(1), likelihood, null);
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
     * @return whether a model of this kind has an ELBO, whatever it was trained by: a Gaussian posterior and a
     *         likelihood. One trained by the MMD or without a divergence has it, too
     */
    public boolean hasElbo() {
        return posterior == PosteriorKind.GAUSSIAN && !(likelihood instanceof Likelihood.SquaredError);
    }

    /** @return the network in words, e.g. "500-500-2-500-500, softplus, Bernoulli" */
    public String description() {
        return architecture.description(latentSize) + ", " + likelihood.description();
    }

    /** @return width of the encoder's output */
    public int encoderOutputs() {
        return posterior == PosteriorKind.GAUSSIAN ? 2 * latentSize : latentSize;
    }

    /**
     * @param image the shape of the images
     * @return the encoder; a Gaussian posterior is its means followed by its log-variances
     * @throws IllegalArgumentException if the architecture cannot take such images
     */
    public NetworkSpec encoder(final ImageShape image) {
        return architecture.encoder(image, encoderOutputs());
    }

    /**
     * @param image the shape of the images
     * @return the decoder
     * @throws IllegalArgumentException if the architecture cannot take such images
     */
    public NetworkSpec decoder(final ImageShape image) {
        return architecture.decoder(image, latentSize);
    }

    /**
     * @param image the shape of the images
     * @return the parameters and the running statistics of this VAE for such images: the encoder's, the decoder's, then
     *         "likelihood.logScale" (one value per channel) where the likelihood has one
     */
    public List<ParameterShape> parameterShapes(final ImageShape image) {
        final List<ParameterShape> shapes = new ArrayList<>();
        shapes.addAll(encoder(image).parameterShapes("encoder"));
        shapes.addAll(decoder(image).parameterShapes("decoder"));
        if (likelihood.hasLogScale()) {
            shapes.add(new ParameterShape("likelihood.logScale", image.channels()));
        }
        return shapes;
    }

    /**
     * @param image the shape of the images
     * @return every layer with its output shape and number of parameters
     */
    public List<LayerSummary> summary(final ImageShape image) {
        final List<LayerSummary> lines = new ArrayList<>(encoder(image).summary("encoder"));
        lines.addAll(decoder(image).summary("decoder"));
        return lines;
    }

    /**
     * @param image the shape of the images
     * @return the encoder's layers in short, e.g. "784-500-500-2"
     */
    public String layers(final ImageShape image) {
        return architecture.layers(image, latentSize);
    }
}
