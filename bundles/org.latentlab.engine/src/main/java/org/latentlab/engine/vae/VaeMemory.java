package org.latentlab.engine.vae;

import java.util.List;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.LayerShape;
import org.latentlab.engine.train.TrainingMemory;

/** How much memory a VAE takes, from its configuration alone. */
final class VaeMemory {

    private static final double MAX_PARAMETERS = 150e6;

    /** Rows at once where a model is applied: enough for the products to run at full speed. */
    private static final int BATCH = 500;

    /** What the layers of a batch may take where a model is applied. */
    private static final long BATCH_BYTES = 96L << 20;

    private VaeMemory() {
    }

    private static double parameters(final VaeConfig config, final ImageShape image) {
        return config.parameterShapes(image).stream().mapToDouble(shape -> shape.count()).sum();
    }

    /** @return values of the input and of all layers for one image */
    private static long values(final VaeConfig config, final ImageShape image) {
        long values = image.values();
        for (final List<LayerShape> shapes : List.of(config.encoder(image).shapes(), config.decoder(image).shapes())) {
            values += shapes.stream().mapToLong(LayerShape::values).sum();
        }
        return values;
    }

    /**
     * @param config the model
     * @param image shape of the images
     * @param batch images at once
     * @return about how many bytes a training takes outside the heap: each value and parameter with its gradient, and
     *         two moments for each parameter
     */
    static long trainingBytes(final VaeConfig config, final ImageShape image, final int batch) {
        return (long)(Float.BYTES * (2.0 * batch * values(config, image) + 4 * parameters(config, image)));
    }

    /**
     * Refuses a network that no machine this is made for can train, and one that the memory in force is too small for.
     *
     * @param config the model
     * @param image shape of the images
     * @param batch images at once
     * @throws EngineException if it is too large
     */
    static void check(final VaeConfig config, final ImageShape image, final int batch) {
        final double parameters = parameters(config, image);
        if (parameters > MAX_PARAMETERS) {
            throw new EngineException(String.format(Locale.ROOT, "A VAE %s has %.0f million parameters; at most %.0f "
                + "million are supported. Choose fewer latent dimensions or narrower layers, or smaller images.",
                config.layers(image), parameters / 1e6, MAX_PARAMETERS / 1e6));
        }
        // what is computed for a batch stands in one array each
        final long widest = Math.max(image.values(), config.encoderOutputs());
        if (batch * widest > Integer.MAX_VALUE) {
            throw new EngineException(String.format(Locale.ROOT, "A batch of %,d with %,d values each is too large. "
                + "Choose a batch size of at most %,d.", batch, widest, Integer.MAX_VALUE / widest));
        }
        TrainingMemory.check(trainingBytes(config, image, batch), String.format(Locale.ROOT,
            "Training a VAE %s in batches of %,d", config.layers(image), batch),
            "a smaller batch, fewer filters or narrower layers, smaller images");
    }

    /**
     * @param config the model
     * @param image shape of the images
     * @param rows how many there are to be computed
     * @return how many to compute at once, at least 1
     */
    static int batch(final VaeConfig config, final ImageShape image, final int rows) {
        final long affordable = BATCH_BYTES / Float.BYTES / values(config, image);
        return (int)Math.max(1, Math.min(Math.min(BATCH, affordable), rows));
    }
}
