package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Tensor;

/** The parts of the loss that the codes have, by hand. */
class LatentLossTest {

    private static final int ROWS = 4;

    /** Summed over the rows: 0.1, 0.5 and 2 nats per image. */
    private static final double[] KL = {0.4, 2, 8};

    private static VaeConfig config(final Divergence divergence, final NeighbourRegularisation neighbours) {
        return new VaeConfig(3, new Architecture.Mlp(List.of(), List.of(), Activation.RELU, false),
            PosteriorKind.GAUSSIAN, divergence, new Likelihood.Bernoulli(), neighbours);
    }

    private static LatentLoss kl(final double freeBits, final double capacity) {
        return new LatentLoss(config(new Divergence.Kl(BetaSchedule.constant(1), freeBits, capacity), null), ROWS);
    }

    @Test
    void klIsWeightedByBeta() {
        final LatentLoss loss = kl(0, -1);
        assertEquals(0.5 * 2.6, loss.kl(KL, 0.5, ROWS), 1e-15);
        assertArrayEquals(new double[]{0.125, 0.125, 0.125}, loss.klFactors(), 1e-15);
    }

    @Test
    void dimensionsBelowTheFreeBitsCountThemAndAreNotPushed() {
        final LatentLoss loss = kl(0.5, -1);
        assertEquals(2 * (0.5 + 0.5 + 2), loss.kl(KL, 2, ROWS), 1e-15);
        assertArrayEquals(new double[]{0, 0, 0.5}, loss.klFactors(), 1e-15);
        assertEquals(Double.NaN, loss.kl(new double[]{0.4, Double.NaN, 8}, 2, ROWS), "a KL that is no number is seen");
    }

    @Test
    void capacityDrawsTheKlFromBothSides() {
        final LatentLoss above = kl(0, 1.6);
        assertEquals(3 * 1.0, above.kl(KL, 3, ROWS), 1e-14);
        assertArrayEquals(new double[]{0.75, 0.75, 0.75}, above.klFactors(), 1e-15);
        final LatentLoss below = kl(0, 3.6);
        assertEquals(3 * 1.0, below.kl(KL, 3, ROWS), 1e-14);
        assertArrayEquals(new double[]{-0.75, -0.75, -0.75}, below.klFactors(), 1e-15);
    }

    @Test
    void withoutADivergenceNothingCounts() {
        final LatentLoss loss = new LatentLoss(config(new Divergence.None(), null), ROWS);
        assertEquals(0, loss.kl(KL, 1, ROWS), 0);
        assertArrayEquals(new double[3], loss.klFactors(), 0);
        assertEquals(0, loss.prior().length);
    }

    /** Codes at 0, 1, 3 and 3.5 on a line, classes a, a, b, b, one neighbour, margin 2.5: see the sums. */
    @Test
    void theNeighbourPenaltyCountsWithItsWeight() {
        final LatentLoss loss = new LatentLoss(config(new Divergence.None(), new NeighbourRegularisation(2, 1, 2.5)),
            ROWS);
        loss.setClasses(new int[]{0, 0, 1, 1});
        try (Kernels kernels = Kernels.create()) {
            final Tensor z = kernels.allocate(ROWS, 3);
            z.put(new float[]{0, 0, 0, 1, 0, 0, 3, 0, 0, 3.5f, 0, 0}, 12);
            final Tensor gradient = kernels.allocate(ROWS, 3);
            gradient.put(new float[]{0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 12);
            final LatentLoss.Penalties penalties = loss.penalties(z, gradient, ROWS);
            // pulls 1, 1, 0.25, 0.25; pushes 0 (at 3), 0.5² (at 2), 0.5² (at 2), 0 (at 2.5)
            assertEquals((2.5 + 0.5) / ROWS, penalties.neighbours(), 1e-12);
            assertEquals(2 * (2.5 + 0.5) / ROWS, penalties.loss(), 1e-12);
            assertEquals(Double.NaN, penalties.mmd());
            // weight/n · [pull of 0 to 1 and of 1 to 0: −2 − 2], and what was there before
            assertEquals(-2.0, gradient.toFloats()[0], 1e-6);
            assertEquals(10, gradient.toFloats()[1], 1e-6);
            // weight/n · [2 + 2 from the pulls, 2 · 0.5 from either push away from 3]
            assertEquals(2.0 / ROWS * (4 + 1 + 1), gradient.toFloats()[3], 1e-6);
            assertEquals(penalties, loss.penalties(z, null, ROWS));
        }
    }

    @Test
    void theMmdCountsWithItsWeight() {
        final LatentLoss loss = new LatentLoss(
            config(new Divergence.Mmd(7, Divergence.MmdKernel.INVERSE_MULTIQUADRATIC, 1), null), 2);
        assertEquals(6, loss.prior().length);
        try (Kernels kernels = Kernels.create()) {
            final Tensor z = kernels.allocate(2, 3);
            z.put(new float[]{0, 0, 0, 1, 0, 0}, 6);
            System.arraycopy(new double[]{0, 0, 0, 0, 0, 2}, 0, loss.prior(), 0, 6);
            final LatentLoss.Penalties penalties = loss.penalties(z, null, 2);
            // k = 1/2 within the codes, 1/5 within the prior, 1, 1/5, 1/2 and 1/6 between them
            final double expected = 0.5 + 0.2 - 0.5 * (1 + 0.2 + 0.5 + 1 / 6.0);
            assertEquals(expected, penalties.mmd(), 1e-12);
            assertEquals(7 * expected, penalties.loss(), 1e-12);
        }
    }
}
