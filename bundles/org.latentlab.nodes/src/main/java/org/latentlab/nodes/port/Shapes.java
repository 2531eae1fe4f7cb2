package org.latentlab.nodes.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.latentlab.engine.image.ImageShape;

/** An image shape in a spec's content; absent as long as no image has been seen. */
final class Shapes {

    private static final String CHANNELS = "channels";
    private static final String HEIGHT = "height";
    private static final String WIDTH = "width";

    private Shapes() {
    }

    /**
     * @param shape null where unknown
     * @param model where to
     */
    static void save(final ImageShape shape, final ModelContentWO model) {
        model.addInt(CHANNELS, shape == null ? 0 : shape.channels());
        model.addInt(HEIGHT, shape == null ? 0 : shape.height());
        model.addInt(WIDTH, shape == null ? 0 : shape.width());
    }

    /**
     * @param model what {@link #save} wrote
     * @return the shape, null where unknown
     * @throws InvalidSettingsException if it is not there
     */
    static ImageShape load(final ModelContentRO model) throws InvalidSettingsException {
        final int channels = model.getInt(CHANNELS);
        return channels == 0 ? null : new ImageShape(channels, model.getInt(HEIGHT), model.getInt(WIDTH));
    }
}
