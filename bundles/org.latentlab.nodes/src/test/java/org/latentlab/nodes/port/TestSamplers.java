package org.latentlab.nodes.port;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.conditional.ClassSpread;
import org.latentlab.engine.conditional.ConditionalObjective;
import org.latentlab.engine.conditional.FittedSampler;
import org.latentlab.engine.conditional.LatentClasses;
import org.latentlab.engine.conditional.SamplerCandidate;
import org.latentlab.engine.conditional.SamplerOrigin;
import org.latentlab.engine.conditional.SamplerScore;
import org.latentlab.engine.conditional.ScaledSampler;
import org.latentlab.engine.conditional.Scales;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/** A class-conditional sampler in two dimensions, for tests; its scores are given, not measured. */
public final class TestSamplers {

    /** The θ of the samplers on the curve, of which the second is chosen. */
    public static final double[] THETAS = {0.25, 0.5, 1};

    /** Their accuracy on fresh draws. */
    public static final double[] ACCURACIES = {0.98, 0.9, 0.7};

    private static final double[] COSINES = {0.95, 0.8, 0.5};

    private TestSamplers() {
    }

    /** @return classes a, b and c with means (0, 0), (4, 0) and (0, 4) and standard deviations 1 and 2 */
    public static LatentClasses classes() {
        final double[][] codes = {{-1, -2}, {-1, 2}, {1, -2}, {1, 2}};
        final double[][] means = {{0, 0}, {4, 0}, {0, 4}};
        final Matrix points = Matrix.zeros(12, 2);
        final int[] classes = new int[12];
        for (int i = 0; i < 12; i++) {
            classes[i] = i / 4;
            for (int j = 0; j < 2; j++) {
                points.data()[2 * i + j] = means[i / 4][j] + codes[i % 4][j];
            }
        }
        return LatentClasses.fit(points, classes, List.of("a", "b", "c"), ClassSpread.diagonal(), 1, Progress.NONE);
    }

    private static SamplerScore score(final double accuracy, final double cosine) {
        return new SamplerScore(accuracy, cosine, 1, new double[]{accuracy, accuracy, accuracy},
            new double[]{cosine, cosine, cosine}, 10);
    }

    /** @return samplers with one θ each and n = 4 */
    public static FittedSampler sampler() {
        final LatentClasses classes = classes();
        final List<SamplerCandidate> curve = new ArrayList<>();
        final List<SamplerScore> fresh = new ArrayList<>();
        for (int i = 0; i < THETAS.length; i++) {
            curve.add(new SamplerCandidate(new ScaledSampler(classes, Scales.simple(3, 2, THETAS[i], 4)),
                score(ACCURACIES[i] + 0.01, COSINES[i])));
            fresh.add(score(ACCURACIES[i], COSINES[i]));
        }
        return new FittedSampler("Simple", curve, fresh, 1, new ConditionalObjective(1, 1), Double.NaN, List.of(),
            new SamplerOrigin("a decoder", "0", "a classifier", "exhaustive", 3, 3, 10, 1),
            Images.ofFloats(ImageShape.gray(2, 2), new float[3 * 2 * 4]));
    }

    /** @return its port object, over z1 and z2 */
    public static ConditionalSamplerPortObject sampler(final ExecutionContext exec) throws Exception {
        return ConditionalSamplerPortObject.create(sampler(), List.of("z1", "z2"), exec);
    }
}
