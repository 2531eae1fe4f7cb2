package org.latentlab.engine.score;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How images are that were generated for a class each; see {@link ConditionalScores}.
 *
 * @param confusion which classes were asked for and which were found
 * @param classes the scores of each class, in the order of the confusion matrix
 */
public record ConditionalResult(ConfusionMatrix confusion, List<ClassScore> classes) {

    /** Copies the list. */
    public ConditionalResult {
        classes = List.copyOf(classes);
    }

    /**
     * The images of one class.
     *
     * @param className the class
     * @param images number of images that were generated for it; where no class was found of some, these do not count
     *            in the accuracy
     * @param accuracy share of them that are of it, in [0, 1]; NaN without images
     * @param accuracyError its standard error
     * @param cosine cos(x, x') of two of them
     * @param realCosine that of two real images of the class
     * @param distance ‖x − x'‖ of two of them
     * @param realDistance that of two real images of the class
     */
    public record ClassScore(String className, int images, double accuracy, double accuracyError, PairMean cosine,
        PairMean realCosine, PairMean distance, PairMean realDistance) {

        /** @return a class that no image was generated for */
        static ClassScore none(final String className) {
            return new ClassScore(className, 0, Double.NaN, Double.NaN, PairMean.NONE, PairMean.NONE, PairMean.NONE,
                PairMean.NONE);
        }

        /**
         * @return mean distance of two of the images over that of two real ones, at least 0: 1 where they are as
         *         diverse, 0 where all are the same; NaN without two of either, or if all real ones are the same
         */
        public double diversity() {
            return realDistance.mean() > 0 ? distance.mean() / realDistance.mean() : Double.NaN;
        }

        /** @return the standard error of the diversity, to first order, both sets being independent samples */
        public double diversityError() {
            return Math.hypot(distance.standardError(), diversity() * realDistance.standardError())
                / realDistance.mean();
        }
    }

    /** @return the mean over the classes of the cosine of two images of a class; NaN if no class has two images */
    public double meanCosine() {
        return mean(c -> c.cosine().mean());
    }

    /**
     * @return its standard error, the classes being independent; NaN if no class has two images, or one has only two
     */
    public double meanCosineError() {
        final double[] errors = classes.stream().filter(c -> !Double.isNaN(c.cosine().mean()))
            .mapToDouble(c -> c.cosine().standardError()).toArray();
        double squares = 0;
        for (final double error : errors) {
            squares += error * error;
        }
        return errors.length == 0 ? Double.NaN : Math.sqrt(squares) / errors.length;
    }

    /** @return the mean over the classes of the diversity; NaN if no class has one */
    public double meanDiversity() {
        return mean(ClassScore::diversity);
    }

    private double mean(final ToDoubleFunction<ClassScore> figure) {
        return classes.stream().mapToDouble(figure).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
    }
}
