package org.latentlab.nodes.trainvae;

import org.knime.node.parameters.widget.choices.Label;
import org.latentlab.engine.vae.BetaSchedule;

/** How β changes during the training. */
enum AnnealingOption {

        @Label(value = "Constant", description = "β is the same throughout.")
        CONSTANT,

        @Label(value = "Linear", description = "β rises in a straight line (Bowman et al. 2016).")
        LINEAR,

        @Label(value = "Sigmoid", description = "β rises along a logistic curve.")
        SIGMOID,

        @Label(value = "Cyclical", description = "β rises and starts over several times; each cycle rises for its "
            + "first half (Fu et al. 2019).")
        CYCLICAL;

    BetaSchedule.Kind kind() {
        return BetaSchedule.Kind.valueOf(name());
    }
}
