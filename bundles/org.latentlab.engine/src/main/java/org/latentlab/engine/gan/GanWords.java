package org.latentlab.engine.gan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What GANs and their trainings are called. */
final class GanWords {

    private GanWords() {
    }

    /** @return e.g. "GAN", "WGAN-GP", "Class-conditional hinge GAN", "ClusterGAN (WGAN-GP)", "GAN, spectral norm" */
    static String kind(final GanConfig config) {
        final String loss = config.loss().words();
        final String spectral = config.normalisation() == CriticNormalisation.SPECTRAL ? ", spectral norm" : "";
        if (config.cluster() != null) {
            return "ClusterGAN (" + loss + spectral + ")";
        }
        return (config.isConditional() ? "Class-conditional " + loss
            : loss.substring(0, 1).toUpperCase(Locale.ROOT) + loss.substring(1)) + spectral;
    }

    /** @return e.g. "10 epochs (4,680 updates)"; "epoch 70 of 170 (32,760 updates)" where an earlier one is chosen */
    static String length(final GanHistory history, final int epoch) {
        final int last = history.last().epoch();
        final long updates = history.epochs().get(epoch - 1).updates();
        return String.format(Locale.ROOT, "%s (%,d %s)", epoch < last
            ? String.format(Locale.ROOT, "epoch %,d of %,d", epoch, last)
            : String.format(Locale.ROOT, "%,d %s", last, last == 1 ? "epoch" : "epochs"), updates,
            updates == 1 ? "update" : "updates");
    }

    /** @return how critic and generator stand, e.g. "D(real) 0.61, D(fake) 0.40" or "critic loss −2.13" */
    static String balance(final GanConfig config, final GanEpochRecord epoch) {
        return config.loss().hasRealTarget()
            ? String.format(Locale.ROOT, "D(real) %.2f, D(fake) %.2f", epoch.realScore(), epoch.fakeScore())
                .replace("-", "−")
            : String.format(Locale.ROOT, "critic loss %.2f", epoch.criticLoss()).replace('-', '−');
    }

    /** @return e.g. "10, 20 and 30" */
    static String listed(final List<Integer> numbers) {
        final int last = numbers.size() - 1;
        return last < 1 ? numbers.stream().map(String::valueOf).collect(Collectors.joining())
            : numbers.subList(0, last).stream().map(String::valueOf).collect(Collectors.joining(", ")) + " and "
                + numbers.get(last);
    }
}
