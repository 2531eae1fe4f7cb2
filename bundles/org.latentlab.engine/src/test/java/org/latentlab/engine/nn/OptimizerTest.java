package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.nn.KernelAgreement.Filler;
import org.nd4j.linalg.api.buffer.DataType;

/** Adam goes on from a stored state to the same bits. */
class OptimizerTest {

    private static final List<Supplier<Kernels>> KERNELS = List.of(FusedKernels::new,
        () -> new NdKernels(DataType.FLOAT));

    private static Parameters parameters(final Kernels kernels) {
        final Parameters parameters = new Parameters(kernels);
        parameters.add(new ParameterShape("a.weights", 3, 3, 50, 70)); // longer than a block, and no multiple of one
        parameters.add(new ParameterShape("a.runningMean", 70));
        parameters.add(new ParameterShape("a.bias", 70));
        return parameters;
    }

    private static void steps(final Parameters parameters, final Optimizer adam, final Filler filler,
        final int count) {
        for (int step = 0; step < count; step++) {
            parameters.list().forEach(p -> filler.fill(p.gradient(), 0.1, 1));
            adam.step(1 - 0.01 * step);
        }
    }

    @Test
    void aRestoredOptimizerGoesOnToTheSameBits() {
        for (final Supplier<Kernels> supplier : KERNELS) {
            try (Kernels kernels = supplier.get()) {
                final Parameters straight = parameters(kernels);
                final Filler numbers = new Filler();
                final Optimizer adam = kernels.adam(straight.list(), AdamConfig.of(0.01));
                steps(straight, adam, numbers, 3);
                final List<Tensor> weights = straight.values();
                final List<Tensor> state = new ArrayList<>(adam.state());
                steps(straight, adam, numbers, 4);
                // the order of what is stored does not matter
                Collections.reverse(state);
                final Parameters resumed = parameters(kernels);
                resumed.set(weights);
                final Optimizer again = kernels.adam(resumed.list(), AdamConfig.of(0.01));
                again.restore(state);
                final Filler same = new Filler();
                steps(parameters(kernels), kernels.adam(List.of(), AdamConfig.of(1)), same, 3);
                steps(resumed, again, same, 4);
                for (int i = 0; i < straight.all().size(); i++) {
                    assertArrayEquals(straight.values().get(i).values(), resumed.values().get(i).values());
                }
                assertEquals(adam.state(), again.state());
                assertTrue(straight.values().get(0).values()[0] != weights.get(0).values()[0]);
            }
        }
    }

    @Test
    void fusedAndPlainStatesAreOfOneForm() {
        try (Kernels fused = new FusedKernels(); Kernels plain = new NdKernels(DataType.FLOAT)) {
            final Parameters a = parameters(fused);
            final Parameters b = parameters(plain);
            final Optimizer first = fused.adam(a.list(), AdamConfig.of(0.01));
            final Optimizer second = plain.adam(b.list(), AdamConfig.of(0.01));
            steps(a, first, new Filler(), 3);
            second.restore(first.state());
            assertEquals(first.state(), second.state());
        }
    }

    @Test
    void theNumberOfStepsIsExactBeyondWhatAFloatHolds() {
        final int step = (1 << 24) + 1;
        final List<Tensor> tensors = new AdamState(step, List.of(), List.of()).tensors(List.of());
        assertEquals(step, AdamState.of(List.of(), tensors).step());
    }

    @Test
    void aStateOfOtherParametersIsRefused() {
        try (Kernels kernels = new FusedKernels()) {
            final Parameters parameters = parameters(kernels);
            final Optimizer adam = kernels.adam(parameters.list(), AdamConfig.of(0.01));
            final List<Tensor> state = adam.state();
            assertThrows(EngineException.class, () -> adam.restore(state.subList(0, 3)));
            assertThrows(EngineException.class,
                () -> kernels.adam(parameters.list().subList(0, 1), AdamConfig.of(1)).restore(state));
            final List<Tensor> broken = new ArrayList<>(state);
            broken.set(0, new Tensor(state.get(0).name(), new int[]{2}, new float[]{0, 0.5f}));
            assertTrue(assertThrows(EngineException.class, () -> adam.restore(broken)).getMessage()
                .contains("no number of steps"));
        }
    }
}
