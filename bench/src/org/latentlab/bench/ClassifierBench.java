package org.latentlab.bench;

import java.util.Locale;

import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierEpoch;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.Split;
import org.latentlab.engine.train.Progress;

/**
 * Accuracy of the classifier on MNIST's test set after 2 epochs on its training set. To reach: 0.988.
 * <p>
 * Arguments: the directory of MNIST, the last seed (3), the first seed (1).
 */
public final class ClassifierBench {

    private static final int EPOCHS = 2;

    private ClassifierBench() {
    }

    /** Prints a line per seed. */
    public static void main(final String[] arguments) {
        final ImageDataset train = Mnist.read(arguments[0], Split.TRAIN);
        final ImageDataset test = Mnist.read(arguments[0], Split.TEST);
        final int last = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        final int first = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        for (int seed = first; seed <= last; seed++) {
            final ImageClassifier classifier = ClassifierTrainer.train(train.images(), train.labels(),
                train.classNames(), ClassifierConfig.standard(EPOCHS, seed), Progress.NONE);
            final float[] p = classifier.probabilities(test.images(), Progress.NONE);
            final int k = train.classNames().size();
            int correct = 0;
            for (int i = 0; i < test.size(); i++) {
                int best = 0;
                for (int j = 1; j < k; j++) {
                    best = p[i * k + j] > p[i * k + best] ? j : best;
                }
                correct += best == test.labels()[i] ? 1 : 0;
            }
            System.out.printf(Locale.ROOT, "Classifier, seed %d: test accuracy %.4f, %.1f s%n", seed,
                (double)correct / test.size(),
                classifier.history().epochs().stream().mapToDouble(ClassifierEpoch::seconds).sum());
        }
    }
}
