package org.latentlab.engine.gan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.Embedding;
import org.latentlab.engine.nn.FoldedNetwork;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.LayerStack;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.train.Progress;

/**
 * Searches the latent vector z whose generated image has the least squared error from a given one, by Adam from draws
 * of the prior (Lipton and Tripathi 2017, "Precise Recovery of Latent Vectors from Generative Adversarial Networks";
 * Creswell and Bharath 2019, "Inverting the Generator of a Generative Adversarial Network"). After a fifth of the steps
 * only the best of an image's places goes on. Values of a uniform prior stay within its bounds.
 */
final class GanInversion {

    private static final int EXPLORING = 5;

    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;

    private static final double EPSILON = 1e-8;

    private final GanLayers m_layers;

    private final int m_batch;

    private final int m_d;

    private final int m_values;

    private final GanPixels m_pixels;

    private final LayerStack m_stack;

    private final Embedding m_embedding;

    private final org.latentlab.engine.nn.Tensor m_input;

    private final org.latentlab.engine.nn.Tensor m_inputGradient;

    private final float[] m_targets;

    private final float[] m_images;

    private final float[] m_gradient;

    /**
     * @param kernels the arithmetic
     * @param image the shape of the images
     * @param config the GAN
     * @param generator the generator's parameters and states, in order
     * @param batch the most images at once
     */
    GanInversion(final Kernels kernels, final ImageShape image, final GanConfig config, final List<Tensor> generator,
        final int batch) {
        m_layers = new GanLayers(config, image);
        m_batch = batch;
        m_d = m_layers.latentSize();
        m_values = image.values();
        m_pixels = new GanPixels(image, config.architecture().channelsLast());
        final Parameters parameters = new Parameters(kernels);
        m_embedding = m_layers.classes() == 0 ? null : new Embedding(parameters, m_layers.embedding());
        final int first = m_embedding == null ? 0 : 1;
        final FoldedNetwork folded = FoldedNetwork.of(m_layers.generator(), GanLayers.GENERATOR,
            generator.subList(first, generator.size()));
        m_stack = new LayerStack(kernels, parameters, GanLayers.GENERATOR, folded.spec(), batch);
        final List<Tensor> values = new ArrayList<>(generator.subList(0, first));
        values.addAll(folded.weights());
        parameters.set(values);
        m_input = kernels.allocate(batch, m_layers.generatorInputs());
        m_inputGradient = kernels.allocate(batch, m_layers.generatorInputs());
        m_targets = new float[Math.multiplyExact(batch, m_values)];
        m_images = new float[m_targets.length];
        m_gradient = new float[Math.max(m_targets.length, batch * m_layers.generatorInputs())];
    }

    /** Latent vectors on their way, one for each of a few images, with the moments of Adam. */
    private static final class Search {
        private final float[] m_z;

        private final double[] m_mean;

        private final double[] m_square;

        private final int[] m_classes;

        private final double[] m_error;

        Search(final int images, final int d) {
            m_z = new float[images * d];
            m_mean = new double[images * d];
            m_square = new double[images * d];
            m_classes = new int[images];
            m_error = new double[images];
            Arrays.fill(m_error, Double.POSITIVE_INFINITY);
        }

        /** Takes over what has a smaller error elsewhere. */
        void improve(final Search other, final int d) {
            for (int i = 0; i < m_error.length; i++) {
                if (other.m_error[i] < m_error[i]) {
                    System.arraycopy(other.m_z, i * d, m_z, i * d, d);
                    System.arraycopy(other.m_mean, i * d, m_mean, i * d, d);
                    System.arraycopy(other.m_square, i * d, m_square, i * d, d);
                    m_classes[i] = other.m_classes[i];
                    m_error[i] = other.m_error[i];
                }
            }
        }
    }

    /**
     * @param images images of the shape that the GAN generates
     * @param classes the class of each where the GAN is told classes; null = the class that fits best, which takes a
     *            search for each class; not read where it is told none
     * @param config how to search
     * @param progress told after every step
     * @return the latent vectors, in the order of the images
     */
    GanCodes invert(final Images images, final int[] classes, final InversionConfig config, final Progress progress) {
        final int n = images.size();
        final int known = m_layers.classes();
        final GanCodes codes = new GanCodes(m_d, new float[Math.multiplyExact(n, m_d)], known == 0 ? null : new int[n],
            new double[n]);
        final Rng rng = Rng.stream(config.seed(), "inversion");
        for (int from = 0; from < n; from += m_batch) {
            final int count = Math.min(m_batch, n - from);
            m_pixels.toNetwork(images, null, from, count, m_targets, 0);
            final Search[] places = places(count, known > 0 && classes == null ? known : 1, config, rng);
            if (known > 0 && classes != null) {
                for (final Search place : places) {
                    System.arraycopy(classes, from, place.m_classes, 0, count);
                }
            }
            final Progress part = progress.part((double)from / n, (double)(from + count) / n);
            final Search best = search(places, count, config, part,
                String.format(Locale.ROOT, "Images %,d to %,d of %,d", from + 1, from + count, n));
            System.arraycopy(best.m_z, 0, codes.z(), from * m_d, count * m_d);
            if (known > 0) {
                System.arraycopy(best.m_classes, 0, codes.classes(), from, count);
            }
            for (int i = 0; i < count; i++) {
                codes.residuals()[from + i] = (m_layers.image().isVector() ? 1 : 0.5) * Math.sqrt(best.m_error[i]);
            }
        }
        return codes;
    }

    /** @return the places to begin at, drawn image by image so that they do not depend on the other images */
    private Search[] places(final int count, final int classes, final InversionConfig config, final Rng rng) {
        final Search[] places = new Search[config.restarts() * classes];
        for (int k = 0; k < places.length; k++) {
            places[k] = new Search(count, m_d);
            Arrays.fill(places[k].m_classes, k % classes);
        }
        for (int i = 0; i < count; i++) {
            for (final Search place : places) {
                m_layers.config().prior().draw(rng, place.m_z, i * m_d);
            }
        }
        return places;
    }

    private Search search(final Search[] places, final int count, final InversionConfig config,
        final Progress progress, final String what) {
        final int exploring = places.length == 1 ? 0 : Math.max(1, config.steps() / EXPLORING);
        final double all = (double)places.length * exploring + config.steps() - exploring;
        final Search best = places.length == 1 ? places[0] : new Search(count, m_d);
        for (int k = 0; k < places.length && exploring > 0; k++) {
            final double before = (double)k * exploring;
            run(places[k], count, 0, exploring, config,
                progress.part(before / all, (before + exploring) / all), what);
            best.improve(places[k], m_d);
        }
        run(best, count, exploring, config.steps(), config,
            progress.part((double)places.length * exploring / all, 1), what);
        return best;
    }

    /** Takes some steps, and leaves the mean squared errors at the end. */
    private void run(final Search search, final int count, final int from, final int to, final InversionConfig config,
        final Progress progress, final String what) {
        for (int step = from; step < to; step++) {
            progress.checkCanceled();
            generate(search, count);
            gradient(count);
            update(search, count, step + 1, config);
            progress.update((step + 1.0 - from) / (to - from), what + ", step " + (step + 1) + " of "
                + config.steps());
        }
        generate(search, count);
        errors(search, count);
    }

    private void generate(final Search search, final int count) {
        if (m_embedding == null) {
            m_input.put(search.m_z, count * m_d);
        } else {
            m_embedding.join(search.m_z, search.m_classes, m_input, count);
        }
        m_stack.forward(m_input, count, true).get(m_images, count * m_values);
    }

    /** The gradient of each row's mean squared error with regard to z, left in the gradient of the input. */
    private void gradient(final int count) {
        final boolean tanh = m_stack.outputActivation() == Activation.TANH;
        final float scale = 2f / m_values;
        for (int i = 0; i < count * m_values; i++) {
            final float slope = tanh ? 1 - m_images[i] * m_images[i] : 1;
            m_gradient[i] = scale * (m_images[i] - m_targets[i]) * slope;
        }
        m_stack.outputGradient().put(m_gradient, count * m_values);
        m_stack.backward(m_inputGradient, count, false);
        m_inputGradient.get(m_gradient, count * m_layers.generatorInputs());
    }

    private void update(final Search search, final int count, final int step, final InversionConfig config) {
        final int inputs = m_layers.generatorInputs();
        final double decay = 0.5 * (1 + Math.cos(Math.PI * (step - 1) / config.steps()));
        final double rate = config.learningRate() * decay / (1 - Math.pow(BETA1, step));
        final double rootScale = 1 / Math.sqrt(1 - Math.pow(BETA2, step));
        final boolean bounded = m_layers.config().prior() instanceof LatentPrior.Uniform;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < m_d; j++) {
                final double g = m_gradient[i * inputs + j];
                final int at = i * m_d + j;
                search.m_mean[at] += (1 - BETA1) * (g - search.m_mean[at]);
                search.m_square[at] += (1 - BETA2) * (g * g - search.m_square[at]);
                final double z = search.m_z[at]
                    - rate * search.m_mean[at] / (Math.sqrt(search.m_square[at]) * rootScale + EPSILON);
                search.m_z[at] = (float)(bounded ? Math.max(-1, Math.min(1, z)) : z);
            }
        }
    }

    private void errors(final Search search, final int count) {
        for (int i = 0; i < count; i++) {
            double squares = 0;
            for (int j = i * m_values; j < (i + 1) * m_values; j++) {
                final double difference = m_images[j] - m_targets[j];
                squares += difference * difference;
            }
            search.m_error[i] = squares / m_values;
        }
    }
}
