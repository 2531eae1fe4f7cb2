package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.Tensor;

/**
 * What Adam remembers, as it is stored.
 *
 * @param step number of steps taken
 * @param means the running mean of the gradients of each parameter
 * @param squares that of their squares
 */
record AdamState(int step, List<float[]> means, List<float[]> squares) {

    private static final String STEP = "adam.step";

    /** A float32 holds integers up to 2²⁴ only: the number of steps is stored in two halves. */
    private static final int HALF = 1 << Short.SIZE;

    /** @return the tensors to store: the number of steps, then mean and squares of each parameter */
    List<Tensor> tensors(final List<Parameter> parameters) {
        final List<Tensor> tensors = new ArrayList<>();
        tensors.add(new Tensor(STEP, new int[]{2}, new float[]{step / HALF, step % HALF}));
        final List<ParameterShape> shapes = shapes(parameters);
        for (int i = 0; i < parameters.size(); i++) {
            tensors.add(tensor(shapes.get(1 + 2 * i), means.get(i)));
            tensors.add(tensor(shapes.get(2 + 2 * i), squares.get(i)));
        }
        return tensors;
    }

    private static Tensor tensor(final ParameterShape shape, final float[] values) {
        return new Tensor(shape.name(), shape.sizes().clone(), values);
    }

    private static List<ParameterShape> shapes(final List<Parameter> parameters) {
        final List<ParameterShape> shapes = new ArrayList<>();
        shapes.add(new ParameterShape(STEP, 2));
        for (final Parameter parameter : parameters) {
            shapes.add(new ParameterShape("adam.mean." + parameter.shape().name(), parameter.shape().sizes()));
            shapes.add(new ParameterShape("adam.square." + parameter.shape().name(), parameter.shape().sizes()));
        }
        return shapes;
    }

    /**
     * @param parameters the parameters
     * @param stored as {@link #tensors} gave them, in any order
     * @return the state
     * @throws EngineException if a tensor is missing, too much, of another size, or the number of steps is none
     */
    static AdamState of(final List<Parameter> parameters, final List<Tensor> stored) {
        final Map<String, Tensor> byName = new HashMap<>();
        stored.forEach(tensor -> byName.put(tensor.name(), tensor));
        final List<Tensor> tensors = ParameterShape.match(shapes(parameters), byName);
        final float[] halves = tensors.get(0).values();
        for (final float half : halves) {
            if (!(half >= 0 && half < HALF && half == Math.rint(half))) {
                throw new EngineException("The optimizer's state holds no number of steps but " + Arrays.toString(
                    halves) + ". The file is damaged or from another version of LatentLab.");
            }
        }
        final List<float[]> means = new ArrayList<>();
        final List<float[]> squares = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            means.add(tensors.get(1 + 2 * i).values());
            squares.add(tensors.get(2 + 2 * i).values());
        }
        return new AdamState((int)halves[0] * HALF + (int)halves[1], means, squares);
    }
}
