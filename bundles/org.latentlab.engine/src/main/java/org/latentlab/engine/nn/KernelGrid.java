package org.latentlab.engine.nn;

/**
 * A convolution seen from both of its sides: an image, and a grid with one point for each position of the kernel on it.
 * Grid point (i, j) meets the pixels from (i·stride − padding, j·stride − padding) on. A convolution goes from image to
 * grid, a transposed one from grid to image, and the gradient with regard to the input of either the
 * other way, all with the same weights, (kernel · kernel · channels) × filters.
 *
 * @param height height of the image
 * @param width width of the image
 * @param channels channels of the image
 * @param gridHeight height of the grid
 * @param gridWidth width of the grid
 * @param filters channels of the grid
 * @param kernel height and width of the kernel
 * @param stride pixels from one grid point to the next
 * @param padding how far the first grid point lies outside of the image
 */
record KernelGrid(int height, int width, int channels, int gridHeight, int gridWidth, int filters, int kernel,
    int stride, int padding) {

    static KernelGrid of(final ConvolutionShape shape) {
        return new KernelGrid(shape.height(), shape.width(), shape.inputs(), shape.outHeight(), shape.outWidth(),
            shape.outputs(), shape.kernel(), shape.stride(), shape.padding());
    }

    /** What a transposed convolution trims off are pixels that its kernel meets outside the image. */
    static KernelGrid of(final TransposedConvolutionShape shape) {
        return new KernelGrid(shape.outHeight(), shape.outWidth(), shape.outputs(), shape.height(), shape.width(),
            shape.inputs(), shape.kernel(), shape.stride(), shape.padding());
    }

    /** @return values of one line of the image */
    int line() {
        return width * channels;
    }

    /** @return values of one line of the grid */
    int gridLine() {
        return gridWidth * filters;
    }

    /** @return values that one grid point meets */
    int patch() {
        return kernel * kernel * channels;
    }
}
