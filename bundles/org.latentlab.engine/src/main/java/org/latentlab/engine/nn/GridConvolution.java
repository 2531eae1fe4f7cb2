package org.latentlab.engine.nn;

/**
 * The products of one {@link KernelGrid} in float32 on the CPU, with what comes before and after them done while the
 * values are in the cache. An instance keeps the memory it works in.
 */
interface GridConvolution {

    /**
     * Image to grid: grid ← end(image ∗ W).
     *
     * @param image n × image values
     * @param weights W, patch × filters
     * @param end what becomes of the products
     * @param grid receives the result, n × grid values
     * @param rows how many rows count
     */
    void gather(Tensor image, Tensor weights, LineEnd end, Tensor grid, int rows);

    /**
     * Grid to image: image ← end(grid ∗ᵀ W).
     *
     * @param grid n × grid values
     * @param weights W, patch × filters
     * @param end what becomes of the products
     * @param image receives the result, n × image values
     * @param rows how many rows count
     */
    void scatter(Tensor grid, Tensor weights, LineEnd end, Tensor image, int rows);

    /**
     * Gradients of {@link #gather}: of the weights, of the bias (sums over the grid) and, if there is a target, with
     * regard to the image.
     *
     * @param image as it went in
     * @param delta δ, gradient with regard to the grid
     * @param weights W
     * @param gradients receives the gradients of weights and bias
     * @param end what becomes of the gradient with regard to the image; not used where there is no target
     * @param target receives it, n × image values; or null
     * @param rows how many rows count
     */
    void gatherBack(Tensor image, Tensor delta, Tensor weights, Gradients gradients, LineEnd end, Tensor target,
        int rows);

    /**
     * Gradients of {@link #scatter}: of the weights, of the bias (sums over the image) and, if there is a target, with
     * regard to the grid.
     *
     * @param grid as it went in
     * @param delta δ, gradient with regard to the image
     * @param weights W
     * @param gradients receives the gradients of weights and bias
     * @param end what becomes of the gradient with regard to the grid; not used where there is no target
     * @param target receives it, n × grid values; or null
     * @param rows how many rows count
     */
    void scatterBack(Tensor grid, Tensor delta, Tensor weights, Gradients gradients, LineEnd end, Tensor target,
        int rows);

    /**
     * @param weights receives ∂L/∂W
     * @param bias receives ∂L/∂b
     */
    record Gradients(Tensor weights, Tensor bias) {

        /** Sets the bias' gradient from one line of sums for each chunk, in which the channels take turns. */
        void setBias(final float[][] lines) {
            final double[] total = new double[bias.columns()];
            for (final float[] line : lines) {
                for (int j = 0; j < line.length; j++) {
                    total[j % total.length] += line[j];
                }
            }
            final float[] result = new float[total.length];
            for (int j = 0; j < result.length; j++) {
                result[j] = (float)total[j];
            }
            bias.put(result, result.length);
        }
    }
}
