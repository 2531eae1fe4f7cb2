package org.latentlab.engine.gan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.nn.Kernels;
import org.latentlab.engine.nn.Optimizer;
import org.latentlab.engine.nn.Parameter;
import org.latentlab.engine.nn.Parameters;
import org.latentlab.engine.nn.WeightAverage;

/** All that one step of a GAN's training leaves to the next: weights, what the optimizers remember, and averages. */
final class GanState {

    /** Begins the names of the encoder's averages. */
    private static final String ENCODER_AVERAGE = "average." + GanLayers.ENCODER + ".";

    private final GanNetwork m_network;

    private final GanTrainingConfig m_training;

    private final Optimizer m_critic;

    /** Of ClusterGAN's encoder too, which is trained with the generator. */
    private final Optimizer m_generator;

    /** Null where the weights themselves are sampled from. */
    private final WeightAverage m_average;

    /** Of ClusterGAN's encoder, which is to fit the averaged generator; null as above, and where there is none. */
    private WeightAverage m_encoderAverage;

    /** Begins with the network's weights as they are. */
    GanState(final Kernels kernels, final GanNetwork network, final GanTrainingConfig training) {
        m_network = network;
        m_training = training;
        m_critic = kernels.adam(network.critic().list(), training.critic());
        final List<Parameter> generated = new ArrayList<>(network.generator().list());
        if (network.encoder() != null) {
            generated.addAll(network.encoder().list());
        }
        m_generator = kernels.adam(generated, training.generator());
        m_average = training.averaging() > 0 ? new WeightAverage(network.generator(), training.averaging()) : null;
        m_encoderAverage = encoderAverage();
    }

    /** @return one that begins with the encoder as it is */
    private WeightAverage encoderAverage() {
        return m_average == null || m_network.encoder() == null ? null
            : new WeightAverage(m_network.encoder(), m_training.averaging());
    }

    GanNetwork network() {
        return m_network;
    }

    /**
     * Lets the critic take a step with the gradients as they are.
     *
     * @return the norm of the gradients, before they were clipped
     */
    double stepCritic() {
        final double norm = clipped(m_network.critic());
        m_critic.step(1);
        if (m_network.config().loss() instanceof GanLoss.WassersteinClipping clipping) {
            m_network.critic().clip(clipping.clip());
        }
        return norm;
    }

    /**
     * Lets the generator, and ClusterGAN's encoder with it, take a step with the gradients as they are.
     *
     * @return the norm of the generator's gradients, before they were clipped
     */
    double stepGenerator() {
        final double norm = clipped(m_network.generator());
        if (m_network.encoder() != null) {
            clipped(m_network.encoder());
        }
        m_generator.step(1);
        if (m_average != null) {
            m_average.update();
        }
        if (m_encoderAverage != null) {
            m_encoderAverage.update();
        }
        return norm;
    }

    private double clipped(final Parameters network) {
        final double norm = network.gradientNorm();
        if (m_training.gradientClip() > 0 && norm > m_training.gradientClip()) {
            network.scaleGradients(m_training.gradientClip() / norm);
        }
        return norm;
    }

    /** @return what is kept, as {@link GanWeights} orders it, copied: the averages where there are any */
    List<Tensor> kept() {
        final List<Tensor> kept =
            new ArrayList<>(m_average == null ? m_network.generator().values() : m_average.values());
        if (m_network.encoder() != null) {
            kept.addAll(m_encoderAverage == null ? m_network.encoder().values() : m_encoderAverage.values());
        }
        return kept;
    }

    /** Does something while the generator has the weights to sample with. */
    <T> T whileSampling(final Supplier<T> task) {
        if (m_average == null) {
            return task.get();
        }
        final List<Tensor> trained = m_network.generator().values();
        m_network.generator().set(m_average.values());
        try {
            return task.get();
        } finally {
            m_network.generator().set(trained);
        }
    }

    /** @return the weights of all networks, copied: generator, critic, encoder */
    List<Tensor> weights() {
        final List<Tensor> weights = new ArrayList<>(m_network.generator().values());
        weights.addAll(m_network.critic().values());
        if (m_network.encoder() != null) {
            weights.addAll(m_network.encoder().values());
        }
        return weights;
    }

    List<Tensor> generatorOptimizer() {
        return m_generator.state();
    }

    List<Tensor> criticOptimizer() {
        return m_critic.state();
    }

    /** @return what the averages remember; empty where there are none */
    List<Tensor> average() {
        if (m_average == null) {
            return List.of();
        }
        final List<Tensor> state = new ArrayList<>(m_average.state());
        if (m_encoderAverage != null) {
            // both have taken as many steps, so their number is there already
            m_encoderAverage.state().stream().filter(GanState::isOfEncoder).forEach(state::add);
        }
        return state;
    }

    private static boolean isOfEncoder(final Tensor average) {
        return average.name().startsWith(ENCODER_AVERAGE);
    }

    /**
     * Takes back what {@link #weights()} and the others gave. Averages without the encoder's, as they were saved before
     * it had one, let that begin with the encoder's weights.
     */
    void restore(final List<Tensor> weights, final List<Tensor> generatorOptimizer,
        final List<Tensor> criticOptimizer, final List<Tensor> average) {
        final int generator = m_network.generator().all().size();
        final int critic = generator + m_network.critic().all().size();
        m_network.generator().set(weights.subList(0, generator));
        m_network.critic().set(weights.subList(generator, critic));
        if (m_network.encoder() != null) {
            m_network.encoder().set(weights.subList(critic, weights.size()));
        }
        m_generator.restore(generatorOptimizer);
        m_critic.restore(criticOptimizer);
        if (m_average != null) {
            m_average.restore(average);
        }
        m_encoderAverage = encoderAverage();
        if (m_encoderAverage != null && average.stream().anyMatch(GanState::isOfEncoder)) {
            m_encoderAverage.restore(average);
        }
    }
}
