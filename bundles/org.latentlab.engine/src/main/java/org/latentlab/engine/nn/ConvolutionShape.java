package org.latentlab.engine.nn;

/**
 * The shape of a convolution on images stored H×W×C: out = ⌊(in + 2·padding − kernel)/stride⌋ + 1 in each direction.
 * What the last position does not reach, at most stride − 1 rows and columns at the end, plays no part.
 *
 * @param height height of the input, at least 1
 * @param width width of the input, at least 1
 * @param inputs channels of the input, at least 1
 * @param outputs channels of the output, at least 1
 * @param kernel height and width of the kernel, at least 1 and at most those of the padded input
 * @param stride rows and columns from one position to the next, at least 1
 * @param padding rows and columns of zeros on every side, 0…kernel − 1
 */
public record ConvolutionShape(int height, int width, int inputs, int outputs, int kernel, int stride, int padding) {

    /** Checks the values. */
    public ConvolutionShape {
        if (kernel < 1 || stride < 1 || padding < 0 || padding >= kernel) {
            throw new IllegalArgumentException("A convolution has a kernel and a stride of at least 1 and less padding "
                + "than its kernel, not a kernel of " + kernel + ", a stride of " + stride + " and a padding of "
                + padding + ".");
        }
        if (height < 1 || width < 1 || height + 2 * padding < kernel || width + 2 * padding < kernel) {
            final int least = Math.max(1, kernel - 2 * padding);
            throw new IllegalArgumentException("A " + kernel + "×" + kernel + " convolution needs an input of at least "
                + least + "×" + least + ", not " + height + "×" + width + ".");
        }
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException("A convolution has at least 1 channel in and out, not " + inputs
                + " and " + outputs + ".");
        }
    }

    /** @return height of the output */
    public int outHeight() {
        return (height + 2 * padding - kernel) / stride + 1;
    }

    /** @return width of the output */
    public int outWidth() {
        return (width + 2 * padding - kernel) / stride + 1;
    }

    /** @return values of one input: height × width × inputs */
    public int inValues() {
        return height * width * inputs;
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
