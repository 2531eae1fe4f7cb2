package org.latentlab.engine.nn;

/**
 * The shape of a convolution with stride 1 and no padding ("valid"), on images stored H×W×C.
 *
 * @param height height of the input, at least kernel
 * @param width width of the input, at least kernel
 * @param inputs channels of the input, at least 1
 * @param outputs channels of the output, at least 1
 * @param kernel height and width of the kernel, at least 1
 */
public record ConvolutionShape(int height, int width, int inputs, int outputs, int kernel) {

    /** Checks the values. */
    public ConvolutionShape {
        if (kernel < 1 || height < kernel || width < kernel) {
            throw new IllegalArgumentException("A " + kernel + "×" + kernel + " convolution needs an input of at least "
                + kernel + "×" + kernel + ", not " + height + "×" + width + ".");
        }
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException("A convolution has at least 1 channel in and out, not " + inputs
                + " and " + outputs + ".");
        }
    }

    /** @return height of the output */
    public int outHeight() {
        return height - kernel + 1;
    }

    /** @return width of the output */
    public int outWidth() {
        return width - kernel + 1;
    }

    /** @return values of one output: outHeight × outWidth × outputs */
    public int outValues() {
        return outHeight() * outWidth() * outputs;
    }

    /** @return the number of inputs that one output sees: kernel² × inputs */
    public int patch() {
        return kernel * kernel * inputs;
    }
}
