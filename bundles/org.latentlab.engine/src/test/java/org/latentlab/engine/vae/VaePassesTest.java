package org.latentlab.engine.vae;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.generate.DecoderCheck;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;

/** Gradients with regard to the latent vectors, through the decoders of all VAEs. */
class VaePassesTest {

    private static final List<Integer> WIDTHS = List.of(12, 9);

    private static final List<Integer> FILTERS = List.of(3, 4);

    private static Images noise(final ImageShape shape) {
        final Rng rng = new Rng(2);
        final float[] values = new float[24 * shape.values()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)rng.nextDouble();
        }
        return Images.ofFloats(shape, values);
    }

    private static void check(final Architecture architecture, final Likelihood likelihood, final ImageShape shape) {
        final VaeConfig config =
            new VaeConfig(4, architecture, PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), likelihood, null);
        final TrainingConfig training = new TrainingConfig(2, 8, 5e-3, 3, 0, 0, 0, false);
        DecoderCheck.check(VaeTrainer.train(noise(shape), config, training, Progress.NONE));
    }

    @Test
    void fullyConnectedDecodersOfEveryLikelihood() {
        final Architecture mlp = new Architecture.Mlp(WIDTHS, WIDTHS, Activation.SOFTPLUS, false);
        for (final Likelihood likelihood : List.of(new Likelihood.Bernoulli(), new Likelihood.Gaussian(0.3),
            new Likelihood.LearnedGaussian(), new Likelihood.SquaredError(), new Likelihood.DiscretisedLogistic())) {
            check(mlp, likelihood, ImageShape.gray(5, 6));
            check(mlp, likelihood, ImageShape.gray(1, 7));
        }
        check(mlp, new Likelihood.Bernoulli(), ImageShape.rgb(4, 5));
    }

    @Test
    void skipConnections() {
        check(new Architecture.Mlp(WIDTHS, WIDTHS, Activation.RELU, true), new Likelihood.Bernoulli(),
            ImageShape.gray(5, 6));
        check(new Architecture.Convolutional(FILTERS, Activation.TANH, true), new Likelihood.Bernoulli(),
            ImageShape.rgb(16, 12));
        check(new Architecture.DeepConvolutional(3, true), new Likelihood.Bernoulli(), ImageShape.rgb(16, 16));
    }

    @Test
    void convolutionalDecodersInGrayAndColour() {
        for (final ImageShape shape : List.of(ImageShape.gray(16, 12), ImageShape.rgb(12, 16))) {
            check(new Architecture.Convolutional(FILTERS, Activation.SOFTPLUS, false), new Likelihood.Bernoulli(),
                shape);
        }
    }

    /** With the statistics that training has gathered. */
    @Test
    void batchNormalisation() {
        for (final ImageShape shape : List.of(ImageShape.gray(16, 16), ImageShape.rgb(16, 32))) {
            check(new Architecture.DeepConvolutional(3, false), new Likelihood.Gaussian(0.5), shape);
        }
    }
}
