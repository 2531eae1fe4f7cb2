package org.latentlab.nodes.port;

import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.latent.LatentPrior;

/**
 * What is known of a generative model: before it is trained its latent size, its network and what it takes; after that
 * also its image shape.
 */
public abstract class GenerativeModelPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** KNIME knows a spec by its serializer; specs are saved and loaded by those of their own classes. */
    public static final class Serializer
        extends AbstractSimplePortObjectSpecSerializer<GenerativeModelPortObjectSpec> {
    }

    private static final String LATENT_SIZE = "latentSize";
    private static final String NETWORK = "network";
    private static final String VECTORS = "vectors";
    private static final String GRAY = "gray";
    private static final String COLUMNS = "columns";

    private int m_latentSize;
    private String m_network = "";
    private ImageShape m_shape;
    private boolean m_vectors;
    private boolean m_gray;
    private List<String> m_columns = List.of();

    /** For the serializer. */
    GenerativeModelPortObjectSpec() {
    }

    /**
     * @param latentSize number of latent dimensions
     * @param network the network in words, e.g. "500-500-2, softplus, Bernoulli"
     * @param shape the images or vectors it is trained on, null where not known before training
     * @param vectors whether it is a model of vectors
     * @param input what becomes of what it is trained on
     */
    GenerativeModelPortObjectSpec(final int latentSize, final String network, final ImageShape shape,
        final boolean vectors, final ModelInput input) {
        m_latentSize = latentSize;
        m_network = network;
        m_shape = shape;
        m_vectors = vectors;
        m_gray = input.gray();
        m_columns = input.columns();
    }

    /** @return what it is in a word, e.g. "VAE" or "GAN" */
    public abstract String kind();

    /** @return what it generates from */
    public abstract LatentPrior prior();

    /** @return whether there is an encoder, so that codes need not be searched for */
    public abstract boolean hasEncoder();

    /** @return whether it is told a class beside the latent code */
    public boolean isConditional() {
        return !classNames().isEmpty();
    }

    /**
     * @return the classes that a class-conditional model is told, where known before training; empty for all others
     */
    public List<String> classNames() {
        return List.of();
    }

    /** @return number of latent dimensions */
    public final int latentSize() {
        return m_latentSize;
    }

    /** @return the network in words */
    public final String network() {
        return m_network;
    }

    /** @return the shape of the images or vectors it is trained on; nothing where not known before training */
    public final Optional<ImageShape> shape() {
        return Optional.ofNullable(m_shape);
    }

    /** @return whether it is a model of vectors, rather than of images */
    public final boolean vectors() {
        return m_vectors;
    }

    /** @return whether it turns colour images gray */
    public final boolean gray() {
        return m_gray;
    }

    /** @return the names of the numeric columns it is trained on, in order; empty where it is trained on one column */
    public final List<String> columns() {
        return m_columns;
    }

    /** Saves what all models have in common; a model adds its own. */
    @Override
    protected void save(final ModelContentWO model) {
        model.addInt(LATENT_SIZE, m_latentSize);
        model.addString(NETWORK, m_network);
        Shapes.save(m_shape, model);
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
        m_vectors = model.getBoolean(VECTORS, false);
        m_gray = model.getBoolean(GRAY, false);
        m_columns = List.of(model.getStringArray(COLUMNS, new String[0]));
    }
}
