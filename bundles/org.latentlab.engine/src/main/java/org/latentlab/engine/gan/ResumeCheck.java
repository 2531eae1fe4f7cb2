package org.latentlab.engine.gan;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.IntFingerprint;
import org.latentlab.engine.train.SettingWords;

/** In what a training that is asked for differs from that of a checkpoint, in words, and what to do about it. */
record ResumeCheck(String words, String remedy) {

    private static final SettingWords WORDS = new SettingWords(Map.ofEntries(
        Map.entry("prior.kind", "distribution of latent vectors"),
        Map.entry("prior.dimensions", "latent size"),
        Map.entry("prior.normals", "number of normal latent values"),
        Map.entry("prior.standardDeviation", "standard deviation of the latent values"),
        Map.entry("prior.clusters", "number of clusters"),
        Map.entry("architecture.kind", "architecture"),
        Map.entry("architecture.generatorWidths", "generator layers"),
        Map.entry("architecture.criticWidths", "critic layers"),
        Map.entry("architecture.batchNormalisation", "generator's batch normalisation"),
        Map.entry("architecture.baseFilters", "filters of the convolution next to the image"),
        Map.entry("normalisation", "normalisation of the critic"),
        Map.entry("loss.kind", "loss"),
        Map.entry("loss.clip", "bound of the critic's weights"),
        Map.entry("loss.weight", "weight of the gradient penalty"),
        Map.entry("loss.penalty", "form of the gradient penalty"),
        Map.entry("realTarget", "target of real images"),
        Map.entry("classNames", "classes"),
        Map.entry("cluster", "clustering loss"),
        Map.entry("cluster.normal", "weight of the normal latent values"),
        Map.entry("cluster.cluster", "weight of the cluster"),
        Map.entry("batchSize", "batch size"),
        Map.entry("criticSteps", "number of critic steps"),
        Map.entry("generator.learningRate", "learning rate of the generator"),
        Map.entry("generator.beta1", "β₁ of the generator's optimiser"),
        Map.entry("generator.beta2", "β₂ of the generator's optimiser"),
        Map.entry("generator.epsilon", "ε of the generator's optimiser"),
        Map.entry("critic.learningRate", "learning rate of the critic"),
        Map.entry("critic.beta1", "β₁ of the critic's optimiser"),
        Map.entry("critic.beta2", "β₂ of the critic's optimiser"),
        Map.entry("critic.epsilon", "ε of the critic's optimiser"),
        Map.entry("averaging", "decay of the average of weights"),
        Map.entry("gradientClip", "norm that gradients are clipped to"),
        Map.entry("seed", "seed")),
        List.of("architecture.generatorWidths", "architecture.criticWidths", "architecture.baseFilters", "classNames"),
        Map.of("MLP", "an MLP", "DCGAN", "a DCGAN", "TOWARDS_ONE", "towards 1", "NORM", "the norm",
            "NON_SATURATING", "non-saturating", "WASSERSTEIN_CLIPPING", "Wasserstein with clipping",
            "WASSERSTEIN_GRADIENT_PENALTY", "Wasserstein with gradient penalty"));

    /**
     * @param was the state that a training is to go on from
     * @param request what is asked for
     * @param imagesFingerprint the fingerprint of its images
     * @return the first difference; null if there is none
     */
    static ResumeCheck of(final GanCheckpoint was, final GanTraining request, final String imagesFingerprint) {
        final Images images = request.images();
        final String what = images.shape().isVector() ? "vectors" : "images";
        if (!was.shape().equals(images.shape())) {
            final boolean vectors = images.shape().isVector() && was.shape().isVector();
            return new ResumeCheck("the " + what + (vectors ? " had " + was.shape().values() + " values, but have "
                + images.shape().values() : " were " + was.shape() + ", but are " + images.shape()) + " now",
                "Take images or vectors of the same size");
        }
        String difference = WORDS.difference(ConfigManifest.write(was.config()),
            ConfigManifest.write(request.config()));
        if (difference == null) {
            difference = WORDS.difference(settings(was.training()), settings(request.training()));
        }
        if (difference != null) {
            return new ResumeCheck(difference, "Set this as it was");
        }
        if (was.provenance().images() != images.size()) {
            return new ResumeCheck("there were " + was.provenance().images() + " " + what + ", but now there are "
                + images.size(), "Take the same rows as before");
        }
        if (!was.provenance().dataFingerprint().equals(imagesFingerprint)) {
            return new ResumeCheck("the " + what + " were others", "Take the same rows in the same order as before");
        }
        if (!Objects.equals(was.classes(), fingerprint(request))) {
            return new ResumeCheck("the classes of the " + what + " were others", "Take the same classes as before");
        }
        final int classes = request.classifier() == null ? 0 : request.classifier().classNames().size();
        for (final GanEpochRecord epoch : was.epochs()) {
            final int before = epoch.failure() == null ? 0 : epoch.failure().classShares().length;
            if (before > 0 && classes > 0 && before != classes) {
                return new ResumeCheck("the classifier told " + before + " classes, but tells " + classes + " now",
                    "Take a classifier of the same classes, or none");
            }
        }
        return length(was, request);
    }

    private static ResumeCheck length(final GanCheckpoint was, final GanTraining request) {
        final GanSchedule schedule = GanSchedule.of(request.images().size(), request.training());
        final long done = schedule.stepsBefore(was.epoch() + 1);
        if (done <= schedule.steps()) {
            return null;
        }
        final TrainingLength wanted = request.training().length();
        final boolean epochs = wanted.unit() == TrainingLength.Unit.EPOCHS;
        final long length = epochs ? was.epoch() : (done + schedule.criticSteps() - 1) / schedule.criticSteps();
        return new ResumeCheck("the training is " + length + (epochs ? " epochs" : " generator updates")
            + " long already, but only " + wanted.count() + " are asked for", "Ask for " + length + " or more");
    }

    /** @return what an epoch does depends on: not the length, the time limit, nor what is looked at and kept */
    private static Map<String, Object> settings(final GanTrainingConfig training) {
        final Map<String, Object> settings = TrainingManifest.write(training);
        settings.keySet().removeAll(List.of("length", "maxMinutes", "snapshotEvery", "keepEvery", "stopOnFailure"));
        return settings;
    }

    /** @return a fingerprint of the classes where the GAN is told them; else null */
    static String fingerprint(final GanTraining request) {
        return request.config().isConditional() ? IntFingerprint.of(request.classes()) : null;
    }

    /** @return whether a setting of a manifest has a name for an analyst */
    static boolean isNamed(final String key) {
        return WORDS.isNamed(key);
    }
}
