package org.latentlab.engine.gan;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.ClassProjection;
import org.latentlab.engine.nn.Embedding;
import org.latentlab.engine.nn.LayerShape;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.engine.nn.NetworkSpec;
import org.latentlab.engine.nn.ParameterShape;

/**
 * The networks of a GAN without their memory.
 *
 * @param config what GAN it is
 * @param image the shape of the images
 */
record GanLayers(GanConfig config, ImageShape image) {

    /** Names of the networks, which begin the names of their parameters. */
    static final String GENERATOR = "generator";

    static final String CRITIC = "critic";

    static final String ENCODER = "encoder";

    /** The parameters of the critic's last layer. */
    static final String HEAD = "critic.head";

    private static final String EMBEDDING = "generator.embedding";

    /** Values of a class's embedding: as many for each class, up to the 50 that Mirza and Osindero's is about. */
    private static final int EMBEDDING_PER_CLASS = 4;

    private static final int LARGEST_EMBEDDING = 50;

    /** @return the number of classes that the networks are told; 0 where they are told none */
    int classes() {
        return config.classNames().size();
    }

    /** @return length of z */
    int latentSize() {
        return config.prior().dimensions();
    }

    /** @return the table of the classes' embeddings; null where there is none */
    ParameterShape embedding() {
        return classes() == 0 ? null : Embedding.shape(EMBEDDING, classes(),
            Math.min(LARGEST_EMBEDDING, EMBEDDING_PER_CLASS * classes()));
    }

    /** @return length of the generator's input: z, and the embedding of a class behind it */
    int generatorInputs() {
        return latentSize() + (classes() == 0 ? 0 : embedding().columns());
    }

    /**
     * @return the generator
     * @throws IllegalArgumentException if the architecture cannot take such images
     */
    NetworkSpec generator() {
        return config.architecture().generator(image, generatorInputs());
    }

    /**
     * @return the critic without its last layer
     * @throws IllegalArgumentException if the architecture cannot take such images
     */
    NetworkSpec critic() {
        return config.architecture().critic(image, config.normalisation());
    }

    /** @return whether the critic's weights are normalised by their spectral norms */
    boolean isSpectral() {
        return config.normalisation() == CriticNormalisation.SPECTRAL;
    }

    /** @return whether the critic has batch normalisation */
    boolean isBatchNormal() {
        return config.normalisation() == CriticNormalisation.BATCH;
    }

    /** @return the gradient penalty; null where there is none */
    GanLoss.WassersteinGradientPenalty penalty() {
        return config.loss() instanceof GanLoss.WassersteinGradientPenalty penalty ? penalty : null;
    }

    /** @return ClusterGAN's encoder; null where there is none */
    NetworkSpec encoder() {
        return config.cluster() == null ? null : config.architecture().encoder(image, latentSize());
    }

    /** @return names and sizes of the generator's parameters and states, in the order they are stored in */
    List<ParameterShape> generatorShapes() {
        final List<ParameterShape> shapes = new ArrayList<>();
        if (classes() > 0) {
            shapes.add(embedding());
        }
        shapes.addAll(generator().parameterShapes(GENERATOR));
        return shapes;
    }

    private List<ParameterShape> headShapes() {
        return ClassProjection.parameterShapes(HEAD, critic().output().values(), classes(), isSpectral());
    }

    /** @return names and sizes of the critic's parameters and states, in the order they are stored in */
    List<ParameterShape> criticShapes() {
        final List<ParameterShape> shapes = new ArrayList<>(critic().parameterShapes(CRITIC, isSpectral()));
        shapes.addAll(headShapes());
        return shapes;
    }

    /** @return names and sizes of the encoder's parameters, in the order they are stored in; empty where it is none */
    List<ParameterShape> encoderShapes() {
        return config.cluster() == null ? List.of() : encoder().parameterShapes(ENCODER);
    }

    /** @return names and sizes of all parameters and states: generator, critic, encoder */
    List<ParameterShape> parameterShapes() {
        final List<ParameterShape> all = new ArrayList<>(generatorShapes());
        all.addAll(criticShapes());
        all.addAll(encoderShapes());
        return all;
    }

    /** @return one line for the input and one for each layer of each network */
    List<LayerSummary> summary() {
        final List<LayerSummary> lines = new ArrayList<>();
        if (classes() > 0) {
            lines.add(new LayerSummary(GENERATOR, "embedding of " + classes() + " classes beside z",
                LayerShape.vector(embedding().columns()), embedding().count(), 0));
        }
        lines.addAll(generator().summary(GENERATOR));
        lines.addAll(critic().summary(CRITIC, isSpectral()));
        lines.add(new LayerSummary(CRITIC, classes() == 0 ? "dense" : "dense, and projection on " + classes()
            + " classes", LayerShape.vector(1), count(headShapes(), false), count(headShapes(), true)));
        if (config.cluster() != null) {
            lines.addAll(encoder().summary(ENCODER));
        }
        return lines;
    }

    private static long count(final List<ParameterShape> shapes, final boolean states) {
        return shapes.stream().filter(shape -> shape.isState() == states).mapToLong(ParameterShape::count).sum();
    }
}
