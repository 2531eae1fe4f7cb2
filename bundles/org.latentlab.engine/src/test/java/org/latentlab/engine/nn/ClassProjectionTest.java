package org.latentlab.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.math.Rng;

/** The critic's head: values by hand, gradients, and the kinds of kernels against one another. */
class ClassProjectionTest {

    private static final int ROWS = 3;

    private static final int FEATURES = 5;

    private static final int[] CLASSES = {2, 0, 2};

    /** A head behind φ = leaky ReLU(x), with the loss Σ cᵣ Dᵣ + ½ Dᵣ². */
    private static final class Model {
        private final Parameters m_parameters;

        private final ClassProjection m_head;

        private final Tensor m_features;

        private final Tensor m_target;

        Model(final Kernels kernels, final int classes, final boolean spectral) {
            m_parameters = new Parameters(kernels);
            m_head = new ClassProjection(kernels, m_parameters, "head", FEATURES, classes, ROWS + 1, spectral);
            m_head.initialise(new Rng(3), Initialisation.SCALED);
            m_features = new KernelAgreement.Filler().normal(kernels, ROWS + 1, FEATURES);
            m_target = kernels.allocate(ROWS + 1, FEATURES);
        }

        double[] scores() {
            final double[] d = new double[ROWS];
            m_head.forward(m_features, CLASSES, ROWS, false).get(d, ROWS);
            return d;
        }

        double loss() {
            double sum = 0;
            final double[] d = scores();
            for (int r = 0; r < ROWS; r++) {
                sum += (r - 0.5) * d[r] + 0.5 * d[r] * d[r];
            }
            return sum;
        }

        void gradients(final Activation activation) {
            final double[] delta = scores();
            for (int r = 0; r < ROWS; r++) {
                delta[r] += r - 0.5;
            }
            m_head.outputGradient().put(delta, ROWS);
            m_head.backward(m_features, activation, m_target, ROWS, true);
        }

        List<Parameter> everything() {
            final List<Parameter> all = new ArrayList<>(m_parameters.list());
            all.add(new Parameter(new ParameterShape("features", ROWS + 1, FEATURES), m_features, m_target));
            return all;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3, false", "0, true", "3, true"})
    void gradientsAgreeWithFiniteDifferences(final int classes, final boolean spectral) {
        try (Kernels kernels = GradientCheck.kernels()) {
            final Model model = new Model(kernels, classes, spectral);
            model.gradients(Activation.LINEAR);
            GradientCheck.checkSmooth(model.everything(), model::loss);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3, false", "0, true", "3, true"})
    void kernelsAgree(final int classes, final boolean spectral) {
        KernelAgreement.agree(3e-6, (kernels, filler) -> {
            final Model model = new Model(kernels, classes, spectral);
            model.gradients(Activation.LEAKY_RELU);
            return model.everything().stream().map(Parameter::gradient).toList();
        });
    }

    @Test
    void scoresAreSumsOfProducts() {
        try (Kernels kernels = new FusedKernels()) {
            final Model model = new Model(kernels, 3, false);
            final double[] w = model.m_parameters.list().get(0).value().toDoubles();
            model.m_parameters.list().get(1).value().put(new double[]{0.25}, 1);
            final double[] e = model.m_parameters.list().get(2).value().toDoubles();
            final double[] f = model.m_features.toDoubles();
            final double[] d = model.scores();
            for (int r = 0; r < ROWS; r++) {
                double expected = 0.25;
                for (int j = 0; j < FEATURES; j++) {
                    expected += f[r * FEATURES + j] * (w[j] + e[CLASSES[r] * FEATURES + j]);
                }
                assertEquals(expected, d[r], 1e-6);
            }
        }
    }

    @Test
    void withoutParameterGradientsOnlyTheFeaturesHaveOne() {
        try (Kernels kernels = new FusedKernels()) {
            final Model model = new Model(kernels, 3, true);
            model.gradients(Activation.LEAKY_RELU);
            final float[] target = model.m_target.toFloats();
            model.m_parameters.list().forEach(p -> p.gradient().put(new float[p.gradient().size()],
                p.gradient().size()));
            model.m_head.backward(model.m_features, Activation.LEAKY_RELU, model.m_target, ROWS, false);
            assertArrayEquals(target, model.m_target.toFloats());
            assertEquals(0, model.m_parameters.gradientNorm());
        }
    }

    @Test
    void theShapesAreThoseOfTheParameters() {
        try (Kernels kernels = new FusedKernels()) {
            for (final boolean spectral : new boolean[]{false, true}) {
                for (final int classes : new int[]{0, 3}) {
                    assertEquals(ClassProjection.parameterShapes("head", FEATURES, classes, spectral),
                        new Model(kernels, classes, spectral).m_parameters.all().stream().map(Parameter::shape)
                            .toList());
                }
            }
        }
    }
}
