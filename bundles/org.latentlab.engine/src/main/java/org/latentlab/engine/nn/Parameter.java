package org.latentlab.engine.nn;

/**
 * What is learned in one piece: a matrix of weights or a row of biases, with its gradient; or a row of running
 * statistics, which is kept with them.
 *
 * @param shape its name and the sizes it is stored with
 * @param value the values, shape.rows() × shape.columns()
 * @param gradient ∂loss/∂value after a backward pass, likewise; null for statistics and where nothing is trained
 */
public record Parameter(ParameterShape shape, Tensor value, Tensor gradient) {
}
