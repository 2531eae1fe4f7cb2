package org.latentlab.engine.nn;

/**
 * The shape of a transposed convolution, the adjoint of a convolution, on images stored H×W×C:
 * out = (in − 1)·stride + kernel − 2·padding − trim in each direction. Input position i adds its value times the kernel
 * to the outputs from i·stride − padding on; what falls outside the output is dropped. TensorFlow's "same" of kernel 3
 * and stride 2 is padding 0, trim 1.
 *
 * @param height height of the input, at least 1
 * @param width width of the input, at least 1
 * @param inputs channels of the input, at least 1
 * @param outputs channels of the output, at least 1
 * @param kernel height and width of the kernel, at least 1
 * @param stride rows and columns of the output from one position of the input to the next, at least 1
 * @param padding rows and columns cut off on every side, 0…kernel − 1
 * @param trim rows and columns cut off at the end in addition, 0…kernel − 1 − padding
 */
public record TransposedConvolutionShape(int height, int width, int inputs, int outputs, int kernel, int stride,
    int padding, int trim) {

    /** Checks the values. */
    public TransposedConvolutionShape {
        if (kernel < 1 || stride < 1 || padding < 0 || trim < 0 || padding + trim >= kernel) {
            throw new IllegalArgumentException("A transposed convolution has a kernel and a stride of at least 1 and "
                + "cuts off less than its kernel, not a kernel of " + kernel + ", a stride of " + stride
                + ", a padding of " + padding + " and a trim of " + trim + ".");
        }
        if (height < 1 || width < 1 || out(Math.min(height, width), kernel, stride, padding, trim) < 1) {
            throw new IllegalArgumentException("A transposed " + kernel + "×" + kernel + " convolution leaves nothing "
                + "of an input of " + height + "×" + width + ".");
        }
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException("A transposed convolution has at least 1 channel in and out, not "
                + inputs + " and " + outputs + ".");
        }
    }

    private static int out(final int in, final int kernel, final int stride, final int padding, final int trim) {
        return (in - 1) * stride + kernel - 2 * padding - trim;
    }

    /** @return height of the output */
    public int outHeight() {
        return out(height, kernel, stride, padding, trim);
    }

    /** @return width of the output */
    public int outWidth() {
        return out(width, kernel, stride, padding, trim);
    }

    /** @return values of one input: height × width × inputs */
    public int inValues() {
        return height * width * inputs;
    }

    /** @return values of one output: outHeight × outWidth × outputs */
    public int outValues() {
        return outHeight() * outWidth() * outputs;
    }

    /** @return the number of outputs that one input adds to, where none is cut off: kernel² × outputs */
    public int patch() {
        return kernel * kernel * outputs;
    }
}
