package org.latentlab.engine.vae;

import java.util.Objects;

import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Manifests;
import org.latentlab.engine.train.SettingWords;
import org.latentlab.engine.train.TrainingConfig;

/** In what a training that is asked for differs from that of a checkpoint, in words, and what to do about it. */
final class ResumeCheck {

    private static final String SETTING = "Set this as it was";

    private static final SettingWords WORDS = new VaeSettings();

    private final String m_words;

    private final String m_remedy;

    private ResumeCheck(final String words, final String remedy) {
        m_words = words;
        m_remedy = remedy;
    }

    /**
     * @param was the state that a training is to go on from
     * @param request what is asked for
     * @param imagesFingerprint the fingerprint of its images
     * @return the first difference; null if there is none
     */
    static ResumeCheck of(final VaeCheckpoint was, final VaeTraining request, final String imagesFingerprint) {
        final Images images = request.images();
        final String what = images.shape().isVector() ? "vectors" : "images";
        if (!was.shape().equals(images.shape())) {
            final boolean vectors = images.shape().isVector() && was.shape().isVector();
            return new ResumeCheck("the " + what + (vectors ? " had " + was.shape().values() + " values, but have "
                + images.shape().values() : " were " + was.shape() + ", but are " + images.shape()) + " now",
                "Take images or vectors of the same size");
        }
        final TrainingConfig wanted = request.training();
        final TrainingConfig comparable = new TrainingConfig(was.training().epochs(), wanted.batchSize(),
            wanted.learningRate(), wanted.seed(), wanted.validationShare(), was.training().patience(),
            was.training().maxMinutes(), wanted.keepBestEpoch(), was.training().maxUpdates());
        String difference = WORDS.difference(ConfigManifest.write(was.config()),
            ConfigManifest.write(request.config()));
        if (difference == null) {
            difference = WORDS.difference(Manifests.training(was.training()), Manifests.training(comparable));
        }
        if (difference != null) {
            return new ResumeCheck(difference, SETTING);
        }
        if (was.provenance().images() != images.size()) {
            return new ResumeCheck("there were " + was.provenance().images() + " " + what + ", but now there are "
                + images.size(), "Take the same rows as before");
        }
        if (!was.provenance().dataFingerprint().equals(imagesFingerprint)) {
            return new ResumeCheck("the " + what + " were others", "Take the same rows in the same order as before");
        }
        if (!Objects.equals(was.classes(), VaeCheckpoint.fingerprint(request))) {
            return new ResumeCheck("the classes of the " + what + " were others", "Take the same classes as before");
        }
        return was.epoch() <= wanted.epochs() ? null : new ResumeCheck(was.epoch() + " epochs are done, but only "
            + wanted.epochs() + " are asked for", "Ask for " + was.epoch() + " or more");
    }

    /**
     * @param key of a value in a manifest, with the sections it is in, e.g. "divergence.schedule.beta"
     * @return whether it has a name for an analyst
     */
    static boolean isNamed(final String key) {
        return WORDS.isNamed(key);
    }

    /** @return the difference, e.g. "the learning rate was 0.001, but is 0.01 now" */
    String words() {
        return m_words;
    }

    /** @return how to go on all the same, without a full stop */
    String remedy() {
        return m_remedy;
    }
}
