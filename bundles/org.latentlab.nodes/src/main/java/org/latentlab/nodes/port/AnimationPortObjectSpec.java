package org.latentlab.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known of an animation: which picture it shows. */
public final class AnimationPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Saves and loads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<AnimationPortObjectSpec> {
    }

    private static final String PICTURE = "picture";

    private String m_picture = "";

    /** For the serializer. */
    public AnimationPortObjectSpec() {
    }

    /** @param picture which picture it shows, e.g. "latent scatter"; empty for all */
    public AnimationPortObjectSpec(final String picture) {
        m_picture = picture;
    }

    /** @return which picture it shows; empty for all */
    public String picture() {
        return m_picture;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addString(PICTURE, m_picture);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_picture = model.getString(PICTURE);
    }
}
