package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * A network of layers one after another, without its memory: enough to know all shapes, to count parameters and to
 * describe it.
 *
 * @param input shape of an example
 * @param latentSize length of the vector that {@link LayerSpec.LatentSkip} layers take; 0 where there are none
 * @param layers the layers in order
 */
public record NetworkSpec(LayerShape input, int latentSize, List<LayerSpec> layers) {

    /** Copies the list. */
    public NetworkSpec {
        layers = List.copyOf(layers);
    }

    /**
     * @return the shape after each layer, as many as there are layers
     * @throws IllegalArgumentException if a layer does not fit the one before
     */
    public List<LayerShape> shapes() {
        final List<LayerShape> shapes = new ArrayList<>();
        LayerShape shape = input;
        for (final LayerSpec layer : layers) {
            shape = after(layer, shape);
            shapes.add(shape);
        }
        return shapes;
    }

    /** @return the shape of the output */
    public LayerShape output() {
        final List<LayerShape> shapes = shapes();
        return shapes.isEmpty() ? input : shapes.get(shapes.size() - 1);
    }

    private static LayerShape after(final LayerSpec layer, final LayerShape in) {
        if (layer instanceof LayerSpec.Dense dense) {
            return LayerShape.vector(dense.units());
        }
        if (layer instanceof LayerSpec.Convolution c) {
            return new LayerShape(convolved(in.height(), c), convolved(in.width(), c), c.filters());
        }
        if (layer instanceof LayerSpec.TransposedConvolution t) {
            return new LayerShape(transposed(in.height(), t), transposed(in.width(), t), t.filters());
        }
        if (layer instanceof LayerSpec.Reshape reshape) {
            if (reshape.shape().values() != in.values()) {
                throw new IllegalArgumentException("A layer of shape " + in + " cannot be read as " + reshape.shape()
                    + ".");
            }
            return reshape.shape();
        }
        return in;
    }

    private static int convolved(final int size, final LayerSpec.Convolution c) {
        final int room = size + 2 * c.padding() - c.kernel();
        if (room < 0) {
            throw new IllegalArgumentException("A " + c.kernel() + "×" + c.kernel() + " convolution does not fit into "
                + size + " pixels.");
        }
        return room / c.stride() + 1;
    }

    private static int transposed(final int size, final LayerSpec.TransposedConvolution t) {
        return (size - 1) * t.stride() + t.kernel() - 2 * t.padding() - t.trim();
    }

    /**
     * The parameters and, marked so, the running statistics of batch normalisation, in the order they are stored in.
     *
     * @param name begins their names, e.g. "encoder"; layer i is "encoder.i"
     * @return their names and sizes
     */
    public List<ParameterShape> parameterShapes(final String name) {
        return parameterShapes(name, false);
    }

    /**
     * As {@link #parameterShapes(String)}, with spectral normalisation or without.
     *
     * @param name begins their names
     * @param spectral whether weights are divided by their largest singular value: then two singular vectors of each
     *            are kept with them
     * @return their names and sizes
     */
    public List<ParameterShape> parameterShapes(final String name, final boolean spectral) {
        final List<ParameterShape> all = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            all.addAll(parameterShapes(name, i, spectral));
        }
        return all;
    }

    /**
     * @param name begins their names, as in {@link #parameterShapes(String)}
     * @param layer index of a layer
     * @param spectral whether there is spectral normalisation
     * @return names and sizes of the parameters of this layer; those of its singular vectors come last
     */
    List<ParameterShape> parameterShapes(final String name, final int layer, final boolean spectral) {
        final List<ParameterShape> shapes = parameterShapes(name + "." + layer, layers.get(layer),
            layer == 0 ? input : shapes().get(layer - 1), latentSize);
        if (!spectral || !(layers.get(layer) instanceof LayerSpec.Dense
            || layers.get(layer) instanceof LayerSpec.Convolution)) {
            return shapes;
        }
        final List<ParameterShape> all = new ArrayList<>(shapes);
        all.addAll(shapes.get(0).singularVectors());
        return all;
    }

    private static List<ParameterShape> parameterShapes(final String name, final LayerSpec layer, final LayerShape in,
        final int latentSize) {
        if (layer instanceof LayerSpec.Dense dense) {
            return List.of(new ParameterShape(name + ".weights", in.values(), dense.units()),
                new ParameterShape(name + ".bias", dense.units()));
        }
        if (layer instanceof LayerSpec.Convolution c) {
            return List.of(new ParameterShape(name + ".weights", c.kernel(), c.kernel(), in.channels(), c.filters()),
                new ParameterShape(name + ".bias", c.filters()));
        }
        if (layer instanceof LayerSpec.TransposedConvolution t) {
            // as ND4J's deconv2d takes them: kernel × kernel × out × in
            return List.of(new ParameterShape(name + ".weights", t.kernel(), t.kernel(), t.filters(), in.channels()),
                new ParameterShape(name + ".bias", t.filters()));
        }
        if (layer instanceof LayerSpec.BatchNormalisation) {
            return List.of(new ParameterShape(name + ".scale", in.channels()),
                new ParameterShape(name + ".shift", in.channels()),
                new ParameterShape(name + ".runningMean", in.channels()),
                new ParameterShape(name + ".runningVariance", in.channels()));
        }
        if (layer instanceof LayerSpec.LatentSkip) {
            return List.of(new ParameterShape(name + ".weights", latentSize, in.channels()));
        }
        return List.of();
    }

    /**
     * @param part the part of the model this is, e.g. "encoder"
     * @return one line for the input and one for each layer
     */
    public List<LayerSummary> summary(final String part) {
        return summary(part, false);
    }

    /**
     * @param part the part of the model this is, e.g. "critic"
     * @param spectral whether there is spectral normalisation
     * @return one line for the input and one for each layer
     */
    public List<LayerSummary> summary(final String part, final boolean spectral) {
        final List<LayerSummary> lines = new ArrayList<>();
        lines.add(new LayerSummary(part, "input", input, 0, 0));
        final List<LayerShape> shapes = shapes();
        for (int i = 0; i < layers.size(); i++) {
            long trained = 0;
            long state = 0;
            for (final ParameterShape shape : parameterShapes(part, i, spectral)) {
                if (shape.isState()) {
                    state += shape.count();
                } else {
                    trained += shape.count();
                }
            }
            lines.add(new LayerSummary(part, LayerSummary.describe(layers.get(i)), shapes.get(i), trained, state));
        }
        return lines;
    }
}
