package org.latentlab.nodes.dysfunctionreport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.gan.Gan;
import org.latentlab.engine.gan.GanEpochRecord;
import org.latentlab.engine.gan.GanTrainingConfig;
import org.latentlab.engine.nn.AdamConfig;
import org.latentlab.engine.report.Finding;
import org.latentlab.engine.report.KeyValue;

/** What the report says of a GAN, where it speaks of the ELBO of a VAE. */
final class GanStudy {

    private GanStudy() {
    }

    /**
     * @param gan a model
     * @return its configuration and how its training went, at the epoch whose generator it is
     */
    static List<KeyValue> settings(final Gan gan) {
        final GanTrainingConfig training = gan.trainingConfig();
        final List<GanEpochRecord> epochs = gan.history().epochs();
        final GanEpochRecord chosen = epochs.get(gan.epoch() - 1);
        final List<KeyValue> settings = new ArrayList<>();
        settings.add(new KeyValue("Kind", gan.kind()));
        settings.add(new KeyValue("Network", gan.config().architecture().description(gan.latentSize())));
        settings.add(new KeyValue("Prior", gan.prior().words()));
        settings.addAll(ModelStudy.trainingData(gan));
        settings.add(new KeyValue("Epochs", text("%,d, generator of epoch %,d", epochs.size(), gan.epoch())));
        settings.add(new KeyValue("Generator updates", text("%,d", chosen.updates())));
        settings.add(new KeyValue("End of training", gan.history().stopReason()));
        settings.add(new KeyValue("Generator loss", number(chosen.generatorLoss())));
        settings.add(new KeyValue("Critic loss", number(chosen.criticLoss())));
        settings.add(new KeyValue("D(real), D(fake)",
            number(chosen.realScore()) + ", " + number(chosen.fakeScore())));
        if (Double.isFinite(chosen.penalty())) {
            settings.add(new KeyValue("Gradient penalty", number(chosen.penalty())));
        }
        settings.add(new KeyValue("Failures found", gan.findings().isEmpty() ? "none"
            : String.join(" ", gan.findings().stream().map(f -> f.sentence()).toList())));
        settings.add(new KeyValue("Batch size", text("%,d", training.batchSize())));
        settings.add(new KeyValue("Critic steps", text("%,d for each step of the generator", training.criticSteps())));
        settings.add(new KeyValue("Generator's optimiser", adam(training.generator())));
        settings.add(new KeyValue("Critic's optimiser", adam(training.critic())));
        settings.add(new KeyValue("Moving average", training.averaging() == 0 ? "none" : "" + training.averaging()));
        settings.add(new KeyValue("Seed", Long.toString(training.seed())));
        settings.add(ModelStudy.time(epochs.stream().mapToDouble(GanEpochRecord::seconds).sum(), epochs.size()));
        return settings;
    }

    /**
     * @param name of the model in the report
     * @param gan the model
     * @return the failures of its training; the value of each is the epoch it set in
     */
    static List<Finding> findings(final String name, final Gan gan) {
        return gan.findings().stream().map(f -> new Finding(name, "", f.kind().words(), f.onset(), Double.NaN,
            "Training of the " + name + " model: " + f.sentence())).toList();
    }

    private static String adam(final AdamConfig adam) {
        return text("Adam, learning rate %s, β₁ %s, β₂ %s",
            new BigDecimal(Double.toString(adam.learningRate())).stripTrailingZeros().toPlainString(), adam.beta1(),
            adam.beta2());
    }

    /** A generator that took no step in an epoch has no loss there. */
    private static String number(final double value) {
        return Double.isFinite(value) ? text("%.3f", value).replace('-', '−') : "–";
    }

    private static String text(final String format, final Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
