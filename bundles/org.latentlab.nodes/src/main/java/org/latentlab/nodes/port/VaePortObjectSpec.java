package org.latentlab.nodes.port;

import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.VaeConfig;

/**
 * What is known of a VAE: before it is trained its latent size, its network and what it takes; after that also its
 * image shape.
 */
public final class VaePortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Saves and loads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<VaePortObjectSpec> {
    }

    private static final String LATENT_SIZE = "latentSize";
    private static final String NETWORK = "network";
    private static final String POSTERIOR = "hasPosterior";
    private static final String ELBO = "hasElbo";
    private static final String VECTORS = "vectors";
    private static final String GRAY = "gray";
    private static final String COLUMNS = "columns";

    private int m_latentSize;
    private String m_network = "";
    private ImageShape m_shape;
    private boolean m_posterior = true;
    private boolean m_elbo = true;
    private boolean m_vectors;
    private boolean m_gray;
    private List<String> m_columns = List.of();

    /** For the serializer. */
    public VaePortObjectSpec() {
    }

    /**
     * A VAE of images, trained by the ELBO.
     *
     * @param latentSize number of latent dimensions
     * @param network the network in words, e.g. "500-500-2, softplus, Bernoulli"
     * @param shape the images it was trained on, null before training
     */
    public VaePortObjectSpec(final int latentSize, final String network, final ImageShape shape) {
        m_latentSize = latentSize;
        m_network = network;
        m_shape = shape;
    }

    /**
     * @param config what is trained
     * @param shape the images or vectors it is trained on, null where not known before training
     * @param vectors whether it is a model of vectors
     * @param input what becomes of what it takes
     */
    public VaePortObjectSpec(final VaeConfig config, final ImageShape shape, final boolean vectors,
        final ModelInput input) {
        this(config.latentSize(), config.description(), shape);
        m_posterior = config.posterior() == PosteriorKind.GAUSSIAN;
        m_elbo = config.hasElbo();
        m_vectors = vectors;
        m_gray = input.gray();
        m_columns = input.columns();
    }

    /** @return number of latent dimensions */
    public int latentSize() {
        return m_latentSize;
    }

    /** @return the network in words */
    public String network() {
        return m_network;
    }

    /** @return the shape of the images or vectors it is trained on; nothing where not known before training */
    public Optional<ImageShape> shape() {
        return Optional.ofNullable(m_shape);
    }

    /** @return whether the encoder gives a distribution, rather than the code itself */
    public boolean hasPosterior() {
        return m_posterior;
    }

    /** @return whether there is an evidence lower bound of the likelihood */
    public boolean hasElbo() {
        return m_elbo;
    }

    /** @return whether it is a model of vectors, rather than of images */
    public boolean vectors() {
        return m_vectors;
    }

    /** @return whether it turns colour images gray */
    public boolean gray() {
        return m_gray;
    }

    /** @return the names of the numeric columns it is trained on, in order; empty where it is trained on one column */
    public List<String> columns() {
        return m_columns;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addInt(LATENT_SIZE, m_latentSize);
        model.addString(NETWORK, m_network);
        Shapes.save(m_shape, model);
        model.addBoolean(POSTERIOR, m_posterior);
        model.addBoolean(ELBO, m_elbo);
        model.addBoolean(VECTORS, m_vectors);
        model.addBoolean(GRAY, m_gray);
        model.addStringArray(COLUMNS, m_columns.toArray(String[]::new));
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_latentSize = model.getInt(LATENT_SIZE);
        m_network = model.getString(NETWORK);
        m_shape = Shapes.load(model);
        // what follows is absent in specs of the first release, whose models are all VAEs of images
        m_posterior = model.getBoolean(POSTERIOR, true);
        m_elbo = model.getBoolean(ELBO, true);
        m_vectors = model.getBoolean(VECTORS, false);
        m_gray = model.getBoolean(GRAY, false);
        m_columns = List.of(model.getStringArray(COLUMNS, new String[0]));
    }
}
