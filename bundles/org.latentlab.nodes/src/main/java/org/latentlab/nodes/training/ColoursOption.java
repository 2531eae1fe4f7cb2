package org.latentlab.nodes.training;

import org.knime.node.parameters.widget.choices.Label;

/** What becomes of the colours of images. */
public enum ColoursOption {

        /** Gray stays gray, RGB stays RGB. */
        @Label(value = "As they are", description = "Gray images stay gray, RGB images RGB.")
        AS_THEY_ARE,

        /** RGB becomes gray. */
        @Label(value = "Turned gray", description = "RGB becomes the luminance 0.299 R + 0.587 G + 0.114 B (ITU-R "
            + "BT.601). The model remembers it: Encode turns the images that it gets gray by itself.")
        GRAY
}
