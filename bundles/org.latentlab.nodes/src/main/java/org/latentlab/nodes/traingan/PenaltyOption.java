package org.latentlab.nodes.traingan;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.gan.GradientPenalty;

/** The form of the gradient penalty. */
enum PenaltyOption {

        @Label(value = "(‖∇D‖ − 1)²", description = "The critic is to have slope 1 between real and generated images "
            + "(Gulrajani et al. 2017): the usual one.")
        TOWARDS_ONE,

        @Label(value = "‖∇D‖", description = "The critic is to be as flat as it can be: its slope "
            + "itself is the penalty.")
        NORM;

    GradientPenalty penalty() {
        return GradientPenalty.valueOf(name());
    }
}
