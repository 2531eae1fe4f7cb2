package org.latentlab.nodes.datasetreader;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.dataset.StandIn;

/** What is drawn where no directory is given. */
enum StandInOption {

        @Label(value = "Synthetic digits", description = "Ten classes of drawn digits that look like MNIST, 28×28 gray.")
        DIGITS,

        @Label(value = "Varied digits", description = "The same with more slant, rotation, size, position and "
            + "thickness, 28×28 gray.")
        VARIED_DIGITS,

        @Label(value = "Textured digits", description = "Varied digits in any shade on a soft texture, 28×28 gray.")
        TEXTURED_DIGITS,

        @Label(value = "Colour digits", description = "Varied digits in any colour on a coloured texture, 32×32 RGB.")
        COLOUR_DIGITS;

    StandIn standIn() {
        return StandIn.valueOf(name());
    }
}
