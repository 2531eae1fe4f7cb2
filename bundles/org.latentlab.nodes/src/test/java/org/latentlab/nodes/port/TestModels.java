package org.latentlab.nodes.port;

import java.util.List;

import org.knime.core.node.ExecutionContext;
import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Likelihood;
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
