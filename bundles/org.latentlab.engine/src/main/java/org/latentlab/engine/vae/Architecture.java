package org.latentlab.engine.vae;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.nn.LayerShape;
import org.latentlab.engine.nn.LayerSpec;
import org.latentlab.engine.nn.NetworkSpec;

/** The layers of a VAE's encoder and decoder. */
public sealed interface Architecture {

    /**
     * @param image the shape of the images
     * @param outputs width of the encoder's output: 2d for means and log-variances of a posterior, d for a code alone
     * @return the encoder, from an image to its output
     * @throws IllegalArgumentException if the images are too small or of a size that this architecture cannot take
     */
    NetworkSpec encoder(ImageShape image, int outputs);

    /**
     * @param image the shape of the images
     * @param latentSize d
     * @return the decoder, from a latent vector to one value for each value of the image, linear at its end
     * @throws IllegalArgumentException as {@link #encoder}
     */
    NetworkSpec decoder(ImageShape image, int latentSize);

    /** @return whether images are stored H×W×C within the network, rather than C×H×W */
    boolean channelsLast();

    /** @return whether every decoder layer takes the latent vector too */
    boolean latentSkip();

    /**
     * @param image the shape of the images
     * @param latentSize d
     * @return the encoder in short, e.g. "784-500-500-2" or "28×28×1-conv32-conv64-2"
     */
    String layers(ImageShape image, int latentSize);

    /**
     * @param latentSize d
     * @return both sides in words, whatever the images, e.g. "500-500-2-500-500, softplus"
     */
    String description(int latentSize);

    /** The shape of an image inside a network that stores its channels last. */
    private static LayerShape shape(final ImageShape image) {
        return new LayerShape(image.height(), image.width(), image.channels());
    }

    /** Adds a decoder layer: where the latent vector skips to it, the activation comes after that. */
    private static void add(final List<LayerSpec> layers, final boolean latentSkip, final Activation activation,
        final java.util.function.Function<Activation, LayerSpec> layer) {
        layers.add(layer.apply(latentSkip ? Activation.LINEAR : activation));
        if (latentSkip) {
            layers.add(new LayerSpec.LatentSkip(activation));
        }
    }

    private static String words(final StringBuilder text, final Activation activation, final boolean latentSkip) {
        text.append(activation.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        return text.append(latentSkip ? ", skip connections" : "").toString();
    }

    private static List<Integer> checked(final String what, final List<Integer> widths, final int most,
        final int least) {
        if (widths.size() < least || widths.size() > most) {
            throw new IllegalArgumentException("There are " + least + " to " + most + " " + what + ", not "
                + widths.size() + ".");
        }
        for (final int width : widths) {
            if (width < 1 || width > MAX_WIDTH) {
                throw new IllegalArgumentException("A width of the " + what + " is 1 to 16,384, not " + width + ".");
            }
        }
        return List.copyOf(widths);
    }

    /** The most units of a layer. */
    int MAX_WIDTH = 16_384;

    /**
     * Fully connected layers.
     *
     * @param encoderWidths widths of the encoder's hidden layers, 0 to 16 of them, each 1…16,384
     * @param decoderWidths widths of the decoder's hidden layers, likewise
     * @param activation activation of the hidden layers
     * @param latentSkip whether every decoder layer takes the latent vector too
     */
    record Mlp(List<Integer> encoderWidths, List<Integer> decoderWidths, Activation activation, boolean latentSkip)
        implements Architecture {

        private static final int MAX_LAYERS = 16;

        /** Checks the values. */
        public Mlp {
            encoderWidths = checked("hidden layers of the encoder", encoderWidths, MAX_LAYERS, 0);
            decoderWidths = checked("hidden layers of the decoder", decoderWidths, MAX_LAYERS, 0);
            if (activation == null) {
                throw new IllegalArgumentException("A network needs an activation.");
            }
        }

        @Override
        public NetworkSpec encoder(final ImageShape image, final int outputs) {
            final List<LayerSpec> layers = new ArrayList<>();
            encoderWidths.forEach(width -> layers.add(new LayerSpec.Dense(width, activation)));
            layers.add(new LayerSpec.Dense(outputs, Activation.LINEAR));
            return new NetworkSpec(LayerShape.vector(image.values()), 0, layers);
        }

        @Override
        public NetworkSpec decoder(final ImageShape image, final int latentSize) {
            final List<LayerSpec> layers = new ArrayList<>();
            for (int i = 0; i < decoderWidths.size(); i++) {
                final int width = decoderWidths.get(i);
                // the first layer sees the latent vector as it is
                add(layers, latentSkip && i > 0, activation, f -> new LayerSpec.Dense(width, f));
            }
            add(layers, latentSkip && !decoderWidths.isEmpty(), Activation.LINEAR,
                f -> new LayerSpec.Dense(image.values(), f));
            return new NetworkSpec(LayerShape.vector(latentSize), latentSize, layers);
        }

        @Override
        public boolean channelsLast() {
            return false;
        }

        @Override
        public String description(final int latentSize) {
            final StringBuilder text = new StringBuilder();
            encoderWidths.forEach(width -> text.append(width).append('-'));
            text.append(latentSize);
            decoderWidths.forEach(width -> text.append('-').append(width));
            return words(text.append(", "), activation, latentSkip);
        }

        @Override
        public String layers(final ImageShape image, final int latentSize) {
            final StringBuilder text = new StringBuilder().append(image.values());
            encoderWidths.forEach(width -> text.append('-').append(width));
            return text.append('-').append(latentSize).toString();
        }
    }

    /**
     * The convolutional VAE of TensorFlow's tutorial "Convolutional Variational Autoencoder", which has 32 and 64
     * filters: 3×3 convolutions of stride 2 without padding and a dense layer; back by a dense layer to a quarter (with
     * two convolutions) of the height and width, transposed 3×3 convolutions of stride 2 with the filters in reverse,
     * and one of stride 1 to the channels of the image. Height and width must be divisible by 2 for each convolution.
     *
     * @param filters filters of the encoder's convolutions, 1 to 5 of them, each 1…16,384
     * @param activation activation of the hidden layers; ReLU in the tutorial
     * @param latentSkip whether every decoder layer takes the latent vector too
     */
    record Convolutional(List<Integer> filters, Activation activation, boolean latentSkip) implements Architecture {

        private static final int MAX_LAYERS = 5;

        private static final int KERNEL = 3;

        /** Checks the values. */
        public Convolutional {
            filters = checked("convolutions", filters, MAX_LAYERS, 1);
            if (activation == null) {
                throw new IllegalArgumentException("A network needs an activation.");
            }
        }

        private void check(final ImageShape image) {
            final int divisor = 1 << filters.size();
            if (image.height() % divisor != 0 || image.width() % divisor != 0) {
                throw new IllegalArgumentException("A convolutional VAE with " + filters.size() + " convolutions of "
                    + "stride 2 needs images whose height and width are divisible by " + divisor + ", not "
                    + image + ". Resize the images, choose fewer convolutions, or the MLP.");
            }
        }

        @Override
        public NetworkSpec encoder(final ImageShape image, final int outputs) {
            check(image);
            final List<LayerSpec> layers = new ArrayList<>();
            filters.forEach(count -> layers.add(new LayerSpec.Convolution(count, KERNEL, 2, 0, activation)));
            layers.add(new LayerSpec.Dense(outputs, Activation.LINEAR));
            return checkedShapes(new NetworkSpec(shape(image), 0, layers), image);
        }

        private static NetworkSpec checkedShapes(final NetworkSpec network, final ImageShape image) {
            try {
                network.shapes();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Images of " + image + " are too small for this many convolutions ("
                    + e.getMessage() + ") Choose fewer convolutions, or the MLP.", e);
            }
            return network;
        }

        @Override
        public NetworkSpec decoder(final ImageShape image, final int latentSize) {
            check(image);
            final int divisor = 1 << filters.size();
            final LayerShape start = new LayerShape(image.height() / divisor, image.width() / divisor, filters.get(0));
            final List<LayerSpec> layers = new ArrayList<>();
            layers.add(new LayerSpec.Dense(start.values(), activation));
            layers.add(new LayerSpec.Reshape(start));
            for (int i = filters.size() - 1; i >= 0; i--) {
                final int count = filters.get(i);
                add(layers, latentSkip, activation,
                    f -> new LayerSpec.TransposedConvolution(count, KERNEL, 2, 0, 1, f));
            }
            add(layers, latentSkip, Activation.LINEAR,
                f -> new LayerSpec.TransposedConvolution(image.channels(), KERNEL, 1, 1, 0, f));
            return new NetworkSpec(LayerShape.vector(latentSize), latentSize, layers);
        }

        @Override
        public boolean channelsLast() {
            return true;
        }

        @Override
        public String description(final int latentSize) {
            final StringBuilder text = new StringBuilder("convolutional ");
            filters.forEach(count -> text.append(count).append('-'));
            return words(text.append(latentSize).append(", "), activation, latentSkip);
        }

        @Override
        public String layers(final ImageShape image, final int latentSize) {
            final StringBuilder text = new StringBuilder().append(image);
            filters.forEach(count -> text.append("-conv").append(count));
            return text.append('-').append(latentSize).toString();
        }
    }

    /**
     * A deeper convolutional VAE with batch normalisation, for colour images of 32×32 and 64×64 (layers as in Radford,
     * Metz and Chintala 2016, "Unsupervised Representation Learning with Deep Convolutional GANs", used as encoder and
     * decoder): 4×4 convolutions of stride 2 that halve the image while its sides are even and at least 8, doubling the
     * filters each time, each followed by batch normalisation and leaky ReLU (slope 0.2); the decoder mirrors it.
     *
     * @param baseFilters filters of the first convolution, 1…1,024
     * @param latentSkip whether every decoder layer takes the latent vector too
     */
    record DeepConvolutional(int baseFilters, boolean latentSkip) implements Architecture {

        private static final int MAX_FILTERS = 1024;

        private static final int KERNEL = 4;

        private static final int SMALLEST = 8;

        /** Checks the values. */
        public DeepConvolutional {
            if (baseFilters < 1 || baseFilters > MAX_FILTERS) {
                throw new IllegalArgumentException("The first convolution has 1 to 1,024 filters, not " + baseFilters
                    + ".");
            }
        }

        /** @return the number of convolutions that halve such an image */
        private static int stages(final ImageShape image) {
            int stages = 0;
            int height = image.height();
            int width = image.width();
            while (height % 2 == 0 && width % 2 == 0 && height >= SMALLEST && width >= SMALLEST) {
                height /= 2;
                width /= 2;
                stages++;
            }
            if (stages < 2) {
                throw new IllegalArgumentException("The deep convolutional VAE needs images whose height and width are "
                    + "divisible by 4 and at least 16, not " + image + ". Resize the images, or choose the MLP.");
            }
            return stages;
        }

        @Override
        public NetworkSpec encoder(final ImageShape image, final int outputs) {
            final List<LayerSpec> layers = new ArrayList<>();
            for (int i = 0; i < stages(image); i++) {
                layers.add(new LayerSpec.Convolution(baseFilters << i, KERNEL, 2, 1, Activation.LINEAR));
                layers.add(new LayerSpec.BatchNormalisation(Activation.LEAKY_RELU));
            }
            layers.add(new LayerSpec.Dense(outputs, Activation.LINEAR));
            return new NetworkSpec(shape(image), 0, layers);
        }

        @Override
        public NetworkSpec decoder(final ImageShape image, final int latentSize) {
            final int stages = stages(image);
            final LayerShape start = new LayerShape(image.height() >> stages, image.width() >> stages,
                baseFilters << stages - 1);
            final List<LayerSpec> layers = new ArrayList<>();
            layers.add(new LayerSpec.Dense(start.values(), Activation.LINEAR));
            layers.add(new LayerSpec.Reshape(start));
            layers.add(new LayerSpec.BatchNormalisation(Activation.LEAKY_RELU));
            for (int i = stages - 2; i >= 0; i--) {
                layers.add(new LayerSpec.TransposedConvolution(baseFilters << i, KERNEL, 2, 1, 0, Activation.LINEAR));
                add(layers, latentSkip, Activation.LEAKY_RELU, LayerSpec.BatchNormalisation::new);
            }
            add(layers, latentSkip, Activation.LINEAR,
                f -> new LayerSpec.TransposedConvolution(image.channels(), KERNEL, 2, 1, 0, f));
            return new NetworkSpec(LayerShape.vector(latentSize), latentSize, layers);
        }

        @Override
        public boolean channelsLast() {
            return true;
        }

        @Override
        public String description(final int latentSize) {
            return words(new StringBuilder("deep convolutional ").append(baseFilters).append("…, batch norm, d = ")
                .append(latentSize).append(", "), Activation.LEAKY_RELU, latentSkip);
        }

        @Override
        public String layers(final ImageShape image, final int latentSize) {
            final StringBuilder text = new StringBuilder().append(image);
            for (int i = 0; i < stages(image); i++) {
                text.append("-conv").append(baseFilters << i).append("bn");
            }
            return text.append('-').append(latentSize).toString();
        }
    }
}
