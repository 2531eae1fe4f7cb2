package org.latentlab.engine.gan;

import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.LayerShape;
import org.latentlab.engine.nn.NetworkSpec;
import org.latentlab.engine.nn.ParameterShape;
import org.latentlab.engine.train.TrainingMemory;

/** How much memory a GAN takes, from its configuration alone. */
final class GanMemory {

    private static final double MAX_PARAMETERS = 150e6;

    /** Rows at once where a model is applied: enough for the products to run at full speed. */
    private static final int BATCH = 500;

    /** What the layers of a batch may take where a model is applied. */
    private static final long BATCH_BYTES = 96L << 20;

    private GanMemory() {
    }

    private static double parameters(final GanLayers layers) {
        return layers.parameterShapes().stream().mapToDouble(ParameterShape::count).sum();
    }

    /** @return values of the input and of all layers for one image */
    private static long values(final NetworkSpec network) {
        return network.input().values() + network.shapes().stream().mapToLong(LayerShape::values).sum();
    }

    /** @return values that a batch takes in all networks, for each of its images */
    private static long trainingValues(final GanLayers layers) {
        final boolean together = !layers.isBatchNormal();
        final boolean penalty = layers.penalty() != null;
        // generated and real images go through the critic together where they may; a penalty keeps its tangents, too
        final long criticPasses = (together ? 2 : 1) * (penalty ? 3 : 2);
        return 2 * values(layers.generator()) + criticPasses * values(layers.critic())
            + (layers.encoder() == null ? 0 : 2 * values(layers.encoder()));
    }

    /**
     * @param config the model
     * @param image shape of the images
     * @param batch images at once
     * @return about how many bytes a training takes outside the heap: each value and parameter with its gradient,
     *         two moments for each parameter, and sums of the critic's gradients
     */
    static long trainingBytes(final GanConfig config, final ImageShape image, final int batch) {
        final GanLayers layers = new GanLayers(config, image);
        return (long)(Float.BYTES * ((double)batch * trainingValues(layers) + 5 * parameters(layers)));
    }

    /**
     * Refuses a network that no machine this is made for can train, and one that the memory in force is too small for.
     *
     * @param config the model
     * @param image shape of the images
     * @param batch images at once
     * @throws EngineException if it is too large
     * @throws IllegalArgumentException if the architecture cannot take such images
     */
    static void check(final GanConfig config, final ImageShape image, final int batch) {
        final GanLayers layers = new GanLayers(config, image);
        final String network = config.architecture().layers(image, config.prior().dimensions());
        final double parameters = parameters(layers);
        if (parameters > MAX_PARAMETERS) {
            throw new EngineException(String.format(Locale.ROOT, "A GAN %s has %.0f million parameters; at most %.0f "
                + "million are supported. Choose fewer latent dimensions, fewer filters or narrower layers, or smaller "
                + "images.", network, parameters / 1e6, MAX_PARAMETERS / 1e6));
        }
        // what is computed for a batch, of real and generated images, stands in one array each
        final long widest = 2L * Math.max(image.values(), config.prior().dimensions());
        if (batch * widest > Integer.MAX_VALUE) {
            throw new EngineException(String.format(Locale.ROOT, "A batch of %,d with %,d values each is too large. "
                + "Choose a batch size of at most %,d.", batch, widest / 2, Integer.MAX_VALUE / widest));
        }
        TrainingMemory.check(trainingBytes(config, image, batch), String.format(Locale.ROOT,
            "Training a GAN %s in batches of %,d", network, batch),
            "a smaller batch, fewer filters or narrower layers, smaller images");
    }

    /**
     * @param config the model
     * @param image shape of the images
     * @param rows how many there are to be computed
     * @return how many to compute at once, at least 1
     */
    static int batch(final GanConfig config, final ImageShape image, final int rows) {
        final GanLayers layers = new GanLayers(config, image);
        final long values = values(layers.generator()) + (layers.encoder() == null ? 0 : values(layers.encoder()));
        final long affordable = BATCH_BYTES / Float.BYTES / values;
        return (int)Math.max(1, Math.min(Math.min(BATCH, affordable), rows));
    }

    /**
     * @param config the model
     * @param image shape of the images
     * @param rows how many images there are to be inverted
     * @return how many to search at once, at least 1
     */
    static int inversionBatch(final GanConfig config, final ImageShape image, final int rows) {
        // the gradients take as much again
        return Math.max(1, batch(config, image, 2 * Math.min(BATCH, rows)) / 2);
    }
}
