package org.latentlab.engine.nn;

/** What one layer of a network does, without its memory. Shapes follow from the layer before: {@link NetworkSpec}. */
public sealed interface LayerSpec {

    /**
     * Fully connected: h = f(x W + b).
     *
     * @param units width of the output, at least 1
     * @param activation f
     */
    record Dense(int units, Activation activation) implements LayerSpec {
    }

    /**
     * Convolution: out = ⌊(in + 2·padding − kernel)/stride⌋ + 1 in each direction.
     *
     * @param filters channels of the output, at least 1
     * @param kernel height and width of the kernel, at least 1
     * @param stride 1 or 2
     * @param padding rows and columns of zeros on every side
     * @param activation f
     */
    record Convolution(int filters, int kernel, int stride, int padding, Activation activation) implements LayerSpec {
    }

    /**
     * Transposed convolution, the adjoint of a convolution: out = (in − 1)·stride + kernel − 2·padding − trim in each
     * direction. TensorFlow's "same" of kernel 3, stride 2 is padding 0, trim 1.
     *
     * @param filters channels of the output, at least 1
     * @param kernel height and width of the kernel, at least 1
     * @param stride 1 or 2
     * @param padding rows and columns cut off on every side
     * @param trim rows and columns cut off at the end in addition, 0 or 1
     * @param activation f
     */
    record TransposedConvolution(int filters, int kernel, int stride, int padding, int trim, Activation activation)
        implements LayerSpec {
    }

    /**
     * Batch normalisation (Ioffe and Szegedy 2015) over the examples and positions of each channel, then f.
     *
     * @param activation f
     */
    record BatchNormalisation(Activation activation) implements LayerSpec {
    }

    /**
     * A skip connection from the network's latent vector z (Dieng et al. 2019, "Avoiding Latent Variable Collapse with
     * Generative Skip Models"): h = f(x + z U), the same for all positions of a channel.
     *
     * @param activation f
     */
    record LatentSkip(Activation activation) implements LayerSpec {
    }

    /**
     * The same values read as another shape.
     *
     * @param shape the shape
     */
    record Reshape(LayerShape shape) implements LayerSpec {
    }
}
