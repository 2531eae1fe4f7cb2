package org.latentlab.engine.nn;

import java.util.ArrayList;
import java.util.List;

import org.latentlab.engine.math.Rng;

/**
 * The head of a critic: D(x) = φ·w + b, or with classes D(x, y) = φ·w + b + φ·e_y, where φ are the features of x and
 * e_y is a learned vector of the class (Miyato and Koyama 2018, "cGANs with Projection Discriminator", equation 3).
 */
public final class ClassProjection {

    private final Kernels m_kernels;

    private final DenseLayer m_dense;

    /** Null without classes. */
    private final LayerWeights m_embedding;

    private final int m_classes;

    /** φ · e_k for each class k; and a row's gradient in the column of its class. */
    private final Tensor m_projections;

    private final Tensor m_selected;

    private final Tensor m_room;

    private final Tensor m_unread;

    private int[] m_rowClasses;

    /**
     * @param kernels the arithmetic
     * @param parameters where the parameters are added
     * @param name begins their names, e.g. "critic.head"
     * @param features length of φ
     * @param classes number of classes; 0 = unconditional
     * @param batch the most rows to come at once
     * @param spectral whether w and the matrix of all e_y are divided by their spectral norms
     */
    public ClassProjection(final Kernels kernels, final Parameters parameters, final String name, final int features,
        final int classes, final int batch, final boolean spectral) {
        final Layer.Memory memory = new Layer.Memory(kernels, parameters, batch, spectral);
        m_kernels = kernels;
        m_classes = classes;
        m_dense = new DenseLayer(memory, new LayerSpec.Dense(1, Activation.LINEAR), false,
            denseShapes(name, features, spectral));
        m_embedding = classes == 0 ? null
            : new LayerWeights(memory, memory.add(embeddingShapes(name, features, classes, spectral)));
        m_projections = classes == 0 ? null : memory.values(classes);
        m_selected = classes == 0 ? null : memory.gradients(classes);
        m_room = classes == 0 ? null : memory.gradients(features);
        m_unread = classes == 0 ? null : kernels.allocate(1, features);
    }

    /**
     * @param name begins the names
     * @param features length of φ
     * @param classes number of classes; 0 = unconditional
     * @param spectral whether there is spectral normalisation
     * @return the names and sizes of the parameters and states, in order
     */
    public static List<ParameterShape> parameterShapes(final String name, final int features, final int classes,
        final boolean spectral) {
        final List<ParameterShape> all = new ArrayList<>(denseShapes(name, features, spectral));
        if (classes > 0) {
            all.addAll(embeddingShapes(name, features, classes, spectral));
        }
        return all;
    }

    private static List<ParameterShape> denseShapes(final String name, final int features, final boolean spectral) {
        final ParameterShape weights = new ParameterShape(name + ".weights", features, 1);
        final List<ParameterShape> shapes = new ArrayList<>(List.of(weights, new ParameterShape(name + ".bias", 1)));
        if (spectral) {
            shapes.addAll(weights.singularVectors());
        }
        return shapes;
    }

    private static List<ParameterShape> embeddingShapes(final String name, final int features, final int classes,
        final boolean spectral) {
        final ParameterShape table = new ParameterShape(name + ".embedding", classes, features);
        final List<ParameterShape> shapes = new ArrayList<>(List.of(table));
        if (spectral) {
            shapes.addAll(table.singularVectors());
        }
        return shapes;
    }

    /**
     * Draws the parameters of an untrained network: w and all e_y alike, b is 0.
     *
     * @param rng where the numbers come from
     * @param initialisation how they are drawn
     */
    public void initialise(final Rng rng, final Initialisation initialisation) {
        m_dense.initialise(rng, initialisation);
        if (m_embedding == null) {
            return;
        }
        if (initialisation == Initialisation.DCGAN) {
            Initialisation.drawDcgan(m_embedding.trained(), 0, rng);
        } else {
            Layer.drawLeCun(m_embedding.trained(), m_embedding.trained().shape().columns(), rng);
        }
        m_embedding.initialise(rng);
    }

    /**
     * @param features φ, n × features
     * @param classes the class of each row, 0…classes − 1, kept for the backward pass; not read without classes
     * @param rows how many rows count
     * @param training whether this is a pass of training: spectral normalisation then takes a step
     * @return D, n × 1
     */
    public Tensor forward(final Tensor features, final int[] classes, final int rows, final boolean training) {
        m_dense.forward(features, rows, training);
        if (m_embedding == null) {
            return m_dense.output();
        }
        m_rowClasses = classes;
        m_embedding.prepare(training);
        m_kernels.dense().back(features, m_embedding.value(), Activation.LINEAR, null, m_projections, rows);
        final double[] scores = new double[rows];
        m_dense.output().get(scores, rows);
        final double[] projections = new double[rows * m_classes];
        m_projections.get(projections, projections.length);
        for (int r = 0; r < rows; r++) {
            scores[r] += projections[r * m_classes + classes[r]];
        }
        m_dense.output().put(scores, rows);
        return m_dense.output();
    }

    /** @return where ∂L/∂D is to be written before {@link #backward}, n × 1; null without training */
    public Tensor outputGradient() {
        return m_dense.delta();
    }

    /**
     * Computes the gradient with regard to the features and, if they are wanted, those of the parameters.
     *
     * @param features as they went in, φ = g(·)
     * @param activation g, see {@link LayerStack#outputActivation()}
     * @param target receives the gradient with regard to the argument of g, see {@link LayerStack#outputGradient()}
     * @param rows how many rows count
     * @param parameterGradients whether the gradients of the parameters are computed; those before stay otherwise
     */
    public void backward(final Tensor features, final Activation activation, final Tensor target, final int rows,
        final boolean parameterGradients) {
        m_dense.backward(features, activation, target, rows, parameterGradients);
        if (m_embedding == null) {
            return;
        }
        final double[] delta = new double[rows];
        m_dense.delta().get(delta, rows);
        final double[] selected = new double[rows * m_classes];
        for (int r = 0; r < rows; r++) {
            selected[r * m_classes + m_rowClasses[r]] = delta[r];
        }
        m_selected.put(selected, selected.length);
        m_kernels.dense().tangent(m_selected, m_embedding.value(), activation, features, m_room, rows);
        m_kernels.normalisation().rowBias(target, m_room, Activation.LINEAR, target, rows);
        if (parameterGradients) {
            embeddingGradients(features, rows);
        }
    }

    private void embeddingGradients(final Tensor x, final int rows) {
        m_kernels.dense().gradients(m_selected, x, m_embedding.gradient(), m_unread, rows);
        m_embedding.finishGradient();
    }

    /**
     * Computes the gradients of Σ δ D'(u) over the rows with regard to w and e_y, where D' is how D changes where the
     * features change by u; that of b is 0. It follows {@link #backward}; see {@link LayerStack#tangentForward}.
     *
     * @param u n × features
     * @param rows how many rows count
     */
    public void tangentGradients(final Tensor u, final int rows) {
        m_dense.tangentGradients(u, rows);
        if (m_embedding != null) {
            embeddingGradients(u, rows);
        }
    }
}
