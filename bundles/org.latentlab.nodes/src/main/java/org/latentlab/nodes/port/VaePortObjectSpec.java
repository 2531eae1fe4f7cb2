package org.latentlab.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.VaeConfig;

/** What is known of a VAE. */
public final class VaePortObjectSpec extends GenerativeModelPortObjectSpec {

    /** Saves and loads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<VaePortObjectSpec> {
    }

    private static final String POSTERIOR = "hasPosterior";
    private static final String ELBO = "hasElbo";

    private boolean m_posterior = true;
    private boolean m_elbo = true;

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
        super(latentSize, network, shape, false, ModelInput.AS_IT_IS);
    }

    /**
     * @param config what is trained
     * @param shape the images or vectors it is trained on, null where not known before training
     * @param vectors whether it is a model of vectors
     * @param input what becomes of what it takes
     */
    public VaePortObjectSpec(final VaeConfig config, final ImageShape shape, final boolean vectors,
        final ModelInput input) {
        super(config.latentSize(), config.description(), shape, vectors, input);
        m_posterior = config.posterior() == PosteriorKind.GAUSSIAN;
        m_elbo = config.hasElbo();
    }

    @Override
    public String kind() {
        return "VAE";
    }

    @Override
    public LatentPrior prior() {
        return new LatentPrior.Normal(latentSize());
    }

    @Override
    public boolean hasEncoder() {
        return true;
    }

    /** @return whether the encoder gives a distribution, rather than the code itself */
    public boolean hasPosterior() {
        return m_posterior;
    }

    /** @return whether there is an evidence lower bound of the likelihood */
    public boolean hasElbo() {
        return m_elbo;
    }

    @Override
    protected void save(final ModelContentWO model) {
        super.save(model);
        model.addBoolean(POSTERIOR, m_posterior);
        model.addBoolean(ELBO, m_elbo);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        super.load(model);
        // absent in specs of the first release, whose models are all VAEs with a posterior
        m_posterior = model.getBoolean(POSTERIOR, true);
        m_elbo = model.getBoolean(ELBO, true);
    }
}
