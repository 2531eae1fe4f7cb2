package org.latentlab.nodes.port;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.latentlab.engine.gan.GanConfig;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.latent.LatentPrior;

/** What is known of a GAN. */
public final class GanPortObjectSpec extends GenerativeModelPortObjectSpec {

    /** Saves and loads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<GanPortObjectSpec> {
    }

    private static final String ENCODER = "hasEncoder";
    private static final String CONDITIONAL = "conditional";
    private static final String CLASSES = "classes";

    private LatentPrior m_prior;
    private boolean m_encoder;
    private boolean m_conditional;
    private List<String> m_classNames = List.of();

    /** For the serializer. */
    public GanPortObjectSpec() {
    }

    /**
     * @param config what is trained
     * @param shape the images or vectors it is trained on, null where not known before training
     * @param vectors whether it is a model of vectors
     * @param input what becomes of what it is trained on
     */
    public GanPortObjectSpec(final GanConfig config, final ImageShape shape, final boolean vectors,
        final ModelInput input) {
        super(config.prior().dimensions(), config.architecture().description(config.prior().dimensions()), shape,
            vectors, input);
        m_prior = config.prior();
        m_encoder = config.cluster() != null;
        m_conditional = config.isConditional();
        m_classNames = config.classNames();
    }

    private GanPortObjectSpec(final GanPortObjectSpec other) {
        super(other.latentSize(), other.network(), other.shape().orElse(null), other.vectors(),
            ModelInput.of(other.gray(), other.columns()));
        m_prior = other.m_prior;
        m_encoder = other.m_encoder;
        m_conditional = true;
    }

    /** @return this as a class-conditional GAN whose classes the training will tell */
    public GanPortObjectSpec withClassesToCome() {
        return new GanPortObjectSpec(this);
    }

    @Override
    public String kind() {
        return "GAN";
    }

    @Override
    public LatentPrior prior() {
        return m_prior;
    }

    @Override
    public boolean hasEncoder() {
        return m_encoder;
    }

    /** The classes may not be known before training. */
    @Override
    public boolean isConditional() {
        return m_conditional;
    }

    @Override
    public List<String> classNames() {
        return m_classNames;
    }

    @Override
    protected void save(final ModelContentWO model) {
        super.save(model);
        Priors.save(m_prior, model);
        model.addBoolean(ENCODER, m_encoder);
        model.addBoolean(CONDITIONAL, m_conditional);
        model.addStringArray(CLASSES, m_classNames.toArray(String[]::new));
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        super.load(model);
        m_prior = Priors.load(model);
        m_encoder = model.getBoolean(ENCODER);
        m_conditional = model.getBoolean(CONDITIONAL);
        m_classNames = List.of(model.getStringArray(CLASSES));
    }
}
