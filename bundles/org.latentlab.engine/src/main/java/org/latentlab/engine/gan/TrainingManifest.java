package org.latentlab.engine.gan;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.latentlab.engine.archive.ManifestView;
import org.latentlab.engine.nn.AdamConfig;

/** How a GAN is trained, as a section of a manifest. */
final class TrainingManifest {

    private TrainingManifest() {
    }

    static Map<String, Object> write(final GanTrainingConfig training) {
        final Map<String, Object> length = new LinkedHashMap<>();
        length.put("unit", training.length().unit().name());
        length.put("count", training.length().count());
        final Map<String, Object> t = new LinkedHashMap<>();
        t.put("length", length);
        t.put("batchSize", training.batchSize());
        t.put("criticSteps", training.criticSteps());
        t.put("generator", write(training.generator()));
        t.put("critic", write(training.critic()));
        t.put("averaging", training.averaging());
        t.put("gradientClip", training.gradientClip());
        t.put("seed", training.seed());
        t.put("maxMinutes", training.maxMinutes());
        t.put("snapshotEvery", training.snapshotEvery());
        t.put("keepEvery", training.keepEvery());
        t.put("stopOnFailure", training.stopOnFailure());
        return t;
    }

    private static Map<String, Object> write(final AdamConfig adam) {
        final Map<String, Object> a = new LinkedHashMap<>();
        a.put("learningRate", adam.learningRate());
        a.put("beta1", adam.beta1());
        a.put("beta2", adam.beta2());
        a.put("epsilon", adam.epsilon());
        return a;
    }

    static GanTrainingConfig read(final ManifestView t) throws IOException {
        final int most = Integer.MAX_VALUE;
        final ManifestView length = t.object("length");
        return new GanTrainingConfig(
            new TrainingLength(length.constant(TrainingLength.Unit.class, "unit"), length.integer("count", 1, most)),
            t.integer("batchSize", 1, most), t.integer("criticSteps", 1, most), adam(t.object("generator")),
            adam(t.object("critic")), t.number("averaging"), t.number("gradientClip"), t.longInteger("seed"),
            t.number("maxMinutes"), t.integer("snapshotEvery", 1, most), t.integer("keepEvery", 0, most),
            t.flag("stopOnFailure"));
    }

    private static AdamConfig adam(final ManifestView a) throws IOException {
        return new AdamConfig(a.number("learningRate"), a.number("beta1"), a.number("beta2"), a.number("epsilon"));
    }
}
