package org.latentlab.nodes.port;

import java.util.List;

import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.gan.ClusterWeights;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainer;
import org.latentlab.engine.gan.GanTraining;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.train.Progress;

/** Small GANs trained for two epochs, for tests. */
public final class TestGans {

    private TestGans() {
    }

    private static ImageDataset digits() {
        return SyntheticDigits.generate(SyntheticDigitsConfig.of(100, 1), Progress.NONE);
    }

    private static Gan train(final Images images, final int[] classes, final LatentPrior prior,
        final List<String> classNames, final ClusterWeights cluster) {
        final GanConfig config =
            new GanConfig(prior, new GanArchitecture.Mlp(List.of(16), List.of(16), false), CriticNormalisation.NONE,
                new GanLoss.NonSaturating(), 1, classNames, cluster);
        return GanTrainer.train(GanTraining
            .of(images, config, GanTrainingConfig.standard(TrainingLength.epochs(2), 1)).withClasses(classes),
            Progress.NONE);
    }

    /** @return a GAN of 28×28 digits with one hidden layer of 16 */
    public static GanPortObject digits(final LatentPrior prior, final ExecutionContext exec) throws Exception {
        return GanPortObject.create(train(digits().images(), null, prior, List.of(), null), exec);
    }

    /** @return the same, told the class */
    public static GanPortObject conditional(final LatentPrior prior, final ExecutionContext exec) throws Exception {
        final ImageDataset digits = digits();
        return GanPortObject.create(train(digits.images(), digits.labels(), prior, digits.classNames(), null), exec);
    }

    /** @return the same, in clusters, with an encoder */
    public static GanPortObject cluster(final LatentPrior.Clusters prior, final ExecutionContext exec)
        throws Exception {
        return GanPortObject.create(train(digits().images(), null, prior, List.of(), new ClusterWeights(10, 10)), exec);
    }

    /** @return a GAN of vectors, which were treated as the input says */
    public static GanPortObject vectors(final ModelInput input, final Images vectors, final ExecutionContext exec)
        throws Exception {
        return GanPortObject.create(
            train(input.apply(vectors), null, new LatentPrior.Normal(2), List.of(), null).withInput(input), exec);
    }
}
