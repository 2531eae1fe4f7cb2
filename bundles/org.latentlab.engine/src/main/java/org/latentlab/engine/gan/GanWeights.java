package org.latentlab.engine.gan;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.nn.ParameterShape;

/** The weights that are kept of a trained GAN: the generator's, behind them ClusterGAN's encoder's. */
final class GanWeights {

    private GanWeights() {
    }

    /** @return names and sizes of what is kept, in order */
    static List<ParameterShape> shapes(final GanConfig config, final ImageShape image) {
        final GanLayers layers = new GanLayers(config, image);
        final List<ParameterShape> shapes = new ArrayList<>(layers.generatorShapes());
        shapes.addAll(layers.encoderShapes());
        return shapes;
    }

    /** Gives a network the weights that were kept. */
    static void set(final GanNetwork network, final List<Tensor> kept) {
        final int generator = network.generator().all().size();
        network.generator().set(kept.subList(0, generator));
        if (network.encoder() != null) {
            network.encoder().set(kept.subList(generator, kept.size()));
        }
    }
}
