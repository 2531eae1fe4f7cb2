package org.latentlab.engine.gan;

import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.classify.ImageClassifier;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.nn.ParameterShape;

/** Looks whether a training can be done, before it begins. */
final class GanTrainingChecks {

    private static final int MIB = 20;

    /** Checkpoints are named by seven digits. */
    private static final int MOST_EPOCHS = 9_999_999;

    private GanTrainingChecks() {
    }

    /** @return what the images are, in the plural */
    static String what(final Images images) {
        return images.shape().isVector() ? "vectors" : "images";
    }

    static void check(final GanTraining request) {
        final Images images = request.images();
        if (images.size() < 2) {
            throw new EngineException("Training a GAN needs at least 2 " + what(images) + ", but there "
                + (images.size() == 0 ? "are none." : "is only one.") + " Give it more.");
        }
        final int batch = Math.min(request.training().batchSize(), images.size());
        GanMemory.check(request.config(), images.shape(), batch);
        checkLength(GanSchedule.of(images.size(), request.training()));
        checkKept(request);
        checkClasses(request);
        checkClassifier(request.classifier(), images.shape());
        GanInput.checkValues(images);
        if (images.areConstant()) {
            throw new EngineException(images.shape().isVector() ? "All values of all " + images.size()
                + " vectors are the same, so there is nothing to learn. Check the columns of numbers."
                : "All pixels of all " + images.size() + " images have the same value, so there is nothing to learn. "
                    + "Check the image column.");
        }
        if (areAlike(images)) {
            throw new EngineException("All " + images.size() + " " + what(images) + " are the same, so there is "
                + "nothing to learn of how they differ. Check the "
                + (images.shape().isVector() ? "columns of numbers." : "image column."));
        }
    }

    private static boolean areAlike(final Images images) {
        for (int i = 1; i < images.size(); i++) {
            for (int j = 0; j < images.shape().values(); j++) {
                if (images.value(i, j) != images.value(0, j)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void checkLength(final GanSchedule schedule) {
        final long epochs = (schedule.steps() + schedule.batches() - 1) / schedule.batches();
        if (epochs > MOST_EPOCHS) {
            throw new EngineException(String.format(Locale.ROOT, "The training would have %,d epochs of %,d critic "
                + "steps; at most %,d are possible. Make it shorter, or choose smaller batches.", epochs,
                schedule.batches(), MOST_EPOCHS));
        }
    }

    /** Refuses to keep so many generators that the Java heap cannot hold them. */
    private static void checkKept(final GanTraining request) {
        final GanTrainingConfig training = request.training();
        if (training.keepEvery() == 0) {
            return;
        }
        final double each = Float.BYTES * GanWeights.shapes(request.config(), request.images().shape()).stream()
            .mapToDouble(ParameterShape::count).sum();
        final int kept = GanSchedule.of(request.images().size(), training).epochs() / training.keepEvery();
        final long limit = Runtime.getRuntime().maxMemory() / 2;
        if (kept * each > limit) {
            throw new EngineException(String.format(Locale.ROOT, "Keeping %,d generators takes about %,d MiB, more "
                + "than half of the Java heap of %,d MiB. Keep one after every %,d epochs or more seldom, or give "
                + "Java more memory.", kept, (long)(kept * each) >> MIB, 2 * limit >> MIB,
                (long)Math.ceil(training.keepEvery() * kept * each / limit)));
        }
    }

    /** It looks at the first samples only after some epochs. */
    private static void checkClassifier(final ImageClassifier classifier, final ImageShape images) {
        if (classifier == null) {
            return;
        }
        if (images.isVector()) {
            throw new EngineException("A classifier of images cannot tell the classes of vectors. Train without a "
                + "classifier, or take the numbers as images.");
        }
        if (!classifier.shape().equals(images)) {
            throw new EngineException("The classifier was trained on " + classifier.shape() + " images, but the GAN "
                + "is to be trained on " + images + " ones. Take a classifier of the same images, or none.");
        }
    }

    private static void checkClasses(final GanTraining request) {
        if (!request.config().isConditional()) {
            return;
        }
        if (request.classes() == null) {
            throw new EngineException("A class-conditional GAN needs the classes of the images. Choose a class column, "
                + "or train without classes.");
        }
        final int known = request.config().classNames().size();
        for (int i = 0; i < request.classes().length; i++) {
            final int found = request.classes()[i];
            if (found < 0 || found >= known) {
                throw new EngineException("Image " + (i + 1) + " has " + (found < 0 ? "no class"
                    : "class number " + found + ", but there are only " + known + " classes")
                    + ". A class-conditional GAN needs the class of every image. Leave out the rows without one.");
            }
        }
    }
}
