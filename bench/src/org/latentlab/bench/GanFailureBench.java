package org.latentlab.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.classify.ClassifierConfig;
import org.latentlab.engine.classify.ClassifierTrainer;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.Split;
import org.latentlab.engine.failure.FailureFinding;
import org.latentlab.engine.failure.FailureKind;
import org.latentlab.engine.failure.FailureSnapshot;
import org.latentlab.engine.failure.FailureVerdict;
import org.latentlab.engine.gan.CriticNormalisation;
import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanArchitecture;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.engine.gan.GanLoss;
import org.latentlab.engine.gan.GanTrainer;
import org.latentlab.engine.gan.GanTraining;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.gan.TrainingLength;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.train.Progress;

/**
 * How soon the collapse of GANs that are spoilt on purpose is found, and whether healthy ones are blamed:
 * non-saturating GANs on the first of MNIST's training images, an MLP and a DCGAN of 16 filters, at learning rate 2e-4,
 * at ten times and a hundred times this rate, and with ten steps of the critic for one of the generator. The first
 * collapsed snapshot is the first in which over half of the samples are near-duplicates or fewer than 3 classes have at
 * least one percent of them; the verdict is there at the first snapshot at which {@link FailureVerdict} names a mode
 * collapse, given the snapshots until then. To reach: in spoilt runs a verdict within 3 snapshots of the first
 * collapsed one, in healthy runs no finding. Healthy runs begin collapsed, too; spoilt ones that do and are diverse
 * within 3 snapshots are counted apart.
 * <p>
 * Arguments: the directory of MNIST, the last seed (3), the first seed (1), images (3000), epochs, of each a snapshot
 * (12), which of the eight (0 = all; 1 and 2 healthy, 3 and 4 rate × 10, 5 and 6 critic 10 ahead, 7 and 8 rate × 100,
 * the odd ones MLPs).
 */
public final class GanFailureBench {

    private static final int LATENT = 100;

    private static final int BATCH = 64;

    private static final double RATE = 2e-4;

    private static final int CLASSIFIED = 20_000;

    private static final double MOST = 0.5;

    private static final int LEAST = 3;

    private static final int SOON = 3;

    private static final GanArchitecture MLP = new GanArchitecture.Mlp(List.of(256, 512), List.of(512, 256), false);

    private static final List<Kind> KINDS = List.of(new Kind("healthy", MLP, 1, 1),
        new Kind("healthy", new GanArchitecture.Dcgan(16), 1, 1), new Kind("rate × 10", MLP, 10, 1),
        new Kind("rate × 10", new GanArchitecture.Dcgan(16), 10, 1), new Kind("critic 10 ahead", MLP, 1, 10),
        new Kind("critic 10 ahead", new GanArchitecture.Dcgan(16), 1, 10), new Kind("rate × 100", MLP, 100, 1),
        new Kind("rate × 100", new GanArchitecture.Dcgan(16), 100, 1));

    /**
     * How GANs are trained.
     *
     * @param name what is wrong with it
     * @param architecture the networks
     * @param faster times the learning rate
     * @param criticSteps steps of the critic for one of the generator
     */
    private record Kind(String name, GanArchitecture architecture, double faster, int criticSteps) {

        boolean isHealthy() {
            return faster == 1 && criticSteps == 1;
        }

        boolean isMlp() {
            return architecture == MLP;
        }

        String words() {
            return name + (isMlp() ? ", MLP" : ", DCGAN");
        }
    }

    /**
     * What was seen of one run.
     *
     * @param healthy whether nothing is wrong with it
     * @param collapsed the first collapsed snapshot, from 1; 0 = none is
     * @param found the first snapshot at which a collapse is found; 0 = at none
     * @param passing whether it is collapsed at the first snapshot, but at one of the next 3 no more
     * @param blamed whether anything was found
     */
    private record Outcome(boolean healthy, int collapsed, int found, boolean passing, boolean blamed) {

        boolean isLate() {
            return found == 0 || found - collapsed > SOON;
        }
    }

    private GanFailureBench() {
    }

    /** Prints lines per run, and a summary. */
    public static void main(final String[] arguments) {
        final ImageDataset train = Mnist.read(arguments[0], Split.TRAIN);
        final int last = argument(arguments, 1, 3);
        final int epochs = argument(arguments, 4, 12);
        final int which = argument(arguments, 5, 0);
        final int[] rows = rows(CLASSIFIED);
        final ImageClassifier classifier = ClassifierTrainer.train(train.images().select(rows),
            Arrays.copyOf(train.labels(), CLASSIFIED), train.classNames(), ClassifierConfig.standard(2, 1),
            Progress.NONE);
        final Images images = train.images().select(rows(argument(arguments, 3, 3000)));
        final List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < KINDS.size(); i++) {
            for (int seed = argument(arguments, 2, 1); seed <= last; seed++) {
                if (which == 0 || which == i + 1) {
                    outcomes.add(run(KINDS.get(i), images, classifier, epochs, seed));
                }
            }
        }
        summarise(outcomes);
    }

    private static int argument(final String[] arguments, final int index, final int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static int[] rows(final int count) {
        final int[] rows = new int[count];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    private static Outcome run(final Kind kind, final Images images, final ImageClassifier classifier,
        final int epochs, final int seed) {
        final GanConfig config = new GanConfig(new LatentPrior.Normal(LATENT), kind.architecture(), kind.isMlp()
            ? CriticNormalisation.NONE : CriticNormalisation.BATCH, new GanLoss.NonSaturating(), 1, List.of(), null);
        final AdamConfig adam = new AdamConfig(RATE * kind.faster(), 0.5, 0.999, 1e-8);
        final Gan gan = GanTrainer.train(GanTraining.of(images, config, new GanTrainingConfig(
            TrainingLength.epochs(epochs), BATCH, kind.criticSteps(), adam, adam, 0, 0, seed, 0, 1, 0, false))
            .withClassifier(classifier), Progress.NONE);
        final List<FailureSnapshot> snapshots =
            gan.history().epochs().stream().map(GanEpochRecord::failure).toList();
        final Outcome outcome = new Outcome(kind.isHealthy(), collapsed(snapshots),
            found(snapshots, classifier.classNames()), isPassing(snapshots), !gan.findings().isEmpty());
        print(kind.words() + ", seed " + seed, outcome, snapshots);
        gan.findings().forEach(f -> System.out.println("  " + f.sentence()));
        return outcome;
    }

    private static boolean isCollapsed(final FailureSnapshot s) {
        return s.nearDuplicates() > MOST || s.classesHit() < LEAST;
    }

    private static int collapsed(final List<FailureSnapshot> snapshots) {
        for (int i = 0; i < snapshots.size(); i++) {
            if (isCollapsed(snapshots.get(i))) {
                return i + 1;
            }
        }
        return 0;
    }

    private static boolean isPassing(final List<FailureSnapshot> snapshots) {
        return isCollapsed(snapshots.get(0)) && snapshots.stream().limit(SOON + 1).anyMatch(s -> !isCollapsed(s));
    }

    private static int found(final List<FailureSnapshot> snapshots, final List<String> names) {
        for (int n = 1; n <= snapshots.size(); n++) {
            if (FailureVerdict.findings(snapshots.subList(0, n), names).stream().map(FailureFinding::kind)
                .anyMatch(FailureKind.MODE_COLLAPSE::equals)) {
                return n;
            }
        }
        return 0;
    }

    private static void print(final String what, final Outcome outcome, final List<FailureSnapshot> snapshots) {
        final StringBuilder figures = new StringBuilder();
        for (final FailureSnapshot s : snapshots) {
            figures.append(String.format(Locale.ROOT, " %.2f/%d/%.2f", s.nearDuplicates(), s.classesHit(),
                s.distanceRatio()));
        }
        System.out.printf("%s: %s, %s%n  near-duplicates/classes/distance:%s%n", what, outcome.collapsed() == 0
            ? "no collapsed snapshot" : "collapsed at snapshot " + outcome.collapsed(), outcome.found() == 0
            ? "no collapse found" : outcome.collapsed() == 0 ? "a collapse found at " + outcome.found()
            : "found at " + outcome.found() + " (" + (outcome.found() - outcome.collapsed()) + " later)", figures);
    }

    private static void summarise(final List<Outcome> outcomes) {
        final List<Outcome> spoilt = outcomes.stream().filter(o -> !o.healthy() && o.collapsed() > 0).toList();
        final List<Outcome> late = spoilt.stream().filter(Outcome::isLate).toList();
        final int worst = spoilt.stream().filter(o -> o.found() > 0).mapToInt(o -> o.found() - o.collapsed()).max()
            .orElse(0);
        System.out.printf("%d spoilt runs had a collapsed snapshot; where a verdict came, it came at most %d later; in "
            + "%d none came within %d, %d of them collapsed only at their beginning%n", spoilt.size(), worst,
            late.size(), SOON, late.stream().filter(Outcome::passing).count());
        System.out.printf("of %d healthy runs %d have findings%n", outcomes.stream().filter(Outcome::healthy).count(),
            outcomes.stream().filter(o -> o.healthy() && o.blamed()).count());
    }
}
