package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.GradientCheck;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.Tensor;

/** Likelihoods with learned scales: where the scales begin, how low they can go, and which channel each belongs to. */
class ReconstructionLossTest {

    private static final ImageShape SHAPE = ImageShape.rgb(2, 2);

    private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

    private static ReconstructionLoss loss(final Kernels kernels, final Parameters parameters,
        final Likelihood likelihood, final boolean channelsLast) {
        final Architecture architecture = channelsLast
            ? new Architecture.Convolutional(List.of(2), Activation.RELU, false)
            : new Architecture.Mlp(List.of(), List.of(), Activation.RELU, false);
        return new ReconstructionLoss(kernels, parameters, SHAPE,
            new VaeConfig(2, architecture, PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), likelihood, null));
    }

    private static Tensor filled(final Kernels kernels, final double value) {
        final double[] values = new double[SHAPE.values()];
        Arrays.fill(values, value);
        final Tensor tensor = kernels.allocate(1, values.length);
        tensor.put(values, values.length);
        return tensor;
    }

    @Test
    void scalesBeginWhereADecoderThatKnowsTheMeanOnlyIsCalibrated() {
        try (Kernels kernels = GradientCheck.kernels()) {
            final Parameters parameters = new Parameters(kernels);
            final ReconstructionLoss loss = loss(kernels, parameters, new Likelihood.LearnedGaussian(), true);
            loss.initialise();
            final double[] perRow = new double[1];
            final Tensor gradient = kernels.allocate(1, SHAPE.values());
            loss.compute(filled(kernels, 0.5), filled(kernels, 0.8), gradient, perRow, 1);
            // σ = 0.3 and an error of 0.3: ½ + ln σ + ½ ln 2π, and no pull on σ
            assertEquals(SHAPE.values() * (0.5 + Math.log(0.3) + HALF_LOG_2PI), perRow[0], 1e-2);
            for (final double pull : parameters.list().get(0).gradient().toDoubles()) {
                assertEquals(0, pull, 0.1);
            }
            assertEquals("likelihood.logScale [3]", parameters.list().get(0).shape().toString());
        }
    }

    @Test
    void aDeviationDoesNotFallBelowItsFloorWhereReconstructionsAreExact() {
        try (Kernels kernels = GradientCheck.kernels()) {
            final Parameters parameters = new Parameters(kernels);
            final ReconstructionLoss loss = loss(kernels, parameters, new Likelihood.LearnedGaussian(), true);
            parameters.list().get(0).value().put(new double[]{-50, -50, -50}, 3);
            final double[] perRow = new double[1];
            loss.compute(filled(kernels, 0.5), filled(kernels, 0.5), kernels.allocate(1, SHAPE.values()), perRow, 1);
            assertEquals(SHAPE.values() * (-6 + HALF_LOG_2PI), perRow[0], 1e-9);
            for (final double pull : parameters.list().get(0).gradient().toDoubles()) {
                assertTrue(pull >= 0 && pull < 1e-15, "no pull further down: " + pull);
            }
        }
    }

    /** An error in one channel alone pulls that channel's scale up, all others down, in either layout. */
    @Test
    void eachChannelHasItsScale() {
        for (final Likelihood likelihood : List.of(new Likelihood.LearnedGaussian(),
            new Likelihood.DiscretisedLogistic())) {
            for (final boolean last : new boolean[]{false, true}) {
                try (Kernels kernels = GradientCheck.kernels()) {
                    final Parameters parameters = new Parameters(kernels);
                    final ReconstructionLoss loss = loss(kernels, parameters, likelihood, last);
                    loss.initialise();
                    final double[] target = new double[SHAPE.values()];
                    for (int j = 0; j < target.length; j++) {
                        target[j] = (last ? j % 3 : j / 4) == 1 ? 1 : 0.5;
                    }
                    final Tensor targets = kernels.allocate(1, target.length);
                    targets.put(target, target.length);
                    loss.compute(filled(kernels, 0.5), targets, kernels.allocate(1, target.length), new double[1], 1);
                    final double[] pull = parameters.list().get(0).gradient().toDoubles();
                    assertTrue(pull[0] > 1 && pull[2] > 1 && pull[1] < -1, likelihood + ", channels last " + last
                        + ": " + Arrays.toString(pull));
                }
            }
        }
    }

    @Test
    void otherLikelihoodsHaveNoParameter() {
        try (Kernels kernels = GradientCheck.kernels()) {
            final Parameters parameters = new Parameters(kernels);
            loss(kernels, parameters, new Likelihood.Bernoulli(), true).initialise();
            loss(kernels, parameters, new Likelihood.SquaredError(), true).initialise();
            assertTrue(parameters.all().isEmpty());
        }
    }
}
