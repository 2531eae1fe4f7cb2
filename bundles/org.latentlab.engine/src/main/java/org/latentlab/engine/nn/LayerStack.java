package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.math.Rng;

/**
 * A network of layers one after another: the memory and the passes of a {@link NetworkSpec}. Memory for a batch, its
 * activations and its gradients, is reserved once; without training, none is for gradients. Skip connections take the
 * network's input as their latent vector.
 */
public final class LayerStack {

    private final List<Layer> m_layers = new ArrayList<>();

    private final List<LatentSkipLayer> m_skips = new ArrayList<>();

    private final boolean m_convolutional;

    private Tensor m_input;

    private Tensor m_inputTangent;

    /**
     * @param kernels the arithmetic
     * @param parameters where the layers' parameters are added; tells whether gradients will be wanted, too
     * @param name begins the names of the parameters, e.g. "encoder"
     * @param spec the layers
     * @param batch the most rows to come at once
     * @throws IllegalArgumentException if the layers do not fit one another, there are none, or there are skip
     *             connections but the input is no vector of the latent size
     */
    public LayerStack(final Kernels kernels, final Parameters parameters, final String name, final NetworkSpec spec,
        final int batch) {
        this(kernels, parameters, name, spec, batch, false);
    }

    /**
     * As the other, with spectral normalisation or without: then fully connected and convolutional layers multiply with
     * W/σ, their weights over their largest singular value (Miyato, Kataoka, Koyama and Yoshida 2018, "Spectral
     * Normalization for Generative Adversarial Networks"), which one step of power iteration in each forward pass of
     * training follows. The singular vectors are kept as states beside the weights.
     *
     * @param kernels the arithmetic
     * @param parameters where the layers' parameters are added
     * @param name begins the names of the parameters
     * @param spec the layers
     * @param batch the most rows to come at once
     * @param spectral whether there is spectral normalisation
     * @throws IllegalArgumentException as the other; or if there are to be spectral normalisation and transposed
     *             convolutions or skip connections
     */
    public LayerStack(final Kernels kernels, final Parameters parameters, final String name, final NetworkSpec spec,
        final int batch, final boolean spectral) {
        if (spectral && spec.layers().stream().anyMatch(layer -> layer instanceof LayerSpec.TransposedConvolution
            || layer instanceof LayerSpec.LatentSkip)) {
            throw new IllegalArgumentException("Spectral normalisation is for fully connected layers and convolutions, "
                + "not for transposed convolutions and skip connections.");
        }
        final Layer.Memory memory = new Layer.Memory(kernels, parameters, batch, spectral);
        final List<LayerShape> shapes = spec.shapes();
        m_convolutional = spec.layers().stream().anyMatch(layer -> layer instanceof LayerSpec.Convolution
            || layer instanceof LayerSpec.TransposedConvolution);
        for (int i = 0; i < shapes.size(); i++) {
            add(memory, spec, i, i == 0 ? spec.input() : shapes.get(i - 1), shapes.get(i),
                spec.parameterShapes(name, i, spectral));
        }
        if (m_layers.isEmpty()) {
            throw new IllegalArgumentException("A network has at least one layer that computes something.");
        }
        if (!m_skips.isEmpty() && !spec.input().equals(LayerShape.vector(spec.latentSize()))) {
            throw new IllegalArgumentException("Skip connections from a latent vector of " + spec.latentSize()
                + " need it as the network's input, not " + spec.input() + ".");
        }
    }

    private void add(final Layer.Memory memory, final NetworkSpec spec, final int index, final LayerShape in,
        final LayerShape out, final List<ParameterShape> parameters) {
        final LayerSpec layer = spec.layers().get(index);
        if (layer instanceof LayerSpec.Dense dense) {
            m_layers.add(new DenseLayer(memory, dense, m_convolutional, parameters));
        } else if (layer instanceof LayerSpec.Convolution convolution) {
            m_layers.add(new ConvolutionLayer(memory, convolution, in, out, parameters));
        } else if (layer instanceof LayerSpec.TransposedConvolution transposed) {
            m_layers.add(new TransposedConvolutionLayer(memory, transposed, in, out, parameters));
        } else if (layer instanceof LayerSpec.BatchNormalisation normalisation) {
            m_layers.add(new BatchNormalisationLayer(memory, normalisation, in, parameters));
        } else if (layer instanceof LayerSpec.LatentSkip skip) {
            final Layer before = m_layers.isEmpty() ? null : last();
            m_skips.add(new LatentSkipLayer(memory, skip, in, before, parameters));
            m_layers.add(m_skips.get(m_skips.size() - 1));
        }
        // what is only read as another shape needs nothing: the next layer knows the shape of its input
    }

    private Layer last() {
        return m_layers.get(m_layers.size() - 1);
    }

    /**
     * Draws the parameters of an untrained network. Weights are uniform with variance 1/inputs (LeCun, Bottou, Orr and
     * Müller 1998, "Efficient BackProp"), that is, in ±√(3/inputs); but those of fully connected layers in a network
     * with convolutions have variance 2/(inputs + outputs) (Glorot and Bengio 2010). Biases are 0; batch
     * normalisation's scale is 1, its shift 0, its running mean 0 and variance 1. The inputs of a convolution are
     * kernel² times the channels; of a transposed one (kernel/stride)² times the channels, the average number that an
     * output is a sum of.
     * <p>
     * Chosen by trials on MNIST. MLPs, ten epochs: −ELBO 101.7 with 20 latent dimensions and 134.4 with 3, rather than
     * 104.9 and 136.3 from Glorot's weights, or 105.7 and 135.5 from PyTorch's default, ±1/√inputs. Convolutional VAEs
     * of 16 and 32 filters with 2 latent dimensions, 6,000 training images, −ELBO of 2,000 others of the training set:
     * after 5 epochs and with two seeds 186.8 and 185.9, rather than 197.3 and 197.8 with LeCun's weights everywhere,
     * 188.1 and 192.1 with Glorot's everywhere, 197.5 and 198.5 with He's in the hidden layers, 193.9 and 194.5 with
     * PyTorch's default; after 30 epochs and with one seed 166.5, rather than 172.4 with LeCun's everywhere and 166.3
     * with Glorot's.
     *
     * @param rng where the numbers come from
     */
    public void initialise(final Rng rng) {
        initialise(rng, Initialisation.SCALED);
    }

    /**
     * Draws the parameters of an untrained network.
     *
     * @param rng where the numbers come from
     * @param initialisation how they are drawn
     */
    public void initialise(final Rng rng, final Initialisation initialisation) {
        m_layers.forEach(layer -> layer.initialise(rng, initialisation));
    }

    /**
     * @param input n × inputs; kept for the backward pass
     * @param rows how many rows count
     * @param training whether a backward pass follows: batch normalisation then takes the statistics of these rows and
     *            moves its running ones, otherwise it takes the running ones
     * @return the output, n × outputs
     */
    public Tensor forward(final Tensor input, final int rows, final boolean training) {
        m_input = input;
        m_skips.forEach(skip -> skip.setLatent(input));
        Tensor x = input;
        for (final Layer layer : m_layers) {
            layer.forward(x, rows, training);
            x = layer.output();
        }
        return x;
    }

    /** @return the output of the last forward pass, n × outputs */
    public Tensor output() {
        return last().output();
    }

    /**
     * @return where the gradient of the loss with regard to the last layer's argument (where that layer is linear, the
     *         output) is to be written before {@link #backward}; null without training
     */
    public Tensor outputGradient() {
        return last().delta();
    }

    /**
     * Computes the gradients of all parameters after a forward pass in training.
     *
     * @param inputGradient receives the gradient with regard to the input, through all layers that take it, n × inputs;
     *            or null
     * @param rows how many rows count
     */
    public void backward(final Tensor inputGradient, final int rows) {
        backward(inputGradient, rows, true);
    }

    /**
     * Computes the gradient with regard to the input and, if they are wanted, those of the parameters. It follows a
     * forward pass in training, or, where there is no batch normalisation, any forward pass.
     *
     * @param inputGradient receives the gradient with regard to the input, through all layers that take it, n × inputs;
     *            or null
     * @param rows how many rows count
     * @param parameterGradients whether the gradients of the parameters are computed, which takes as long again as
     *            all else; those before stay otherwise
     */
    public void backward(final Tensor inputGradient, final int rows, final boolean parameterGradients) {
        for (int i = m_layers.size() - 1; i > 0; i--) {
            final Layer before = m_layers.get(i - 1);
            m_layers.get(i).backward(before.output(), before.activation(), before.delta(), rows, parameterGradients);
        }
        m_layers.get(0).backward(m_input, Activation.LINEAR, inputGradient, rows, parameterGradients);
        if (inputGradient != null) {
            m_skips.forEach(skip -> skip.addLatentGradient(inputGradient, rows));
        }
    }

    /** @return f of the last layer, for whoever writes {@link #outputGradient} */
    public Activation outputActivation() {
        return last().activation();
    }

    /**
     * Computes how the output changes where the input changes by v: the directional derivative J v, exact away from the
     * kinks. It follows a forward pass.
     * <p>
     * With {@link #tangentGradients}, this is the second order of a gradient penalty on a critic D (Gulrajani et al.
     * 2017, "Improved Training of Wasserstein GANs"): ⟨v, ∇ₓD⟩ is the directional derivative of D along v, and in a
     * piecewise linear network its gradient with regard to a layer's weights is Σ uᵀ δ over the rows, with the change u
     * of that layer's input and the gradient δ of D with regard to its weighted sum.
     *
     * @param v n × inputs; kept for {@link #tangentGradients}
     * @param rows how many rows count
     * @return the change of the output, n × outputs
     * @throws IllegalArgumentException if a layer is not piecewise linear: batch normalisation, a skip connection, or
     *             another activation than LINEAR, RELU and LEAKY_RELU
     */
    public Tensor tangentForward(final Tensor v, final int rows) {
        if (!m_layers.stream().allMatch(Layer::isPiecewiseLinear)) {
            throw new IllegalArgumentException("A gradient penalty needs a network of fully connected layers and "
                + "convolutions with leaky ReLUs, ReLUs or no activation, without batch normalisation.");
        }
        m_inputTangent = v;
        Tensor u = v;
        for (final Layer layer : m_layers) {
            u = layer.tangent(u, rows);
        }
        return u;
    }

    /**
     * Computes the gradients of Σ ⟨δ, J v⟩ over the rows with regard to all weights, where δ = {@link #outputGradient},
     * held fixed with v; those of the biases are 0. It follows {@link #backward}, which leaves each layer's δ, and
     * {@link #tangentForward}.
     *
     * @param rows how many rows count
     */
    public void tangentGradients(final int rows) {
        Tensor u = m_inputTangent;
        for (final Layer layer : m_layers) {
            layer.tangentGradients(u, rows);
            u = layer.tangent();
        }
    }
}
