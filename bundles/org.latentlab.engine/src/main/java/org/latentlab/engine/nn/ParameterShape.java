package org.latentlab.engine.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;

/**
 * The name and the sizes of a parameter, as it is stored.
 *
 * @param name unique within the model, e.g. "encoder.0.weights"
 * @param sizes its sizes, e.g. 784 and 500; the last is the number of columns of its matrix
 */
public record ParameterShape(String name, int... sizes) {

    /** @return the number of columns of its matrix: the last size */
    public int columns() {
        return sizes[sizes.length - 1];
    }

    /** @return the number of rows of its matrix: the product of all sizes but the last */
    public int rows() {
        int rows = 1;
        for (int i = 0; i < sizes.length - 1; i++) {
            rows = Math.multiplyExact(rows, sizes[i]);
        }
        return rows;
    }

    /** What the names of the singular vectors end with that spectral normalisation keeps of a weight matrix. */
    static final String LEFT = ".leftSingular";

    /** The other one. */
    static final String RIGHT = ".rightSingular";

    /**
     * @return whether it is kept with the model but not trained: a running statistic of batch normalisation, or a
     *         singular vector of spectral normalisation
     */
    public boolean isState() {
        return name.endsWith(".runningMean") || name.endsWith(".runningVariance") || name.endsWith(LEFT)
            || name.endsWith(RIGHT);
    }

    /** @return the singular vectors that spectral normalisation keeps of this weight matrix */
    List<ParameterShape> singularVectors() {
        return List.of(new ParameterShape(name + LEFT, rows()), new ParameterShape(name + RIGHT, columns()));
    }

    /** @return the number of values */
    public long count() {
        return (long)rows() * columns();
    }

    /**
     * Picks the weights of a model from what an archive holds.
     *
     * @param expected the parameters of the model
     * @param stored the tensors of the archive by name
     * @return one tensor for each expected, in that order
     * @throws EngineException if one is missing, too much, or of another size
     */
    public static List<Tensor> match(final List<ParameterShape> expected, final Map<String, Tensor> stored) {
        if (stored.size() != expected.size()) {
            throw new EngineException("The model file holds " + stored.size() + " weight tensors, but its "
                + "configuration needs " + expected.size()
                + ". The file is damaged or from another version of LatentLab.");
        }
        return expected.stream().map(shape -> {
            final Tensor tensor = stored.get(shape.name);
            if (tensor == null || !Arrays.equals(tensor.shape(), shape.sizes)) {
                throw new EngineException("The model file holds "
                    + (tensor == null ? "no weights" : "weights of size " + Arrays.toString(tensor.shape())) + " for '"
                    + shape.name + "', but its configuration needs " + Arrays.toString(shape.sizes)
                    + ". The file is damaged or from another version of LatentLab.");
            }
            return tensor;
        }).toList();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ParameterShape that && name.equals(that.name) && Arrays.equals(sizes, that.sizes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return name + " " + Arrays.toString(sizes);
    }
}
