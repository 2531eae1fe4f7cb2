package org.latentlab.engine.gan;

/**
 * How the steps of a GAN's training are divided into epochs. Every epoch has whole batches only, since batch
 * normalisation is to take the statistics of as many images each time; the images left over are others in each epoch.
 *
 * @param batch images per step
 * @param batches steps of the critic in a whole epoch, at least 1
 * @param steps steps of the critic in the whole training
 * @param criticSteps steps of the critic for each of the generator
 */
record GanSchedule(int batch, int batches, long steps, int criticSteps) {

    /**
     * @param images number of training images, at least 1
     * @param training how long, and in what batches
     */
    static GanSchedule of(final int images, final GanTrainingConfig training) {
        final int batch = Math.min(training.batchSize(), images);
        final int batches = images / batch;
        final long count = training.length().count();
        return new GanSchedule(batch, batches, training.length().unit() == TrainingLength.Unit.EPOCHS
            ? count * batches : count * training.criticSteps(), training.criticSteps());
    }

    /** @return number of epochs, of which the last may be no whole one */
    int epochs() {
        return Math.toIntExact((steps + batches - 1) / batches);
    }

    /**
     * @param epoch number of an epoch, from 1
     * @return steps of the critic before it
     */
    long stepsBefore(final int epoch) {
        return (epoch - 1L) * batches;
    }

    /**
     * @param epoch number of an epoch, from 1
     * @return steps of the critic in it
     */
    int stepsIn(final int epoch) {
        return (int)Math.min(batches, steps - stepsBefore(epoch));
    }

    /**
     * @param epoch number of an epoch, from 1
     * @return whether it ends before all images were seen, because the training does
     */
    boolean isPartial(final int epoch) {
        return stepsIn(epoch) < batches;
    }

    /**
     * @param step number of a step of the critic, from 1
     * @return whether one of the generator follows
     */
    boolean isUpdate(final long step) {
        return step % criticSteps == 0;
    }
}
