package org.latentlab.engine.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Kernels;

class GanStateTest {

    private static final int ROWS = 6;

    private static final GanConfig CLUSTER_GAN = GanTestData.family().get(3);

    /** Decay 0.9, two steps of the critic for each of the generator. */
    private static final GanTrainingConfig TRAINING = GanTestData.training(TrainingLength.epochs(1));

    private static final Images BARS = GanTestData.bars(ROWS, 1);

    private static GanState state(final Kernels kernels, final long seed) {
        final GanNetwork network = new GanNetwork(kernels, BARS.shape(), CLUSTER_GAN, ROWS, true);
        network.initialise(seed);
        return new GanState(kernels, network, TRAINING);
    }

    private static void step(final GanState state, final int number) {
        final Rng rng = new Rng(number);
        state.network().criticGradients(BARS, null, 0, ROWS, null, CLUSTER_GAN.prior().draw(ROWS, rng), null, rng);
        state.stepCritic();
        state.network().generatorGradients();
        state.stepGenerator();
    }

    private static double[] flat(final List<Tensor> tensors) {
        return tensors.stream().map(Tensor::values)
            .flatMapToDouble(v -> java.util.stream.IntStream.range(0, v.length).mapToDouble(i -> v[i])).toArray();
    }

    private static double[] trained(final GanState state) {
        final double[] generator = flat(state.network().generator().values());
        final double[] encoder = flat(state.network().encoder().values());
        final double[] all = Arrays.copyOf(generator, generator.length + encoder.length);
        System.arraycopy(encoder, 0, all, generator.length, encoder.length);
        return all;
    }

    /** aₜ = dₜ aₜ₋₁ + (1 − dₜ) wₜ with dₜ = min(0.9, t/(t + 9)), in double. */
    @Test
    void generatorAndEncoderAreBothKeptAsAverages() {
        try (Kernels kernels = Kernels.create()) {
            final GanState state = state(kernels, 1);
            final double[] average = trained(state);
            assertArrayEquals(average, flat(state.kept()));
            for (int t = 1; t <= 4; t++) {
                step(state, t);
                final double[] now = trained(state);
                final double decay = Math.min(0.9, t / (t + 9.0));
                for (int i = 0; i < now.length; i++) {
                    average[i] = decay * average[i] + (1 - decay) * now[i];
                }
                assertFalse(Arrays.equals(average, now));
            }
            assertArrayEquals(average, flat(state.kept()), 1e-6);
            assertEquals(GanWeights.shapes(CLUSTER_GAN, BARS.shape()).stream().map(s -> s.name()).toList(),
                state.kept().stream().map(Tensor::name).toList());
        }
    }

    @Test
    void averagesSavedWithoutTheEncodersLetItBeginWithItsWeights() {
        try (Kernels kernels = Kernels.create()) {
            final GanState state = state(kernels, 1);
            step(state, 1);
            step(state, 2);
            final List<Tensor> saved =
                state.average().stream().filter(t -> !t.name().startsWith("average.encoder.")).toList();
            assertTrue(saved.size() < state.average().size());
            final GanState resumed = state(kernels, 9);
            resumed.restore(state.weights(), state.generatorOptimizer(), state.criticOptimizer(), saved);
            final int generators = state.network().generator().all().size();
            GanTestData.assertSame(state.kept().subList(0, generators), resumed.kept().subList(0, generators));
            GanTestData.assertSame(state.network().encoder().values(),
                resumed.kept().subList(generators, resumed.kept().size()));
            step(resumed, 3);
            assertTrue(resumed.kept().stream().allMatch(Tensor::isFinite));
        }
    }
}
