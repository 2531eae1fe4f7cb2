package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;

/** The moving average of weights: by hand, and stored and taken back. */
class WeightAverageTest {

    private static void put(final Parameters parameters, final double weight, final double mean) {
        parameters.all().get(0).value().put(new double[]{weight, -weight}, 2);
        parameters.all().get(1).value().put(new double[]{mean}, 1);
    }

    private static Parameters parameters(final Kernels kernels) {
        final Parameters parameters = new Parameters(kernels);
        parameters.add(new ParameterShape("w", 2));
        parameters.add(new ParameterShape("w.runningMean", 1));
        put(parameters, 100, 50);
        return parameters;
    }

    @Test
    void untrainedWeightsAreForgottenAndStatesAveragedAlike() {
        try (Kernels kernels = new FusedKernels()) {
            final Parameters parameters = parameters(kernels);
            final WeightAverage average = new WeightAverage(parameters, 0.15);
            put(parameters, 10, 0);
            average.update(); // d = 1/10
            assertArrayEquals(new float[]{19, -19}, average.values().get(0).values(), 1e-5f);
            assertArrayEquals(new float[]{5}, average.values().get(1).values(), 1e-5f);
            average.update(); // d = 0.15, less than 2/11
            assertArrayEquals(new float[]{11.35f, -11.35f}, average.values().get(0).values(), 1e-5f);
            assertEquals("w.runningMean", average.values().get(1).name());
            assertArrayEquals(new float[]{10, -10}, parameters.all().get(0).value().toFloats());
        }
    }

    /** However slow the decay: ∏ t/(t + 9) over 20 steps is 9!·20!/29! = 10⁻⁷, and the mean age of what is left 2. */
    @Test
    void aShortTrainingIsAveragedOverItsLastSteps() {
        try (Kernels kernels = new FusedKernels()) {
            final Parameters parameters = parameters(kernels);
            put(parameters, 1e6, 0);
            final WeightAverage average = new WeightAverage(parameters, 0.9999);
            for (int t = 1; t <= 20; t++) {
                put(parameters, 0, t);
                average.update();
            }
            assertEquals(1e6 * 1e-7, average.values().get(0).values()[0], 0.01);
            assertEquals(0.9 * 20, average.values().get(1).values()[0], 0.01);
        }
    }

    @Test
    void goesOnToTheSameBitsAfterRestoring() {
        try (Kernels kernels = new FusedKernels()) {
            final Parameters parameters = parameters(kernels);
            final WeightAverage average = new WeightAverage(parameters, 0.999);
            put(parameters, 3, 1);
            average.update();
            final List<org.latentlab.engine.archive.Tensor> state = average.state();
            final WeightAverage other = new WeightAverage(parameters, 0.999);
            other.restore(state);
            for (final WeightAverage a : List.of(average, other)) {
                put(parameters, 0.7, 0.3);
                a.update();
            }
            assertEquals(average.values(), other.values());
            assertThrows(EngineException.class, () -> other.restore(state.subList(0, 2)));
        }
    }

    @Test
    void decaysOfOneOrMoreAreRefused() {
        try (Kernels kernels = new FusedKernels()) {
            final Parameters parameters = parameters(kernels);
            assertThrows(IllegalArgumentException.class, () -> new WeightAverage(parameters, 1));
            assertThrows(IllegalArgumentException.class, () -> new WeightAverage(parameters, -0.1));
        }
    }
}
