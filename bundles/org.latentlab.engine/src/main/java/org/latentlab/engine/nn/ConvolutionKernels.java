package org.latentlab.engine.nn;

/** The arithmetic of convolutional layers on images stored H×W×C, one image a row. */
public interface ConvolutionKernels {

    /**
     * h ← f(x ∗ W + b).
     *
     * @param shape the shape of the convolution
     * @param x n × (height · width · inputs)
     * @param weights W, (kernel · kernel · inputs) × outputs
     * @param bias b, 1 × outputs
     * @param activation f
     * @param h n × outValues
     * @param rows how many rows of x count
     */
    void forward(ConvolutionShape shape, Tensor x, Tensor weights, Tensor bias, Activation activation, Tensor h,
        int rows);

    /**
     * Gradients of a convolution, given δ = ∂L/∂(x ∗ W + b).
     *
     * @param shape the shape of the convolution
     * @param x as it went in
     * @param weights W
     * @param delta δ, n × outValues
     * @param weightGradient receives ∂L/∂W
     * @param biasGradient receives ∂L/∂b
     * @param activation the activation g that made x = g(·); not used where there is no target
     * @param target receives the gradient with regard to the argument of g, n × (height · width · inputs); or null
     * @param rows how many rows count
     */
    void backward(ConvolutionShape shape, Tensor x, Tensor weights, Tensor delta, Tensor weightGradient,
        Tensor biasGradient, Activation activation, Tensor target, int rows);

    /**
     * The gradient of a convolution with regard to its input alone: δ' ← (δ ∗ᵀ W) ⊙ g'(x).
     *
     * @param shape the shape of the convolution
     * @param delta δ, n × outValues
     * @param weights W
     * @param activation g
     * @param x n × (height · width · inputs), the value of g; not read where g is linear
     * @param target δ', n × (height · width · inputs)
     * @param rows how many rows count
     */
    void back(ConvolutionShape shape, Tensor delta, Tensor weights, Activation activation, Tensor x, Tensor target,
        int rows);

    /**
     * t ← (u ∗ W) ⊙ f'(h): how h = f(x ∗ W + b) changes where x changes by u.
     *
     * @param shape the shape of the convolution
     * @param u n × (height · width · inputs)
     * @param weights W
     * @param activation f
     * @param h n × outValues, the value of f; not read where f is linear
     * @param t n × outValues
     * @param rows how many rows count
     */
    void tangent(ConvolutionShape shape, Tensor u, Tensor weights, Activation activation, Tensor h, Tensor t,
        int rows);

    /**
     * h ← f(x ∗ᵀ W + b), the transposed convolution.
     *
     * @param shape the shape of the transposed convolution
     * @param x n × (height · width · inputs)
     * @param weights W, (kernel · kernel · outputs) × inputs
     * @param bias b, 1 × outputs
     * @param activation f
     * @param h n × outValues
     * @param rows how many rows of x count
     */
    void transposedForward(TransposedConvolutionShape shape, Tensor x, Tensor weights, Tensor bias,
        Activation activation, Tensor h, int rows);

    /**
     * Gradients of a transposed convolution, given δ = ∂L/∂(x ∗ᵀ W + b).
     *
     * @param shape the shape of the transposed convolution
     * @param x as it went in
     * @param weights W
     * @param delta δ, n × outValues
     * @param weightGradient receives ∂L/∂W
     * @param biasGradient receives ∂L/∂b
     * @param activation the activation g that made x = g(·); not used where there is no target
     * @param target receives the gradient with regard to the argument of g, n × (height · width · inputs); or null
     * @param rows how many rows count
     */
    void transposedBackward(TransposedConvolutionShape shape, Tensor x, Tensor weights, Tensor delta,
        Tensor weightGradient, Tensor biasGradient, Activation activation, Tensor target, int rows);

    /**
     * The gradient of a transposed convolution with regard to its input alone: δ' ← (δ ∗ W) ⊙ g'(x).
     *
     * @param shape the shape of the transposed convolution
     * @param delta δ, n × outValues
     * @param weights W
     * @param activation g
     * @param x n × (height · width · inputs), the value of g; not read where g is linear
     * @param target δ', n × (height · width · inputs)
     * @param rows how many rows count
     */
    void transposedBack(TransposedConvolutionShape shape, Tensor delta, Tensor weights, Activation activation, Tensor x,
        Tensor target, int rows);

    /**
     * t ← (u ∗ᵀ W) ⊙ f'(h): how h = f(x ∗ᵀ W + b) changes where x changes by u.
     *
     * @param shape the shape of the transposed convolution
     * @param u n × (height · width · inputs)
     * @param weights W
     * @param activation f
     * @param h n × outValues, the value of f; not read where f is linear
     * @param t n × outValues
     * @param rows how many rows count
     */
    void transposedTangent(TransposedConvolutionShape shape, Tensor u, Tensor weights, Activation activation, Tensor h,
        Tensor t, int rows);

    /**
     * y ← the largest of every 2×2 square of x, times a mask (for dropout). Where height or width is odd, the last row
     * or column is left out.
     *
     * @param height height of x, at least 2
     * @param width width of x, at least 2
     * @param channels channels of x and y
     * @param x n × (height · width · channels)
     * @param mask n × (⌊height/2⌋ · ⌊width/2⌋ · channels), or null for none
     * @param y as the mask
     * @param rows how many rows count
     */
    void maxPool(int height, int width, int channels, Tensor x, Tensor mask, Tensor y, int rows);

    /**
     * The gradient of {@link #maxPool} and of the activation before it: each square's gradient goes to its largest
     * value, the first of them row by row where several are equal.
     *
     * @param height height of x
     * @param width width of x
     * @param channels channels of x and y
     * @param x as it went in, x = g(·)
     * @param mask the mask, or null
     * @param delta ∂L/∂y
     * @param activation g
     * @param target receives the gradient with regard to the argument of g, sized as x
     * @param rows how many rows count
     */
    void maxPoolBack(int height, int width, int channels, Tensor x, Tensor mask, Tensor delta, Activation activation,
        Tensor target, int rows);

    /**
     * y ← x ⊙ mask: dropout, forwards and backwards.
     *
     * @param x n × d
     * @param mask n × d
     * @param y n × d; may be x
     * @param rows how many rows count
     */
    void multiply(Tensor x, Tensor mask, Tensor y, int rows);
}
