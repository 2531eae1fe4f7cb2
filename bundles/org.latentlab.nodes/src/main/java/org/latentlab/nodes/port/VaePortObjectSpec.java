package org.latentlab.nodes.port;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.latentlab.engine.image.ImageShape;

/** What is known of a VAE: its latent size and its network before it is trained, its image shape after. */
public final class VaePortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Saves and loads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<VaePortObjectSpec> {
    }

    private static final String LATENT_SIZE = "latentSize";
    private static final String NETWORK = "network";

    private int m_latentSize;
    private String m_network = "";
    private ImageShape m_shape;

    /** For the serializer. */
    public VaePortObjectSpec() {
    }

    /**
     * @param latentSize number of latent dimensions
     * @param network the network in words, e.g. "500-500-2, softplus, Bernoulli"
     * @param shape the images it was trained on, null before training
     */
    public VaePortObjectSpec(final int latentSize, final String network, final ImageShape shape) {
        m_latentSize = latentSize;
        m_network = network;
        m_shape = shape;
    }

    /** @return number of latent dimensions */
    public int latentSize() {
        return m_latentSize;
    }

    /** @return the network in words */
    public String network() {
        return m_network;
    }

    /** @return the shape of the images it was trained on; nothing before training */
    public Optional<ImageShape> shape() {
        return Optional.ofNullable(m_shape);
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addInt(LATENT_SIZE, m_latentSize);
        model.addString(NETWORK, m_network);
        Shapes.save(m_shape, model);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_latentSize = model.getInt(LATENT_SIZE);
        m_network = model.getString(NETWORK);
        m_shape = Shapes.load(model);
    }
}
