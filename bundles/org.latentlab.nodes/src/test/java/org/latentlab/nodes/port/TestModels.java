package org.latentlab.nodes.port;

import java.util.List;

import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;

/** Small models trained on synthetic digits, for tests; each is trained once. */
public final class TestModels {

    private static Vae vae;
    private static ImageClassifier classifier;

    private TestModels() {
    }

    private static ImageDataset digits() {
        return SyntheticDigits.generate(SyntheticDigitsConfig.of(300, 1), Progress.NONE);
    }

    /** @return a VAE 784-32-2 trained for three epochs on 300 digits */
    public static synchronized Vae vae() {
        if (vae == null) {
            vae = VaeTrainer.train(digits().images(),
                new VaeConfig(2, List.of(32), List.of(32), Activation.SOFTPLUS, new Likelihood.Bernoulli()),
                new TrainingConfig(3, 50, 1e-3, 1, 0, 0, 0, false), Progress.NONE);
        }
        return vae;
    }

    /** @return its port object */
    public static VaePortObject vae(final ExecutionContext exec) throws Exception {
        return VaePortObject.create(vae(), exec);
    }

    /** @return a member of the family 784-24-2 trained for two epochs on 100 digits */
    public static Vae vae(final PosteriorKind posterior, final Divergence divergence, final Likelihood likelihood) {
        return VaeTrainer.train(SyntheticDigits.generate(SyntheticDigitsConfig.of(100, 1), Progress.NONE).images(),
            new VaeConfig(2, new Architecture.Mlp(List.of(24), List.of(24), Activation.RELU, false), posterior,
                divergence, likelihood, null),
            new TrainingConfig(2, 50, 1e-3, 1, 0, 0, 0, false), Progress.NONE);
    }

    /**
     * @param input treats the vectors before the training
     * @param vectors as they come
     * @return a VAE of vectors n-32-2 with a Gaussian likelihood, trained for 60 epochs
     */
    public static Vae vectors(final ModelInput input, final Images vectors) {
        return VaeTrainer.train(input.apply(vectors),
            new VaeConfig(2, List.of(32), List.of(32), Activation.TANH, new Likelihood.Gaussian(0.1)),
            new TrainingConfig(60, 20, 5e-3, 1, 0, 0, 0, false), Progress.NONE).withInput(input);
    }

    /** @return a classifier trained for one epoch on 300 digits */
    public static synchronized ImageClassifier classifier() {
        if (classifier == null) {
            final ImageDataset digits = digits();
            classifier = ClassifierTrainer.train(digits.images(), digits.labels(), digits.classNames(),
                new ClassifierConfig(1, 50, 1e-3, 1, 0), Progress.NONE);
        }
        return classifier;
    }

    /** @return its port object */
    public static ClassifierPortObject classifier(final ExecutionContext exec) throws Exception {
        return ClassifierPortObject.create(classifier(), exec);
    }
}
