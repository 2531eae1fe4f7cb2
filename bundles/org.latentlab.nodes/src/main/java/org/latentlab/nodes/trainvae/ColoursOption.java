package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;

/** What becomes of the colours of images. */
enum ColoursOption {

        @Label(value = "As they are", description = "Gray images stay gray, RGB images RGB.")
        AS_THEY_ARE,

        @Label(value = "Turned gray", description = "RGB becomes the luminance 0.299 R + 0.587 G + 0.114 B (ITU-R "
            + "BT.601). The model remembers it: Encode turns the images that it gets gray by itself.")
        GRAY
}
