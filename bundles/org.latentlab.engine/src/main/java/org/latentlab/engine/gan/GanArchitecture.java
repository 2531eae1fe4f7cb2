package org.latentlab.engine.gan;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.LayerShape;
import org.latentlab.engine.nn.LayerSpec;
import org.latentlab.engine.nn.NetworkSpec;

/** The layers of a GAN's generator and critic. Hidden layers are leaky ReLUs of slope 0.2. */
public sealed interface GanArchitecture {

    /**
     * @param image the shape of the images
     * @param inputs length of the generator's input: the latent vector, and the embedding of a class behind it
     * @return the generator; its output is tanh, in [−1, 1], for images and linear for vectors
     * @throws IllegalArgumentException if the images are of a size that this architecture cannot take
     */
    NetworkSpec generator(ImageShape image, int inputs);

    /**
     * @param image the shape of the images
     * @param normalisation what its hidden layers have
     * @return the critic without its last, linear layer of one output: from an image to features φ(x)
     * @throws IllegalArgumentException as {@link #generator}
     */
    NetworkSpec critic(ImageShape image, CriticNormalisation normalisation);

    /**
     * @param image the shape of the images
     * @param outputs width of the output
     * @return an encoder for ClusterGAN: the critic's layers without normalisation, and a linear one
     * @throws IllegalArgumentException as {@link #generator}
     */
    default NetworkSpec encoder(final ImageShape image, final int outputs) {
        final NetworkSpec features = critic(image, CriticNormalisation.NONE);
        final List<LayerSpec> layers = new ArrayList<>(features.layers());
        layers.add(new LayerSpec.Dense(outputs, Activation.LINEAR));
        return new NetworkSpec(features.input(), 0, layers);
    }

    /** @return whether images are stored H×W×C within the networks, rather than C×H×W */
    boolean channelsLast();

    /**
     * @param image the shape of the images
     * @param latentSize length of the latent vector
     * @return the generator in short, e.g. "100-256-512-784"
     */
    String layers(ImageShape image, int latentSize);

    /**
     * @param latentSize length of the latent vector
     * @return generator and critic in words, whatever the images
     */
    String description(int latentSize);

    private static Activation output(final ImageShape image) {
        return image.isVector() ? Activation.LINEAR : Activation.TANH;
    }

    private static List<Integer> checked(final String network, final List<Integer> widths) {
        if (widths.isEmpty() || widths.size() > Mlp.MAX_LAYERS) {
            throw new IllegalArgumentException("The " + network + " has 1 to 16 hidden layers, not " + widths.size()
                + ".");
        }
        for (final int width : widths) {
            if (width < 1 || width > Mlp.MAX_WIDTH) {
                throw new IllegalArgumentException("A width of the " + network + "'s hidden layers is 1 to 16,384, not "
                    + width + ".");
            }
        }
        return List.copyOf(widths);
    }

    /**
     * Fully connected layers.
     *
     * @param generatorWidths widths of the generator's hidden layers, 1 to 16 of them, each 1…16,384
     * @param criticWidths widths of the critic's hidden layers, likewise
     * @param batchNormalisation whether the generator's hidden layers have batch normalisation
     */
    record Mlp(List<Integer> generatorWidths, List<Integer> criticWidths, boolean batchNormalisation)
        implements GanArchitecture {

        private static final int MAX_LAYERS = 16;

        private static final int MAX_WIDTH = 16_384;

        /** Checks the values. */
        public Mlp {
            generatorWidths = checked("generator", generatorWidths);
            criticWidths = checked("critic", criticWidths);
        }

        @Override
        public NetworkSpec generator(final ImageShape image, final int inputs) {
            final List<LayerSpec> layers = new ArrayList<>();
            for (final int width : generatorWidths) {
                add(layers, width, batchNormalisation);
            }
            layers.add(new LayerSpec.Dense(image.values(), output(image)));
            return new NetworkSpec(LayerShape.vector(inputs), 0, layers);
        }

        @Override
        public NetworkSpec critic(final ImageShape image, final CriticNormalisation normalisation) {
            final List<LayerSpec> layers = new ArrayList<>();
            for (int i = 0; i < criticWidths.size(); i++) {
                add(layers, criticWidths.get(i), i > 0 && normalisation == CriticNormalisation.BATCH);
            }
            return new NetworkSpec(LayerShape.vector(image.values()), 0, layers);
        }

        private static void add(final List<LayerSpec> layers, final int width, final boolean normalised) {
            layers.add(new LayerSpec.Dense(width, normalised ? Activation.LINEAR : Activation.LEAKY_RELU));
            if (normalised) {
                layers.add(new LayerSpec.BatchNormalisation(Activation.LEAKY_RELU));
            }
        }

        @Override
        public boolean channelsLast() {
            return false;
        }

        @Override
        public String layers(final ImageShape image, final int latentSize) {
            final StringBuilder text = new StringBuilder().append(latentSize);
            generatorWidths.forEach(width -> text.append('-').append(width));
            return text.append('-').append(image.values()).toString();
        }

        @Override
        public String description(final int latentSize) {
            final StringBuilder text = new StringBuilder().append(latentSize);
            generatorWidths.forEach(width -> text.append('-').append(width));
            text.append(batchNormalisation ? ", batch norm, against " : " against ");
            for (int i = 0; i < criticWidths.size(); i++) {
                text.append(i == 0 ? "" : "-").append(criticWidths.get(i));
            }
            return text.toString();
        }
    }

    /**
     * Convolutions as in DCGAN (Radford, Metz and Chintala 2016, "Unsupervised Representation Learning with Deep
     * Convolutional Generative Adversarial Networks"): 4×4 convolutions of stride 2 that halve the image at least twice
     * and on while its sides are even and at least 8 (28 → 7, 32 → 4, 64 → 4), doubling the filters each time; the
     * generator mirrors the critic by transposed convolutions, with batch normalisation in all but its last layer.
     *
     * @param baseFilters filters of the convolution next to the image, 1…1,024; 64 in the paper's discriminator
     */
    record Dcgan(int baseFilters) implements GanArchitecture {

        private static final int MAX_FILTERS = 1024;

        private static final int MAX_SIDE = 64;

        private static final int KERNEL = 4;

        private static final int SMALLEST = 8;

        private static final int LEAST_STAGES = 2;

        /** Checks the value. */
        public Dcgan {
            if (baseFilters < 1 || baseFilters > MAX_FILTERS) {
                throw new IllegalArgumentException("The convolution next to the image has 1 to 1,024 filters, not "
                    + baseFilters + ".");
            }
        }

        /** @return the number of convolutions that halve such an image */
        private static int stages(final ImageShape image) {
            final int divisor = 1 << LEAST_STAGES;
            if (image.isVector() || image.height() % divisor != 0 || image.width() % divisor != 0
                || image.height() > MAX_SIDE || image.width() > MAX_SIDE) {
                throw new IllegalArgumentException("A DCGAN needs images whose height and width are divisible by 4 and "
                    + "at most 64, not " + image + ". Resize the images, or choose the MLP.");
            }
            int stages = 0;
            int height = image.height();
            int width = image.width();
            while (stages < LEAST_STAGES
                || height % 2 == 0 && width % 2 == 0 && height >= SMALLEST && width >= SMALLEST) {
                height /= 2;
                width /= 2;
                stages++;
            }
            return stages;
        }

        @Override
        public NetworkSpec generator(final ImageShape image, final int inputs) {
            final int stages = stages(image);
            final LayerShape start = new LayerShape(image.height() >> stages, image.width() >> stages,
                baseFilters << stages - 1);
            final List<LayerSpec> layers = new ArrayList<>();
            layers.add(new LayerSpec.Dense(start.values(), Activation.LINEAR));
            layers.add(new LayerSpec.Reshape(start));
            layers.add(new LayerSpec.BatchNormalisation(Activation.LEAKY_RELU));
            for (int i = stages - 2; i >= 0; i--) {
                layers.add(new LayerSpec.TransposedConvolution(baseFilters << i, KERNEL, 2, 1, 0, Activation.LINEAR));
                layers.add(new LayerSpec.BatchNormalisation(Activation.LEAKY_RELU));
            }
            layers.add(new LayerSpec.TransposedConvolution(image.channels(), KERNEL, 2, 1, 0, output(image)));
            return new NetworkSpec(LayerShape.vector(inputs), 0, layers);
        }

        @Override
        public NetworkSpec critic(final ImageShape image, final CriticNormalisation normalisation) {
            final List<LayerSpec> layers = new ArrayList<>();
            for (int i = 0; i < stages(image); i++) {
                final boolean normalised = i > 0 && normalisation == CriticNormalisation.BATCH;
                layers.add(new LayerSpec.Convolution(baseFilters << i, KERNEL, 2, 1,
                    normalised ? Activation.LINEAR : Activation.LEAKY_RELU));
                if (normalised) {
                    layers.add(new LayerSpec.BatchNormalisation(Activation.LEAKY_RELU));
                }
            }
            return new NetworkSpec(new LayerShape(image.height(), image.width(), image.channels()), 0, layers);
        }

        @Override
        public boolean channelsLast() {
            return true;
        }

        @Override
        public String layers(final ImageShape image, final int latentSize) {
            final StringBuilder text = new StringBuilder().append(latentSize);
            for (int i = stages(image) - 1; i >= 0; i--) {
                text.append("-conv").append(baseFilters << i);
            }
            return text.append('-').append(image).toString();
        }

        @Override
        public String description(final int latentSize) {
            return "DCGAN " + baseFilters + "…, d = " + latentSize;
        }
    }
}
