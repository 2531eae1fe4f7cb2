package org.latentlab.nodes.datasetreader;

import org.knime.node.parameters.widget.choices.Label;

/** Gray or colour images. */
enum Colours {

        @Label("Gray")
        GRAY(1),

        @Label("RGB")
        RGB(3);

    private final int m_channels;

    Colours(final int channels) {
        m_channels = channels;
    }

    int channels() {
        return m_channels;
    }
}
